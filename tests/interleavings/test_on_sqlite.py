"""Two and three processes at one SQLite file: in whatever order they go, it is as if one had come after the other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.interleavings import theatre
from tests.interleavings.orders import Bounds, follow, read, written
from tests.interleavings.scenes import SCENES
from tests.interleavings.stage import Stuck
from tests.interleavings.theatre import Theatre

# The rest is played by `python -m tests.interleavings`.
SHARE = Bounds(most=8, by_lot=1)


@pytest.fixture(scope="module")
def on_sqlite(prepared_sqlite: Path) -> Iterator[Theatre]:
    with theatre.on_sqlite(prepared_sqlite) as found:
        yield found


@pytest.mark.parametrize("scene", SCENES)
def test_whatever_the_order_it_is_as_one_after_the_other(on_sqlite: Theatre, scene: str) -> None:
    assert sum(1 for _ in on_sqlite.orders(SCENES[scene], SHARE)) > 1


def test_an_order_can_be_had_once_more(on_sqlite: Theatre) -> None:
    scene = SCENES["a counter presses Next twice with two keys"]
    *_, last = on_sqlite.orders(scene, Bounds(most=4, by_lot=1))
    again = on_sqlite.judge(scene).play(follow(read(written(last))))
    assert (again.steps, again.outcomes) == (last.steps, last.outcomes)


def test_after_an_order_that_cannot_be_others_can_be_played(on_sqlite: Theatre) -> None:
    judge = on_sqlite.judge(SCENES["two counters press Next"])
    with pytest.raises(Stuck, match="cannot go"):
        judge.play(follow(read("A3 B40")))
    assert judge.play(follow([])).steps
