"""Calling who is next."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from app.domain.errors import (
    BadInput,
    CounterBusy,
    CounterClosed,
    CounterPaused,
    NotYourCounter,
    NotYourTicket,
    UnknownCounter,
    UnknownTicket,
    WrongState,
)
from app.services import calling
from app.services.serving import Outcome
from tests.services.acts import end_day, pause, transfer, waiting
from tests.support.hall import MONDAY, Hall, at_once


def test_the_one_who_came_first_is_called_first(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001", "A002")
    assert [hall.called(1), hall.called(1, no_show=True)] == ["A001", "A002"]


def test_nobody_waits_and_nobody_is_called(hall: Hall) -> None:
    assert hall.open(1).called(1) is None


def test_who_was_carried_over_to_another_day_is_not_called_before_it_comes(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    end_day(hall.at("17:05"), carry_over=True)
    hall.at("17:10").open(1)
    assert hall.called(1) is None
    assert hall.at("07:20", MONDAY + timedelta(days=1)).called(1) == "A001"


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


def test_two_presses_at_one_counter_call_one_person(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001", "A002")

    def press() -> str | None:
        try:
            return hall.called(1)
        except CounterBusy as refused:
            return str(refused.data["number"])

    assert at_once(press, press) == ["A001", "A001"]
    assert hall.ticket("A002").state == "waiting"


def test_a_press_that_was_long_under_way_ends_no_other_ticket_than_the_one_it_was_meant_for(hall: Hall) -> None:
    """Pressed for A001 on one page; until it arrives the clerk has gone on with another."""
    hall.open(1)
    hall.queue("A001", "A002", "A003")
    hall.called(1)
    late = hall.ticket("A001").id
    hall.start("A001")
    assert hall.called(1, finish=True, ticket_id=late) == "A002"
    for said in ("finish", "no_show"):
        with pytest.raises(WrongState) as refused:
            hall.called(1, **{said: True}, ticket_id=late)
        assert refused.value.data["state"] == "done"
    assert (hall.ticket("A002").state, hall.ticket("A003").state) == ("called", "waiting")


def test_a_press_for_a_ticket_that_has_gone_to_another_counter_ends_nobody_there_or_here(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("A001", "A002", "A003")
    hall.called(1)
    hall.start("A001")
    meant = hall.ticket("A001").id
    transfer(hall, "A001", 2)
    assert hall.called(2) == "A001"
    assert hall.called(1) == "A002"
    with pytest.raises(NotYourTicket):
        hall.called(1, finish=True, ticket_id=meant)
    assert (hall.ticket("A001").state, hall.ticket("A002").state) == ("called", "called")


def test_a_press_for_a_ticket_nobody_has_is_refused_by_name(hall: Hall) -> None:
    hall.open(1)
    with pytest.raises(UnknownTicket):
        hall.called(1, finish=True, ticket_id=999)


def test_an_unknown_counter_is_refused_by_name(hall: Hall) -> None:
    with pytest.raises(UnknownCounter):
        hall.act("quay1", calling.call_next, 999)


def test_a_paused_counter_calls_nobody(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    pause(hall, 1)
    with pytest.raises(CounterPaused):
        hall.called(1)


def test_a_supervisor_may_press_next_at_a_clerks_counter(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    called = hall.act("dieuphoi", calling.call_next, hall.counter_ids[1])
    assert called is not None
    assert hall.ticket("A001").state == "called"


def test_a_counter_that_only_helps_counts_a_field_five_minutes_later(hall: Hall) -> None:
    hall.open(3)
    hall.queue("A001")
    hall.wait(minutes=4)
    hall.queue("B001")
    hall.wait(minutes=2)
    hall.queue("B002")
    # A001 came 4 minutes before B001 and 6 before B002: as if it had come between the two.
    assert [hall.called(3), hall.called(3, no_show=True), hall.called(3, no_show=True)] == ["B001", "A001", "B002"]


def test_priority_is_worth_three_quarters_of_an_hour_and_no_more(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.wait(minutes=40)
    hall.queue("A002")
    hall.wait(minutes=10)
    hall.take("A", priority=True)
    assert [hall.called(1), hall.called(1, no_show=True), hall.called(1, no_show=True)] == ["A001", "A003", "A002"]


def test_who_names_this_counter_is_called_here_and_nowhere_else(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("A001", "A002")
    transfer(hall, "A001", 2)
    assert hall.called(1) == "A002"
    assert hall.called(1, no_show=True) is None
    assert hall.called(2) == "A001"


def test_who_names_a_counter_does_not_pass_those_who_came_before(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("A001", "A002")
    transfer(hall, "A002", 2)
    assert [hall.called(2), hall.called(2, no_show=True)] == ["A001", "A002"]


def test_next_finishes_who_is_served_and_calls_in_one_go(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001", "A002")
    hall.called(1)
    hall.start("A001")
    hall.wait(minutes=3)
    assert hall.called(1, finish=True, outcome=Outcome(2, "received")) == "A002"
    done = hall.ticket("A001")
    assert (done.state, done.dossiers, done.state_at) == ("done", 2, hall.now)


def test_next_with_finish_over_a_ticket_never_started_starts_and_finishes_it(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001", "A002")
    hall.called(1)
    written: list[str] = []
    event.listen(hall.database.engine, "before_cursor_execute", lambda *told: written.append(told[2]))
    hall.called(1, finish=True)
    assert [step["action"] for step in hall.story("A001")["story"]] == ["issue", "call", "start", "finish"]
    moved = [text for text in written if text.startswith("UPDATE tickets")]
    assert len(moved) == 2, "nobody could see the first of the two steps without the second, so it is written with it"


def test_next_with_absence_over_somebody_being_served_is_refused(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001", "A002")
    hall.called(1)
    hall.start("A001")
    with pytest.raises(WrongState):
        hall.called(1, no_show=True)
    assert (hall.ticket("A001").state, hall.ticket("A002").state) == ("serving", "waiting")


def test_next_cannot_say_both_finish_and_absence(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.called(1)
    with pytest.raises(BadInput):
        hall.called(1, finish=True, no_show=True)
    assert hall.ticket("A001").state == "called"


def test_the_present_ticket_ends_even_when_nobody_waits(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.called(1)
    assert hall.called(1, finish=True) is None
    assert hall.ticket("A001").state == "done"


def test_every_call_is_told_with_its_reason(hall: Hall) -> None:
    hall.open(1, 2, 3)

    def reason(counter: int) -> str:
        called = hall.next(counter, no_show=True)
        assert called is not None
        return called.reason

    hall.at("09:26").queue("A001")
    assert reason(1) == "Lấy số 09:26, sớm nhất trong lĩnh vực Hộ tịch"
    hall.take("A", priority=True)
    assert reason(1) == "Diện ưu tiên, lấy số 09:26, xếp trước 45 phút theo quy chế"
    hall.queue("A003")
    assert reason(3) == "Lấy số 09:26, quầy hỗ trợ lĩnh vực Hộ tịch"
    hall.queue("A004")
    transfer(hall, "A004", 2)
    assert reason(2) == "Phiếu chờ riêng quầy này, lấy số 09:26"
    hall.queue("A005", "A006")
    assert reason(1) == "Lấy số 09:26, sớm nhất trong lĩnh vực Hộ tịch"
    hall.put_back("A005")
    hall.called(1)
    assert reason(1) == "Lấy số 09:26, đến lượt sau khi trả về hàng chờ lĩnh vực Hộ tịch"
    assert [step["detail"] for step in hall.story("A005")["story"] if step["action"] == "call"][-1] == (
        "Lý do: Lấy số 09:26, đến lượt sau khi trả về hàng chờ lĩnh vực Hộ tịch."
    )


def test_a_call_stands_on_the_hall_display_until_its_ticket_moves_on(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.called(1)
    (call,) = hall.snapshot("display")["calls"]
    assert (call["number"], call["counter"]["number"], call["kind"], call["active"]) == ("A001", 1, "call", True)
    assert hall.snapshot("display")["to_speak"] == [call["id"]]
    hall.start("A001")
    assert hall.snapshot("display")["to_speak"] == []
    hall.finish("A001")
    assert hall.snapshot("display")["calls"][0]["active"] is False


def test_all_counters_pressing_as_fast_as_they_can_call_everybody_once(hall: Hall) -> None:
    hall.open(1, 2, 3)
    people = [hall.take("AB"[count % 2]).shown for count in range(24)]

    def work_off(counter: int) -> list[str]:
        called = [hall.called(counter)]
        while called[-1] is not None:
            called.append(hall.called(counter, finish=True))
        return [number for number in called if number]

    done = at_once(*(lambda counter=counter: work_off(counter) for counter in (1, 2, 3)))
    assert sorted(number for numbers in done for number in numbers) == sorted(people)
    assert (waiting(hall, "A"), waiting(hall, "B")) == (0, 0)
