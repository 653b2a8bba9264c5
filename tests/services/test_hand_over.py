"""A counter changes hands, with whoever is there."""

import pytest

from app.domain.errors import CounterTaken, NothingToUndo, NotYourCounter, NotYourTicket
from app.services import calling, serving, staffing
from app.services.serving import Outcome
from tests.services.acts import counter, take_over, transfer, undo
from tests.support.hall import Hall, at_once


def test_a_counter_is_taken_over_only_when_that_is_said(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.called(1)
    with pytest.raises(CounterTaken) as refused:
        hall.act("quay2", staffing.open_counter, hall.counter_ids[1])
    assert refused.value.data == {"counter": 1, "clerk": "Cán bộ quầy 1"}
    assert take_over(hall, 1, "quay2").clerk_name == "Cán bộ quầy 2"
    with pytest.raises(NotYourCounter):
        hall.called(1, finish=True)
    assert hall.counter_snapshot(1)["ticket"]["number"] == "A001"


def test_whoever_is_at_a_counter_stays_when_it_changes_hands_and_the_story_names_both_clerks(hall: Hall) -> None:
    hall.open(1)
    hall.take("A")
    hall.called(1)
    hall.wait(seconds=30)
    hall.start("A001")
    hall.wait(minutes=4)
    take_over(hall, 1, "quay2")
    hall.wait(minutes=6)
    with pytest.raises(NotYourTicket):
        hall.act("quay1", serving.finish, hall.ticket("A001").id, Outcome())
    hall.act("quay2", serving.finish, hall.ticket("A001").id, Outcome())
    told = [(step["actor"], step["text"]) for step in hall.story("A001")["story"]]
    assert told[2:] == [
        ("Cán bộ quầy 1", "Bắt đầu phục vụ tại Quầy số 1."),
        ("Cán bộ quầy 2", "Cán bộ quầy 2 tiếp quản Quầy số 1 từ Cán bộ quầy 1."),
        ("Cán bộ quầy 2", "Xong."),
    ]
    (turn,) = hall.story("A001")["turns"]
    assert turn["service_ms"] == 10 * 60_000


def test_the_turn_is_theirs_who_finished_it(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001", "A002")
    hall.called(1)
    hall.start("A001")
    take_over(hall, 1, "quay2")
    hall.act("quay2", calling.call_next, hall.counter_ids[1], finish=True)
    hall.act("quay2", serving.start, hall.ticket("A002").id)
    take_over(hall, 1, "quay1")
    transfer(hall, "A002", "A", "further_procedure", by="quay1")
    with hall.look() as look:
        rows = look.connection.exec_driver_sql("SELECT clerk_id FROM turns ORDER BY ticket_id")
        finished = list(rows.scalars())
    assert finished == [hall.actor("quay2").staff_id, hall.actor("quay1").staff_id]


def test_a_call_handed_over_still_stands_and_is_started_by_the_new_clerk(hall: Hall) -> None:
    hall.open(1)
    hall.take("A")
    hall.called(1)
    take_over(hall, 1, "quay2")
    assert hall.snapshot("display")["to_speak"] != []
    assert hall.act("quay2", serving.start, hall.ticket("A001").id).state == "serving"


def test_what_the_other_clerk_did_before_is_not_taken_back_after_a_hand_over(hall: Hall) -> None:
    hall.open(1)
    hall.take("A")
    hall.called(1)
    hall.start("A001")
    take_over(hall, 1, "quay2")
    for clerk in ("quay1", "quay2"):
        with pytest.raises(NothingToUndo):
            undo(hall, "A001", by=clerk)
    assert hall.counter_snapshot(1)["undo"] is None


def test_opening_the_counter_one_already_holds_hands_nothing_over(hall: Hall) -> None:
    hall.open(1)
    hall.take("A")
    hall.called(1)
    hall.open(1)
    assert [step["action"] for step in hall.story("A001")["story"]] == ["issue", "call"]


def test_two_clerks_taking_the_same_counter_over_at_once_hand_it_on_in_turn(hall: Hall) -> None:
    hall.open(1)
    hall.take("A")
    hall.called(1)
    at_once(lambda: take_over(hall, 1, "quay2"), lambda: take_over(hall, 1, "quay3"))
    told = [step["actor"] for step in hall.story("A001")["story"] if step["action"] == "hand_over"]
    assert sorted(told) == ["Cán bộ quầy 2", "Cán bộ quầy 3"]
    assert counter(hall, 1)["clerk"]["name"] == told[-1]
