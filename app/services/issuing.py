"""Giving numbers: at a kiosk, at reception, at a counter."""

import secrets
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from app.domain import discipline
from app.domain.errors import (
    BadInput,
    CutOff,
    FieldClosed,
    NumbersExhausted,
    PriorityNotOffered,
)
from app.domain.roles import Role
from app.domain.ticket import Action, State
from app.services import guard, slips, stopping
from app.services.steps import step
from app.store import (
    counters,
    days,
    events,
    fields,
    print_jobs,
    priorities,
    procedures,
    queue,
    serials,
    tickets,
)
from app.store.fields import FieldRow
from app.store.foreseen import Question
from app.store.models import PrintJob, Ticket
from app.store.tickets import TicketRow
from app.store.work import Hall, Work

# Twelve base64url signs are 72 bits: beyond guessing, and short enough for a QR of 29 modules.
TOKEN_BYTES = 9
CHANNELS = frozenset({"kiosk", "reception", "counter", "phone", "paper", "carried_over"})
_DEFAULT_CHANNEL = {Role.KIOSK: "kiosk", Role.CLERK: "counter"}


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody asks for: a field or a procedure, and how."""

    field: str | None = None
    procedure: str | None = None
    priority: bool = False
    language: str = "vi"
    channel: str | None = None
    assist: bool = False
    dossiers: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """From when somebody's wait counts, what orders them among the others, and their number if it is given already."""

    arrived_at: datetime
    joined_at: datetime
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """A number just given, how many there wait before it, and the job that prints its slip, if one does."""

    ticket: TicketRow
    ahead: int
    job_id: int | None


def foreseen() -> list[Question]:
    """Return what is asked whenever a number is given."""
    return [serials.question(Ticket), serials.question(PrintJob)]


def numbering(hall: Hall, order: Order) -> list[Question]:
    """Return what is asked before a number of a field is given: how far its numbers have come, and who is last."""
    where, _ = _wanted(hall, order)
    return [
        tickets.counted(hall.centre_id, where.prefix, hall.day),
        queue.asked_of_rear(hall.centre_id, where.id),
    ]


def issue_ticket(work: Work, order: Order, *, address: str, real_now: datetime) -> TicketRow:
    """Give the next number of a field and queue its slip. Raises as `give` does."""
    return give(work, order, address=address, real_now=real_now).ticket


def give(work: Work, order: Order, *, address: str, real_now: datetime) -> Given:
    """Give the next number of a field and queue its slip.

    Raises UnknownField, UnknownProcedure, ProcedureRetired, HallClosed, CutOff, DayEnded, FieldClosed,
    NumbersExhausted, PriorityNotOffered, BadInput.
    """
    where, procedure_id = _wanted(work, order)
    if order.priority and work.actor.role(work.centre_id) is Role.KIOSK and not work.rules.priority_offered:
        raise PriorityNotOffered()
    require_open(work, where)
    printer_id, kiosk_id = slips.printer(work)
    rear = queue.rear(work, where.id)
    ticket = add_ticket(work, order, where, procedure_id=procedure_id, printer_id=printer_id)
    ahead = rear.ahead(work, ticket)
    if printer_id is None:
        return Given(ticket, ahead, None)
    facts = replace(slips.facts(work, ticket, where, address), people_ahead=ahead)
    return Given(ticket, ahead, print_jobs.add(work, slips.job(work, ticket, facts, printer_id, kiosk_id, real_now)))


def require_open(work: Work, where: FieldRow) -> None:
    """Refuse a number nobody will call. Raises HallClosed, CutOff, DayEnded or FieldClosed."""
    today = days.keep(work)
    guard.giving(work, today)
    guard.taking(work, where)
    # People stand at the door before the clerks sit down: until the doors open, a counter that will be there is enough.
    if where.id not in counters.fields_open(work, closed_too=days.before_doors(work, today)):
        raise FieldClosed(field=where.name_vi)
    if where.id in stopping.stops(work):
        raise CutOff(field=where.name_vi)


def serve_now(work: Work, counter_id: int, field: str, *, priority: bool, clerk_id: int | None) -> TicketRow:
    """Take in somebody who already stands at the counter: number, call and start in one, without slip or speech.
    Closing time stops the giving of numbers, not this; a field closed for today takes nobody new, here neither.

    Raises UnknownField, FieldClosed, NumbersExhausted, UnknownCounter, CounterClosed, CounterPaused, NotYourCounter,
    CounterBusy, DayEnded.
    """
    counter = guard.calling(work, counter_id)
    guard.require_free(work, counter)
    where = fields.named(work, field)
    guard.taking(work, where)
    guard.day_goes_on(work)
    days.keep(work)
    ticket = add_ticket(work, Order(priority=priority, channel="counter"), where)
    why = "Công dân đã ở tại quầy"
    called = step(work, ticket, Action.CALL, counter_id=counter.id, calls=1, reason=why, clerk_id=clerk_id)
    return step(work, called, Action.START, clerk_id=clerk_id)


