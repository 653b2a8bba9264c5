"""What is done with the hall as a whole: its hours and fields changed while it runs, its day ended."""

from typing import Any

from tests.simulation.obvious.asked import Asked, reason, require
from tests.simulation.obvious.counters import begin_plans, drop_names, set_state
from tests.simulation.obvious.giving import add
from tests.simulation.obvious.hall import EARLY, OPEN, ZONE, Counter, Hall, Ticket, moment

SYSTEM = "Hệ thống"


def close_field(hall: Hall, asked: Asked) -> dict[str, Any]:
    name, to = asked.about, asked.said.get("move_to")
    if to is not None:
        require(reason(to == name, "same_field"), reason(not hall.is_served(to, "open", "paused"), "field_closed"))
    hall.closed_fields[name] = hall.today
    sent = [t for t in hall.waiting(name) if t.counter is None] if to is not None else []
    for ticket in sent:
        due = ticket.joined + hall.allowance(to, ticket.priority, ticket.klass)
        ticket.moved("transfer", hall.now, asked.by, field=to, due=due, put_back=False)
    return {"moved": len(sent)}


def reopen_field(hall: Hall, asked: Asked) -> dict[str, Any]:
    if hall.is_closed(asked.about):
        del hall.closed_fields[asked.about]
    return {}


def set_hours(hall: Hall, asked: Asked) -> dict[str, Any]:
    sessions = [tuple(session) for session in asked.said["sessions"]]
    if asked.about == hall.now.astimezone(ZONE).weekday():
        if asked.said["from_today"]:
            require(reason(hall.today in hall.ended, "day_ended"), reason(passed(hall, sessions), "hours_passed"))
        hall.keep_today()
        if asked.said["from_today"]:
            hall.kept[hall.today] = sessions
    hall.week[asked.about] = sessions
    return {}


def passed(hall: Hall, sessions: list[Any]) -> bool:
    """Tell whether the hours would be others in what has passed of today."""

    def so_far(spans: list[Any]) -> list[Any]:
        return [(opens, min(closes, hall.now)) for opens, closes in spans if opens < hall.now]

    asked = [(moment(hall.today, opens), moment(hall.today, closes)) for opens, closes in sessions]
    return so_far(hall.sessions()) != so_far(sorted(asked))


def declare_holiday(hall: Hall, asked: Asked) -> dict[str, Any]:
    require(reason(asked.about < hall.today, "bad_input"))
    if asked.about == hall.today:
        hall.keep_today()
    hall.holidays.add(asked.about)
    return {}


def take_back_holiday(hall: Hall, asked: Asked) -> dict[str, Any]:
    require(reason(asked.about not in hall.holidays, "unknown_holiday"), reason(asked.about < hall.today, "bad_input"))
    hall.holidays.remove(asked.about)
    return {}


def switch_class(hall: Hall, asked: Asked) -> dict[str, Any]:
    (hall.classes_off.discard if asked.said["active"] else hall.classes_off.add)(asked.about)
    return {}


def offer_priority(hall: Hall, asked: Asked) -> dict[str, Any]:
    hall.priority_offered = asked.said["offered"]
    return {}


def override(hall: Hall, asked: Asked) -> dict[str, Any]:
    """It only lets numbers be given that might be refused, which is not for this hall to know."""
    sessions = hall.sessions()
    over = hall.today in hall.holidays or not sessions or hall.now >= sessions[-1][1]
    require(reason(hall.today in hall.ended, "day_ended"), reason(over, "hall_closed"))
    hall.keep_today()
    return {}


def end_day(hall: Hall, asked: Asked) -> dict[str, Any]:
    carry = asked.said["carry_over"]
    require(reason(hall.today in hall.ended, "day_ended"))
    require(reason(carry and hall.next_opening() is None, "no_working_day"))
    return ended(hall, asked.by, carry)


def ended(hall: Hall, by: str, carry: bool) -> dict[str, Any]:
    """Nobody is left waiting, and no counter open."""
    hall.keep_today()
    left = [t for t in hall.tickets.values() if t.state in OPEN and t.day <= hall.today]
    left.sort(key=lambda t: t.due)
    for ticket in left:
        if carry:
            carried(hall, by, ticket)
        ticket.moved("expire", hall.now, by, state="expired", counter=None)
    for counter in hall.counters.values():
        if counter.clerk is not None:
            drop_names(hall, by, counter)
            set_state(hall, counter, "closed", None)
    for ticket in hall.tickets.values():
        if ticket.day == hall.today:
            ticket.klass = None
    hall.ended.add(hall.today)
    return {"expired": 0 if carry else len(left), "carried": len(left) if carry else 0}


def carried(hall: Hall, by: str, before: Ticket) -> Ticket:
    """Give somebody a number of the next working day, before everybody who comes then."""
    opening = hall.next_opening()
    assert opening is not None
    joined = opening - EARLY
    number = hall.next_number(before.field, opening.astimezone(ZONE).date().isoformat())
    due = joined + hall.allowance(before.field, before.priority)
    return add(hall, Ticket(number, before.field, joined, opening, due, before.priority, by, assist=before.assist))


def keep_days(hall: Hall) -> None:
    """What the server does by itself, as often as it looks: the day's end, and what an earlier day left."""
    begin_plans(hall)
    late = hall.now >= moment(hall.today, "23:00") and hall.today not in hall.ended
    left = [t for t in hall.tickets.values() if t.state in OPEN and t.day < hall.today]
    if not left and not forgotten(hall) and not (late and began(hall)):
        return
    for ticket in left:
        ticket.moved("expire", hall.now, SYSTEM, state="expired", counter=None)
    if late:
        ended(hall, SYSTEM, hall.carries and hall.next_opening() is not None)
        return
    for counter in forgotten(hall):
        drop_names(hall, SYSTEM, counter)
        set_state(hall, counter, "closed", None)


def began(hall: Hall) -> bool:
    """Tell whether there is anything of today to end."""
    mine = [ticket for ticket in hall.tickets.values() if ticket.day == hall.today]
    touched = any(ticket.state in OPEN or len(ticket.log) > 1 for ticket in mine)
    return touched or hall.today in hall.kept or any(c.clerk is not None for c in hall.counters.values())


def forgotten(hall: Hall) -> list[Counter]:
    """Return the counters open since an earlier day at which nobody is."""
    return [c for c in hall.counters.values() if c.clerk is not None and is_earlier(hall, c) and not hall.at(c.number)]


def is_earlier(hall: Hall, counter: Counter) -> bool:
    return counter.since is not None and counter.since.astimezone(ZONE).date().isoformat() < hall.today
