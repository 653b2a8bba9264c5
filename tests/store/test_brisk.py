"""A connection looks for PostgreSQL's answer for a moment, unless others wait already."""

import select
from typing import Any

import pytest
from psycopg.waiting import Ready, Wait

from app.store import brisk


class Ears:
    """A poll that hears nothing, and says for how long it was asked to listen."""

    def __init__(self) -> None:
        self.listened: list[int] = []

    def register(self, *_: Any) -> None:
        pass

    def poll(self, milliseconds: int) -> list[Any]:
        self.listened.append(milliseconds)
        return []


@pytest.fixture
def ears(monkeypatch: pytest.MonkeyPatch) -> Ears:
    found = Ears()
    monkeypatch.setattr(brisk, "poll", lambda: found)
    return found


def answer() -> Any:
    """What the driver waits for: one reading."""
    ready = yield Wait.R
    assert ready == Ready.R
    return "the answer"


def test_who_is_alone_listens_for_a_moment_and_then_waits_as_ever(ears: Ears) -> None:
    waiting = brisk.looking(answer(), 7)
    assert next(waiting) == Wait.R
    assert ears.listened == [brisk.MOMENT_MS]
    with pytest.raises(StopIteration) as over:
        waiting.send(Ready.R)
    assert over.value.value == "the answer"


def test_where_somebody_waits_already_nobody_keeps_the_others_from_their_turn(ears: Ears) -> None:
    first, second = brisk.looking(answer(), 7), brisk.looking(answer(), 8)
    next(first)
    next(second)
    assert ears.listened == [brisk.MOMENT_MS, 0]


def test_who_has_its_answer_or_gave_up_waits_no_more(ears: Ears) -> None:
    first, second = brisk.looking(answer(), 7), brisk.looking(answer(), 8)
    next(first)
    next(second)
    first.close()
    with pytest.raises(StopIteration):
        second.send(Ready.R)
    next(brisk.looking(answer(), 9))
    assert ears.listened[-1] == brisk.MOMENT_MS


def test_a_connection_that_is_lost_is_left_to_the_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    """It says how; going on without anything to read would ask again and again without end."""
    lost = Ears()
    monkeypatch.setattr(lost, "poll", lambda _: [(7, select.POLLHUP)])
    monkeypatch.setattr(brisk, "poll", lambda: lost)
    waiting = brisk.looking(answer(), 7)
    assert next(waiting) == Wait.R
    with pytest.raises(StopIteration):
        waiting.send(Ready.R)


def test_what_is_there_at_once_is_taken_without_turning_to_anybody(monkeypatch: pytest.MonkeyPatch) -> None:
    there = Ears()
    monkeypatch.setattr(there, "poll", lambda _: [(7, select.POLLIN)])
    monkeypatch.setattr(brisk, "poll", lambda: there)
    with pytest.raises(StopIteration) as over:
        next(brisk.looking(answer(), 7))
    assert over.value.value == "the answer"


def test_others_have_their_turn_until_something_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    ears, turns = Ears(), list[tuple[int, int]]()

    def turn(descriptor: int, wanted: int) -> None:
        turns.append((descriptor, wanted))
        if len(turns) == 2:
            monkeypatch.setattr(ears, "poll", lambda _: [(descriptor, select.POLLIN)])

    monkeypatch.setattr(brisk, "poll", lambda: ears)
    monkeypatch.setattr(brisk, "turn", turn)
    with pytest.raises(StopIteration) as over:
        next(brisk.looking(answer(), 7))
    assert over.value.value == "the answer"
    assert turns == [(7, Wait.R)] * 2
    assert not brisk._outside
