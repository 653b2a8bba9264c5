"""A stage for each engine, and the grounds on which scenes begin, made when they are first needed."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.interleavings.grounds import Ground, OnPostgres, OnSqlite
from tests.interleavings.judge import Judge
from tests.interleavings.orders import Bounds, explore
from tests.interleavings.scenes import Scene
from tests.interleavings.stage import Order, Stage, process, thread
from tests.support import databases
from tests.support.databases import Postgres


class Theatre:
    """Plays scenes on one engine."""

    def __init__(self, stage: Stage, ground: Callable[[str], Ground]) -> None:
        self._stage, self._make = stage, ground
        self._grounds: dict[str, Ground] = {}

    def judge(self, scene: Scene) -> Judge:
        """Return who plays a scene and judges it, all its sequences being played."""
        if scene.beginning not in self._grounds:
            self._grounds[scene.beginning] = self._make(scene.beginning)
        return Judge(scene, self._stage, self._grounds[scene.beginning])

    def orders(self, scene: Scene, bounds: Bounds) -> Iterator[Order]:
        """Play the orders of a scene. Raises Wrong at the first after which the hall is not as it may be."""
        yield from explore(self.judge(scene).play, bounds)

    def close(self) -> None:
        for ground in self._grounds.values():
            ground.close()
        self._stage.close()


@contextmanager
def on_sqlite(prepared: Path) -> Iterator[Theatre]:
    """Play on copies of a file with the small hall in it; each party is a process."""
    with tempfile.TemporaryDirectory(prefix="luot-orders-") as folder:
        theatre = Theatre(Stage(process), lambda beginning: OnSqlite(prepared, Path(folder), beginning))
        yield from _open(theatre)


@contextmanager
def on_postgres(server: Postgres) -> Iterator[Theatre]:
    """Play in a server with the small hall prepared; each party is a thread."""
    yield from _open(Theatre(Stage(thread), lambda beginning: OnPostgres(server, beginning)))


@contextmanager
def alone(engine: str) -> Iterator[Theatre]:
    """Play on an engine with nothing prepared."""
    if engine == "sqlite":
        with tempfile.TemporaryDirectory(prefix="luot-orders-") as folder:
            databases.prepare(f"sqlite:///{folder}/prepared.db")
            with on_sqlite(Path(folder) / "prepared.db") as theatre:
                yield theatre
    else:
        with databases.postgres() as server:
            server.admin("CREATE DATABASE prepared")
            databases.prepare(server.url("prepared"))
            with on_postgres(server) as theatre:
                yield theatre


def _open(theatre: Theatre) -> Iterator[Theatre]:
    try:
        yield theatre
    finally:
        theatre.close()
