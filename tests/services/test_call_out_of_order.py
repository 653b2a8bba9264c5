"""Calling one person before their turn, with a reason that will stand in the report."""

from typing import Any

import pytest

from app.domain.errors import (
    CounterBusy,
    CounterClosed,
    NotToday,
    NotYourCounter,
    ReasonMissing,
    UnknownTicket,
    WrongState,
)
from app.services import calling
from tests.support.hall import MONDAY, Hall, at_once


def call(hall: Hall, number: str, *, counter: int = 1, by: str = "dieuphoi", reason: str = "người bệnh") -> Any:
    return hall.act(by, calling.call_out_of_order, hall.counter_ids[counter], hall.ticket(number).id, reason=reason)


def test_the_one_who_is_named_is_called_and_the_reason_is_kept(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001", "A002")
    called = call(hall, "A002", reason=" người bệnh ")
    assert (called.ticket.shown, called.ticket.state, called.reason) == ("A002", "called", "Gọi chỉ định: người bệnh")
    hall.start("A002")
    hall.finish("A002")
    with hall.look() as look:
        figures = look.connection.exec_driver_sql("SELECT out_of_order FROM turns").scalars().all()
    assert [bool(mark) for mark in figures] == [True]


def test_who_was_passed_can_read_why(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001", "A002")
    call(hall, "A002")
    (passed,) = hall.story("A001")["passed"]
    assert (passed["number"], passed["later"], passed["reason"]) == ("A002", True, "Gọi chỉ định: người bệnh")


def test_without_a_reason_nobody_is_called_before_their_turn(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001", "A002")
    with pytest.raises(ReasonMissing):
        call(hall, "A002", reason="  ")
    assert hall.ticket("A002").state == "waiting"


def test_a_counter_with_somebody_at_it_calls_nobody_else(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001", "A002")
    hall.called(1)
    with pytest.raises(CounterBusy):
        call(hall, "A002")


def test_a_closed_counter_and_somebody_elses_are_refused(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("A001")
    with pytest.raises(CounterClosed):
        call(hall, "A001", counter=3)
    with pytest.raises(NotYourCounter):
        call(hall, "A001", counter=2, by="quay1")


def test_who_does_not_wait_cannot_be_called(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("A001")
    hall.called(1)
    with pytest.raises(WrongState):
        call(hall, "A001", counter=2)


def test_an_unknown_ticket_and_yesterdays_are_refused(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    with pytest.raises(UnknownTicket):
        hall.act("dieuphoi", calling.call_out_of_order, hall.counter_ids[1], 999, reason="người bệnh")
    yesterday = hall.ticket("A001").id
    hall.at("09:00", MONDAY.replace(day=24))
    with pytest.raises(NotToday) as refused:
        hall.act("dieuphoi", calling.call_out_of_order, hall.counter_ids[1], yesterday, reason="người bệnh")
    assert refused.value.data == {"number": "A001", "day": "23/11/2026"}


def test_two_counters_naming_the_same_person_call_them_once(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("A001")

    def name(counter: int) -> str:
        try:
            return str(call(hall, "A001", counter=counter).ticket.shown)
        except WrongState as refused:
            return refused.code

    assert sorted(at_once(lambda: name(1), lambda: name(2))) == ["A001", "wrong_state"]
