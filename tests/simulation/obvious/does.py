"""Everything that may be asked for, and what is answered: once, however often it is asked under one key."""

from collections.abc import Callable
from typing import Any

from tests.simulation.obvious import calling, centre, counters, giving, moving, serving
from tests.simulation.obvious.asked import Asked
from tests.simulation.obvious.hall import Hall

DOES: dict[str, Callable[[Hall, Asked], dict[str, Any]]] = {
    "take": giving.take,
    "serve now": giving.serve_now,
    "enter paper": giving.enter_paper,
    "next": calling.call_next,
    "call out of order": calling.call_out_of_order,
    "start": serving.start,
    "finish": serving.finish,
    "no-show": serving.no_show,
    "hold": serving.hold,
    "cancel": serving.cancel,
    "recall": serving.recall,
    "resume": serving.resume,
    "put back": serving.put_back,
    "bring back": serving.bring_back,
    "transfer": moving.transfer,
    "priority": moving.priority,
    "assist": moving.assist,
    "reprint": moving.reprint,
    "undo": moving.undo,
    "open": counters.open_counter,
    "pause": counters.pause,
    "close": counters.close,
    "release": counters.release,
    "fields": counters.set_fields,
    "lend": counters.lend,
    "plan": counters.plan,
    "drop plan": counters.drop_plan,
    "close field": centre.close_field,
    "reopen field": centre.reopen_field,
    "hours": centre.set_hours,
    "holiday": centre.declare_holiday,
    "no holiday": centre.take_back_holiday,
    "class": centre.switch_class,
    "offer priority": centre.offer_priority,
    "override": centre.override,
    "end day": centre.end_day,
}


def answer(hall: Hall, asked: Asked) -> dict[str, Any]:
    """Do what is asked, or give the first answer again. Raises Refused, and then nothing has happened."""
    known = (asked.by, asked.key)
    if known not in hall.answers:
        hall.answers[known] = DOES[asked.what](hall, asked)
    return hall.answers[known]  # type: ignore[no-any-return]


def by_itself(hall: Hall) -> None:
    """Let the server look whether there is anything to do that nobody asks for."""
    centre.keep_days(hall)
