"""A day after its end: who was not served, and which number of which day stands for theirs."""

from datetime import date
from typing import Any

from app.services import views
from app.services.views import moment
from app.store import days, fields, tickets
from app.store.tickets import TicketRow
from app.store.work import Hall


def describe(hall: Hall, day: date) -> dict[str, Any]:
    """Return when a day ended, None while it has not, and what became of whoever was still open."""
    return {"day": day.isoformat(), "ended_at": moment(days.of(hall, day).ended_at), "tickets": left_over(hall, day)}


def left_over(hall: Hall, day: date) -> list[dict[str, Any]]:
    """Return the tickets a day ended for, in the order in which they would have been called."""
    rows = tickets.expired(hall, day)
    following = tickets.several(hall, (id for _, id in rows if id is not None))
    known = {id: fields.get(hall, id) for id in {ticket.field_id for ticket, _ in rows}}
    return [
        {
            "id": str(ticket.id),
            "number": ticket.shown,
            "field": views.field(known[ticket.field_id]),
            **_outcome(following[id] if id is not None else None),
        }
        for ticket, id in rows
    ]


def _outcome(carried: TicketRow | None) -> dict[str, Any]:
    if carried is None:
        return {"outcome": "expired", "carried_to": None}
    return {"outcome": "carried_over", "carried_to": {"day": carried.day.isoformat(), "number": carried.shown}}