def allowance(work: Hall, where: FieldRow, *, priority: bool, class_id: int | None = None) -> timedelta:
    """Return what is added to joined_at to order a ticket of this field, or of this class of priority."""
    if class_id is not None:
        return priorities.allowance(work, class_id)
    return work.rules.priority_allowance if priority else where.target


def _wanted(hall: Hall, order: Order) -> tuple[FieldRow, int | None]:
    if order.procedure is not None:
        found = procedures.in_force(hall, order.procedure)
        where = fields.of_procedure(hall, found.id)
        if where is None or (order.field is not None and fields.named(hall, order.field).id != where.id):
            raise BadInput(
                detail="procedure and field do not belong together", detail_vi="thủ tục không thuộc lĩnh vực này"
            )
        return where, found.id
    if order.field is None:
        raise BadInput(detail="field or procedure is required", detail_vi="phải có lĩnh vực hoặc thủ tục")
    return fields.named(hall, order.field), None


def add_ticket(
    work: Work,
    order: Order,
    where: FieldRow,
    *,
    procedure_id: int | None = None,
    printer_id: int | None = None,
    standing: Standing | None = None,
) -> TicketRow:
    """Write a ticket and its first event; who says nothing of it comes now. Raises NumbersExhausted, BadInput."""
    standing = standing or Standing(work.now, work.now)
    arrived = standing.arrived_at
    number = standing.number or next_numbers(work, where.prefix, arrived.astimezone(work.zone).date(), 1)[0]
    values = columns(work, order, where, replace(standing, number=number))
    values |= {"procedure_id": procedure_id, "printer_id": printer_id}
    ticket = TicketRow(id=tickets.add(work, values), **values)
    given = {"given_at": arrived.isoformat()} if standing.number else {}
    details = {**issued(ticket), **given}
    events.record(work, Action.ISSUE, None, ticket, reason=None, clerk_id=None, data=details)
    fields.count(work, where.id, +1)
    return ticket


def columns(work: Work, order: Order, where: FieldRow, standing: Standing) -> dict[str, Any]:
    """Return what is written of a ticket that begins to wait, but its procedure and printer. Raises BadInput."""
    joined = standing.joined_at
    return {
        "centre_id": work.centre_id,
        "day": standing.arrived_at.astimezone(work.zone).date(),
        "prefix": where.prefix,
        "number": standing.number,
        "token": secrets.token_urlsafe(TOKEN_BYTES),
        "field_id": where.id,
        "state": State.WAITING,
        "counter_id": None,
        "priority": order.priority,
        "priority_class_id": None,
        "assist": order.assist,
        "channel": _channel(work, order),
        "language": order.language,
        "joined_at": joined,
        "arrived_at": standing.arrived_at,
        "due_at": discipline.due_at(joined, allowance(work, where, priority=order.priority)),
        "state_at": work.now,
        "calls": 0,
        "put_back": False,
        "dossiers": order.dossiers,
        "issued_by": work.actor.key,
    }


def issued(ticket: TicketRow) -> dict[str, Any]:
    """Return what the first event of a ticket says."""
    moments = {"arrived_at": ticket.arrived_at.isoformat(), "due_at": ticket.due_at.isoformat()}
    return {**moments, "number": ticket.shown}


def next_numbers(work: Work, prefix: str, day: date, count: int) -> range:
    """Return the next numbers a machine may give: those from `spare_from` on are on paper already.

    Raises NumbersExhausted.
    """
    numbers = tickets.next_numbers(work, prefix, day, count)
    if numbers[-1] >= work.rules.spare_from:
        raise NumbersExhausted(prefix=prefix)
    return numbers


def _channel(work: Work, order: Order) -> str:
    """A kiosk is a kiosk whatever it says; staff may say which way the person came."""
    role = work.actor.role(work.centre_id)
    if role is Role.KIOSK or order.channel is None:
        return _DEFAULT_CHANNEL.get(role, "reception") if role else "reception"
    if order.channel not in CHANNELS:
        raise BadInput(
            detail=f"channel is one of {', '.join(sorted(CHANNELS))}",
            detail_vi=f"channel chỉ nhận một trong: {', '.join(sorted(CHANNELS))}",
        )
    return order.channel
