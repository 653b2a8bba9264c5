"""Whether a machine and its PostgreSQL can serve as asked."""

import resource
from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.settings import Settings, load
from app.settings.tables import Database, Server
from app.supervise import fitness
from app.supervise.fitness import Unfit
from tests.support.databases import Postgres, free_port


def asking(url: str, *, workers: int = 2, connections: int = 10) -> Settings:
    usual = load()
    server = replace(usual.server, workers=workers)
    assert isinstance(server, Server)
    return replace(usual, server=server, database=Database(url=url, connections=connections))


def test_a_postgresql_that_lets_everybody_in_passes(postgres_server: Postgres) -> None:
    fitness.require_postgres(asking(postgres_server.url("postgres")))


def test_one_that_lets_fewer_in_than_the_workers_need_is_refused_in_a_line(postgres_server: Postgres) -> None:
    with pytest.raises(Unfit, match=r"PostgreSQL lets \d+ connections in, and 64 workers with 100 each need 6403"):
        fitness.require_postgres(asking(postgres_server.url("postgres"), workers=64, connections=100))


def test_one_that_is_too_old_is_refused_in_a_line(postgres_server: Postgres, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fitness, "OLDEST_POSTGRES", 99)
    with pytest.raises(Unfit, match=r"PostgreSQL \d+ is too old: version 99 or newer is needed"):
        fitness.require_postgres(asking(postgres_server.url("postgres")))


def test_one_that_is_away_is_waited_for_by_the_workers() -> None:
    fitness.require_postgres(asking(f"postgresql+psycopg://luot@127.0.0.1:{free_port()}/luot"))


def test_sqlite_has_nothing_to_be_asked() -> None:
    fitness.require_postgres(asking("sqlite:////no/such/file.db"))


@pytest.fixture
def file_limit() -> Iterator[tuple[int, int]]:
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    yield before
    resource.setrlimit(resource.RLIMIT_NOFILE, before)


def test_as_many_files_as_the_system_lets_us_are_allowed(file_limit: tuple[int, int]) -> None:
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, file_limit[1]))
    fitness.raise_file_limit()
    assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] == min(file_limit[1], fitness.WANTED_FILES)


def test_few_are_told_as_how_many_screens_they_are(
    file_limit: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda _what: (256, 1024))
    monkeypatch.setattr(resource, "setrlimit", lambda _what, _limits: None)
    said = fitness.raise_file_limit()
    assert said == "at most 1024 open files allowed, so about 824 screens and phones at once"
