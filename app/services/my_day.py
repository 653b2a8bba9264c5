"""A clerk's own day so far: how many, how long, and the strip of it. Nobody is compared with anybody."""

from datetime import datetime, timedelta
from typing import Any

from app.domain.figures import mean
from app.domain.ticket import State
from app.services.views import moment
from app.store import days, events, turns
from app.store.counters import CounterRow
from app.store.work import Hall


def of_counter(hall: Hall, counter: CounterRow) -> dict[str, Any]:
    """Return the day of whoever holds this counter, as the contract tells it."""
    today = days.of(hall)
    hours = days.spans(hall, today)
    ended = turns.of_clerk(hall, counter.clerk_id) if counter.clerk_id else []
    served = [turn for turn in ended if turn.outcome == State.DONE]
    pauses = _pauses(hall, counter, _midnight(hall))
    paused = sum(((end or hall.now) - start for start, end in pauses), timedelta(0))
    bars = [{"from": moment(t.started_at), "to": moment(t.ended_at), "kind": "serving"} for t in served]
    bars += [{"from": moment(start), "to": moment(end), "kind": "pause"} for start, end in pauses]
    return {
        "since": moment(hours[0].start) if hours else None,
        "served": len(served),
        "service_mean_ms": mean([turn.service_ms for turn in served]),
        "no_shows": sum(turn.outcome == State.NO_SHOW for turn in ended),
        "paused_ms": paused // timedelta(milliseconds=1),
        "bars": bars,
        "session": _session(hall, today.sessions),
    }


def _pauses(hall: Hall, counter: CounterRow, since: datetime) -> list[tuple[datetime, datetime | None]]:
    """Return the pauses of its clerk at a counter as `(start, end)`; one that goes on has no end."""
    found: list[tuple[datetime, datetime | None]] = []
    for event in events.of_counter(hall, counter.id, since):
        if not event.action.startswith("counter_") or event.action == "counter_fields":
            continue
        if found and found[-1][1] is None:
            found[-1] = (found[-1][0], event.at)
        if event.action == "counter_paused" and event.data["after"]["clerk"] == counter.clerk_id:
            found.append((event.at, None))
    return found


def _session(hall: Hall, sessions: tuple[tuple[str, str], ...]) -> list[str] | None:
    """Return the session that goes on, or the next, or the last of today."""
    now = hall.now.astimezone(hall.zone).strftime("%H:%M")
    going = next((s for s in sessions if now < s[1]), sessions[-1] if sessions else None)
    return list(going) if going else None


def _midnight(hall: Hall) -> datetime:
    return datetime.combine(hall.day, datetime.min.time(), hall.zone)
