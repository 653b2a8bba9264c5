"""`python -m tests.load NAME`: one figure of the hall under load, on servers that are started for it; prints it.

clerks    8 clerks pressing Next together on 2 workers, 10 rounds of 200 tickets
kiosks    16 kiosks on 2 workers, 2,000 tickets; and once more with every request sent twice at the same moment
day       16,000 tickets through one worker, and what its memory was after each ninth of them
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.load import clerks, day, kiosks
from tests.load.people import two_workers
from tests.support import databases
from tests.support.ending import put_away_when_told
from tests.support.workers import Workers, serving


def main() -> int:
    """Measure one figure; 1 if it is not what the hall promises."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.load", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("name", choices=MEASURES)
    parser.add_argument("--engine", choices=("sqlite", "postgresql"), default="sqlite", help="of the day")
    parser.add_argument("--tickets", type=int, default=day.TICKETS, help="of the day")
    asked = parser.parse_args()
    put_away_when_told()
    with tempfile.TemporaryDirectory(prefix="luot-load-") as folder:
        return int(not MEASURES[asked.name](Path(folder), asked))


def measure_clerks(folder: Path, _asked: argparse.Namespace) -> bool:
    with two_workers(folder) as server:
        result = clerks.press_together(server, rounds=10, each=200)
        print(result)
        return (result.twice, result.skipped, result.passed) == (0, 0, 0) and _whole(server)


def measure_kiosks(folder: Path, _asked: argparse.Namespace) -> bool:
    sound = True
    for twice in (False, True):
        with two_workers(folder / str(twice)) as server:
            result = kiosks.give_together(server, 2000, twice=twice)
            print("each request twice: " if twice else "", result, sep="")
            sound = sound and result == kiosks.Result(2000, 0, 0, 0) and _whole(server)
    return sound


def measure_day(folder: Path, asked: argparse.Namespace) -> bool:
    with _one_worker(folder, asked.engine) as server:
        memory = day.live_through(server, asked.tickets, told=lambda line: print(line, flush=True))
        print(f"{asked.engine}: {memory}")
        return memory.growth <= day.GROWTH and _whole(server)


MEASURES = {"clerks": measure_clerks, "kiosks": measure_kiosks, "day": measure_day}


@contextmanager
def _one_worker(folder: Path, engine: str) -> Iterator[Workers]:
    if engine == "sqlite":
        with serving(folder / "var", config=day.CONFIG) as server:
            yield server
        return
    with databases.postgres() as postgres:
        postgres.admin("CREATE DATABASE hall")
        with serving(folder / "var", postgres.url("hall"), config=day.CONFIG) as server:
            yield server


def _whole(server: Workers) -> bool:
    """Tell whether what is kept is what the events say, and no fault is in the log; say what is not."""
    wrong = server.hall.differences() + server.faults()
    print("\n".join(wrong) or "everything kept is what the events say")
    return not wrong


if __name__ == "__main__":
    sys.exit(main())
