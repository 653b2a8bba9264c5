"""One application for all tests of the web: each test gives it a hall of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from app.context import Context, install
from app.settings import Settings
from app.web.limits import limiter
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
        limiter.reset()
        return made[0]

    return create


@pytest.fixture
def api(
    sqlite_url: str, tmp_path: Path, one_app: Callable[..., Flask], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Api]:
    """The small hall's HTTP contract, on SQLite."""
    monkeypatch.setattr("tests.support.api.create_app", one_app)
    found = Hall(sqlite_url)
    yield make_api(found, str(tmp_path))
    found.close()
