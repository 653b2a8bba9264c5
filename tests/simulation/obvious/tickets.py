"""What is done with tickets: given, called, served, sent on, taken back."""

from datetime import timedelta
from typing import Any

from tests.simulation.obvious.asked import Asked, reason, require
from tests.simulation.obvious.hall import EARLY, TICK, Counter, Hall, Ticket, moment

UNDOABLE = {"start", "finish", "no_show", "put_back", "hold", "transfer", "further", "cancel"}
UNDO_FROM = {"waiting", "serving", "held", "done", "no_show", "cancelled"}
CLERKS = "quay"
KIOSKS = "Máy lấy số"


def told(hall: Hall, ticket: Ticket) -> dict[str, Any]:
    """Return what is answered about a ticket."""
    return {
        "number": ticket.number,
        "state": ticket.state,
        "field": ticket.field,
        "counter": ticket.counter,
        "due": ticket.due.isoformat(),
        "calls": ticket.calls,
    }


# Giving numbers


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
    return told(hall, given(hall, asked, name, priority))


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
    return told(hall, ticket.moved("start", hall.now, asked.by, state="serving"))


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
        return told(hall, add(hall, Ticket(number, name, joined, at, due, priority, asked.by)))
    fresh: dict[str, Any] = {"state": "waiting", "field": name, "joined": joined, "arrived": at, "due": due}
    return told(
        hall, known.moved("enter_again", hall.now, asked.by, **fresh, priority=priority, klass=None, put_back=False)
    )


# Calling


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


def call_next(hall: Hall, asked: Asked) -> dict[str, Any]:
    counter, present = hall.counters[asked.about], hall.at(asked.about)
    finish, no_show = "finish" in asked.said, "no_show" in asked.said
    require(may_call(hall, asked.by, counter))
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


def finished(hall: Hall, by: str, ticket: Ticket) -> None:
    """End the service of somebody at a counter, of whom nobody said that it began."""
    if ticket.state == "called":
        ticket.moved("start", hall.now, by, state="serving")
    ticket.moved("finish", hall.now, by, state="done")


def called(hall: Hall, by: str, counter: Counter, ticket: Ticket) -> dict[str, Any]:
    ticket.moved("call", hall.now, by, state="called", counter=counter.number, calls=ticket.calls + 1)
    return told(hall, ticket)


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


# At the counter


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


def simple(action: str, states: set[str], **changes: Any) -> Any:
    """Return what is no more than a change of state."""

    def act(hall: Hall, asked: Asked) -> dict[str, Any]:
        ticket = hall.ticket(asked.about)
        require(may_move(hall, asked.by, ticket), in_state(ticket, *states))
        return told(hall, ticket.moved(action, hall.now, asked.by, **changes))

    return act


start = simple("start", {"called"}, state="serving")
finish = simple("finish", {"serving"}, state="done")
no_show = simple("no_show", {"called", "held"}, state="no_show")
hold = simple("hold", {"serving"}, state="held")
cancel = simple("cancel", {"waiting", "called", "held"}, state="cancelled", counter=None)


def recall(hall: Hall, asked: Asked) -> dict[str, Any]:
    ticket = hall.ticket(asked.about)
    require(may_move(hall, asked.by, ticket), in_state(ticket, "called"))
    return told(hall, ticket.moved("recall", hall.now, asked.by, calls=ticket.calls + 1))


def resume(hall: Hall, asked: Asked) -> dict[str, Any]:
    ticket = hall.ticket(asked.about)
    require(may_move(hall, asked.by, ticket), in_state(ticket, "held"))
    return told(
        hall, ticket.moved("resume", hall.now, asked.by, state="waiting", counter=if_open(hall, ticket), calls=0)
    )


def if_open(hall: Hall, ticket: Ticket) -> int | None:
    """Return the counter of a ticket if anybody may wait for it by name."""
    return ticket.counter if ticket.counter and hall.counters[ticket.counter].state == "open" else None


def put_back(hall: Hall, asked: Asked) -> dict[str, Any]:
    ticket = hall.ticket(asked.about)
    require(may_move(hall, asked.by, ticket), in_state(ticket, "called"))
    return told(hall, behind(hall, asked.by, ticket, "put_back"))


def bring_back(hall: Hall, asked: Asked) -> dict[str, Any]:
    ticket = hall.ticket(asked.about)
    who = not_today(hall, ticket) if asked.by.startswith(CLERKS) else may_move(hall, asked.by, ticket)
    require(who, in_state(ticket, "no_show"), reason(hall.today in hall.ended, "day_ended"))
    return told(hall, behind(hall, asked.by, ticket, "return"))


