"""Calling who is next."""

import pytest

from app.domain.errors import CounterBusy, CounterClosed, NotYourCounter
from app.services import calling
from tests.support.hall import Hall, at_once


def test_the_one_who_came_first_is_called_first(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001", "A002")
    assert [hall.called(1), hall.called(1, no_show=True)] == ["A001", "A002"]


def test_nobody_waits_and_nobody_is_called(hall: Hall) -> None:
    assert hall.open(1).called(1) is None


def test_two_clerks_pressing_next_together_never_share_a_ticket(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("A001", "A002")
    calls = at_once(lambda: hall.called(1), lambda: hall.called(2))
    assert set(calls) == {"A001", "A002"}


def test_a_second_next_while_a_ticket_is_open_is_refused_by_its_number(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001", "A002")
    hall.called(1)
    with pytest.raises(CounterBusy) as refused:
        hall.called(1)
    assert refused.value.data == {"counter": 1, "number": "A001"}
    assert hall.ticket("A002").state == "waiting"


def test_a_closed_counter_calls_nobody(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    with pytest.raises(CounterClosed):
        hall.called(2)


def test_a_clerk_cannot_press_next_at_a_counter_somebody_else_holds(hall: Hall) -> None:
    hall.open(1, 2)
    with pytest.raises(NotYourCounter):
        hall.act("quay1", calling.call_next, hall.counter_ids[2])
