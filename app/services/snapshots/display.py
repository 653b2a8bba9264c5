"""What the hall display and a counter's own display show and speak."""

from typing import Any

from app.services import views
from app.services.snapshots.common import open_fields
from app.services.views import moment
from app.store import calls, counters, fields
from app.store.types import AnyRow
from app.store.work import Hall


def body(hall: Hall, counter_id: int | None, *, muted: bool) -> dict[str, Any]:
    """Return the display's part; `counter_id` makes it one counter's display."""
    waiting = fields.waiting(hall)
    newest = calls.latest(hall, counter_id=counter_id)
    return {
        "fields": [
            {**views.field(row), "waiting": waiting[row.id], "open": is_open} for row, is_open in open_fields(hall)
        ],
        "calls": [_call(row) for row in newest],
        "to_speak": [str(call_id) for call_id in calls.to_speak(hall)],
        "voice": {"muted": muted, "repeat": hall.rules.voice_repeat},
        "messages": [dict(message) for message in hall.rules.messages],
        "counter": _counter(hall, counter_id),
    }


def _call(row: AnyRow) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "ticket": str(row.ticket_id),
        "number": f"{row.prefix}{row.number:03d}",
        "prefix": row.prefix,
        "priority": row.priority,
        "kind": row.kind,
        "counter": {"id": str(row.counter_id), "number": row.counter_number},
        "called_at": moment(row.called_at),
        "spoken_at": moment(row.spoken_at),
        "active": calls.is_active(row),
        "state": row.state if calls.is_active(row) else None,
    }


def _counter(hall: Hall, counter_id: int | None) -> dict[str, Any] | None:
    if counter_id is None:
        return None
    row = counters.get(hall, counter_id)
    return {
        "id": str(row.id),
        "number": row.number,
        "state": row.state,
        "pause_reason": row.pause_reason,
        "fields": [field["prefix"] for field in views.counter(hall, row)["fields"]],
    }
