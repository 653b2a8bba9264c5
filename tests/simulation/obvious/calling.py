"""Who is called, and nobody passed by more than the bound."""

from datetime import timedelta
from typing import Any

from tests.simulation.obvious.asked import Asked, Number, reason, require
from tests.simulation.obvious.hall import Counter, Hall, Ticket, told
from tests.simulation.obvious.may import busy, in_state, may_call, not_today


def call_next(hall: Hall, asked: Asked) -> dict[str, Any]:
    counter, present = hall.counters[asked.about], hall.at(asked.about)
    finish, no_show = "finish" in asked.said, "no_show" in asked.said
    require(may_call(hall, asked.by, counter))
    require(not_there(hall, present, asked.said.get("ticket")))
    require(reason(present is not None and not finish and not no_show, "counter_busy"))
    require(reason(present is not None and no_show and present.state == "serving", "wrong_state"))
    if present is not None and no_show:
        present.moved("no_show", hall.now, asked.by, state="no_show")
    elif present is not None:
        finished(hall, asked.by, present)
    queue = hall.queue(counter)
    if not queue or queue[0][0].day > hall.today:
        return {"ticket": None}
    require_bound(hall, queue)
    return called(hall, asked.by, counter, queue[0][0])


def not_there(hall: Hall, present: Ticket | None, meant: Number | None) -> set[str]:
    """Return why the ticket a press means is not the one at the counter."""
    if meant is None or (present is not None and present.number == meant):
        return set()
    return {"not_your_ticket" if hall.ticket(meant).state in ("called", "serving") else "wrong_state"}


def finished(hall: Hall, by: str, ticket: Ticket) -> None:
    """End the service of somebody at a counter, of whom nobody said that it began."""
    if ticket.state == "called":
        ticket.moved("start", hall.now, by, state="serving")
    ticket.moved("finish", hall.now, by, state="done")


def called(hall: Hall, by: str, counter: Counter, ticket: Ticket) -> dict[str, Any]:
    ticket.moved("call", hall.now, by, state="called", counter=counter.number, calls=ticket.calls + 1)
    return told(ticket)


def require_bound(hall: Hall, queue: list[tuple[Ticket, timedelta]]) -> None:
    """Nobody is passed by somebody who joined later than the difference of their allowances, and the lag."""
    first, lag = queue[0]
    for other, more in queue[1:]:
        if not was_away(first) and not was_away(other):
            sooner = promised(hall, other) - promised(hall, first)
            bound = max(timedelta(0), sooner) + max(timedelta(0), more - lag)
            assert first.joined - other.joined <= bound, f"{other.number} was passed by more than {bound}"


def was_away(ticket: Ticket) -> bool:
    """Tell whether somebody was once put behind others, which no allowance explains."""
    return any(action in ("put_back", "return") for action, *_ in ticket.log)


def promised(hall: Hall, ticket: Ticket) -> timedelta:
    return hall.allowance(ticket.field, ticket.priority, ticket.klass)


def call_out_of_order(hall: Hall, asked: Asked) -> dict[str, Any]:
    counter = hall.counters[asked.about]
    require(may_call(hall, asked.by, counter), busy(hall, counter))
    ticket = hall.ticket(asked.said["ticket"])
    require(not_today(hall, ticket), in_state(ticket, "waiting"))
    return called(hall, asked.by, counter, ticket)
