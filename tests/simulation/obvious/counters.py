"""What is done with counters: opened, paused, closed, freed, and given other fields."""

from datetime import datetime
from typing import Any

from tests.simulation.obvious.asked import Asked, reason, require
from tests.simulation.obvious.calling import finished
from tests.simulation.obvious.hall import Counter, Hall
from tests.simulation.obvious.may import busy, may_rule


def told(counter: Counter) -> dict[str, Any]:
    """Return what is answered about a counter."""
    return {"counter": counter.number, "state": counter.state, "clerk": counter.clerk}


def set_state(hall: Hall, counter: Counter, state: str, clerk: str | None) -> dict[str, Any]:
    counter.state, counter.clerk, counter.since = state, clerk, hall.now
    return told(counter)


def drop_names(hall: Hall, by: str, counter: Counter) -> None:
    """Nobody waits for a counter by name that is not open."""
    for ticket in hall.waiting():
        if ticket.counter == counter.number:
            ticket.moved("drop_counter", hall.now, by, counter=None)


def open_counter(hall: Hall, asked: Asked) -> dict[str, Any]:
    counter, other = hall.counters[asked.about], hall.held_by(asked.by)
    taken = counter.clerk not in (None, asked.by)
    elsewhere = other is not None and other is not counter
    require(
        reason(elsewhere and not asked.said.get("move"), "clerk_elsewhere"),
        reason(taken and not asked.said.get("take_over"), "counter_taken"),
    )
    if elsewhere and other is not None:
        require(busy(hall, other))
        drop_names(hall, asked.by, other)
        set_state(hall, other, "closed", None)
    present = hall.at(counter.number)
    if present is not None and counter.clerk != asked.by:
        present.moved("hand_over", hall.now, asked.by)
    return set_state(hall, counter, "open", asked.by)


def pause(hall: Hall, asked: Asked) -> dict[str, Any]:
    counter = hall.counters[asked.about]
    require(may_rule(hall, asked.by, counter), busy(hall, counter))
    drop_names(hall, asked.by, counter)
    return set_state(hall, counter, "paused", counter.clerk)


def close(hall: Hall, asked: Asked) -> dict[str, Any]:
    counter = hall.counters[asked.about]
    require(may_rule(hall, asked.by, counter), busy(hall, counter))
    drop_names(hall, asked.by, counter)
    return set_state(hall, counter, "closed", None)


def release(hall: Hall, asked: Asked) -> dict[str, Any]:
    """Somebody left it open: who was called keeps their place, who was served is done."""
    counter = hall.counters[asked.about]
    require(may_rule(hall, asked.by, counter))
    present = hall.at(counter.number)
    if present is not None and present.state == "called":
        present.moved("put_back", hall.now, asked.by, state="waiting", counter=None, put_back=False)
    elif present is not None:
        finished(hall, asked.by, present)
    drop_names(hall, asked.by, counter)
    return set_state(hall, counter, "closed", None)


def set_fields(hall: Hall, asked: Asked) -> dict[str, Any]:
    counter, serves = hall.counters[asked.about], asked.said["serves"]
    require(strands(hall, counter, serves))
    counter.serves, counter.lent = dict(serves), {}
    return told(counter)


def strands(hall: Hall, counter: Counter, serves: dict[str, int]) -> set[str]:
    """Return whether people would wait in a field that no counter is left for."""
    alike = [c for c in hall.counters.values() if c is not counter]
    if counter.state != "closed":
        alike = [c for c in alike if c.state != "closed"]
    left = set(serves).union(*(hall.services(c) for c in alike))
    return reason(any(hall.waiting(f) for f in hall.services(counter) if f not in left), "field_would_strand")


def lend(hall: Hall, asked: Asked) -> dict[str, Any]:
    counter, until = hall.counters[asked.about], datetime.fromisoformat(asked.said["until"])
    require(reason(until <= hall.now, "bad_input"))
    counter.lent.update({name: (lag, until) for name, lag in asked.said["serves"].items()})
    return told(counter)


def plan(hall: Hall, asked: Asked) -> dict[str, Any]:
    counter = hall.counters[asked.about]
    require(reason(asked.said["from_day"] <= hall.today, "bad_input"))
    counter.plan = (asked.said["from_day"], dict(asked.said["serves"]))
    return told(counter)


def drop_plan(hall: Hall, asked: Asked) -> dict[str, Any]:
    counter = hall.counters[asked.about]
    require(reason(counter.plan is None, "nothing_planned"))
    counter.plan = None
    return told(counter)


def begin_plans(hall: Hall) -> None:
    """Let counters serve what was planned for today."""
    for counter in hall.counters.values():
        if counter.plan is not None and counter.plan[0] <= hall.today:
            counter.serves, counter.lent, counter.plan = counter.plan[1], {}, None
