"""A called person is not there just now and goes back to the queue."""

from datetime import timedelta

import pytest

from app.domain.errors import NotYourTicket, WrongState
from app.services import serving
from tests.services.acts import rule, transfer, waiting
from tests.support.hall import Hall


def order(hall: Hall, counter: int = 1) -> list[str]:
    return [row["number"] for row in hall.counter_snapshot(counter)["queue"]["rows"]]


def test_they_go_behind_the_next_three(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001", "A002", "A003", "A004", "A005")
    before = hall.ticket("A001")
    hall.called(1)
    back = hall.put_back("A001")
    assert (back.state, back.counter_id, back.put_back) == ("waiting", None, True)
    assert back.joined_at == before.joined_at
    assert back.due_at == hall.ticket("A004").due_at + timedelta(microseconds=1)
    assert order(hall) == ["A002", "A003", "A004", "A001", "A005"]


def test_they_go_behind_fewer_when_fewer_wait(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001", "A002")
    hall.called(1)
    hall.put_back("A001")
    assert order(hall) == ["A002", "A001"]


def test_alone_they_keep_their_place(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    before = hall.ticket("A001")
    hall.called(1)
    back = hall.put_back("A001")
    assert (back.due_at, back.put_back) == (before.due_at, False)
    assert hall.called(1) == "A001"


def test_they_never_come_before_where_they_were(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("A001", "A002")
    assert (hall.called(1), hall.called(2)) == ("A001", "A002")
    due = hall.ticket("A002").due_at
    hall.put_back("A001")
    assert hall.put_back("A002").due_at == due
    assert order(hall) == ["A001", "A002"]


def test_who_has_priority_is_put_back_like_everybody(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001", "A002", "A003", "A004")
    hall.take("A", priority=True)
    assert hall.called(1) == "A005"
    hall.put_back("A005")
    assert order(hall) == ["A001", "A002", "A003", "A005", "A004"]


def test_those_who_name_a_counter_are_not_among_the_next_three(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("A001", "A002", "A003", "A004", "A005")
    hall.called(1)
    transfer(hall, "A002", 2)
    hall.put_back("A001")
    assert order(hall) == ["A003", "A004", "A005", "A001"]


def test_how_many_is_the_rules_to_say(hall: Hall) -> None:
    rule(hall, put_back_behind=1)
    hall.open(1)
    hall.queue("A001", "A002", "A003")
    hall.called(1)
    hall.put_back("A001")
    assert order(hall) == ["A002", "A001", "A003"]


def test_next_does_not_call_the_same_absent_person_for_ever(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001", "A002", "A003", "A004")
    called = []
    for _ in range(4):
        called.append(hall.called(1))
        hall.put_back(str(called[-1]))
    assert called == ["A001", "A002", "A003", "A004"]
    assert waiting(hall) == 4


def test_the_wait_goes_on(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.called(1)
    hall.put_back("A001")
    hall.at("09:12")
    hall.serve(1)
    (turn,) = hall.story("A001")["turns"]
    assert turn["wait_ms"] == 12 * 60_000


def test_who_is_served_or_elsewhere_is_not_put_back(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("A001")
    hall.called(1)
    with pytest.raises(NotYourTicket):
        hall.act("quay2", serving.put_back, hall.ticket("A001").id)
    hall.start("A001")
    with pytest.raises(WrongState):
        hall.put_back("A001")


def test_putting_back_twice_is_refused(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.called(1)
    hall.put_back("A001")
    with pytest.raises(WrongState):
        hall.act("dieuphoi", serving.put_back, hall.ticket("A001").id)
    assert waiting(hall) == 1
