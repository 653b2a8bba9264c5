"""A clerk leaves one counter for another in one change."""

import pytest

from app.domain.errors import CounterBusy, CounterTaken
from app.services import staffing
from app.store.counters import CounterRow
from tests.services.acts import close, counter, revision, transfer, waiting
from tests.support.hall import Hall, at_once


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
