"""What is to be done once is done by one worker, and by another when that one dies."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from app.clock import Clock
from app.live.duty import Duty
from app.store.database import Database
from tests.support.databases import Postgres, free_port


@pytest.fixture
def workers(postgres_server: Postgres) -> Iterator[list[Database]]:
    copy = postgres_server.copy()
    made = [Database(postgres_server.url(copy), Clock(), pool_size=2) for _ in range(2)]
    yield made
    for database in made:
        database.engine.dispose()
    postgres_server.admin(f"DROP DATABASE {copy} WITH (FORCE)")


def test_one_worker_has_it_and_keeps_it(workers: list[Database]) -> None:
    one, other = map(Duty, workers)
    assert [one.mine(), other.mine(), one.mine(), other.mine()] == [True, False, True, False]


def test_who_does_not_have_it_keeps_no_connection_for_it(workers: list[Database]) -> None:
    one, other = map(Duty, workers)
    one.mine()
    other.mine()
    assert [database.engine.pool.checkedout() for database in workers] == [1, 0]  # type: ignore[attr-defined]


def test_when_its_holder_dies_another_has_it(workers: list[Database]) -> None:
    """A process that dies leaves its connections to the database, which ends them as it does here."""
    one, other = map(Duty, workers)
    assert one.mine()
    with workers[1].read() as connection:
        held = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
        connection.execute(text(held))
    assert other.mine()
    assert not one.mine(), "who was cut off is not in it twice"


def test_who_leaves_it_lets_another_have_it(workers: list[Database]) -> None:
    one, other = map(Duty, workers)
    assert one.mine()
    one.leave()
    assert other.mine()


def test_a_hall_of_one_worker_does_everything(sqlite_url: str) -> None:
    assert Duty(Database(sqlite_url, Clock())).mine()


def test_without_a_database_nobody_has_it() -> None:
    duty = Duty(Database(f"postgresql://luot@127.0.0.1:{free_port()}/luot", Clock()))
    assert not duty.mine()
    assert not duty.mine()
