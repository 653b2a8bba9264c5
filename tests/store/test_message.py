"""What is said to PostgreSQL together goes there in one message, however it ends."""

from collections.abc import Iterator
from typing import Any

import pytest
from psycopg import generators
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DataError

from app.store import driver
from app.store.engine import open_engine
from app.store.running import commit_with, together


@pytest.fixture
def engine(postgresql_url: str) -> Iterator[Engine]:
    engine = open_engine(postgresql_url)
    yield engine
    engine.dispose()


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Each message that is sent."""
    messages: list[Any] = []

    def send(connection: Any) -> Any:
        messages.append(connection)
        return generators.send(connection)

    monkeypatch.setattr(driver, "send", send)
    return messages


def numbers(connection: Connection, *texts: str) -> list[Any]:
    return [answer.rows[0][0] for answer in together(connection, [(text, []) for text in texts])]


def test_several_statements_and_the_beginning_are_one_message(engine: Engine, sent: list[Any]) -> None:
    with engine.connect() as connection:
        assert numbers(connection, "SELECT 1", "SELECT 2", "SELECT 3") == [1, 2, 3]
        assert len(sent) == 1
        assert connection.connection.dbapi_connection.info.transaction_status.name == "INTRANS"  # type: ignore[union-attr]


def test_the_commit_goes_with_them(engine: Engine, sent: list[Any]) -> None:
    with engine.connect() as connection:
        numbers(connection, "SELECT 1")
        commit_with(connection, [("SELECT 2", []), ("SELECT 3", [])])
        assert len(sent) == 2
        assert connection.connection.dbapi_connection.info.transaction_status.name == "IDLE"  # type: ignore[union-attr]


def test_what_fails_is_told_what_follows_is_not_done_and_the_connection_lives(engine: Engine) -> None:
    with engine.connect() as connection:
        with pytest.raises(DataError, match="division by zero"):
            numbers(connection, "SELECT 1", "SELECT 1/0", "CREATE TABLE never (id int)")
        connection.rollback()
        assert numbers(connection, "SELECT to_regclass('never')", "SELECT 2") == [None, 2]


def test_a_fault_before_the_commit_commits_nothing(engine: Engine) -> None:
    with engine.connect() as connection:
        numbers(connection, "SELECT 1")
        statements: list[Any] = [("CREATE TABLE never (id int)", []), ("SELECT 1/0", [])]
        with pytest.raises(DataError):
            commit_with(connection, statements)
        connection.connection.rollback()
    with engine.connect() as connection:
        assert numbers(connection, "SELECT to_regclass('never')") == [None]


def test_what_never_came_to_its_commit_is_not_committed_by_the_next(engine: Engine) -> None:
    def refuse(_: Connection) -> None:
        raise InterruptedError

    event.listen(engine, "commit", refuse)
    with engine.connect() as connection:
        numbers(connection, "SELECT 1")
        with pytest.raises(InterruptedError):
            commit_with(connection, [("CREATE TABLE never (id int)", [])])
        connection.connection.rollback()
    event.remove(engine, "commit", refuse)
    with engine.connect() as connection:
        numbers(connection, "SELECT 1")
        connection.commit()
        assert numbers(connection, "SELECT to_regclass('never')") == [None]


def test_megabytes_there_and_back_get_through(engine: Engine) -> None:
    """Neither side may wait for the other to read."""
    long = "x" * 3_000_000
    with engine.connect() as connection:
        answers = together(connection, [("SELECT $1::text", [long + str(n)]) for n in range(4)])
        assert [len(answer.rows[0][0]) for answer in answers] == [3_000_001] * 4
