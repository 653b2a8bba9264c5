"""Sent elsewhere, sooner, marked, printed again, taken back."""

from datetime import timedelta
from typing import Any

from tests.simulation.obvious.asked import Asked, reason, require
from tests.simulation.obvious.hall import Hall, Ticket, told
from tests.simulation.obvious.may import in_state, may_move, not_today

UNDOABLE = {"start", "finish", "no_show", "put_back", "hold", "transfer", "further", "cancel"}
UNDO_FROM = {"waiting", "serving", "held", "done", "no_show", "cancelled"}


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
    return told(ticket.moved(KINDS[kind], hall.now, asked.by, state="waiting", put_back=False, calls=0, **changes))


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
    return told(ticket.moved("priority", hall.now, asked.by, put_back=False, **changes))


def assist(hall: Hall, asked: Asked) -> dict[str, Any]:
    ticket = hall.ticket(asked.about)
    require(may_move(hall, asked.by, ticket), in_state(ticket, "waiting", "called", "serving", "held"))
    if ticket.assist is not asked.said["assist"]:
        ticket.moved("assist", hall.now, asked.by, assist=asked.said["assist"])
    return told(ticket)


def reprint(hall: Hall, asked: Asked) -> dict[str, Any]:
    """Anybody's, of any day, as long as the number is worth something."""
    ticket = hall.ticket(asked.about)
    require(in_state(ticket, "waiting", "called", "serving", "held", "no_show"))
    return told(ticket.moved("reprint", hall.now, asked.by))


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
    return told(ticket.moved("undo", hall.now, asked.by, **before))
