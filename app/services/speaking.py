"""Calls on their way to the loudspeaker: what to say, and that it was said."""

from typing import Any

from app.domain import phrases
from app.services.views import moment
from app.store import calls
from app.store.work import Hall, Work


def parts(hall: Hall, call_id: int) -> list[dict[str, str]]:
    """Return the sentences of a call, each with its language. Raises NotFound."""
    call = calls.get(hall, call_id)
    languages = tuple(dict.fromkeys((*hall.rules.voice_languages, call.language)))
    said = phrases.call_phrases(
        f"{call.prefix}{call.number:03d}",
        call.counter_number,
        kind=call.kind,
        prefix=call.prefix,
        priority=call.priority,
        languages=languages,
    )
    return [{"language": phrase.language, "text": phrase.text} for phrase in said]


def mark_spoken(work: Work, call_id: int) -> dict[str, Any]:
    """Write that a call was read out; saying so twice changes nothing. Raises NotFound."""
    calls.get(work, call_id)
    calls.spoken(work, call_id)
    call = calls.get(work, call_id)
    return {"id": str(call.id), "spoken_at": moment(call.spoken_at)}
