"""Counters are opened, paused, closed, freed, and given other fields."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from app.domain.errors import (
    BadInput,
    ClerkElsewhere,
    CounterBusy,
    CounterClosed,
    CounterTaken,
    FieldClosed,
    NotAllowed,
    NothingToUndo,
    NotYourCounter,
    NotYourTicket,
    ReasonMissing,
    UnknownCounter,
    UnknownField,
)
from app.services import calling, serving, staffing
from app.services.serving import Outcome
from app.services.staffing import Share
from app.store.counters import CounterRow
from tests.services.acts import SUPERVISOR, close, end_day, pause, revision, transfer, undo, waiting
from tests.support.hall import Hall, at_once


def counter(hall: Hall, number: int) -> dict[str, Any]:
    told: dict[str, Any] = hall.counter_snapshot(number)["counter"]
    return told


def serves(hall: Hall, number: int) -> dict[str, int]:
    """Return the fields a counter serves now with their minutes."""
    return {field["prefix"]: field["lag_minutes"] for field in counter(hall, number)["fields"]}


def take_over(hall: Hall, number: int, by: str) -> CounterRow:
    return hall.act(by, staffing.open_counter, hall.counter_ids[number], take_over=True)


def lend(hall: Hall, number: int, minutes: float, **lags: int) -> CounterRow:
    shares = [Share(field, lag) for field, lag in lags.items()]
    until = hall.now + timedelta(minutes=minutes)
    return hall.act(SUPERVISOR, staffing.set_fields, hall.counter_ids[number], shares, until=until)


def assign(hall: Hall, number: int, *, confirm: bool = False, **lags: int) -> CounterRow:
    shares = [Share(field, lag) for field, lag in lags.items()]
    return hall.act(SUPERVISOR, staffing.set_fields, hall.counter_ids[number], shares, confirm=confirm)


def test_a_clerk_opens_pauses_opens_again_and_closes(hall: Hall) -> None:
    hall.open(1)
    assert (counter(hall, 1)["state"], counter(hall, 1)["clerk"]["name"]) == ("open", "Cán bộ quầy 1")
    hall.wait(minutes=10)
    pause(hall, 1, " nghỉ giải lao ")
    told = counter(hall, 1)
    assert (told["state"], told["pause_reason"], told["since"]) == (
        "paused",
        "nghỉ giải lao",
        "2026-11-23T02:10:00.000Z",
    )
    hall.open(1)
    assert (counter(hall, 1)["state"], counter(hall, 1)["pause_reason"]) == ("open", None)
    close(hall, 1)
    assert (counter(hall, 1)["state"], counter(hall, 1)["clerk"]) == ("closed", None)


def test_two_clerks_opening_one_counter_do_not_share_it(hall: Hall) -> None:
    def open_it(clerk: str) -> str:
        try:
            return str(hall.act(clerk, staffing.open_counter, hall.counter_ids[1]).clerk_name)
        except CounterTaken as refused:
            return refused.code

    told = at_once(lambda: open_it("quay1"), lambda: open_it("quay2"))
    assert sum(name == "counter_taken" for name in told) == 1


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


def test_opening_again_after_a_pause_hands_nothing_over(hall: Hall) -> None:
    hall.open(1)
    hall.take("A")
    hall.called(1)
    hall.open(1)
    assert [step["action"] for step in hall.story("A001")["story"]] == ["issue", "call"]


def move(hall: Hall, by: str, to: int, **said: bool) -> CounterRow:
    return hall.act(by, staffing.open_counter, hall.counter_ids[to], move=True, **said)


def test_a_clerk_moves_to_another_counter_in_one_change(hall: Hall) -> None:
    hall.open(1, 2)
    hall.take("A")
    transfer(hall, "A001", 1)
    close(hall, 2)
    before = revision(hall)
    assert (move(hall, "quay1", 2).number, revision(hall)) == (2, before + 1)
    assert (counter(hall, 1)["state"], counter(hall, 1)["clerk"]) == ("closed", None)
    assert (counter(hall, 2)["state"], counter(hall, 2)["clerk"]["name"]) == ("open", "Cán bộ quầy 1")
    assert (hall.ticket("A001").counter_id, waiting(hall)) == (None, 1)


def test_a_clerk_with_somebody_at_the_counter_does_not_move(hall: Hall) -> None:
    hall.open(1)
    hall.take("A")
    hall.called(1)
    with pytest.raises(CounterBusy) as refused:
        move(hall, "quay1", 2)
    assert refused.value.data == {"counter": 1, "number": "A001"}
    assert (counter(hall, 1)["state"], counter(hall, 2)["state"]) == ("open", "closed")


def test_moving_to_a_counter_somebody_holds_says_so_first(hall: Hall) -> None:
    hall.open(1, 2)
    with pytest.raises(CounterTaken):
        move(hall, "quay1", 2)
    assert counter(hall, 1)["clerk"]["name"] == "Cán bộ quầy 1"
    move(hall, "quay1", 2, take_over=True)
    assert (counter(hall, 1)["state"], counter(hall, 2)["clerk"]["name"]) == ("closed", "Cán bộ quầy 1")


def test_moving_where_one_already_is_changes_nothing_else(hall: Hall) -> None:
    hall.open(1)
    hall.take("A")
    transfer(hall, "A001", 1)
    assert move(hall, "quay1", 1).state == "open"
    assert hall.ticket("A001").counter_id == hall.counter_ids[1]


def test_a_clerk_opening_two_counters_at_once_holds_one(hall: Hall) -> None:
    def open_it(number: int) -> str:
        try:
            return hall.act("quay1", staffing.open_counter, hall.counter_ids[number]).state
        except ClerkElsewhere as refused:
            return refused.code

    told = at_once(lambda: open_it(1), lambda: open_it(2))
    assert sorted(told) == ["clerk_elsewhere", "open"]
    assert sorted(counter(hall, number)["state"] for number in (1, 2)) == ["closed", "open"]


def test_a_clerk_moving_to_two_counters_at_once_ends_at_one(hall: Hall) -> None:
    hall.open(1)
    at_once(lambda: move(hall, "quay1", 2), lambda: move(hall, "quay1", 3))
    assert sorted(counter(hall, number)["state"] for number in (1, 2, 3)) == ["closed", "closed", "open"]


def test_two_clerks_changing_places_at_once_leave_nobody_at_two_counters(hall: Hall) -> None:
    hall.open(1, 2)
    at_once(
        lambda: move(hall, "quay1", 2, take_over=True),
        lambda: move(hall, "quay2", 1, take_over=True),
    )
    assert {number: counter(hall, number)["clerk"]["name"] for number in (1, 2)} == {
        1: "Cán bộ quầy 2",
        2: "Cán bộ quầy 1",
    }


def test_two_clerks_taking_the_same_counter_over_at_once_hand_it_on_in_turn(hall: Hall) -> None:
    hall.open(1)
    hall.take("A")
    hall.called(1)
    at_once(lambda: take_over(hall, 1, "quay2"), lambda: take_over(hall, 1, "quay3"))
    told = [step["actor"] for step in hall.story("A001")["story"] if step["action"] == "hand_over"]
    assert sorted(told) == ["Cán bộ quầy 2", "Cán bộ quầy 3"]
    assert counter(hall, 1)["clerk"]["name"] == told[-1]


def test_a_clerk_holds_one_counter(hall: Hall) -> None:
    hall.open(1)
    for act in (staffing.open_counter, lambda work, id: staffing.open_counter(work, id, take_over=True)):
        with pytest.raises(ClerkElsewhere) as refused:
            hall.act("quay1", act, hall.counter_ids[2])
        assert refused.value.data == {"counter": 1}


def test_a_machine_opens_no_counter(hall: Hall) -> None:
    with pytest.raises(NotAllowed):
        hall.act("Máy lấy số 1", staffing.open_counter, hall.counter_ids[1])


def test_a_counter_with_somebody_at_it_neither_pauses_nor_closes(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.called(1)
    for act in (pause, close):
        with pytest.raises(CounterBusy):
            act(hall, 1)
    hall.start("A001")
    with pytest.raises(CounterBusy):
        close(hall, 1)
    assert counter(hall, 1)["state"] == "open"


def test_a_pause_needs_a_reason(hall: Hall) -> None:
    hall.open(1)
    with pytest.raises(ReasonMissing):
        pause(hall, 1, "  ")


def test_what_is_closed_is_not_closed_again(hall: Hall) -> None:
    for act in (pause, close):
        with pytest.raises(CounterClosed):
            act(hall, 1)
    with pytest.raises(CounterClosed):
        hall.act(SUPERVISOR, staffing.release_counter, hall.counter_ids[1])


def test_somebody_elses_counter_is_left_alone(hall: Hall) -> None:
    hall.open(1, 2)
    with pytest.raises(NotYourCounter):
        hall.act("quay2", staffing.close_counter, hall.counter_ids[1])
    with pytest.raises(NotYourCounter):
        hall.act("quay2", staffing.pause_counter, hall.counter_ids[1], reason="x")


def test_an_unknown_counter_is_refused_by_name(hall: Hall) -> None:
    for act in (staffing.open_counter, staffing.close_counter, staffing.release_counter):
        with pytest.raises(UnknownCounter):
            hall.act(SUPERVISOR, act, 999)
    with pytest.raises(UnknownCounter):
        hall.act(SUPERVISOR, staffing.set_fields, 999, [])


def test_freeing_a_counter_puts_back_who_was_only_called(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001", "A002")
    hall.called(1)
    hall.act(SUPERVISOR, staffing.release_counter, hall.counter_ids[1])
    assert (hall.ticket("A001").state, counter(hall, 1)["state"]) == ("waiting", "closed")
    assert hall.story("A001")["story"][-1]["text"] == "Trả về hàng chờ, giữ nguyên thứ tự."
    assert waiting(hall) == 2
    assert hall.snapshot("display")["to_speak"] == []
    assert hall.open(2).called(2) == "A001", "the place in line is kept"


def test_freeing_a_counter_finishes_who_was_served_for_the_clerk_who_served(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.called(1)
    hall.start("A001")
    hall.act(SUPERVISOR, staffing.release_counter, hall.counter_ids[1])
    assert hall.ticket("A001").state == "done"
    with hall.look() as look:
        clerk = look.connection.exec_driver_sql("SELECT clerk_id FROM turns").scalar_one()
    assert clerk == hall.actor("quay1").staff_id


def named(hall: Hall) -> int:
    """Return how many tickets name a counter, in whatever state."""
    with hall.look() as look:
        count = look.connection.exec_driver_sql("SELECT count(*) FROM tickets WHERE counter_id IS NOT NULL")
        return int(count.scalar_one())


def test_when_a_counter_is_left_those_who_named_it_wait_for_their_field(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("A001", "A002")
    leave: list[Callable[[], object]] = [
        lambda: pause(hall, 1),
        lambda: close(hall, 1),
        lambda: hall.act(SUPERVISOR, staffing.release_counter, hall.counter_ids[1]),
        lambda: end_day(hall, carry_over=True),
    ]
    for act in leave:
        hall.open(1)
        transfer(hall, "A001", 1)
        transfer(hall, "A002", 1)
        assert named(hall) == 2
        act()
        assert named(hall) == 0
    assert waiting(hall) == 2


def test_however_many_they_are(hall: Hall) -> None:
    hall.open(1, 2)
    for count in range(1, 53):
        hall.take("A")
        transfer(hall, f"A{count:03d}", 1)
    close(hall, 1)
    assert named(hall) == 0
    assert hall.called(2) == "A001"


def test_a_counter_serves_what_it_is_given_from_now_on(hall: Hall) -> None:
    hall.open(1)
    assign(hall, 1, B=0, A=10)
    assert serves(hall, 1) == {"B": 0, "A": 10}
    assert hall.take("B").shown == "B001"
    assign(hall, 1, confirm=True, H=0)
    assert serves(hall, 1) == {"H": 0}
    with pytest.raises(FieldClosed):
        hall.take("B")


def test_a_loan_lies_over_what_a_counter_serves_and_goes_by_itself(hall: Hall) -> None:
    hall.open(1)
    lend(hall, 1, 30, B=2, A=7)
    assert serves(hall, 1) == {"B": 2, "A": 7}
    lend(hall, 1, 60, H=0)
    assert serves(hall, 1) == {"H": 0, "B": 2, "A": 7}
    assert hall.take("B").shown == "B001"
    hall.wait(minutes=29, seconds=59)
    assert hall.called(1) == "B001"
    hall.wait(seconds=1)
    assert serves(hall, 1) == {"A": 0, "H": 0}
    with pytest.raises(FieldClosed):
        hall.take("B")
    hall.wait(minutes=30)
    assert serves(hall, 1) == {"A": 0}


def test_the_supervisor_sees_until_when_a_counter_is_lent(hall: Hall) -> None:
    hall.open(1)
    lend(hall, 1, 30, B=0)
    (first, *_) = hall.snapshot("supervisor")["counters"]
    until = {field["prefix"]: field["until"] for field in first["fields"]}
    assert until == {"A": None, "B": "2026-11-23T02:30:00.000Z"}


def test_a_lasting_assignment_ends_the_loans(hall: Hall) -> None:
    hall.open(1)
    lend(hall, 1, 30, B=0)
    assign(hall, 1, A=0)
    assert serves(hall, 1) == {"A": 0}


def test_what_makes_no_sense_is_refused_and_changes_nothing(hall: Hall) -> None:
    hall.open(1)
    ask = [Share("A", 0)]
    for wrong in ([Share("A", -1)], [Share("A", 241)], [Share("A", 0), Share("A", 5)]):
        with pytest.raises(BadInput):
            hall.act(SUPERVISOR, staffing.set_fields, hall.counter_ids[1], wrong)
    with pytest.raises(UnknownField):
        hall.act(SUPERVISOR, staffing.set_fields, hall.counter_ids[1], [Share("Z", 0)])
    with pytest.raises(BadInput):
        hall.act(SUPERVISOR, staffing.set_fields, hall.counter_ids[1], ask, until=hall.now)
    assert serves(hall, 1) == {"A": 0}


def test_every_change_of_a_counter_is_on_record_with_before_and_after(hall: Hall) -> None:
    hall.open(1)
    pause(hall, 1)
    assign(hall, 1, B=0)
    with hall.look() as look:
        rows = look.connection.exec_driver_sql(
            "SELECT action, subject, actor_name, reason FROM centre_events ORDER BY id"
        ).all()
    assert [tuple(row) for row in rows] == [
        ("counter_open", "Quầy số 1", "Cán bộ quầy 1", None),
        ("counter_paused", "Quầy số 1", "Cán bộ quầy 1", "nghỉ giải lao"),
        ("counter_fields", "Quầy số 1", "Điều phối", None),
    ]
