"""A few days of a hall, one after the other, from one seed: requests and faults, and a comparison after each step."""

import hashlib
import random
from collections import Counter as Tally
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from unittest.mock import patch

from app.domain.errors import Refusal
from tests.services.acts import rule
from tests.simulation import checks
from tests.simulation.checks import Violation
from tests.simulation.machines import Machines
from tests.simulation.obvious import Asked, Refused, answer, by_itself
from tests.simulation.obvious.hall import moment
from tests.simulation.people import People
from tests.simulation.prepared import blackboard
from tests.simulation.services import Program
from tests.support.dying import End, in_a_process
from tests.support.hall import MONDAY, Hall

DAYS = 5
# What no blackboard foresees: that the counters are full until closing.
FULL = ("take", "cut_off")
TOLD = 40
# When a process dies: before one of its statements, before the commit, or, having fewer, before it can answer.
MOMENTS = (*range(1, 22), "before the commit", "before the commit", 99, 99, 99, 99, 99)


@dataclass(frozen=True)
class Size:
    """How many come in a day, how many requests that makes, after how many of them all rows are compared, and after how
    many hours the screens are.
    """

    people: tuple[int, int]
    requests_each: float
    compared_every: int
    screens_every: int


FEW = Size((20, 60), 6.5, compared_every=1, screens_every=3)
MANY = Size((200, 600), 5.5, compared_every=200, screens_every=1)


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


class Failed(AssertionError):
    """A day that went wrong, with the last of what was asked in it."""

    def __init__(self, seed: int, size: Size, what: BaseException, told: list[str]) -> None:
        people = "few" if size is FEW else "many"
        again = f"python -m tests.simulation --days 5 --seed {seed} --people {people}"
        super().__init__("\n".join([f"{type(what).__name__}: {what}", *told, f"again: {again}"]))


