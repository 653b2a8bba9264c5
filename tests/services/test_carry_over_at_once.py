"""Carrying over a full hall is one short change: the whole hall waits for it, so it may not grow with the queue."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, select

from app.domain.errors import NumbersExhausted
from app.domain.ticket import State
from app.services import day_view
from app.store import turns
from app.store.models import TicketEvent
from tests.services.acts import end_day, events, rule, stored_turns, transfer, waiting
from tests.support.hall import MONDAY, Hall

TUESDAY = MONDAY + timedelta(days=1)


@contextmanager
def statements(hall: Hall) -> Iterator[list[str]]:
    """Collect what is asked of the database meanwhile."""
    asked: list[str] = []

    def heard(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        asked.append(statement)

    event.listen(hall.database.engine, "before_cursor_execute", heard)
    try:
        yield asked
    finally:
        event.remove(hall.database.engine, "before_cursor_execute", heard)


def crowd(hall: Hall, count: int) -> Hall:
    """Have people come to two fields in turn, somebody called, somebody served and somebody on hold among them."""
    hall.open(1, 2)
    for number in range(count):
        hall.take("AB"[number % 2], priority=number % 7 == 3)
        hall.wait(seconds=1)
    hall.called(1)
    hall.start(str(hall.called(2)))
    return hall.at("17:05")


def test_a_long_queue_is_carried_over_in_as_many_statements_as_a_short_one(hall: Hall) -> None:
    with statements(hall) as short:
        end_day(crowd(hall, 6), carry_over=True)
    hall.at("09:00", TUESDAY)
    crowd(hall, 60)
    with statements(hall) as long:
        assert end_day(hall, carry_over=True).carried_over == 66
    assert len(long) < 60 < len(short)


def test_a_queue_left_behind_takes_no_more_than_that_either(hall: Hall) -> None:
    crowd(hall, 60)
    with statements(hall) as asked:
        assert end_day(hall).expired == 60
    assert len(asked) < 60


def test_in_a_crowd_everybody_keeps_their_place_their_number_and_their_story(hall: Hall) -> None:
    crowd(hall, 40)
    transfer(hall, "A008", "B")
    order = [row["number"] for row in hall.counter_snapshot(1)["queue"]["rows"]]
    end_day(hall, carry_over=True)
    with hall.look() as look:
        rows = day_view.left_over(look, MONDAY)
    new = {row["number"]: row["carried_to"]["number"] for row in rows}
    assert sorted(new.values()) == [f"{p}{n:03d}" for p, last in (("A", 19), ("B", 21)) for n in range(1, last + 1)]
    mine = [new[number] for number in order if number.startswith("A") and number != "A008"]
    assert mine == sorted(mine)
    assert hall.ticket(new["A008"], TUESDAY).shown.startswith("B")
    assert (waiting(hall, "A"), waiting(hall, "B")) == (19, 21)
    assert [step["action"] for step in hall.story("A001")["story"] if step["moves"]][-1] == "expire"


def test_the_turns_of_a_crowd_are_those_each_story_gives(hall: Hall) -> None:
    crowd(hall, 20)
    end_day(hall, carry_over=True)
    with hall.look() as look:
        stored = {row.ticket_id: dict(row._mapping) for row in stored_turns(look, MONDAY)}
        assert len(stored) == 20
        for number in (f"{prefix}{n:03d}" for prefix in "AB" for n in range(1, 11)):
            ticket = hall.ticket(number)
            assert ticket.state is State.EXPIRED
            (made,) = turns.rows(look, ticket)
            assert {key: stored[ticket.id][key] for key in made} == made


def test_where_the_numbers_of_the_next_day_do_not_suffice_nothing_has_happened(hall: Hall) -> None:

    crowd(hall, 12)
    rule(hall, spare_from=5)
    with pytest.raises(NumbersExhausted):
        end_day(hall, carry_over=True)
    assert hall.ticket("A001").state in (State.CALLED, State.WAITING)
    assert events(hall, "day_end") == []
    with hall.look() as look:
        assert look.all(select(TicketEvent.id).where(TicketEvent.action == "expire")) == []
