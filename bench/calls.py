"""From the request of a press to the call on the screens, beside a bare emit of as much to as many.

Bare and hall take turns, some presses each, so that whatever else the machine does meets both alike. A figure is taken
over all presses of all turns; with many screens each press gives a figure for each of them.
"""

import json
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.supervise import fitness
from bench import halls
from bench.halls import Standing
from bench.results import Results, steps, times
from bench.room import Auth
from bench.servers import Servers, both
from tests.support.server import ROOT


@dataclass(frozen=True)
class Length:
    """How long is measured: how often both take their turn, and the presses of a turn for so many screens."""

    turns: int
    presses: dict[int, int]


FULL = Length(5, {1: 30, 60: 30, 500: 12, 3_000: 12})
SHORT = Length(2, {1: 8, 60: 8})
# More than are called in all turns together.
WAITING = 1_000


@dataclass
class Took:
    """Milliseconds from presses to screens, and the bytes that came to a screen for each press."""

    each: list[float] = field(default_factory=list)
    last: list[float] = field(default_factory=list)
    bytes: list[float] = field(default_factory=list)

    def add(self, told: dict[str, Any]) -> None:
        for took in told["took"]:
            self.each += took
            self.last.append(max(took))
        self.bytes += told["bytes"]


def calls(results: Results, folder: Path, short: bool) -> None:
    """Measure one worker and one centre on SQLite."""
    length = SHORT if short else FULL
    # The bare stack inherits it; the hall sees to it itself.
    fitness.raise_file_limit()
    with both(folder, "sqlite", sockets=max(length.presses) + 100) as servers:
        centre = halls.add(servers.database, 0, 1)
        halls.fill(servers.database, centre, WAITING)
        # A new worker writes out its statements for the first call, once in its life: it is not counted.
        _turns(servers, centre, screens=1, presses=1, turns=1)
        for count, presses in length.presses.items():
            _put(results, f"call.{count}", *_turns(servers, centre, count, presses, length.turns))


def _turns(servers: Servers, centre: Standing, screens: int, presses: int, turns: int) -> tuple[Took, Took]:
    """Return what the hall took, and the bare stack."""
    auth = {"for": "display", "token": centre.display}
    hall, bare = Took(), Took()
    for _ in steps(f"{screens} screens", range(turns)):
        by: dict[str, Any] = {"how": "hall", "counter": centre.counters[0], "token": centre.clerks[0]}
        with opened(servers.hall.port, [auth] * screens, presses, by) as told:
            hall.add(told)
        by = {"how": "bare", "snapshot": _in_letters(told["snapshot"]), "token": centre.clerks[0]}
        with opened(servers.bare_port, [None] * screens, presses, by) as told:
            bare.add(told)
    return hall, bare


def _put(results: Results, name: str, hall: Took, bare: Took) -> None:
    mine, theirs = times(hall.each), times(bare.each)
    for part in ("p50", "p99"):
        results.put(f"{name}.{part}_ms", mine[part])
        results.put(f"{name}.bare_{part}_ms", theirs[part])
        results.put(f"{name}.{part}_ratio", mine[part] / theirs[part])
    results.put(f"{name}.last_p50_ms", statistics.median(hall.last))
    results.put(f"{name}.bare_last_p50_ms", statistics.median(bare.last))
    results.put(f"{name}.bytes", statistics.median(hall.bytes))
    results.put(f"{name}.bare_bytes", statistics.median(bare.bytes))


@contextmanager
def opened(
    port: int, screens: list[Auth], presses: int = 0, by: dict[str, Any] | None = None
) -> Iterator[dict[str, Any]]:
    """Have a process of its own open screens and press; gives what it saw, and keeps the screens until the block ends.

    See `bench.screens`. Raises RuntimeError when that has failed; it says itself why.
    """
    command = [sys.executable, "-m", "bench.screens"]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        asked = {"port": port, "screens": screens, "presses": presses, "by": by}
        process.stdin.write(f"{json.dumps(asked)}\n")
        process.stdin.flush()
        told = process.stdout.readline()
        if not told:
            raise RuntimeError("the screens have failed")
        yield json.loads(told)
    finally:
        process.stdin.close()
        process.stdout.close()
        process.wait(60)


def _in_letters(said: Any) -> Any:
    """Return what is said with a letter for each byte: the bare stack's JSON would make six of most of ours."""
    if isinstance(said, str):
        return "".join(letter if letter.isascii() else letter.encode().hex()[1::2] for letter in said)
    if isinstance(said, list):
        return [_in_letters(part) for part in said]
    if isinstance(said, dict):
        return {name: _in_letters(part) for name, part in said.items()}
    return said