def behind(hall: Hall, by: str, ticket: Ticket, action: str) -> Ticket:
    """Let somebody wait behind the next three of their field."""
    ahead = [t.due for t in hall.waiting(ticket.field) if t.counter is None and t is not ticket][:3]
    due = max([ticket.due, *(due + TICK for due in ahead[-1:])])
    return ticket.moved(action, hall.now, by, state="waiting", due=due, counter=None, put_back=bool(ahead))


# Elsewhere, sooner, back

KINDS = {"wrong_field": "transfer", "further_procedure": "further"}


def transfer(hall: Hall, asked: Asked) -> dict[str, Any]:
    ticket, to, kind = hall.ticket(asked.about), asked.said["to"], asked.said["kind"]
    states = ("called", "serving") if kind == "further_procedure" else ("waiting", "called", "serving")
    require(may_move(hall, asked.by, ticket), in_state(ticket, *states))
    if isinstance(to, int):
        where = named(hall, ticket, to)
        moved = where != ticket.field or kind == "further_procedure"
        require(reason(moved and hall.is_closed(where), "field_closed"))
    else:
        where = to
        require(
            reason(to == ticket.field and kind == "wrong_field", "same_field"),
            reason(not hall.is_served(to, "open", "paused"), "field_closed"),
        )
    due = ticket.due if where == ticket.field else ticket.joined + hall.allowance(where, ticket.priority, ticket.klass)
    changes: dict[str, Any] = {"field": where, "due": due, "counter": to if isinstance(to, int) else None}
    if kind == "further_procedure":
        changes["arrived"] = hall.now
    return told(
        hall, ticket.moved(KINDS[kind], hall.now, asked.by, state="waiting", put_back=False, calls=0, **changes)
    )


def named(hall: Hall, ticket: Ticket, to: int) -> str:
    """Return the field in which somebody would wait for a counter: their own where it serves that, else its first."""
    counter = hall.counters[to]
    served = hall.services(counter)
    require(reason(counter.state != "open", "counter_closed"), reason(to == ticket.counter, "same_field"))
    require(reason(not served, "not_served_here"))
    order = list(hall.targets)
    return ticket.field if ticket.field in served else min(served, key=lambda f: (served[f], order.index(f)))


def priority(hall: Hall, asked: Asked) -> dict[str, Any]:
    ticket, klass = hall.ticket(asked.about), asked.said["klass"]
    require(
        may_move(hall, asked.by, ticket),
        in_state(ticket, "waiting", "called", "held"),
        reason(klass in hall.classes_off, "unknown_priority_class"),
    )
    due = ticket.joined + timedelta(minutes=hall.classes[klass] if klass else hall.targets[ticket.field])
    changes: dict[str, Any] = {"priority": klass is not None, "klass": klass, "due": due}
    return told(hall, ticket.moved("priority", hall.now, asked.by, put_back=False, **changes))


def assist(hall: Hall, asked: Asked) -> dict[str, Any]:
    ticket = hall.ticket(asked.about)
    require(may_move(hall, asked.by, ticket), in_state(ticket, "waiting", "called", "serving", "held"))
    if ticket.assist is not asked.said["assist"]:
        ticket.moved("assist", hall.now, asked.by, assist=asked.said["assist"])
    return told(hall, ticket)


def reprint(hall: Hall, asked: Asked) -> dict[str, Any]:
    """Anybody's, of any day, as long as the number is worth something."""
    ticket = hall.ticket(asked.about)
    require(in_state(ticket, "waiting", "called", "serving", "held", "no_show"))
    return told(hall, ticket.moved("reprint", hall.now, asked.by))


def undo(hall: Hall, asked: Asked) -> dict[str, Any]:
    ticket = hall.ticket(asked.about)
    action, at, by, before = ticket.log[-1]
    require(
        not_today(hall, ticket),
        reason(ticket.state not in UNDO_FROM, "wrong_state"),
        reason(action not in UNDOABLE, "nothing_to_undo"),
        reason(by != asked.by, "not_your_ticket"),
        reason(hall.now - at > timedelta(seconds=20), "undo_too_late"),
        reason(hall.today in hall.ended, "day_ended"),
    )
    if before["state"] in ("called", "serving"):
        there, counter = hall.at(before["counter"]), hall.counters[before["counter"]]
        require(
            reason(counter.state != "open", "counter_closed"),
            reason(there is not None and there is not ticket, "counter_busy"),
        )
    elif before["state"] == "waiting" and before["counter"] is not None:
        before = {**before, "counter": before["counter"] if hall.counters[before["counter"]].state == "open" else None}
    return told(hall, ticket.moved("undo", hall.now, asked.by, **before))
