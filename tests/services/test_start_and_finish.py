"""Service begins and ends."""

from collections.abc import Callable
from typing import Any

import pytest

from app.domain.errors import NotToday, NotYourTicket, UnknownTicket, WrongState
from app.services import serving
from app.services.serving import Outcome
from tests.support.hall import MONDAY, Hall, at_once


def served(hall: Hall) -> Any:
    """Return the only ended turn."""
    with hall.look() as look:
        return look.connection.exec_driver_sql("SELECT * FROM turns").one()


def test_a_person_comes_is_served_and_leaves(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.wait(minutes=9, seconds=59)
    hall.called(1)
    hall.wait(seconds=40)
    assert hall.start("A001").state == "serving"
    hall.wait(minutes=7)
    assert hall.finish("A001", Outcome(3, "received")).state == "done"
    turn = served(hall)
    assert (turn.wait_ms, turn.way_ms, turn.service_ms) == (600_000, 40_000, 420_000)
    assert (turn.dossiers, turn.result, turn.clerk_id) == (3, "received", hall.actor("quay1").staff_id)


def test_dossiers_not_told_at_the_end_are_those_told_with_the_number(hall: Hall) -> None:
    hall.open(1)
    hall.take("A", dossiers=4)
    hall.serve(1)
    assert served(hall).dossiers == 4


def test_dossiers_never_told_are_one(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.serve(1)
    assert served(hall).dossiers == 1


def test_a_turn_may_have_no_dossier_at_all(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.called(1)
    hall.start("A001")
    hall.finish("A001", Outcome(0, "guided"))
    assert served(hall).dossiers == 0


def test_who_was_called_and_never_started_is_not_finished(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.called(1)
    with pytest.raises(WrongState) as refused:
        hall.finish("A001")
    assert refused.value.data == {"state": "called", "action": "finish"}


@pytest.mark.parametrize("act", [Hall.start, Hall.finish])
def test_who_waits_is_neither_started_nor_finished_by_a_clerk(hall: Hall, act: Callable[..., Any]) -> None:
    hall.open(1)
    hall.queue("A001")
    with pytest.raises(NotYourTicket):
        act(hall, "A001")
    with pytest.raises(WrongState):
        hall.act("dieuphoi", serving.start, hall.ticket("A001").id)


def test_starting_and_finishing_twice_is_refused(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.called(1)
    hall.start("A001")
    with pytest.raises(WrongState):
        hall.start("A001")
    hall.finish("A001")
    with pytest.raises(WrongState):
        hall.finish("A001")


def test_two_presses_of_start_together_start_once(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.called(1)

    def press() -> str:
        try:
            return hall.start("A001").state.value
        except WrongState as refused:
            return refused.code

    assert sorted(at_once(press, press)) == ["serving", "wrong_state"]


def test_another_counters_person_is_not_mine_to_serve(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("A001")
    hall.called(1)
    for act in (serving.start, serving.no_show, serving.put_back):
        with pytest.raises(NotYourTicket):
            hall.act("quay2", act, hall.ticket("A001").id)


def test_a_clerk_without_a_counter_serves_nobody(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.called(1)
    with pytest.raises(NotYourTicket):
        hall.act("quay3", serving.start, hall.ticket("A001").id)


def test_a_ticket_of_yesterday_is_left_alone(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.called(1)
    ticket = hall.ticket("A001").id
    hall.at("08:00", MONDAY.replace(day=24))
    with pytest.raises(NotToday):
        hall.act("quay1", serving.start, ticket)


def test_an_unknown_ticket_is_refused_by_name(hall: Hall) -> None:
    with pytest.raises(UnknownTicket):
        hall.act("dieuphoi", serving.start, 999)
