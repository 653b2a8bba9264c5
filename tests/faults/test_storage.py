"""The disk under a hall on SQLite: full, locked by somebody else, read-only. No restart mends any of it.

The disk is full for a worker that may not make any file longer, which the kernel enforces and takes back at run time:
the same failing write as on a disk without room, for any user on any machine.
"""

import os
import resource
import signal
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.faults.audit import Auditor
from tests.faults.halls import FaultyHall
from tests.faults.presses import Desk, numbers, refusal
from tests.support.waiting import until

pytestmark = pytest.mark.timeout(300)


@contextmanager
def a_full_disk(hall: FaultyHall) -> Iterator[None]:
    (worker,) = hall.workers()
    before = resource.prlimit(worker, resource.RLIMIT_FSIZE)
    resource.prlimit(worker, resource.RLIMIT_FSIZE, (1024, before[1]))
    try:
        yield
    finally:
        resource.prlimit(worker, resource.RLIMIT_FSIZE, before)


@contextmanager
def a_read_only_disk(hall: FaultyHall) -> Iterator[None]:
    """No file of the database may be written to, nor a new one made beside it."""
    var = hall.server.var
    closed = {path: path.stat().st_mode for path in (var, *var.glob("luot.db*"))}
    for path in closed:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        yield
    finally:
        for path, mode in closed.items():
            path.chmod(mode)


@contextmanager
def locked_by_another(hall: FaultyHall) -> Iterator[None]:
    """Another program, such as a backup, holds the write lock."""
    path = str(hall.server.var / "luot.db")
    with closing(sqlite3.connect(path, isolation_level=None, timeout=10, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@pytest.fixture
def desk(on_sqlite: FaultyHall) -> Iterator[Desk]:
    """Afterwards everything is as the events say, and the numbers have no gap."""
    yield Desk(on_sqlite)
    Auditor(on_sqlite).verify()
    given = numbers(on_sqlite)
    assert given == list(range(1, len(given) + 1))


def test_on_a_full_disk_presses_are_refused_by_name_and_the_hall_is_still_seen(desk: Desk) -> None:
    before = desk.taken("before-the-disk-is-full")
    with a_full_disk(desk.hall):
        assert refusal(desk.take("while-the-disk-is-full")) == (503, "cannot_write")
        status, seen = desk.look()
        assert (status, seen["fields"][3]["waiting"] > 0) == (200, True)
        status, health = desk.health()
        assert (status, health["status"], bool(health["reason"])) == (503, "cannot_write", True)
    after = desk.taken("while-the-disk-is-full")
    assert int(after["number"][1:]) == int(before["number"][1:]) + 1
    assert desk.taken("before-the-disk-is-full") == before


def test_a_hall_with_room_again_says_so_though_nobody_presses(desk: Desk) -> None:
    with a_full_disk(desk.hall):
        assert refusal(desk.take("nobody-comes-back-to-this")) == (503, "cannot_write")
    until(lambda: desk.health()[0] == 200, "the hall is well", 60)


def test_a_press_waits_for_a_short_lock_and_everybody_else_can_look(desk: Desk) -> None:
    answered: list[str] = []
    other = Desk(desk.hall)
    with locked_by_another(desk.hall):
        press = threading.Thread(target=lambda: answered.append(other.taken("through-a-lock")["number"]))
        press.start()
        for _ in range(10):
            assert desk.look()[0] == 200
            time.sleep(0.1)
        assert answered == []
    press.join(30)
    assert len(answered) == 1


def test_a_press_that_meets_a_long_lock_is_refused_as_busy_in_time_and_works_afterwards(desk: Desk) -> None:
    """Also the one that waits behind it is told within the same time, not after twice of it."""
    told: list[tuple[str, float]] = []

    def press(at: Desk, key: str) -> None:
        begun = time.monotonic()
        told.append((refusal(at.take(key))[1], time.monotonic() - begun))

    desks = {key: Desk(desk.hall, waits=40) for key in ("the-first", "the-second")}
    with locked_by_another(desk.hall):
        presses = [threading.Thread(target=press, args=(at, key)) for key, at in desks.items()]
        for one in presses:
            one.start()
        for one in presses:
            one.join(40)
    assert [code for code, _ in told] == ["busy", "busy"]
    assert max(seconds for _, seconds in told) < 18
    desk.taken("the-first")
    desk.taken("the-second")


def test_on_a_read_only_disk_presses_are_refused_by_name_until_it_is_writable_again(desk: Desk) -> None:
    """What is open may still be written to, so the worker that meets the closed disk is a new one."""
    desk.taken("before-it-is-closed")
    (worker,) = desk.hall.workers()
    with a_read_only_disk(desk.hall):
        os.kill(worker, signal.SIGKILL)
        until(lambda: not Path(f"/proc/{worker}").exists(), "the worker is dead")
        assert until(lambda: desk.refused("while-it-is-closed"), "the press is refused") == (503, "cannot_write")
        assert desk.look()[0] == 200
        status, health = desk.health()
        assert (status, health["status"]) == (503, "cannot_write")
    desk.taken("while-it-is-closed")
    until(lambda: desk.health()[0] == 200, "the hall is well", 60)