class Week:
    """Plays days in one hall. What is random comes from the seed alone."""

    def __init__(self, url: str, seed: int, size: Size) -> None:
        self.seed, self.size = seed, size
        self.chance = random.Random(seed)
        self.hall = Hall(url)
        self.program = Program(self.hall)
        self.obvious = blackboard()
        self.people = People(self.obvious, self.chance)
        self.machines = Machines(self.hall, self.chance)
        self.played = Played()
        self.told: deque[str] = deque(maxlen=TOLD)
        self.late: list[Asked] = []
        self.skew = timedelta(0)
        self._steps = 0
        self._hour: Any = None
        self._compared: Any = None

    def play(self, days: int = DAYS) -> Played:
        """Play. Raises Failed with the seed and the last requests."""
        try:
            with patch("app.services.printing.read_real_now", self.hall.hand):
                rule(self.hall, day_end_carries=self.seed % 2 == 1)
                self.obvious.carries = self.seed % 2 == 1
                for ahead in range(days):
                    self.day(MONDAY + timedelta(days=ahead))
                self.end()
        except (Violation, AssertionError, Refusal, KeyError, ValueError) as wrong:
            raise Failed(self.seed, self.size, wrong, list(self.told)) from wrong
        finally:
            self.hall.close()
        return self.played

    def day(self, day: date) -> None:
        """From before the doors open until nobody is left."""
        self.at(moment(day.isoformat(), "07:10"))
        self.skew = timedelta(0)
        self.itself()
        self.obvious.put_away()
        for counter in self.obvious.counters:
            if self.chance.random() < 0.9:
                self.step(self.people.ask(f"quay{counter}", "open", counter))
        people = self.chance.randint(*self.size.people)
        steps = int(people * self.size.requests_each)
        pace = 35_700 / steps
        crowds = {self.chance.randrange(steps): min(people // 3, 40) for _ in range(self.chance.choice((0, 1, 2)))}
        come = 1.3 * (people - sum(crowds.values()))  # At lunch, and late, they are sent away.
        for step in range(steps):
            self.wait(self.chance.expovariate(1 / pace))
            self.fault()
            self.crowd(crowds.get(step, 0))
            self.step(self.people.take() if self.chance.random() < come / steps else self.people.think())
        self.evening(day)

    def evening(self, day: date) -> None:
        """Somebody ends the day, or nobody does and it ends by itself; or the server was off all night."""
        self.skew = timedelta(0)
        self.at(max(self.hall.now, moment(day.isoformat(), "17:05")))
        if self.chance.random() < 0.4:
            self.step(self.people.end_day())
        for _ in range(5):
            self.step(self.people.think())
        if self.chance.random() < 0.7:
            self.at(moment(day.isoformat(), "23:00"))
            self.itself()
        self.check()
        self.played.days += 1

    def end(self) -> None:
        """What is printed comes to an end, and everything is counted once more."""
        self.wait(86_400)
        self.itself()
        checks.compare(self.program, self.obvious, every=True)
        self.check()
        for day in sorted({number[0] for number in (*self.obvious.old, *self.obvious.tickets)}):
            checks.figures(self.program, day)
        with self.hall.look() as look:
            negative = checks.durations(look)
        checks.require(not negative, f"durations below zero: {negative}")
        self.machines.drain()

    # Time

    def at(self, instant: datetime) -> None:
        self.hall.hand.moment = self.obvious.now = instant

    def wait(self, seconds: float) -> None:
        self.at(self.hall.now + timedelta(seconds=round(seconds, 3)))

    def jump(self) -> None:
        """Somebody sets the clock, or sets it right again."""
        by = -self.skew or timedelta(seconds=self.chance.choice((-7200, -600, -60, -3, 3, 60, 600, 7200)))
        self.skew += by
        self.tell(f"the clock jumps by {by.total_seconds():+.0f} s")
        self.at(self.hall.now + by)

    # Steps

    def crowd(self, people: int) -> None:
        """A bus stops outside."""
        for _ in range(people):
            self.wait(self.chance.choice((0, 1, 4)))
            self.step(self.people.take())

    def fault(self) -> None:
        """What goes wrong, or comes and goes, besides what people ask for."""
        chance = self.chance.random()
        if chance < 0.006:
            self.played.faults["clock"] += 1
            self.jump()
        elif chance < 0.03:
            self.itself()
        elif chance < 0.15:
            self.played.faults["machine"] += 1
            self.machines.stir()
        elif chance < 0.17 and self.late:
            self.played.faults["late"] += 1
            self.deliver(self.late.pop(self.chance.randrange(len(self.late))))

    def step(self, asked: Asked) -> None:
        """Bring a request to the server, or bring it later, or twice, or have the server die of it."""
        chance = self.chance.random()
        if chance < 0.03:
            self.late.append(asked)
            return
        if chance < 0.06:
            self.die(asked)
        self.deliver(asked)
        if chance > 0.96:
            self.played.faults["twice"] += 1
            self.deliver(asked)
        if chance > 0.99:
            self.late.append(asked)
        self.think_better(asked)
        self._steps += 1
        if self._steps % self.size.compared_every == 0:
            self.compare()
        self.each_hour()

    def think_better(self, asked: Asked) -> None:
        """Now and then somebody takes back at once what they have just done."""
        again = self.people.take_back(asked) if asked.what != "undo" and self.chance.random() < 0.06 else None
        if again is not None:
            self.wait(self.chance.choice((2, 8, 19, 22)))
            self.deliver(again)

    def deliver(self, asked: Asked) -> None:
        """Have both halls do it, and lay the answers side by side."""
        told, fault = self._both(lambda: self.program.answer(asked), lambda: answer(self.obvious, asked), asked)
        self.played.requests += 1
        self.played.done[asked.what] += fault is None
        self.played.changes += fault is None
        self.tell(f"{asked}: {told if fault is None else fault}")

    def die(self, asked: Asked) -> None:
        """The process dies on the way: what it had not committed was never there, what it had is there once."""
        at: Any = self.chance.choice(MOMENTS)
        end = in_a_process(self.hall.database, at, lambda: self.program.answer(asked))
        self.played.faults[f"died {end.name}"] += 1
        self.tell(f"dies at {at}: {asked}: {end.name}")
        checks.require(end is not End.FAULT, f"the process failed at {asked}")
        if end is End.UNANSWERED:
            answer(self.obvious, asked)
        elif end is End.DEAD:
            checks.compare(self.program, self.obvious)

    def itself(self) -> None:
        """Let the server look whether a day is to be ended or begun; sometimes it dies of it."""
        if self.chance.random() < 0.1:
            at = self.chance.randrange(1, 40)
            end = in_a_process(self.hall.database, at, self.program.keep_days)
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

    def each_hour(self) -> None:
        hour = int(self.hall.now.timestamp() // 3600) // self.size.screens_every
        if self._hour not in (None, hour):
            checks.compare(self.program, self.obvious)
            checks.screens(self.program, self.obvious)
        self._hour = hour

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
