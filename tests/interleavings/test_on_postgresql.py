"""Two and three connections to PostgreSQL: in whatever order they go, it is as if one had come after the other."""

from collections.abc import Iterator

import pytest

from tests.interleavings import theatre
from tests.interleavings.orders import Bounds
from tests.interleavings.scenes import SCENES
from tests.interleavings.theatre import Theatre
from tests.support.databases import Postgres

# The rest is played by `python -m tests.interleavings`.
SHARE = Bounds(most=10, by_lot=2)


@pytest.fixture(scope="module")
def on_postgres(postgres_server: Postgres) -> Iterator[Theatre]:
    with theatre.on_postgres(postgres_server) as found:
        yield found


@pytest.mark.parametrize("scene", SCENES)
def test_whatever_the_order_it_is_as_one_after_the_other(on_postgres: Theatre, scene: str) -> None:
    assert sum(1 for _ in on_postgres.orders(SCENES[scene], SHARE)) > 1
