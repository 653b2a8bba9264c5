"""Somebody did not come, and came after all."""

import pytest

from app.domain.errors import NotToday, NotYourTicket, WrongState
from app.services import serving
from tests.services.acts import bring_back, recall, rule, speak, waiting
from tests.support.hall import MONDAY, Hall, at_once


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


def test_who_comes_back_waits_behind_the_next_three(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001", "A002", "A003", "A004", "A005")
    hall.called(1)
    hall.no_show("A001")
    joined = hall.ticket("A001").joined_at
    back = bring_back(hall, "A001")
    assert (back.state, back.joined_at, back.put_back) == ("waiting", joined, True)
    order = [row["number"] for row in hall.counter_snapshot(1)["queue"]["rows"]]
    assert order == ["A002", "A003", "A004", "A001", "A005"]


def test_any_clerk_may_bring_somebody_back(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("A001")
    hall.called(1)
    hall.no_show("A001")
    assert bring_back(hall, "A001", by="quay2").state == "waiting"
    assert waiting(hall) == 1


def test_coming_back_makes_the_absence_undone_in_the_figures(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.called(1)
    hall.no_show("A001")
    bring_back(hall, "A001")
    assert hall.snapshot("supervisor")["headline"]["no_shows"] == 0
    hall.serve(1)
    assert hall.snapshot("supervisor")["headline"]["served"] == 1


def test_nobody_comes_back_twice_nor_on_another_day(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001", "A002")
    hall.called(1)
    hall.no_show("A001")
    ticket = hall.ticket("A001").id
    hall.at("08:00", MONDAY.replace(day=24))
    for by in ("quay1", "huongdan"):
        with pytest.raises(NotToday):
            hall.act(by, serving.bring_back, ticket)
    hall.at("10:00", MONDAY)
    bring_back(hall, "A001")
    with pytest.raises(WrongState):
        bring_back(hall, "A001")


def test_two_desks_bringing_the_same_person_back_do_so_once(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.called(1)
    hall.no_show("A001")

    def back() -> str:
        try:
            return bring_back(hall, "A001").state.value
        except WrongState as refused:
            return refused.code

    assert sorted(at_once(back, back)) == ["waiting", "wrong_state"]
    assert waiting(hall) == 1


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


def test_an_absence_is_offered_after_two_calls_and_a_minute_after_the_last_was_heard(hall: Hall) -> None:
    rule(hall, no_show_calls=2, no_show_seconds=60)
    hall.open(1)
    hall.queue("A001")
    hall.called(1)

    def told() -> tuple[object, bool]:
        ticket = hall.counter_snapshot(1)["ticket"]
        return ticket["no_show_after"], ticket["no_show_offered"]

    assert told() == (None, False)
    speak(hall)
    hall.wait(minutes=5)
    assert told()[1] is False
    recall(hall, "A001", by="quay1")
    assert told() == (None, False)
    speak(hall)
    hall.wait(seconds=59)
    assert told()[1] is False
    hall.wait(seconds=1)
    assert told()[1] is True


def test_who_was_served_before_is_called_twice_again_before_an_absence_is_offered(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.called(1)
    hall.start("A001")
    hall.hold("A001")
    hall.resume("A001")
    hall.called(1)
    speak(hall)
    hall.wait(minutes=5)
    ticket = hall.counter_snapshot(1)["ticket"]
    assert (ticket["calls"], ticket["no_show_offered"]) == (1, False)
