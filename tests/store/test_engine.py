"""Opening a database: another process may be at it in the same moment."""

import socket
import sqlite3
import threading

import pytest

from app.store import engine as module
from app.store.engine import open_engine
from tests.support.waiting import until

COUNTED = (socket.TCP_USER_TIMEOUT, socket.TCP_KEEPIDLE)


def test_a_file_that_another_process_is_just_opening_or_leaving_is_waited_for(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever opens a file first or leaves it last has it alone for a moment; a press that came then was refused."""
    monkeypatch.setattr(module, "BUSY_TIMEOUT_MS", 20_000)
    alone = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None, check_same_thread=False)
    alone.execute("PRAGMA locking_mode = EXCLUSIVE")
    alone.execute("BEGIN EXCLUSIVE")
    opening, opened = threading.Event(), threading.Event()
    engine = open_engine(sqlite_url)

    def come() -> None:
        opening.set()
        with engine.connect() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM centres")
        opened.set()

    coming = threading.Thread(target=come)
    coming.start()
    assert opening.wait(10)
    assert not opened.wait(0.2)
    assert coming.is_alive(), "it did not wait"
    alone.close()
    until(opened.is_set, "the file is opened")
    coming.join(10)
    engine.dispose()


def test_a_postgresql_that_a_cable_no_longer_leads_to_is_given_up_within_seconds(postgresql_url: str) -> None:
    """The system counts the seconds; what it was told to count is asked of the very connection."""
    engine = open_engine(postgresql_url)
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        with socket.socket(fileno=driver.fileno()) as wire:
            told = [
                wire.getsockopt(socket.IPPROTO_TCP, option) for option in (socket.TCP_USER_TIMEOUT, socket.TCP_KEEPIDLE)
            ]
            wire.detach()
    engine.dispose()
    assert told == [10_000, 5]
