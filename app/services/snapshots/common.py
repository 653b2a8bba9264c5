"""What all snapshots have, and the rows several of them need."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from app.domain.hours import Reason
from app.services import stopping, views
from app.services.views import moment
from app.store import counters, days, fields, queue
from app.store.fields import FieldRow
from app.store.tickets import TicketRow
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
    ADMIN = "admin"


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
    stopped = stopping.stops(hall)
    return [_offer(hall, row, is_open, row.id in stopped, head["hall"]) for row, is_open in open_fields(hall)]


def since_morning(hall: Hall) -> dict[str, Any]:
    """Return who has waited since an earlier session of today and has not been seen since, in calling order."""
    resumed = days.resumed_at(hall, days.of(hall))
    if resumed is None:
        return {"morning": [], "morning_total": 0}
    prefixes = {row.id: row.prefix for row in fields.every(hall)}
    total, rows = queue.unseen_since(hall, resumed)
    return {"morning": [_unseen(ticket, prefixes) for ticket in rows], "morning_total": total}


def priority(hall: Hall) -> dict[str, Any]:
    """Return whether numbers with priority are given here, and what the centre says of it."""
    return {"offered": hall.rules.priority_offered, "note": dict(hall.rules.priority_note)}


def late_counts(hall: Hall, rows: Sequence[Any], targets: dict[int, timedelta]) -> tuple[int, int]:
    """Return how many of some waiting tickets are past the target, and how many are about to be."""
    shares = [(hall.now - row.arrived_at) / targets[row.field_id] for row in rows]
    return sum(share > 1 for share in shares), sum(SOON <= share <= 1 for share in shares)


def _unseen(ticket: TicketRow, prefixes: dict[int, str]) -> dict[str, Any]:
    told = {"id": str(ticket.id), "number": ticket.shown, "prefix": prefixes.get(ticket.field_id, ticket.prefix)}
    return {**told, "joined_at": moment(ticket.joined_at)}


def _offer(hall: Hall, row: FieldRow, is_open: bool, stopped: bool, told: dict[str, Any]) -> dict[str, Any]:
    reason = None if is_open else "field_closed" if fields.closed_today(hall, row) else "no_counter"
    if is_open and stopped:
        reason = "cut_off"
    if told["state"] != "open":
        reason = "cut_off" if told["reason"] == Reason.CUT_OFF else "closed"
    return {
        **views.field(row),
        "examples": {"vi": row.examples_vi, "en": row.examples_en},
        "icon": row.icon,
        "waiting": fields.waiting(hall)[row.id],
        "open": reason is None,
        "reason": reason,
    }
