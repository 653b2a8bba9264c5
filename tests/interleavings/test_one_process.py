"""Threads of one worker: they share a Database, so they stand in line before they take a connection."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from app.store import database, line
from tests.interleavings.grounds import Ground, OnPostgres, OnSqlite
from tests.interleavings.judge import Judge
from tests.interleavings.orders import Bounds, explore
from tests.interleavings.party import PATIENCE_SECONDS, watched
from tests.interleavings.scenes import SCENES
from tests.interleavings.stage import Stage, thread


class OneProcess:
    """A ground on which everybody uses the same Database."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self.hall = watched(ground.hall)
        self.url, self.moment = ground.url, ground.moment
        self.reset, self.close = ground.reset, ground.close

    def all_held(self, backends: Sequence[int | None]) -> bool:
        """They stand in the line of the process, or wait for the commit, or in the database."""
        lines = self.hall.database._lines.values()
        return sum(map(len, lines)) == len(backends) or self._ground.all_held(backends)

    def connections(self) -> int:
        """Return how many connections are in use."""
        return int(self.hall.database.engine.pool.checkedout())  # type: ignore[attr-defined]


@pytest.fixture(params=["sqlite", "postgresql"])
def ground(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OneProcess]:
    monkeypatch.setattr(database, "DEADLINE_SECONDS", PATIENCE_SECONDS)
    # Who shares a commit is to be said by the order alone, not by how long it took.
    monkeypatch.setattr(line, "PATIENCE_SECONDS", 1_000 * PATIENCE_SECONDS)
    if request.param == "sqlite":
        made: Ground = OnSqlite(request.getfixturevalue("prepared_sqlite"), tmp_path, "free")
    else:
        made = OnPostgres(request.getfixturevalue("postgres_server"), "free")
    found = OneProcess(made)
    yield found
    found.close()


@pytest.fixture
def stage(ground: OneProcess) -> Iterator[Stage]:
    found = Stage(lambda: thread(ground.hall))
    yield found
    found.close()


def test_who_waits_for_a_change_to_end_holds_no_connection_and_keeps_their_place(
    ground: OneProcess, stage: Stage
) -> None:
    """A asks, then C, then B: they come in that sequence, however many statements each has."""
    asked: list[int] = []
    came: list[int] = []

    def choose(step: int, _last: int | None, able: Sequence[int]) -> int:
        assert ground.connections() <= 1
        if step < 3:
            asked.append((0, 2, 1)[step])
            return asked[-1]
        came.extend(who for who in able if who not in came)
        (only,) = able
        return only

    order = stage.play(SCENES["three counters press Next"], ground, choose)
    assert came == asked == [0, 2, 1]
    numbers = [outcome["answer"]["said"]["number"] for outcome in order.outcomes]
    assert numbers == ["A001", "A002", "B001"]


@pytest.mark.parametrize("scene", ["two counters press Next", "Next twice with one key and Next elsewhere"])
def test_whatever_the_order_it_is_as_one_after_the_other(ground: OneProcess, stage: Stage, scene: str) -> None:
    judge = Judge(SCENES[scene], stage, ground)
    assert sum(1 for _ in explore(judge.play, Bounds(most=10, by_lot=2))) > 10
