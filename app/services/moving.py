"""Moving a ticket to another field or counter, changing its priority, and taking a step back."""

from datetime import timedelta
from typing import Any

from app.domain import discipline
from app.domain import ticket as life
from app.domain.errors import (
    BadInput,
    CounterBusy,
    CounterClosed,
    FieldClosed,
    NotServedHere,
    NotYourTicket,
    ReasonMissing,
    SameField,
    UndoTooLate,
    UnknownPriority,
)
from app.domain.ticket import AT_COUNTER, Action, State
from app.services import guard
from app.services.issuing import allowance
from app.services.steps import step, unplain
from app.store import counters, events, fields, priorities, tickets
from app.store.fields import FieldRow
from app.store.tickets import TicketRow
from app.store.work import Work

_KINDS = {"wrong_field": Action.TRANSFER, "further_procedure": Action.FURTHER}


def transfer_to_field(work: Work, ticket_id: int, field: str, *, kind: str) -> TicketRow:
    """Send a ticket to wait in another field, keeping its place by `joined_at`; `kind` says whether it was chosen
    wrongly or is a further procedure, which opens a new turn.

    Raises UnknownTicket, NotYourTicket, NotToday, WrongState, UnknownField, SameField, FieldClosed, BadInput.
    """
    ticket = _movable(work, ticket_id, kind)
    where = fields.named(work, field)
    if where.id == ticket.field_id and kind == "wrong_field":
        raise SameField()
    guard.taking(work, where)
    if where.id not in counters.fields_open(work):
        raise FieldClosed(field=where.name_vi)
    return _move(work, ticket, where, None, kind)


def transfer_to_counter(work: Work, ticket_id: int, counter_id: int, *, kind: str) -> TicketRow:
    """Send a ticket to wait for one named counter, in its own field where that counter serves it.

    Raises UnknownTicket, NotYourTicket, NotToday, WrongState, UnknownCounter, CounterClosed, SameField,
    NotServedHere, FieldClosed, BadInput.
    """
    ticket = _movable(work, ticket_id, kind)
    counter = counters.get(work, counter_id)
    if counter.state != "open":
        raise CounterClosed(counter=counter.number)
    if counter.id == ticket.counter_id:
        raise SameField()
    served = [s.field_id for s in counters.services(work, counter.id)]
    if not served:
        raise NotServedHere(counter=counter.number)
    where = fields.get(work, ticket.field_id if ticket.field_id in served else served[0])
    if where.id != ticket.field_id or kind == "further_procedure":
        guard.taking(work, where)
    return _move(work, ticket, where, counter.id, kind)


def redirect(work: Work, ticket: TicketRow, where: FieldRow, *, reason: str) -> TicketRow:
    """Let somebody who waits in a field that is closing wait in another, in the place `joined_at` earns there."""
    theirs = allowance(work, where, priority=ticket.priority, class_id=ticket.priority_class_id)
    changes: dict[str, Any] = {"field_id": where.id, "procedure_id": None, "put_back": False}
    due = discipline.due_at(ticket.joined_at, theirs)
    return step(work, ticket, Action.TRANSFER, reason=reason, data={"kind": "field_closed"}, due_at=due, **changes)


def set_priority(work: Work, ticket_id: int, code: str | None, *, reason: str) -> TicketRow:
    """Grant a class of priority, or with None revoke priority. Raises UnknownPriority, ReasonMissing, WrongState."""
    if not reason.strip():
        raise ReasonMissing()
    ticket = tickets.get(work, ticket_id)
    guard.may_move(work, ticket)
    where = fields.get(work, ticket.field_id)
    granted = priorities.named(work, code) if code is not None else None
    if code is not None and granted is None:
        raise UnknownPriority(name=code)
    minutes = timedelta(minutes=granted.allowance_minutes) if granted else where.target
    return step(
        work,
        ticket,
        Action.PRIORITY,
        reason=reason.strip(),
        priority=granted is not None,
        priority_class_id=granted.id if granted else None,
        due_at=discipline.due_at(ticket.joined_at, minutes),
        put_back=False,
    )


def undo(work: Work, ticket_id: int) -> TicketRow:
    """Take back one's own last step, within seconds and before anybody else has acted on the ticket.

    Raises UnknownTicket, NotToday, DayEnded, WrongState, NothingToUndo, NotYourTicket, UndoTooLate, CounterClosed,
    CounterBusy.
    """
    ticket = tickets.get(work, ticket_id)
    guard.today(work, ticket)
    last = events.last_of_ticket(work, ticket_id)
    life.require_undoable(ticket.state, Action(last.action))
    if last.actor != work.actor.key:
        raise NotYourTicket(number=ticket.shown)
    if work.now - last.at > timedelta(seconds=work.rules.undo_seconds):
        raise UndoTooLate(seconds=work.rules.undo_seconds)
    guard.day_goes_on(work)
    back = State(last.from_state)
    before = {name: unplain(name, value) for name, value in last.data["before"].items()}
    if back in AT_COUNTER:
        _require_place(work, ticket, before.get("counter_id", ticket.counter_id))
    elif back is State.WAITING and before.get("counter_id") is not None:
        before["counter_id"] = counters.if_open(work, before["counter_id"])
    data = {"undoes": last.id, "action": last.action}
    return step(work, ticket, Action.UNDO, to=back, clerk_id=last.clerk_id, data=data, **before)


def _movable(work: Work, ticket_id: int, kind: str) -> TicketRow:
    if kind not in _KINDS:
        raise BadInput(
            detail=f"kind is one of {', '.join(_KINDS)}", detail_vi=f"kind chỉ nhận một trong: {', '.join(_KINDS)}"
        )
    ticket = tickets.get(work, ticket_id)
    life.target(ticket.state, _KINDS[kind])
    guard.may_move(work, ticket)
    return ticket


def _move(work: Work, ticket: TicketRow, where: FieldRow, counter_id: int | None, kind: str) -> TicketRow:
    """`joined_at` stays, so the person keeps the place it earns; only the field's allowance may differ."""
    own = ticket.due_at - ticket.joined_at
    changed_field = where.id != ticket.field_id
    theirs = allowance(work, where, priority=ticket.priority, class_id=ticket.priority_class_id)
    due = discipline.due_at(ticket.joined_at, theirs)
    changes: dict[str, Any] = {"field_id": where.id, "counter_id": counter_id, "put_back": False, "calls": 0}
    changes["due_at"] = due if changed_field else discipline.due_at(ticket.joined_at, own)
    if changed_field:
        changes["procedure_id"] = None
    if kind == "further_procedure":
        changes["arrived_at"] = work.now
    clerk_id = counters.get(work, ticket.counter_id).clerk_id if ticket.counter_id else None
    return step(work, ticket, _KINDS[kind], clerk_id=clerk_id, data={"kind": kind}, **changes)


def _require_place(work: Work, ticket: TicketRow, counter_id: int | None) -> None:
    assert counter_id is not None, "a ticket at a counter names it"
    counter = counters.get(work, counter_id)
    if counter.state != "open":
        raise CounterClosed(counter=counter.number)
    present = tickets.at_counter(work, counter_id)
    if present is not None and present.id != ticket.id:
        raise CounterBusy(counter=counter.number, number=present.shown)
