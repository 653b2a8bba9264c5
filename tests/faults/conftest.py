"""A hall in each of its forms, started once for the tests of a file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.halls import FaultyHall, Form, hall

SEED = "faults"


@pytest.fixture(scope="module")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FaultyHall]:
    """One worker on SQLite; counters are open, everybody rests."""
    yield from _running(Form.SQLITE, tmp_path_factory.mktemp("faults"))


@pytest.fixture(scope="module")
def on_postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FaultyHall]:
    """Two workers on PostgreSQL and Redis; counters are open, everybody rests."""
    yield from _running(Form.POSTGRESQL, tmp_path_factory.mktemp("faults"))


def _running(form: Form, folder: Path) -> Iterator[FaultyHall]:
    with hall(form, folder, SEED) as found:
        yield found
        assert found.ledger.wrongs == []
