"""Somebody did not come."""

import pytest

from app.domain.errors import NotYourTicket, WrongState
from app.services import serving
from tests.support.hall import Hall


def test_an_absence_is_recorded_and_counted_beside_the_served(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.called(1)
    hall.wait(minutes=2)
    assert hall.no_show("A001").state == "no_show"
    headline = hall.snapshot("supervisor")["headline"]
    assert (headline["no_shows"], headline["served"]) == (1, 0)
    day = hall.counter_snapshot(1)["my_day"]
    assert (day["no_shows"], day["served"]) == (1, 0)


def test_who_is_on_hold_and_never_returns_is_absent_too(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.called(1)
    hall.start("A001")
    hall.hold("A001")
    assert hall.no_show("A001").state == "no_show"


def test_who_is_being_served_is_not_absent(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.called(1)
    hall.start("A001")
    with pytest.raises(WrongState):
        hall.no_show("A001")


def test_another_counters_call_is_not_mine_to_end(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("A001")
    hall.called(1)
    with pytest.raises(NotYourTicket):
        hall.act("quay2", serving.no_show, hall.ticket("A001").id)
