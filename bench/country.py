"""The country on one machine: 3,321 centres with a display and a kiosk each, on PostgreSQL, Redis and two workers.

At the peak hour 130 people a second take a number and 520 changes a second are made. What is measured is the share of
that load which is carried: every change answered, none refused, 99 of 100 within a quarter of a second of when they
were due. It begins at a twentieth and rises until that is lost; the last share that held is then held for minutes.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tqdm import tqdm

from bench import halls, nation
from bench.crowd import SETTLED_SECONDS
from bench.results import Results, times
from tests.support import databases
from tests.support.screens import redis_server
from tests.support.server import ROOT
from tests.support.workers import proportional_kb, serving

CENTRES, COUNTERS = 3_321, 6
# 700 visits a day in each centre, a fifth of them in the peak hour: 130 a second.
PEAK = 130.0
P99_MS = 250.0
# Everything that was asked is to be answered; what is on its way at the end of a run is a few.
ANSWERED = 0.98
STEP = 0.05


@dataclass(frozen=True)
class Length:
    """How many centres, how long each share is tried, for how long the last is held, and where it ends."""

    centres: int
    seconds: float
    hold_seconds: float
    most: float


FULL, SHORT = Length(CENTRES, 35.0, 300.0, 1.5), Length(40, 20.0, 20.0, 0.10)


def country(results: Results, folder: Path, short: bool) -> None:
    """Measure what share of the country's load this machine carries."""
    length = SHORT if short else FULL
    with databases.postgres(durable=True, shared_buffers="1GB", max_wal_size="4GB") as server, redis_server() as redis:
        server.admin("CREATE DATABASE hall")
        hosting = serving(folder / "var", server.url("hall"), workers=2, sockets=20_000, REDIS_URL=redis)
        with hosting as hall, crowd(hall.port, _places(server.url("hall"), folder, length.centres)) as ask:
            _measure(results, length, ask)
            for at, pid in enumerate(hall.pids()):
                results.put(f"country.worker_{at}_mib", proportional_kb(pid) / 1024)
            # Before the end: what is broken off by it is no fault.
            faults, said = hall.faults(), hall.said()
        if faults:
            raise RuntimeError(f"{len(faults)} faults of the server's, the last of them:\n{said[-3_000:]}")


def _places(url: str, folder: Path, count: int) -> Path:
    """Make the country; return the file that says where its load goes."""
    path = folder / "places.json"
    with halls.opened(url) as database:
        first = halls.add(database, 0, COUNTERS)
        places = nation.multiply(database, first, count)
    path.write_text(json.dumps([asdict(place) for place in places]))
    return path


Ask = Any


def _measure(results: Results, length: Length, ask: Ask) -> None:
    share, held = 0.0, 0.0
    while share + STEP <= length.most + 1e-9:
        share = round(share + STEP, 2)
        told = ask(share * PEAK, length.seconds)
        _say(share, told)
        if not _carried(told):
            break
        held = share
    while held > 0:
        told = ask(held * PEAK, length.hold_seconds + SETTLED_SECONDS)
        _say(held, told)
        if _carried(told):
            _put(results, told)
            break
        held = round(held - STEP, 2)
    results.put("country.share", held)


def _carried(told: dict[str, Any]) -> bool:
    whole = told["answered"] >= ANSWERED * told["asked"]
    return whole and not told["refused"] and not told["lost"] and _p99(told) <= P99_MS


def _p99(told: dict[str, Any]) -> float:
    return times([ms for took in told["took"].values() for ms in took] or [0.0, 0.0])["p99"]


def _say(share: float, told: dict[str, Any]) -> None:
    changes, frames = told["answered"] / told["seconds"], told["frames"] / told["seconds"]
    all_ms = times([ms for took in told["took"].values() for ms in took] or [0.0, 0.0])
    line = f"share {share:.2f}: {changes:6.1f} changes/s, {frames:6.1f} frames/s, p50 {all_ms['p50']:.0f} ms"
    line += f", p99 {all_ms['p99']:.0f} ms, {told['answered']} of {told['asked']}, {told['again']} sent twice"
    tqdm.write(f"{line}, {told['lost']} screens lost, refused {told['refused']}")


def _put(results: Results, told: dict[str, Any]) -> None:
    results.put("country.changes_per_second", told["answered"] / told["seconds"])
    results.put("country.frames_per_second", told["frames"] / told["seconds"])
    for kind, took in told["took"].items():
        results.put_times(f"country.{kind}", took)


@contextmanager
def crowd(port: int, places: Path) -> Iterator[Ask]:
    """Have everybody's screens connected by a process of its own; gives what lets people come at a rate for so long."""
    command = [sys.executable, "-m", "bench.crowd"]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin is not None
    assert process.stdout is not None

    def ask(rate: float, seconds: float) -> dict[str, Any]:
        return _said(process, {"rate": rate, "seconds": seconds, "rest": SETTLED_SECONDS})

    try:
        begun = time.monotonic()
        told = _said(process, {"port": port, "places": str(places), "seed": 1})
        tqdm.write(f"everybody is in after {time.monotonic() - begun:.0f} s, {told['lost']} came twice")
        yield ask
    finally:
        process.stdin.close()
        process.wait(120)
        process.stdout.close()


def _said(process: "subprocess.Popen[str]", words: dict[str, Any]) -> dict[str, Any]:
    """Say something to the crowd and wait for what it says. Raises RuntimeError when it has ended."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{json.dumps(words)}\n")
    process.stdin.flush()
    told = process.stdout.readline()
    if not told:
        raise RuntimeError("the crowd has ended")
    found: dict[str, Any] = json.loads(told)
    return found
