"""The program's hall and the obvious one: each request done by both, and both laid side by side."""

import hashlib
from collections import Counter as Tally
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from app.domain.errors import Refusal
from tests.simulation import checks
from tests.simulation.checks import Violation
from tests.simulation.obvious import Asked, Refused, answer, by_itself
from tests.simulation.prepared import blackboard
from tests.simulation.services import Program
from tests.support.dying import End, Moment, in_a_process
from tests.support.hall import Hall

# What no blackboard foresees: that the counters are full until closing.
FULL = ("take", "cut_off")
TOLD = 40


@dataclass
class Played:
    """What was played: enough to see that a day on which nothing happened proves nothing."""

    days: int = 0
    requests: int = 0
    changes: int = 0
    done: Tally[str] = field(default_factory=Tally)
    refused: Tally[str] = field(default_factory=Tally)
    faults: Tally[str] = field(default_factory=Tally)
    trace: Any = field(default_factory=hashlib.sha256)

    @property
    def mark(self) -> str:
        """The same for the same requests and answers."""
        return str(self.trace.hexdigest()[:16])


class Sides:
    """Both halls at one moment."""

    def __init__(self, hall: Hall) -> None:
        self.hall = hall
        self.program = Program(hall)
        self.obvious = blackboard()
        self.played = Played()
        self.told: deque[str] = deque(maxlen=TOLD)
        self._compared: Any = None

    def deliver(self, asked: Asked) -> None:
        """Have both halls do it, and lay the answers side by side."""
        told, fault = self._both(lambda: self.program.answer(asked), lambda: answer(self.obvious, asked), asked)
        self.played.requests += 1
        self.played.done[asked.what] += fault is None
        self.played.changes += fault is None
        self.tell(f"{asked}: {told if fault is None else fault}")
        if asked.what == "end day":
            # Numbers that were carried over nobody was told one by one; laid side by side they become known.
            checks.compare(self.program, self.obvious)

    def die(self, asked: Asked, at: Moment) -> None:
        """The process dies on the way: what it had not committed was never there, what it had is there once."""
        end = in_a_process(self.hall.database, at, lambda: self.program.answer(asked))
        self.played.faults[f"died {end.name}"] += 1
        self.tell(f"dies at {at}: {asked}: {end.name}")
        checks.require(end is not End.FAULT, f"the process failed at {asked}")
        if end is End.UNANSWERED:
            answer(self.obvious, asked)
        elif end is End.DEAD:
            checks.compare(self.program, self.obvious)

    def itself(self, dies_at: Moment | None = None) -> None:
        """Let the server look whether a day is to be ended or begun, perhaps after it has died of it once."""
        if dies_at is not None:
            end = in_a_process(self.hall.database, dies_at, self.program.keep_days)
            self.played.faults[f"died {end.name} by itself"] += 1
            checks.require(end in (End.DEAD, End.UNANSWERED, End.IDLE), f"the process failed at the day's work: {end}")
        self.tell("by itself")
        self.program.keep_days()
        by_itself(self.obvious)
        checks.compare(self.program, self.obvious)

    def check(self) -> None:
        checks.compare(self.program, self.obvious)
        checks.screens(self.program, self.obvious)
        checks.verify(self.program)

    def compare(self) -> None:
        """Lay the rows side by side; what neither hall has changed since is as it was."""
        with self.hall.look() as look:
            state = (look.revision, self.played.changes)
        if state != self._compared:
            checks.compare(self.program, self.obvious)
            self._compared = state

    def tell(self, line: str) -> None:
        line = f"{self.hall.now + timedelta(hours=7):%d %H:%M:%S} {line}"
        self.told.append(line)
        self.played.trace.update(line.encode())

    def _both(self, program: Callable[[], Any], obvious: Callable[[], Any], asked: Asked) -> tuple[Any, str | None]:
        try:
            told = program()
        except Refusal as no:
            self._same_refusal(no.code, obvious, asked)
            return None, f"refused {no.code}"
        try:
            due = obvious()
        except Refused as no:
            raise Violation(f"{asked}: done, {told}, but there was every reason to refuse: {no}") from None
        checks.require(told == due, f"{asked}: answered {told}, it should be {due}")
        return told, None

    def _same_refusal(self, code: str, obvious: Callable[[], Any], asked: Asked) -> None:
        self.played.refused[code] += 1
        if (asked.what, code) == FULL and self.obvious.may_be_full():
            return
        try:
            due = obvious()
        except Refused as no:
            checks.require(code in no.reasons, f"{asked}: refused as {code}, it should be one of {no}")
            return
        raise Violation(f"{asked}: refused as {code}, it should be {due}")
