"""Fixtures. Tests that touch the database run on SQLite and on PostgreSQL."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import databases
from tests.support.api import Api, make_api
from tests.support.databases import Postgres
from tests.support.hall import Hall


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Postgres]:
    """One PostgreSQL server for the whole run, with a prepared database to copy."""
    with databases.postgres() as server:
        server.admin("CREATE DATABASE prepared")
        databases.prepare(server.url("prepared"))
        yield server


@pytest.fixture(scope="session")
def prepared_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file with the small hall in it, to copy."""
    path = tmp_path_factory.mktemp("prepared") / "luot.db"
    databases.prepare(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite_url(prepared_sqlite: Path, tmp_path: Path) -> str:
    """The small hall in a SQLite file of this test's own."""
    shutil.copy(prepared_sqlite, tmp_path / "luot.db")
    return f"sqlite:///{tmp_path / 'luot.db'}"


@pytest.fixture
def postgresql_url(postgres_server: Postgres) -> Iterator[str]:
    """The small hall in a PostgreSQL database of this test's own."""
    name = postgres_server.copy()
    yield postgres_server.url(name)
    postgres_server.admin(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The small hall on either engine."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def hall(database_url: str, request: pytest.FixtureRequest) -> Iterator[Hall]:
    """The small hall, acted in through the services."""
    found = Hall(database_url)
    yield found
    _leave(found, request)


@pytest.fixture
def api(sqlite_url: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Api]:
    """The small hall's HTTP contract, on SQLite."""
    found = Hall(sqlite_url)
    yield make_api(found, str(tmp_path))
    _leave(found, request)


def _leave(hall: Hall, request: pytest.FixtureRequest) -> None:
    """Whatever happened in a test, what is kept is what the events say; `tampers` marks those that write past them."""
    differences = [] if request.node.get_closest_marker("tampers") else hall.differences()
    hall.close()
    assert not differences, "\n".join(differences)
