"""What happens to whoever was called: served, absent, put back, held, gone."""

from typing import Any

from tests.simulation.obvious.asked import Asked, reason, require
from tests.simulation.obvious.hall import TICK, Hall, Ticket, told
from tests.simulation.obvious.may import CLERKS, in_state, may_move, not_today


def simple(action: str, states: set[str], **changes: Any) -> Any:
    """Return what is no more than a change of state."""

    def act(hall: Hall, asked: Asked) -> dict[str, Any]:
        ticket = hall.ticket(asked.about)
        require(may_move(hall, asked.by, ticket), in_state(ticket, *states))
        return told(ticket.moved(action, hall.now, asked.by, **changes))

    return act


start = simple("start", {"called"}, state="serving")
finish = simple("finish", {"serving"}, state="done")
no_show = simple("no_show", {"called", "held"}, state="no_show")
hold = simple("hold", {"serving"}, state="held")
cancel = simple("cancel", {"waiting", "called", "held"}, state="cancelled", counter=None)


def recall(hall: Hall, asked: Asked) -> dict[str, Any]:
    ticket = hall.ticket(asked.about)
    require(may_move(hall, asked.by, ticket), in_state(ticket, "called"))
    return told(ticket.moved("recall", hall.now, asked.by, calls=ticket.calls + 1))


def resume(hall: Hall, asked: Asked) -> dict[str, Any]:
    ticket = hall.ticket(asked.about)
    require(may_move(hall, asked.by, ticket), in_state(ticket, "held"))
    return told(ticket.moved("resume", hall.now, asked.by, state="waiting", counter=if_open(hall, ticket), calls=0))


def if_open(hall: Hall, ticket: Ticket) -> int | None:
    """Return the counter of a ticket if anybody may wait for it by name."""
    return ticket.counter if ticket.counter and hall.counters[ticket.counter].state == "open" else None


def put_back(hall: Hall, asked: Asked) -> dict[str, Any]:
    ticket = hall.ticket(asked.about)
    require(may_move(hall, asked.by, ticket), in_state(ticket, "called"))
    return told(behind(hall, asked.by, ticket, "put_back"))


def bring_back(hall: Hall, asked: Asked) -> dict[str, Any]:
    ticket = hall.ticket(asked.about)
    who = not_today(hall, ticket) if asked.by.startswith(CLERKS) else may_move(hall, asked.by, ticket)
    require(who, in_state(ticket, "no_show"), reason(hall.today in hall.ended, "day_ended"))
    return told(behind(hall, asked.by, ticket, "return"))


def behind(hall: Hall, by: str, ticket: Ticket, action: str) -> Ticket:
    """Let somebody wait behind the next three of their field."""
    ahead = [t.due for t in hall.waiting(ticket.field) if t.counter is None and t is not ticket][:3]
    due = max([ticket.due, *(due + TICK for due in ahead[-1:])])
    return ticket.moved(action, hall.now, by, state="waiting", due=due, counter=None, put_back=bool(ahead))
