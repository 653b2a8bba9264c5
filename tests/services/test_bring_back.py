"""Somebody who did not come when called came after all."""

import pytest

from app.domain.errors import NotToday, WrongState
from app.services import serving
from tests.services.acts import bring_back, waiting
from tests.support.hall import MONDAY, Hall, at_once


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
