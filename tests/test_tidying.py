"""Garbage is looked for in a quiet second, and not while somebody wants something."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from app import tidying


class Circle:
    """Something that holds itself."""

    def __init__(self) -> None:
        self.mine = self


@pytest.fixture
def old_garbage() -> Iterator["weakref.ref[Circle]"]:
    """A circle nobody holds, which has outlived the looks at what is new."""
    before = gc.get_threshold()
    gc.set_threshold(10**6, 10**6, 10**6)
    gc.collect()
    circle = Circle()
    gc.collect(0)
    gc.collect(1)
    left = weakref.ref(circle)
    del circle
    yield left
    gc.set_threshold(*before)


def test_in_a_quiet_second_everything_is_looked_at(old_garbage: "weakref.ref[Circle]") -> None:
    assert tidying.tidy_if_quiet(0.01)
    assert old_garbage() is None


def test_while_somebody_wants_something_nothing_is(old_garbage: "weakref.ref[Circle]") -> None:
    assert not tidying.tidy_if_quiet(0.5)
    assert old_garbage() is not None


def test_a_hall_in_which_nothing_happens_is_not_looked_at_each_second(old_garbage: "weakref.ref[Circle]") -> None:
    assert tidying.tidy_if_quiet(0.0)
    assert not tidying.tidy_if_quiet(0.0)


def test_a_worker_that_has_nothing_to_do_finds_its_quiet_second_by_itself(
    old_garbage: "weakref.ref[Circle]", monkeypatch: pytest.MonkeyPatch
) -> None:
    paused: list[float] = []

    def pause(seconds: float) -> None:
        if paused:
            raise KeyboardInterrupt
        paused.append(seconds)

    monkeypatch.setattr(tidying.time, "process_time", lambda: 7.0)
    with pytest.raises(KeyboardInterrupt):
        tidying.keep(pause)
    assert paused == [tidying.LOOK_SECONDS]
    assert old_garbage() is None
