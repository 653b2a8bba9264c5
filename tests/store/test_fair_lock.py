"""A lock that is given in the order in which it was asked for."""

import threading

import pytest

from app.store.fair_lock import FairLock
from tests.support.hall import at_once
from tests.support.waiting import until

LONG = 10.0


def stand_in_line(lock: FairLock, name: int, given: list[int]) -> threading.Thread:
    """Have a thread ask for the lock; return when it stands in line."""
    before = len(lock._queue)

    def ask() -> None:
        with lock.hold(LONG):
            given.append(name)

    thread = threading.Thread(target=ask)
    thread.start()
    until(lambda: len(lock._queue) > before, f"{name} stands in line")
    return thread


def test_whoever_asked_first_is_given_it_first() -> None:
    lock, given = FairLock(), []
    with lock.hold(LONG):
        line = [stand_in_line(lock, name, given) for name in range(12)]
    for thread in line:
        thread.join(LONG)
    assert given == list(range(12))


def test_nobody_shares_it() -> None:
    lock, inside, most = FairLock(), 0, 0

    def go() -> None:
        nonlocal inside, most
        for _ in range(200):
            with lock.hold(LONG):
                inside += 1
                most = max(most, inside)
                inside -= 1

    at_once(*[go] * 6)
    assert most == 1


def test_who_waits_too_long_is_told_so_and_leaves_the_line() -> None:
    lock, given = FairLock(), []
    with lock.hold(LONG):
        with pytest.raises(TimeoutError), lock.hold(0.02):
            pytest.fail("it was given to two")
        behind = stand_in_line(lock, 1, given)
    behind.join(LONG)
    assert given == [1]


def test_a_fault_inside_gives_it_back() -> None:
    lock = FairLock()
    with pytest.raises(ZeroDivisionError), lock.hold(LONG):
        raise ZeroDivisionError
    with lock.hold(0.02):
        assert lock._held
