"""Two and three processes at one SQLite file: in whatever order they go, it is as if one had come after the other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.interleavings import theatre
from tests.interleavings.orders import Bounds
from tests.interleavings.scenes import SCENES
from tests.interleavings.theatre import Theatre

# The rest is played by `python -m tests.interleavings`.
SHARE = Bounds(most=10, by_lot=2)


@pytest.fixture(scope="module")
def on_sqlite(prepared_sqlite: Path) -> Iterator[Theatre]:
    with theatre.on_sqlite(prepared_sqlite) as found:
        yield found


@pytest.mark.parametrize("scene", SCENES)
def test_whatever_the_order_it_is_as_one_after_the_other(on_sqlite: Theatre, scene: str) -> None:
    assert sum(1 for _ in on_sqlite.orders(SCENES[scene], SHARE)) > 1
