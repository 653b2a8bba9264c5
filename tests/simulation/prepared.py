"""The hall of the simulation as its file describes it: in databases to copy, and on the blackboard."""

import shutil
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.simulation.obvious.hall import Counter, Hall
from tests.support import databases

DESCRIBED = Path(__file__).parent / "hall.toml"
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MEMORY = Path("/dev/shm")


def blackboard() -> Hall:
    """Return the obvious hall, everything closed."""
    told = tomllib.loads(DESCRIBED.read_text(encoding="utf-8"))
    return Hall(
        targets={field["prefix"]: field["wait_target_minutes"] for field in told["fields"]},
        counters={c["number"]: Counter(c["number"], dict(c["serves"])) for c in told["hall"]["counters"]},
        classes={c["code"]: c["allowance_minutes"] for c in told["priority"]["classes"]},
        week=[[_session(text) for text in told["hours"][day]] for day in DAYS],
    )


@contextmanager
def sqlite() -> Iterator[Callable[[], str]]:
    """Give a function that makes a fresh hall in a SQLite file and returns its URL. In memory where that can be had:
    what survives a power cut of the machine is another test's.
    """
    with tempfile.TemporaryDirectory(prefix="luot-days-", dir=MEMORY if MEMORY.is_dir() else None) as folder:
        prepared, hall = Path(folder, "prepared.db"), Path(folder, "hall.db")
        databases.prepare(f"sqlite:///{prepared}", DESCRIBED)

        def fresh() -> str:
            for left in Path(folder).glob("hall.db*"):
                left.unlink()
            shutil.copy(prepared, hall)
            return f"sqlite:///{hall}"

        yield fresh


@contextmanager
def postgresql() -> Iterator[Callable[[], str]]:
    """Give a function that makes a fresh hall in a database of a PostgreSQL server of one's own."""
    with databases.postgres() as server:
        server.admin("CREATE DATABASE prepared")
        databases.prepare(server.url("prepared"), DESCRIBED)
        last = None

        def fresh() -> str:
            nonlocal last
            if last:
                server.admin(f"DROP DATABASE {last} WITH (FORCE)")
            last = server.copy()
            return server.url(last)

        yield fresh


ENGINES = {"sqlite": sqlite, "postgresql": postgresql}


def _session(text: str) -> tuple[str, str]:
    opens, closes = text.split("-")
    return opens, closes
