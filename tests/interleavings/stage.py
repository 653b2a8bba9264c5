"""Lets the parties of a scene go on one statement at a time, in an order that is chosen step by step.

A party that waits for another in the database cannot be let go. On PostgreSQL the database is asked which of its
processes wait for whom; on SQLite a refused statement says so, and is tried again when somebody else has ended.
Nothing is decided by how long something takes.
"""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from tests.interleavings.grounds import Ground
from tests.interleavings.messages import Ended, Play, Stopped, Waits
from tests.interleavings.party import Party
from tests.interleavings.rows import STEADY
from tests.interleavings.scenes import Scene
from tests.support.hall import Hall

ROOT = Path(__file__).resolve().parents[2]
_SECONDS = 60.0
# How often the database is asked who waits for whom, while nobody says anything.
_LOOK_SECONDS = 0.002
# Chooses who goes next: given who went last and who can go.
Choose = Callable[[int, int | None, Sequence[int]], int]


class Stuck(Exception):
    """Nobody can go on, or somebody does not come to the next statement."""


@dataclass(frozen=True)
class Step:
    """One statement: whose, and who else could have gone."""

    who: int
    statement: str
    able: tuple[int, ...]


@dataclass
class Order:
    """One order as it was played: every step, and what came of each part."""

    steps: list[Step] = field(default_factory=list)
    outcomes: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Seat:
    """A party as it is seen from outside."""

    pipe: Connection
    leave: Callable[[], object]
    moves: bool = False
    refused: bool = False
    stands: Stopped | None = None
    outcome: dict[str, Any] | None = None
    backend: int | None = None

    def begin(self, play: Play) -> None:
        self.pipe.send(play)
        self.moves, self.refused, self.stands, self.outcome, self.backend = True, False, None, None, None

    def go(self) -> str:
        """Let the party send the statement it stands before; return that."""
        assert self.stands is not None
        before = self.stands.before
        verb, _, table = before.partition(" ")
        assert verb in ("SELECT", "BEGIN", "COMMIT") or table not in STEADY, f"{before}: the rows are not put back"
        self.pipe.send(None)
        self.moves, self.stands = True, None
        return before

    def hear(self) -> None:
        """Take in what the party says."""
        match self.pipe.recv():
            case Stopped() as stopped:
                self.moves, self.stands, self.backend = False, stopped, stopped.backend
            case Waits():
                self.moves, self.refused = False, True
            case Ended(outcome):
                self.moves, self.outcome = False, outcome


class Stage:
    """Parties that stay for many orders."""

    def __init__(self, seat: Callable[[], Seat], count: int = 3) -> None:
        self._make, self._count = seat, count
        self._seats = [seat() for _ in range(count)]

    def play(self, scene: Scene, ground: Ground, choose: Choose) -> Order:
        """Play a scene once from its beginning. Raises Stuck."""
        try:
            return self._play(scene, ground, choose)
        except BaseException:
            # They stand somewhere in the middle: nobody can go on with them.
            self.close()
            self._seats = [self._make() for _ in range(self._count)]
            raise

    def _play(self, scene: Scene, ground: Ground, choose: Choose) -> Order:
        ground.reset()
        seats = self._seats[: len(scene.parts)]
        for part, seat in enumerate(seats):
            seat.begin(Play(ground.url, ground.moment, scene.name, part))
        _settle(seats, ground)
        order = Order()
        while able := tuple(n for n, seat in enumerate(seats) if seat.stands):
            who = choose(len(order.steps), order.steps[-1].who if order.steps else None, able)
            order.steps.append(Step(who, seats[who].go(), able))
            _settle(seats, ground)
            if seats[who].outcome is not None or order.steps[-1].statement == "COMMIT":
                _try_again(seats, ground)
        if any(seat.outcome is None for seat in seats):
            raise Stuck("nobody can go on after " + ", ".join(f"{step.who} {step.statement}" for step in order.steps))
        order.outcomes = [seat.outcome or {} for seat in seats]
        return order

    def close(self) -> None:
        for seat in self._seats:
            seat.pipe.close()
            seat.leave()


def _try_again(seats: Sequence[Seat], ground: Ground) -> None:
    """Whoever was refused a lock asks again, now that somebody has let go of one."""
    for seat in seats:
        seat.moves, seat.refused = seat.moves or seat.refused, False
    _settle(seats, ground)


def _settle(seats: Sequence[Seat], ground: Ground) -> None:
    """Wait until everybody stands before a statement, has ended, or waits for somebody who stands. Raises Stuck."""
    until = time.monotonic() + _SECONDS
    while moving := [seat for seat in seats if seat.moves]:
        said = wait([seat.pipe for seat in moving], timeout=_LOOK_SECONDS)
        for seat in moving:
            if seat.pipe in said:
                seat.hear()
        if not said and ground.all_held([seat.backend for seat in moving]):
            return
        if time.monotonic() > until:
            raise Stuck("somebody came to no further statement")


def thread(shared: Hall | None = None) -> Seat:
    """Return a party that is a thread, with a database object of its own unless it shares one."""
    here, there = Pipe()
    party = Party(there, shared)
    attending = threading.Thread(target=party.attend, daemon=True)
    attending.start()
    return Seat(here, lambda: attending.join(10))


def process() -> Seat:
    """Return a party that is a process, as another worker of the hall would be."""
    here, there = Pipe()
    command = [sys.executable, "-m", "tests.interleavings.party", str(there.fileno())]
    process = subprocess.Popen(command, cwd=ROOT, pass_fds=[there.fileno()])
    there.close()
    return Seat(here, lambda: process.wait(20))
