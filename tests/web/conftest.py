"""What makes hundreds of requests quick: one application and one engine for all tests of the web.

Each test has a hall of its own all the same: its own copy of the prepared database, its own clock, no sign-ins counted.
"""

import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from app.context import Context, install
from app.settings import Settings
from app.store.engine import open_engine
from app.web import limits
from tests.support.api import Api, make_api
from tests.support.hall import Hall


@pytest.fixture(scope="session")
def one_app() -> Callable[..., Flask]:
    """Stand in for `create_app`. Its routes, which take longer to make than most tests, are made once."""
    made: list[Flask] = []

    def create(settings: Settings, *, parts: Context) -> Flask:
        if not made:
            made.append(create_app(settings, parts=parts))
        install(made[0], parts)
        limits.reset(made[0])
        return made[0]

    return create


@pytest.fixture(scope="session")
def one_engine() -> Callable[..., object]:
    """Stand in for `open_engine`. What an engine has learned of its statements is kept; its connections are not."""
    return cache(open_engine)


@pytest.fixture(scope="session")
def one_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the database of each test lies, one after the other."""
    return tmp_path_factory.mktemp("web") / "luot.db"


@pytest.fixture
def sqlite_url(prepared_sqlite: Path, one_file: Path) -> str:
    """The small hall as it was prepared."""
    for old in one_file.parent.iterdir():
        old.unlink()
    shutil.copy(prepared_sqlite, one_file)
    return f"sqlite:///{one_file}"


@pytest.fixture
def api(
    sqlite_url: str,
    tmp_path: Path,
    one_app: Callable[..., Flask],
    one_engine: Callable[..., object],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Api]:
    """The small hall's HTTP contract, on SQLite."""
    monkeypatch.setattr("tests.support.api.create_app", one_app)
    monkeypatch.setattr("app.store.database.open_engine", one_engine)
    found = Hall(sqlite_url)
    yield make_api(found, str(tmp_path))
    found.close()
