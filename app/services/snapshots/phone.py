"""What the holder of a ticket's link sees on the phone: that ticket, and the last calls of its field."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Final

from app.domain.numbering import spell
from app.domain.ticket import AT_COUNTER, OPEN, Action, State
from app.services import views
from app.services.views import moment
from app.store import calls, counters, events, fields, people, queue, tickets
from app.store.tickets import TicketRow
from app.store.types import AnyRow
from app.store.work import Hall

SHOWN = 3
# Where the person is, comes back to, or is waited for by name.
_AT_OR_FOR = AT_COUNTER | {State.WAITING, State.HELD}
# Told only in the states that have it; null in all others.
_PARTS = ("called_at", "reason", "moved", "undo_until", "carried_to")
# After these a ticket stays as it is, unless the step is taken back within seconds.
_ENDED = frozenset({State.DONE, State.CANCELLED})

Parts = dict[str, Any]


def body(hall: Hall, ticket_id: int) -> dict[str, Any]:
    """Return the phone's part. Raises UnknownTicket."""
    ticket = tickets.get(hall, ticket_id)
    where = fields.get(hall, ticket.field_id)
    over = _is_over(hall, ticket)
    hears = ticket.day == hall.day and not over
    return {
        "ticket": {
            "id": str(ticket.id),
            "number": ticket.shown,
            "state": ticket.state.value,
            "day": ticket.day.isoformat(),
            "over": over,
            "field": views.field(where),
            "priority": ticket.priority,
            "assist": ticket.assist,
            "target_minutes": where.wait_target_minutes,
            "people_ahead": queue.ahead(hall, ticket) if ticket.state is State.WAITING else None,
            "counter": _counter(hall, ticket),
            "calls": ticket.calls,
            "arrived_at": moment(ticket.arrived_at),
            "ended_at": None if ticket.state in OPEN else moment(ticket.state_at),
            **dict.fromkeys(_PARTS),
            **_TELLS.get(ticket.state, _nothing)(hall, ticket),
        },
        "calls": [_call(row) for row in calls.latest_of_field(hall, ticket.field_id, SHOWN)] if hears else [],
    }


def _is_over(hall: Hall, ticket: TicketRow) -> bool:
    """Tell whether nothing can happen to a ticket any more, so that its page need not listen."""
    if ticket.day < hall.day or ticket.state is State.EXPIRED:
        return True
    return ticket.state in _ENDED and hall.now >= ticket.state_at + _undoable(hall)


def _waiting(hall: Hall, ticket: TicketRow) -> Parts:
    """Where the ticket has come from since it was last called, when it was sent to another field."""
    last = events.last_of_action(hall, ticket.id, Action.CALL, Action.TRANSFER, Action.FURTHER, Action.UNDO)
    if last is None or last.action not in (Action.TRANSFER, Action.FURTHER):
        return {}
    before = last.data["before"]["field_id"]
    if before == ticket.field_id:
        return {}
    return {"moved": {"from": views.field(fields.get(hall, before)), "further": last.action == Action.FURTHER}}


def _called(hall: Hall, ticket: TicketRow) -> Parts:
    called = events.last_of_action(hall, ticket.id, Action.CALL, Action.RECALL)
    return {"called_at": moment(called.at) if called else None}


def _held(hall: Hall, ticket: TicketRow) -> Parts:
    held = events.last_of_action(hall, ticket.id, Action.HOLD)
    return {"reason": held.reason if held else None}


def _absent(hall: Hall, ticket: TicketRow) -> Parts:
    """When the person was called and did not come; who did not come back from hold was not called again."""
    absent = events.last_of_action(hall, ticket.id, Action.NO_SHOW)
    return _called(hall, ticket) if absent and absent.from_state == State.CALLED else {}


def _cancelled(hall: Hall, ticket: TicketRow) -> Parts:
    """Until when the holder may take the cancellation back: only the own one, and nobody has acted since."""
    last = events.last_of_ticket(hall, ticket.id)
    until = last.at + _undoable(hall)
    mine = last.action == Action.CANCEL and last.actor == people.holder_key(ticket.id)
    return {"undo_until": moment(until) if mine and ticket.day == hall.day and hall.now < until else None}


def _expired(hall: Hall, ticket: TicketRow) -> Parts:
    """Where the ticket went on, for whoever was carried over to the next working day."""
    last = events.last_of_action(hall, ticket.id, Action.EXPIRE)
    if last is None or "carried_to" not in last.data:
        return {}
    following = tickets.get(hall, last.data["carried_to"])
    told = {"number": following.shown, "day": following.day.isoformat(), "opens_at": moment(following.arrived_at)}
    return {"carried_to": {**told, "path": f"/t/{following.token}"}}


def _nothing(_hall: Hall, _ticket: TicketRow) -> Parts:
    return {}


_TELLS: Final[Mapping[State, Callable[[Hall, TicketRow], Parts]]] = {
    State.WAITING: _waiting,
    State.CALLED: _called,
    State.HELD: _held,
    State.NO_SHOW: _absent,
    State.CANCELLED: _cancelled,
    State.EXPIRED: _expired,
}


def _undoable(hall: Hall) -> timedelta:
    return timedelta(seconds=hall.rules.undo_seconds)


def _counter(hall: Hall, ticket: TicketRow) -> Parts | None:
    if ticket.counter_id is None or ticket.state not in _AT_OR_FOR:
        return None
    counter = counters.get(hall, ticket.counter_id)
    return {"number": counter.number, "open": counter.state == "open"}


def _call(row: AnyRow) -> Parts:
    counter = {"number": row.counter_number}
    return {"number": spell(row.prefix, row.number), "counter": counter, "called_at": moment(row.called_at)}
