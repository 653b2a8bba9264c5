"""What the holder of a ticket's link sees on the phone: that ticket, and the last calls of its field."""

from typing import Any

from sqlalchemy import select

from app.domain.ticket import AT_COUNTER, OPEN, Action, State
from app.services import views
from app.services.views import moment
from app.store import calls, events, fields, queue, tickets
from app.store.models import Counter
from app.store.work import Hall

SHOWN = 3


def body(hall: Hall, ticket_id: int) -> dict[str, Any]:
    """Return the phone's part. Raises UnknownTicket."""
    ticket = tickets.get(hall, ticket_id)
    where = fields.get(hall, ticket.field_id)
    called = events.last_of_action(hall, ticket.id, Action.CALL) if ticket.state is State.CALLED else None
    waiting = ticket.state is State.WAITING
    return {
        "ticket": {
            "number": ticket.shown,
            "state": ticket.state.value,
            "field": views.field(where),
            "priority": ticket.priority,
            "people_ahead": queue.ahead(hall, ticket, where.waiting) if waiting else None,
            "target_minutes": where.wait_target_minutes,
            "counter": _counter(hall, ticket.counter_id) if ticket.state in AT_COUNTER else None,
            "called_at": moment(called.at) if called else None,
            "arrived_at": moment(ticket.arrived_at),
            "ended_at": None if ticket.state in OPEN else moment(ticket.state_at),
        },
        "calls": [
            {
                "number": f"{row.prefix}{row.number:03d}",
                "counter": {"number": row.counter_number},
                "called_at": moment(row.called_at),
            }
            for row in calls.latest_of_field(hall, ticket.field_id, SHOWN)
        ],
    }


def _counter(hall: Hall, counter_id: int | None) -> dict[str, Any] | None:
    if counter_id is None:
        return None
    row = hall.one(select(Counter.number).where(Counter.id == counter_id))
    return {"number": row.number} if row else None
