"""A lock that is given in the order in which it was asked for."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from app.store.fair_lock import FairLock
from tests.support.hall import at_once
from tests.support.waiting import until

LONG = 10.0


@contextmanager
def holding(lock: FairLock[str], seconds: float = LONG) -> Iterator[str | None]:
    """Hold the lock; gives what was handed on with it."""
    handed = lock.acquire(seconds)
    try:
        yield handed
    finally:
        lock.release()


def stand_in_line(lock: FairLock[str], name: int, given: list[int]) -> threading.Thread:
    """Have a thread ask for the lock; return when it stands in line."""
    before = len(lock._queue)

    def ask() -> None:
        with holding(lock):
            given.append(name)

    thread = threading.Thread(target=ask)
    thread.start()
    until(lambda: len(lock._queue) > before, f"{name} stands in line")
    return thread


def test_whoever_asked_first_is_given_it_first() -> None:
    lock, given = FairLock[str](), []
    with holding(lock):
        line = [stand_in_line(lock, name, given) for name in range(12)]
    for thread in line:
        thread.join(LONG)
    assert given == list(range(12))


def test_nobody_shares_it() -> None:
    lock, inside, most = FairLock[str](), 0, 0

    def go() -> None:
        nonlocal inside, most
        for _ in range(200):
            with holding(lock):
                inside += 1
                most = max(most, inside)
                inside -= 1

    at_once(*[go] * 6)
    assert most == 1


def test_who_waits_too_long_is_told_so_and_leaves_the_line() -> None:
    lock, given = FairLock[str](), []
    with holding(lock):
        with pytest.raises(TimeoutError), holding(lock, 0.02):
            pytest.fail("it was given to two")
        behind = stand_in_line(lock, 1, given)
    behind.join(LONG)
    assert given == [1]


def test_a_fault_inside_gives_it_back() -> None:
    lock = FairLock[str]()
    with pytest.raises(ZeroDivisionError), holding(lock):
        raise ZeroDivisionError
    with holding(lock, 0.02):
        assert lock._held


def test_a_thing_goes_to_whoever_is_next_and_to_nobody_else() -> None:
    lock, got = FairLock[str](), []

    def ask() -> None:
        with holding(lock) as handed:
            got.append(handed)

    lock.acquire(LONG)
    threads = [threading.Thread(target=ask) for _ in range(2)]
    for behind, thread in enumerate(threads, start=1):
        thread.start()
        until(lambda behind=behind: len(lock._queue) == behind, "they stand in line")
    assert lock.hand_on("a pen")
    for thread in threads:
        thread.join(LONG)
    assert got == ["a pen", None]


def test_a_thing_nobody_waits_for_stays_where_it_is() -> None:
    lock = FairLock[str]()
    with holding(lock):
        assert not lock.hand_on("a pen")
        assert lock._held
    with holding(lock, 0.02) as handed:
        assert handed is None
