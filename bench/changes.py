"""What a change costs beside the bare stack: a number taken, Next, start, finish; by one and by sixteen at once.

Bare and hall take turns, a few seconds each, so that whatever else the machine does meets both alike; a figure is the
median over the rounds.
"""

import json
import statistics
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench import halls
from bench.halls import Standing
from bench.results import Results
from bench.servers import Servers, both
from tests.support.server import ROOT

Person = dict[str, Any]
# Twelve thousand are more than anybody can call in the seconds of all rounds together.
WAITING = 12_000


@dataclass(frozen=True)
class Length:
    """How long is measured."""

    rounds: int
    seconds: float


FULL, SHORT = Length(5, 4.0), Length(3, 1.5)


@dataclass
class Rates:
    """Requests a second in each round, and all the milliseconds."""

    bare: list[float] = field(default_factory=list)
    hall: list[float] = field(default_factory=list)
    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    @property
    def ratio(self) -> float:
        return statistics.median(hall / bare for hall, bare in zip(self.hall, self.bare, strict=True))


def sqlite(results: Results, folder: Path, short: bool) -> None:
    """Measure one worker and one centre on SQLite."""
    with both(folder, "sqlite") as servers:
        _measure(results, servers, "sqlite", _centres(servers, 1, short=short), short=short)


def postgresql(results: Results, folder: Path, short: bool) -> None:
    """Measure two workers and sixteen centres on PostgreSQL."""
    with both(folder, "postgresql", workers=2) as servers:
        _measure(results, servers, "postgresql", _centres(servers, 16, short=short), short=short)


def _measure(results: Results, servers: Servers, engine: str, centres: list[Standing], *, short: bool) -> None:
    for at_once in (16,) if short else (1, 16):
        for work in ("kiosk", "next"):
            _compare(results, servers, engine, _people(centres, work, at_once), _length(short))
    _steps(results, servers, engine, _people(centres, "clerk", 16), _length(short))


def busy(results: Results, folder: Path, short: bool) -> None:
    """Measure one centre whose sixteen counters press Next without a pause, on PostgreSQL with two workers."""
    with both(folder, "postgresql", workers=2) as servers:
        people = _people(_centres(servers, 1, short=short), "next", 16)
        rates = _rates(servers, people, _length(short))
    results.put("next.busy.ratio", rates.ratio)
    results.put("next.busy.per_second", statistics.median(rates.hall))
    results.put_times("next.busy", rates.took["next"])


def _centres(servers: Servers, count: int, *, short: bool) -> list[Standing]:
    """Add centres with as many counters as there will be people at work, and so many waiting that none runs out."""
    centres = [halls.add(servers.database, number, 16 // count) for number in range(count)]
    for centre in centres:
        halls.fill(servers.database, centre, (WAITING // 4 if short else WAITING) // count)
    return centres


def _length(short: bool) -> Length:
    return SHORT if short else FULL


def _compare(results: Results, servers: Servers, engine: str, people: list[Person], length: Length) -> None:
    name = {"kiosk": "issue", "next": "next"}[people[0]["work"]]
    rates = _rates(servers, people, length)
    prefix = f"{name}.{engine}.{len(people)}"
    results.put(f"{prefix}.ratio", rates.ratio)
    results.put(f"{prefix}.per_second", statistics.median(rates.hall))
    results.put(f"{prefix}.bare_per_second", statistics.median(rates.bare))
    results.put_times(prefix, rates.took[name])


def _steps(results: Results, servers: Servers, engine: str, people: list[Person], length: Length) -> None:
    """Measure the presses of a clerk who calls, starts and finishes."""
    rates = _rates(servers, people, length)
    for name in ("call", "start", "finish"):
        results.put_times(f"{name}.{engine}.{len(people)}", rates.took[name])


def _rates(servers: Servers, people: list[Person], length: Length) -> Rates:
    rates = Rates()
    bare = [{"work": "bare", "token": person["token"]} for person in people]
    for _ in range(length.rounds):
        rates.bare.append(_rate(drive(servers.bare_port, bare, length.seconds)))
        told = drive(servers.hall.port, people, length.seconds)
        rates.hall.append(_rate(told))
        for name, took in told["took"].items():
            rates.took[name] += took
    return rates


def drive(port: int, people: list[Person], seconds: float) -> dict[str, Any]:
    """Have a process of its own drive a server; see `bench.drive`. Raises RuntimeError when anybody was refused."""
    asked = json.dumps({"port": port, "seconds": seconds, "people": people})
    command = [sys.executable, "-m", "bench.drive"]
    done = subprocess.run(command, cwd=ROOT, input=asked, stdout=subprocess.PIPE, text=True, check=True, timeout=300)
    told: dict[str, Any] = json.loads(done.stdout)
    if told["refused"]:
        raise RuntimeError(f"refused: {told['refused']}")
    return told


def _rate(told: dict[str, Any]) -> float:
    return sum(map(len, told["took"].values())) / float(told["seconds"])


def _people(centres: list[Standing], work: str, count: int) -> list[Person]:
    """Return so many people at work: each in a centre of their own, or, in the only one, at a counter of their own."""
    return [_person(centres[at % len(centres)], work, at // len(centres)) for at in range(count)]


def _person(centre: Standing, work: str, at: int) -> Person:
    if work == "kiosk":
        return {"work": work, "token": centre.kiosk, "centre": centre.slug, "fields": centre.fields}
    return {"work": work, "token": centre.clerks[at], "counter": centre.counters[at]}
