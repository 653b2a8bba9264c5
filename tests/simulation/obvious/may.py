"""Who may do what, with which counter and which ticket: the reasons there are to refuse."""

from datetime import timedelta

from tests.simulation.obvious.asked import reason
from tests.simulation.obvious.hall import Counter, Hall, Ticket

CLERKS = "quay"
KIOSKS = "Máy lấy số"


def may_call(hall: Hall, by: str, counter: Counter) -> set[str]:
    """Return why somebody may not call to a counter."""
    return may_rule(hall, by, counter) | reason(counter.state == "paused", "counter_paused")


def may_rule(hall: Hall, by: str, counter: Counter) -> set[str]:
    """Return why somebody has nothing to say at a counter: a clerk only at their own, nobody at a closed one."""
    if counter.clerk is None:
        return {"counter_closed"}
    return reason(by.startswith(CLERKS) and counter.clerk != by, "not_your_counter")


def busy(hall: Hall, counter: Counter) -> set[str]:
    return reason(hall.at(counter.number) is not None, "counter_busy")


def in_state(ticket: Ticket, *states: str) -> set[str]:
    return reason(ticket.state not in states, "wrong_state")


def not_today(hall: Hall, ticket: Ticket) -> set[str]:
    return reason(ticket.day != hall.today, "not_today")


def may_move(hall: Hall, by: str, ticket: Ticket) -> set[str]:
    """Return why somebody may not touch a ticket."""
    reasons = not_today(hall, ticket)
    if by.startswith(CLERKS):
        mine = hall.held_by(by)
        return reasons | reason(mine is None or ticket.counter != mine.number, "not_your_ticket")
    if by.startswith(KIOSKS):
        late = hall.now - ticket.joined > timedelta(seconds=60)
        return reasons | reason(ticket.by != by or late, "not_your_ticket") | in_state(ticket, "waiting")
    return reasons
