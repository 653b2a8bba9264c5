"""What all snapshots have, and the rows several of them need."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from app.domain.hours import Reason
from app.services import views
from app.services.views import moment
from app.store import counters, days, fields
from app.store.fields import FieldRow
from app.store.work import Hall

# "Sắp quá": past four fifths of the target.
SOON = 0.8


class Audience(StrEnum):
    """Who looks."""

    DISPLAY = "display"
    COUNTER = "counter"
    KIOSK = "kiosk"
    RECEPTION = "reception"
    SUPERVISOR = "supervisor"
    TICKET = "ticket"


@dataclass(frozen=True, slots=True)
class Scope:
    """Which snapshot: the audience and, where there are many of it, which counter, device or ticket.

    `silent`: a display that shows calls and leaves speaking them to another.
    """

    audience: Audience
    id: int | None = None
    silent: bool = False


def head(hall: Hall, scope: Scope, speed: float) -> dict[str, Any]:
    """Return what every snapshot begins with."""
    day = days.of(hall)
    state = days.state(hall, day)
    between = state.reason is Reason.BETWEEN_SESSIONS
    return {
        "audience": scope.audience.value,
        "revision": hall.revision,
        "now": moment(hall.now),
        "speed": speed,
        "zone": hall.timezone,
        "day": hall.day.isoformat(),
        "centre": {"slug": hall.slug, "kind": hall.kind, "name": hall.name, "sample": hall.sample},
        "hall": {
            "state": "open" if state.open else "between" if between else "closed",
            "reason": state.reason.value if state.reason else None,
            "opens_at": moment(state.opens_at),
            "closes_at": moment(state.closes_at),
            "sessions": [list(session) for session in day.sessions],
        },
    }


def open_fields(hall: Hall) -> list[tuple[FieldRow, bool]]:
    """Return the fields, each with whether some counter serves it now."""
    served = counters.fields_open(hall, closed_too=days.before_doors(hall, days.of(hall)))
    return [(row, row.id in served) for row in fields.every(hall)]


def offered(hall: Hall, head: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the fields as somebody choosing one sees them: how many wait, and why one cannot be chosen."""
    return [_offer(row, is_open, head["hall"]) for row, is_open in open_fields(hall)]


def priority(hall: Hall) -> dict[str, Any]:
    """Return whether numbers with priority are given here, and what the centre says of it."""
    return {"offered": hall.rules.priority_offered, "note": dict(hall.rules.priority_note)}


def late_counts(hall: Hall, rows: Sequence[Any], targets: dict[int, timedelta]) -> tuple[int, int]:
    """Return how many of some waiting tickets are past the target, and how many are about to be."""
    shares = [(hall.now - row.arrived_at) / targets[row.field_id] for row in rows]
    return sum(share > 1 for share in shares), sum(SOON <= share <= 1 for share in shares)


def _offer(row: FieldRow, is_open: bool, hall: dict[str, Any]) -> dict[str, Any]:
    reason = None if is_open else "no_counter"
    if hall["state"] != "open":
        reason = "cut_off" if hall["reason"] == Reason.CUT_OFF else "closed"
    return {
        **views.field(row),
        "examples": {"vi": row.examples_vi, "en": row.examples_en},
        "icon": row.icon,
        "waiting": row.waiting,
        "open": reason is None,
        "reason": reason,
    }
