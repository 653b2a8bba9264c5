"""What happens to a called ticket: start, finish, absence, back to the queue, on hold, cancelled."""

from dataclasses import dataclass
from typing import Any

from app.domain import discipline
from app.domain import ticket as life
from app.domain.errors import ReasonMissing
from app.domain.roles import Role
from app.domain.ticket import Action, State
from app.services import guard
from app.services.absence import record_absence
from app.services.steps import step
from app.store import counters, queue, tickets
from app.store.tickets import TicketRow
from app.store.work import Work


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a turn: how many dossiers, and received, returned or guided."""

    dossiers: int | None = None
    result: str | None = None


def start(work: Work, ticket_id: int) -> TicketRow:
    """The person is here: service begins. Raises UnknownTicket, NotYourTicket, WrongState."""
    ticket = _own(work, ticket_id)
    return step(work, ticket, Action.START, clerk_id=_clerk(work, ticket))


def finish(work: Work, ticket_id: int, outcome: Outcome) -> TicketRow:
    """Service is over. Raises UnknownTicket, NotYourTicket, WrongState."""
    ticket = _own(work, ticket_id)
    if ticket.state is State.CALLED:
        return step(work, ticket, Action.FINISH)
    return finish_ticket(work, ticket, outcome, clerk_id=_clerk(work, ticket))


def finish_ticket(work: Work, ticket: TicketRow, outcome: Outcome, *, clerk_id: int | None) -> TicketRow:
    """Finish the ticket at a counter; one that was called and never started is started in the same instant."""
    implied = Action.START if ticket.state is State.CALLED else None
    dossiers = ticket.dossiers if outcome.dossiers is None else outcome.dossiers
    said = {"dossiers": dossiers, "outcome": outcome.result}
    changes: dict[str, Any] = {} if outcome.dossiers is None else {"dossiers": outcome.dossiers}
    data = {name: value for name, value in said.items() if value is not None}
    return step(work, ticket, Action.FINISH, implied=implied, clerk_id=clerk_id, data=data, **changes)


def no_show(work: Work, ticket_id: int, *, read_out: bool = True) -> TicketRow:
    """The person did not come; `read_out`: calls are read out in this hall now.

    Raises UnknownTicket, NotYourTicket, WrongState.
    """
    ticket = _own(work, ticket_id)
    return record_absence(work, ticket, clerk_id=_clerk(work, ticket), read_out=read_out)


def put_back(work: Work, ticket_id: int) -> TicketRow:
    """Return a called person to the queue, behind the next few. Raises UnknownTicket, NotYourTicket, WrongState."""
    return requeue(work, _own(work, ticket_id), Action.PUT_BACK)


def bring_back(work: Work, ticket_id: int) -> TicketRow:
    """Somebody recorded as absent is here after all. Raises UnknownTicket, NotToday, WrongState, DayEnded."""
    ticket = tickets.get(work, ticket_id)
    life.target(ticket.state, Action.RETURN)
    if work.actor.role(work.centre_id) is not Role.CLERK:
        guard.may_move(work, ticket)
    else:
        guard.today(work, ticket)
    guard.day_goes_on(work)
    return requeue(work, ticket, Action.RETURN)


def requeue(work: Work, ticket: TicketRow, action: Action) -> TicketRow:
    """Put a ticket behind the next few of its field, or Next would call the same absent person for ever."""
    following = queue.next_due(work, ticket.field_id, work.rules.put_back_behind, but=ticket.id)
    due = discipline.behind(ticket.due_at, following)
    return step(work, ticket, action, due_at=due, counter_id=None, put_back=bool(following))


def hold(work: Work, ticket_id: int, *, reason: str) -> TicketRow:
    """Let somebody fill in a form or pay a fee; the counter is free meanwhile.

    Raises UnknownTicket, NotYourTicket, WrongState, ReasonMissing.
    """
    if not reason.strip():
        raise ReasonMissing()
    ticket = _own(work, ticket_id)
    return step(work, ticket, Action.HOLD, reason=reason.strip(), clerk_id=_clerk(work, ticket))


def resume(work: Work, ticket_id: int) -> TicketRow:
    """Back from hold: waiting for the same counter, or for its field when that counter is not open.

    The place in line is kept: nobody sent to fill in a form starts again at the end.
    Raises UnknownTicket, NotYourTicket, WrongState.
    """
    ticket = _own(work, ticket_id)
    assert ticket.counter_id is not None or ticket.state is not State.HELD
    return step(work, ticket, Action.RESUME, counter_id=counters.if_open(work, ticket.counter_id), calls=0)


def set_assist(work: Work, ticket_id: int, *, assist: bool) -> TicketRow:
    """Mark that somebody is to be fetched or waved to, or take the mark away; nobody asks for the cause.

    Saying what stands already changes nothing. Raises UnknownTicket, NotYourTicket, NotToday, WrongState.
    """
    ticket = _own(work, ticket_id)
    life.target(ticket.state, Action.ASSIST)
    return ticket if ticket.assist is assist else step(work, ticket, Action.ASSIST, assist=assist)


def cancel(work: Work, ticket_id: int, *, reason: str | None = None) -> TicketRow:
    """Cancel a number at its holder's wish. Raises UnknownTicket, NotYourTicket, WrongState."""
    ticket = _own(work, ticket_id)
    return step(work, ticket, Action.CANCEL, reason=reason, clerk_id=_clerk(work, ticket), counter_id=None)


def _own(work: Work, ticket_id: int) -> TicketRow:
    ticket = tickets.get(work, ticket_id)
    guard.may_move(work, ticket)
    return ticket


def _clerk(work: Work, ticket: TicketRow) -> int | None:
    return counters.get(work, ticket.counter_id).clerk_id if ticket.counter_id else None
