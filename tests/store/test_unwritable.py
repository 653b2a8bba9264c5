"""A disk that takes nothing in: changes are refused by name, what is known can be seen, and all heals by itself."""

from collections.abc import Iterator

import pytest

from app.domain.errors import Busy, CannotWrite
from app.store import engine
from app.store.database import Database
from tests.support.databases import Postgres
from tests.support.hall import Hall


@pytest.fixture
def sqlite_hall(sqlite_url: str) -> Iterator[Hall]:
    hall = Hall(sqlite_url)
    hall.open(1)
    yield hall
    hall.close()


@pytest.fixture
def postgresql_hall(postgresql_url: str) -> Iterator[Hall]:
    hall = Hall(postgresql_url)
    hall.open(1)
    yield hall
    hall.close()


def pragma(hall: Hall, words: str) -> None:
    """Say something to the connection that the hall will use next."""
    with hall.database.engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA {words}")
        connection.commit()


def test_a_full_disk_refuses_changes_by_name_and_shows_what_is_known(sqlite_hall: Hall) -> None:
    sqlite_hall.queue("A001")
    # SQLite stops at so many pages as it does where the disk has no more.
    pragma(sqlite_hall, "max_page_count = 1")
    with pytest.raises(CannotWrite):
        sqlite_hall.queue(*[f"A{number:03d}" for number in range(2, 60)])
    assert sqlite_hall.database.unwritable == "database or disk is full"
    assert sqlite_hall.snapshot("display")["fields"][0]["waiting"] >= 1
    pragma(sqlite_hall, "max_page_count = 1000000")
    sqlite_hall.take("A")
    assert sqlite_hall.database.unwritable is None


def test_a_connection_that_could_only_read_is_not_used_again(sqlite_hall: Hall) -> None:
    pragma(sqlite_hall, "query_only = ON")
    with pytest.raises(CannotWrite):
        sqlite_hall.take("A")
    assert sqlite_hall.database.unwritable == "attempt to write a readonly database"
    sqlite_hall.queue("A001")
    assert sqlite_hall.database.unwritable is None


def test_a_server_that_only_lets_read_refuses_by_name_and_is_written_to_as_soon_as_it_does(
    postgresql_hall: Hall, postgres_server: Postgres
) -> None:
    name = postgresql_hall.database.engine.url.database
    postgres_server.admin(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    postgresql_hall.database.engine.dispose()
    with pytest.raises(CannotWrite):
        postgresql_hall.take("A")
    assert postgresql_hall.snapshot("display")["fields"][0]["waiting"] == 0
    postgres_server.admin(f"ALTER DATABASE {name} SET default_transaction_read_only = off")
    postgresql_hall.queue("A001")
    assert postgresql_hall.database.unwritable is None


def test_a_lock_that_another_program_keeps_on_postgresql_is_not_waited_for_for_ever(
    postgresql_hall: Hall, postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "LOCK_SECONDS", 0.1)
    hurried = Hall(postgresql_url)
    other = Database(postgresql_url, hurried.clock)
    with other.engine.connect() as connection:
        connection.exec_driver_sql("UPDATE centres SET revision = revision")
        with pytest.raises(Busy):
            hurried.take("A")
    hurried.queue("A001")
    for database in (other, hurried.database):
        database.engine.dispose()
