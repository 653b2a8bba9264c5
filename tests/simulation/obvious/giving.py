"""Numbers: given by machines and by people, and those given on paper."""

from typing import Any

from tests.simulation.obvious.asked import Asked, reason, require
from tests.simulation.obvious.hall import EARLY, TICK, Hall, Ticket, moment, told
from tests.simulation.obvious.may import KIOSKS, busy, may_call


def take(hall: Hall, asked: Asked) -> dict[str, Any]:
    name, priority = asked.about, asked.said.get("priority", False)
    before_doors = bool(hall.sessions()) and hall.now < hall.sessions()[0][0]
    states = ("open", "paused", "closed") if before_doors else ("open", "paused")
    require(
        reason(priority and asked.by.startswith(KIOSKS) and not hall.priority_offered, "priority_not_offered"),
        hall.why_no_numbers(),
        reason(not hall.is_served(name, *states), "field_closed"),
    )
    hall.keep_today()
    return told(given(hall, asked, name, priority))


def given(hall: Hall, asked: Asked, name: str, priority: bool) -> Ticket:
    """Give the next number to somebody who comes now."""
    number = hall.next_number(name, hall.today)
    due = hall.now + hall.allowance(name, priority)
    return add(hall, Ticket(number, name, hall.now, hall.now, due, priority, asked.by))


def add(hall: Hall, ticket: Ticket) -> Ticket:
    assert ticket.number not in hall.tickets
    ticket.came = len(hall.old) + len(hall.tickets)
    hall.tickets[ticket.number] = ticket
    ticket.log.append(("issue", hall.now, ticket.by, {}))
    return ticket


def serve_now(hall: Hall, asked: Asked) -> dict[str, Any]:
    counter = hall.counters[asked.about]
    name = asked.said["field"]
    require(
        may_call(hall, asked.by, counter),
        busy(hall, counter),
        reason(hall.is_closed(name), "field_closed"),
        reason(hall.today in hall.ended, "day_ended"),
    )
    hall.keep_today()
    ticket = given(hall, asked, name, asked.said["priority"])
    ticket.moved("call", hall.now, asked.by, state="called", counter=counter.number, calls=1)
    return told(ticket.moved("start", hall.now, asked.by, state="serving"))


def enter_paper(hall: Hall, asked: Asked) -> dict[str, Any]:
    """A number from the printed sheet, with the time somebody wrote on it."""
    name, count, at = asked.about[1], asked.about[2], moment(hall.today, asked.said["at"])
    number = (hall.today, name, count)
    known = hall.tickets.get(number)
    opens = hall.sessions()[0][0] - EARLY if hall.sessions() else None
    early = opens is None or hall.now < opens
    require(
        reason(hall.today in hall.ended, "day_ended"),
        reason(early, "hall_closed"),
        reason(not early and opens is not None and not opens <= at <= hall.now, "bad_time"),
        reason(known is not None and (known.state != "cancelled" or known.calls > 0), "number_taken"),
    )
    hall.keep_today()
    joined, priority = at + (count - 901) * TICK, asked.said["priority"]
    due = joined + hall.allowance(name, priority)
    if known is None:
        return told(add(hall, Ticket(number, name, joined, at, due, priority, asked.by)))
    fresh: dict[str, Any] = {"state": "waiting", "field": name, "joined": joined, "arrived": at, "due": due}
    return told(known.moved("enter_again", hall.now, asked.by, **fresh, priority=priority, klass=None, put_back=False))
