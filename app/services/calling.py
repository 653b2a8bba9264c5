"""Calling: the next person, somebody out of order, the same person again."""

from dataclasses import dataclass
from datetime import timedelta

from app.domain import discipline
from app.domain.discipline import Circumstances
from app.domain.errors import BadInput, CounterBusy, ReasonMissing
from app.domain.ticket import Action, State
from app.domain.turns import effective
from app.services import guard, issuing
from app.services.absence import record_absence
from app.services.serving import Outcome, finish_ticket
from app.services.steps import step
from app.store import calls, counters, events, fields, queue, tickets
from app.store.counters import CounterRow, Service
from app.store.foreseen import Question
from app.store.tickets import TicketRow
from app.store.work import Hall, Work


@dataclass(frozen=True, slots=True)
class Called:
    """Who was called, and the sentence that says why."""

    ticket: TicketRow
    reason: str


def call_next(
    work: Work,
    counter_id: int,
    *,
    finish: bool = False,
    no_show: bool = False,
    ticket_id: int | None = None,
    outcome: Outcome | None = None,
    read_out: bool = True,
) -> Called | None:
    """End the present ticket as said, then call who is next; None when nobody waits. `ticket_id` says which ticket that
    is, `read_out`: calls are read out in this hall now.

    Raises UnknownCounter, CounterClosed, CounterPaused, NotYourCounter; CounterBusy while a ticket is open and
    neither `finish` nor `no_show` is said, BadInput when both are; WrongState when what is said does not fit it, or
    like NotYourTicket and UnknownTicket when the ticket is not at this counter.
    """
    counter = guard.calling(work, counter_id)
    if ticket_id is not None:
        guard.here(work, counter, ticket_id)
    # Whoever is served stands in no queue, so to finish changes none; who was absent may come into one.
    heads = None if no_show else queue.heads(work, counter.id, counters.services(work, counter.id))
    end_present(work, counter, finish=finish, no_show=no_show, outcome=outcome or Outcome(), read_out=read_out)
    if heads is None:
        heads = queue.heads(work, counter.id, counters.services(work, counter.id))
    chosen = discipline.choose(heads)
    if chosen is None:
        return None
    ticket = heads[chosen]
    if ticket.day > work.day:
        # Carried over to a day that has not come. Such are due after everybody of today: nobody else waits.
        return None
    return _call(work, counter, ticket, explain(work, ticket, chosen.lag))


def foreseen(hall: Hall, counter_id: int, *, finish: bool = False) -> list[Question]:
    """Return what `call_next` asks PostgreSQL each time."""
    services = counters.services(hall, counter_id)
    asked = [tickets.present(counter_id), queue.asked_of_heads(hall.centre_id, counter_id, services, slips=True)]
    return [*asked, events.present(counter_id)] if finish else asked


def call_out_of_order(work: Work, counter_id: int, ticket_id: int, *, reason: str) -> Called:
    """Call one waiting ticket before its turn, with the reason that will stand in the report.

    Raises as `call_next`, UnknownTicket, WrongState, ReasonMissing.
    """
    if not reason.strip():
        raise ReasonMissing()
    counter = guard.calling(work, counter_id)
    guard.require_free(work, counter)
    ticket = tickets.get(work, ticket_id)
    guard.today(work, ticket)
    return _call(work, counter, ticket, f"Gọi chỉ định: {reason.strip()}", out_of_order=True)


def recall(work: Work, ticket_id: int) -> TicketRow:
    """Call the same person again. Raises UnknownTicket, NotYourTicket, WrongState."""
    ticket = tickets.get(work, ticket_id)
    guard.may_move(work, ticket)
    after = step(work, ticket, Action.RECALL, calls=ticket.calls + 1)
    assert after.counter_id is not None
    calls.add(work, after, after.counter_id, "recall")
    return after


def end_present(
    work: Work, counter: CounterRow, *, finish: bool, no_show: bool, outcome: Outcome, read_out: bool
) -> TicketRow | None:
    """End the ticket at a counter as said. Raises CounterBusy when nothing is said, WrongState, BadInput for both."""
    if finish and no_show:
        raise BadInput(detail="say either finish or no_show", detail_vi="chỉ chọn một: xong hoặc vắng mặt")
    present = tickets.at_counter(work, counter.id)
    if present is None:
        return None
    if no_show:
        return record_absence(work, present, clerk_id=counter.clerk_id, read_out=read_out)
    if finish:
        events.read_present(work, counter.id, present.id)
        return finish_ticket(work, present, outcome, clerk_id=counter.clerk_id)
    raise CounterBusy(counter=counter.number, number=present.shown)


def explain(work: Hall, ticket: TicketRow, lag: timedelta) -> str:
    """Return why this ticket is the next one, as a sentence."""
    where = fields.get(work, ticket.field_id)
    why = Circumstances(
        joined_at=ticket.joined_at,
        field=where.name_vi,
        target=where.target,
        allowance=issuing.allowance(work, where, priority=ticket.priority, class_id=ticket.priority_class_id),
        priority=ticket.priority,
        named=ticket.counter_id is not None,
        lag=lag,
        put_back=ticket.put_back,
        returned=ticket.put_back and _returned(work, ticket),
    )
    return discipline.reason(why, work.zone)


def _returned(work: Hall, ticket: TicketRow) -> bool:
    """Tell whether a ticket stands behind the next few for an absence, and not because it was put back."""
    log = effective(events.as_domain(events.of_ticket(work, ticket.id)))
    moves = [event.action for event in log if event.action in (Action.RETURN, Action.PUT_BACK)]
    return moves[-1:] == [Action.RETURN]


def served_lag(services: list[Service], field_id: int) -> timedelta:
    """Return what a counter adds to a field it serves; zero for one it does not."""
    return next((s.lag for s in services if s.field_id == field_id), timedelta(0))


def _call(work: Work, counter: CounterRow, ticket: TicketRow, reason: str, *, out_of_order: bool = False) -> Called:
    data = {"out_of_order": True} if out_of_order else {}
    after = step(
        work,
        ticket,
        Action.CALL,
        reason=reason,
        clerk_id=counter.clerk_id,
        data=data,
        counter_id=counter.id,
        calls=ticket.calls + 1,
    )
    assert after.state is State.CALLED
    calls.add(work, after, counter.id, "call")
    return Called(after, reason)
