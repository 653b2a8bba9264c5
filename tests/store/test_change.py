"""The write transaction: one lock per centre, one revision per change, nothing half done."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from app.clock import Clock
from app.domain.errors import Busy, DatabaseGone, UnknownCentre, UnknownField
from app.domain.roles import system
from app.store import database as module
from app.store.database import Database
from app.store.engine import open_engine
from app.store.models import Ticket, TicketEvent
from app.store.work import Work
from tests.support.databases import free_port
from tests.support.hall import Hall, at_once

# Another program on the same file, a backup or somebody's shell: it takes the write lock and keeps it until told.
HOLDER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
connection.execute("COMMIT")
"""


@contextmanager
def another_process_holding(url: str) -> Iterator["subprocess.Popen[str]"]:
    path = url.removeprefix("sqlite:///")
    command = [sys.executable, "-c", HOLDER, path]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            release(process)


def release(process: "subprocess.Popen[str]") -> None:
    if process.poll() is None and process.stdin is not None:
        process.communicate("\n", timeout=10)


@pytest.fixture
def sqlite_hall(sqlite_url: str) -> Iterator[Hall]:
    hall = Hall(sqlite_url)
    yield hall
    hall.close()


def revision(hall: Hall) -> int:
    with hall.look() as now:
        return now.revision


def break_down_half_way(work: Work) -> None:
    work.connection.exec_driver_sql("UPDATE fields SET waiting = 9")
    raise ZeroDivisionError


def test_each_change_raises_the_revision_by_one(hall: Hall) -> None:
    start = revision(hall)
    hall.open(1)
    hall.queue("A001", "A002")
    assert revision(hall) == start + 3


def test_a_refused_change_leaves_nothing_behind(hall: Hall) -> None:
    hall.open(1)
    before = revision(hall)
    with hall.look() as now:
        events = now.connection.execute(select(func.count()).select_from(TicketEvent)).scalar_one()
    with pytest.raises(UnknownField):
        hall.take("Z")
    with pytest.raises(ZeroDivisionError):
        hall.act("quay1", break_down_half_way)
    with hall.look() as now:
        assert now.revision == before
        assert now.connection.execute(select(func.count()).select_from(TicketEvent)).scalar_one() == events
        assert now.connection.exec_driver_sql("SELECT max(waiting) FROM fields").scalar_one() == 0


def test_many_changes_at_once_each_have_a_revision_of_their_own(hall: Hall) -> None:
    start = revision(hall)

    def change() -> int:
        with hall.database.change(hall.centre_id, system(hall.centre_id)) as work:
            return work.revision

    assert sorted(at_once(*[change] * 12)) == list(range(start + 1, start + 13))


def test_an_unknown_centre_is_refused_by_name(hall: Hall) -> None:
    with pytest.raises(UnknownCentre), hall.database.change(999, system(999)):
        pytest.fail("there is no such centre")
    with pytest.raises(UnknownCentre), hall.database.look(999):
        pytest.fail("there is no such centre")


def test_listeners_hear_of_a_commit_after_the_lock_is_free_and_of_no_refusal(hall: Hall) -> None:
    heard: list[tuple[int, int]] = []

    def listener(centre_id: int, told: int) -> None:
        with hall.look() as now:
            assert now.revision == told
        if len(heard) < 1:
            heard.append((centre_id, told))
            hall.open(2)
        else:
            heard.append((centre_id, told))

    start = revision(hall)
    hall.database.on_commit(listener)
    hall.open(1)
    with pytest.raises(UnknownField):
        hall.take("Z")
    assert heard == [(hall.centre_id, start + 1), (hall.centre_id, start + 2)]


def test_now_is_the_clocks_unless_it_is_given(hall: Hall) -> None:
    with hall.database.change(hall.centre_id, system(hall.centre_id)) as work:
        assert work.now == hall.now
    moment = hall.now.replace(year=2027)
    with hall.database.change(hall.centre_id, system(hall.centre_id), now=moment) as work:
        assert (work.now, work.day.isoformat()) == (moment, "2027-11-23")


def test_a_change_waits_for_another_process_that_holds_the_database(sqlite_hall: Hall, sqlite_url: str) -> None:
    sqlite_hall.open(1)
    with another_process_holding(sqlite_url) as process:
        taking = threading.Thread(target=lambda: sqlite_hall.queue("A001"))
        taking.start()
        taking.join(0.3)
        assert taking.is_alive()
        # Whoever only looks is not kept waiting.
        assert sqlite_hall.snapshot("display")["fields"][0]["waiting"] == 0
        release(process)
        taking.join(10)
    assert sqlite_hall.ticket("A001").state == "waiting"


def test_a_change_that_waited_too_long_for_another_process_is_refused_as_busy(
    sqlite_hall: Hall, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "DEADLINE_SECONDS", 0.1)
    with another_process_holding(sqlite_url), pytest.raises(Busy):
        sqlite_hall.open(1)
    monkeypatch.undo()
    sqlite_hall.open(1)
    assert sqlite_hall.counter_snapshot(1)["counter"]["state"] == "open"


def test_a_change_that_waited_too_long_for_its_own_kind_is_refused_as_busy(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "DEADLINE_SECONDS", 0.05)

    def other() -> None:
        with pytest.raises(Busy):
            hall.open(1)

    with hall.database.change(hall.centre_id, system(hall.centre_id)):
        at_once(other)
    hall.open(1)


def test_a_hall_whose_connections_are_all_taken_is_busy(database_url: str) -> None:
    database = Database(database_url, Clock(), pool_size=1)
    pool: Any = database.engine.pool
    pool._timeout = 0.05
    with ExitStack() as held:
        for _ in range(pool.size() + max(pool._max_overflow, 0)):
            held.enter_context(database.read())
        with pytest.raises(Busy), database.read():
            pytest.fail("there was a connection after all")
        with pytest.raises(Busy), database.write():
            pytest.fail("there was a connection after all")
    with database.read() as connection:
        assert connection.exec_driver_sql("SELECT 1").scalar_one() == 1
    database.engine.dispose()


def test_a_database_that_does_not_answer_is_gone(tmp_path: Path) -> None:
    for url in (f"sqlite:///{tmp_path}/no/such/folder.db", f"postgresql://luot@127.0.0.1:{free_port()}/luot"):
        database = Database(url, Clock())
        with pytest.raises(DatabaseGone), database.read() as connection:
            connection.exec_driver_sql("SELECT 1")
        with pytest.raises(DatabaseGone), database.change(1, system(1)):
            pytest.fail("nothing answers there")


def test_a_database_of_another_make_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="mysql is not supported"):
        open_engine("mysql://localhost/luot")


def test_sqlite_is_opened_so_that_a_power_cut_loses_nothing_committed(sqlite_hall: Hall) -> None:
    with sqlite_hall.look() as now:
        asked = ("journal_mode", "synchronous", "foreign_keys")
        told = [now.connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in asked]
    assert told == ["wal", 2, 1]


@pytest.mark.tampers
def test_a_change_is_whole_for_whoever_looks_meanwhile(hall: Hall) -> None:
    hall.open(1)
    with hall.database.change(hall.centre_id, hall.actor("quay1")) as work:
        work.connection.exec_driver_sql("UPDATE fields SET waiting = 5")
        with hall.look() as now:
            assert now.revision == work.revision - 1
            assert now.connection.execute(select(func.count()).select_from(Ticket)).scalar_one() == 0
            assert now.connection.exec_driver_sql("SELECT max(waiting) FROM fields").scalar_one() == 0
