"""Whose counter and whose ticket: what the role alone cannot say."""

from datetime import date, datetime, timedelta
from typing import Any

from app.domain.errors import (
    CounterBusy,
    CounterClosed,
    CounterPaused,
    CutOff,
    DayEnded,
    FieldClosed,
    HallClosed,
    NotAllowed,
    NotToday,
    NotYourCounter,
    NotYourTicket,
    WrongState,
)
from app.domain.hours import Reason
from app.domain.roles import Role
from app.domain.ticket import AT_COUNTER, Action, State
from app.store import counters, days, fields, tickets
from app.store.counters import CounterRow
from app.store.days import Day
from app.store.fields import FieldRow
from app.store.tickets import TicketRow
from app.store.work import Hall, Work

# How long the kiosk that gave a number may still move it to another field.
KIOSK_MAY_MOVE = timedelta(seconds=60)


def staffed(work: Work, counter_id: int) -> CounterRow:
    """Return the counter if the actor holds it, or rules over counters. Raises UnknownCounter, CounterClosed or
    NotYourCounter.
    """
    counter = counters.get(work, counter_id)
    if work.actor.role(work.centre_id) is Role.CLERK and counter.clerk_id != work.actor.staff_id:
        if counter.clerk_id is None:
            raise CounterClosed(counter=counter.number)
        raise NotYourCounter(counter=counter.number)
    if counter.clerk_id is None:
        raise CounterClosed(counter=counter.number)
    return counter


def calling(work: Work, counter_id: int) -> CounterRow:
    """Return a counter the actor may call to now. Raises as `staffed` does, or CounterPaused."""
    counter = staffed(work, counter_id)
    if counter.state == "paused":
        raise CounterPaused(counter=counter.number)
    return counter


def require_free(hall: Hall, counter: CounterRow) -> None:
    """Refuse a second ticket at a counter. Raises CounterBusy."""
    present = tickets.at_counter(hall, counter.id)
    if present is not None:
        raise CounterBusy(counter=counter.number, number=present.shown)


def here(hall: Hall, counter: CounterRow, ticket_id: int) -> None:
    """Refuse what is meant for a ticket that is not at this counter, or no longer: whoever pressed saw the hall as it
    was. Raises UnknownTicket, WrongState, NotYourTicket.
    """
    ticket = tickets.get(hall, ticket_id)
    if ticket.state not in AT_COUNTER:
        raise WrongState(state=ticket.state.value, action=Action.FINISH.value)
    if ticket.counter_id != counter.id:
        raise NotYourTicket(number=ticket.shown)


def giving(hall: Hall, today: Day) -> None:
    """Refuse numbers outside hours, saying when they are given again. Raises DayEnded, CutOff or HallClosed."""
    state = days.state(hall, today)
    if state.open:
        return
    opens = _told(state.opens_at.astimezone(hall.zone), hall.day) if state.opens_at else None
    if state.reason is Reason.DAY_ENDED:
        raise DayEnded()
    if state.reason is Reason.CUT_OFF:
        raise CutOff(opens=opens)
    raise HallClosed(opens=opens, **(_day_off(hall, today) if state.reason is Reason.HOLIDAY else {}))


def _told(opens: datetime, today: date) -> str:
    return f"{opens:%H:%M}" if opens.date() == today else f"{opens:%H:%M, %d/%m/%Y}"


def _day_off(hall: Hall, today: Day) -> dict[str, Any]:
    """A holiday has a name; a day without sessions, such as a Sunday, has none."""
    row = days.holiday(hall, today.day)
    return {"day_off": True, "holiday_vi": row.name_vi if row else None, "holiday_en": row.name_en if row else None}


def taking(hall: Hall, where: FieldRow) -> None:
    """Refuse a field that was closed for today: nobody new waits there. Raises FieldClosed."""
    reason = fields.closed_today(hall, where)
    if reason is not None:
        raise FieldClosed(field=where.name_vi, reason=reason)


def may_move(work: Work, ticket: TicketRow) -> None:
    """Refuse a clerk another counter's ticket, a kiosk any but the one it has just given, a phone any but its own.

    Raises NotYourTicket, NotToday, WrongState.
    """
    today(work, ticket)
    role = work.actor.role(work.centre_id)
    if role is Role.CLERK:
        _at_own_counter(work, ticket)
    elif role is Role.KIOSK:
        _just_given(work, ticket)
    elif role is Role.HOLDER:
        if ticket.id != work.actor.ticket_id:
            raise NotYourTicket(number=ticket.shown)
    elif role is None:
        raise NotAllowed()


def today(work: Work, ticket: TicketRow) -> None:
    """Refuse a ticket of another day. Raises NotToday."""
    if ticket.day != work.day:
        raise NotToday(number=ticket.shown, day=ticket.day.strftime("%d/%m/%Y"))


def day_goes_on(work: Work) -> None:
    """Refuse to let anybody wait on a day that has ended: nobody would call them. Raises DayEnded."""
    if days.of(work).ended_at is not None:
        raise DayEnded()


def _just_given(work: Work, ticket: TicketRow) -> None:
    """Nobody at a machine takes away whom a counter has called already."""
    fresh = work.now - ticket.joined_at <= KIOSK_MAY_MOVE
    if ticket.issued_by != work.actor.key or not fresh:
        raise NotYourTicket(number=ticket.shown)
    if ticket.state is not State.WAITING:
        raise WrongState(state=ticket.state.value, action="move")


def _at_own_counter(work: Work, ticket: TicketRow) -> None:
    assert work.actor.staff_id is not None
    mine = counters.held_by(work, work.actor.staff_id)
    if mine is None or ticket.counter_id != mine.id:
        raise NotYourTicket(number=ticket.shown)
