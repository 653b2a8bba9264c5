"""A server with the sample hall, and a database with nothing in it for one."""

from collections.abc import Iterator
from uuid import uuid4

import pytest

from app.clock import Clock
from tests.badinput.scene import Scene
from tests.support.databases import Postgres
from tests.support.workers import Workers, serving


@pytest.fixture
def empty_postgresql(postgres_server: Postgres) -> Iterator[str]:
    name = f"empty_{uuid4().hex[:12]}"
    postgres_server.admin(f"CREATE DATABASE {name}")
    yield postgres_server.url(name)
    postgres_server.admin(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workers]:
    """A server that gives a connection five seconds to ask for something instead of a minute."""
    with serving(tmp_path_factory.mktemp("bad") / "var", GUNICORN_CMD_ARGS="--keep-alive 5") as found:
        Scene(found.hall, Clock.from_environment(found.environment)).fill()
        yield found
