"""The log of the centre as people read it: who changed what, when, from what to what."""

from datetime import date, datetime, time, timedelta
from typing import Any, Final

from app.services import log_sentences
from app.services.sentences import Names
from app.services.views import moment
from app.store import counters, events, fields
from app.store.types import AnyRow
from app.store.work import Hall

KINDS: Final[dict[str, tuple[str, ...]]] = {
    "counters": ("counter_open", "counter_paused", "counter_closed", "counter_release"),
    "fields": (
        "counter_fields",
        "counter_fields_planned",
        "counter_fields_unplanned",
        "field_closed",
        "field_opened",
    ),
    "hours": ("hours", "holiday_declared", "holiday_taken_back"),
    "priority": ("priority_class", "priority_offered"),
    "day": ("day_end", "day_override", "field_stopped", "field_resumed", "outage"),
}
_KIND: Final = {action: kind for kind, actions in KINDS.items() for action in actions}


def of_day(hall: Hall, day: date, kind: str | None = None) -> list[dict[str, Any]]:
    """Return what was changed on a day, newest first; narrowed to one kind of change."""
    names = names_of(hall)
    return [_entry(row, names, hall) for row in _rows(hall, day, KINDS[kind] if kind else None)]


def latest(hall: Hall, kind: str, count: int) -> list[dict[str, Any]]:
    """Return today's newest changes of a kind."""
    names = names_of(hall)
    return [_entry(row, names, hall) for row in _rows(hall, hall.day, KINDS[kind])[:count]]


def names_of(hall: Hall) -> Names:
    """Return what the ids in the log are called."""
    return Names(
        counters={row.id: row.number for row in counters.every(hall)},
        fields={row.id: row.name_vi for row in fields.every(hall)},
    )


def _rows(hall: Hall, day: date, actions: tuple[str, ...] | None) -> list[AnyRow]:
    start = datetime.combine(day, time(), hall.zone)
    end = datetime.combine(day + timedelta(days=1), time(), hall.zone)
    return events.of_centre(hall, start, end, actions)


def _entry(row: AnyRow, names: Names, hall: Hall) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "at": moment(row.at),
        "kind": _KIND.get(row.action, "other"),
        "text": log_sentences.text(row, names, hall.zone),
        "before": log_sentences.version(row, "before", names, hall.zone),
        "after": log_sentences.version(row, "after", names, hall.zone),
        "reason": row.reason,
        "actor": row.actor_name,
    }
