"""Counters are opened, paused and closed."""

import pytest

from app.domain.errors import (
    ClerkElsewhere,
    CounterBusy,
    CounterClosed,
    CounterTaken,
    NotAllowed,
    NotYourCounter,
    ReasonMissing,
    UnknownCounter,
)
from app.services import staffing
from tests.services.acts import SUPERVISOR, assign, close, counter, events, pause
from tests.support.hall import Hall, at_once


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


def test_a_clerk_opening_two_counters_at_once_holds_one(hall: Hall) -> None:
    def open_it(number: int) -> str:
        try:
            return hall.act("quay1", staffing.open_counter, hall.counter_ids[number]).state
        except ClerkElsewhere as refused:
            return refused.code

    told = at_once(lambda: open_it(1), lambda: open_it(2))
    assert sorted(told) == ["clerk_elsewhere", "open"]
    assert sorted(counter(hall, number)["state"] for number in (1, 2)) == ["closed", "open"]


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


def test_every_change_of_a_counter_is_on_record_with_before_and_after(hall: Hall) -> None:
    hall.open(1)
    pause(hall, 1)
    assign(hall, 1, ("B", 0))
    fields, paused, opened = events(hall)
    assert [(row.action, row.subject, row.actor_name, row.reason) for row in (opened, paused, fields)] == [
        ("counter_open", "Quầy số 1", "Cán bộ quầy 1", None),
        ("counter_paused", "Quầy số 1", "Cán bộ quầy 1", "nghỉ giải lao"),
        ("counter_fields", "Quầy số 1", "Điều phối", None),
    ]
    clerk = hall.actor("quay1").staff_id
    assert [row.data["after"] for row in (opened, paused)] == [
        {"state": "open", "clerk": clerk},
        {"state": "paused", "clerk": clerk},
    ]
    assert (opened.data["before"]["state"], paused.data["before"]["state"]) == ("closed", "open")
    (gave_up,), (serves_now,) = fields.data["before"], fields.data["after"]
    assert gave_up["field"] != serves_now["field"]
