"""A few days of a hall, one after the other, from one seed: requests and faults, and a comparison after each step."""

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from unittest.mock import patch

from app.domain.errors import Refusal
from tests.services.acts import rule
from tests.simulation import checks
from tests.simulation.checks import Violation
from tests.simulation.machines import Machines
from tests.simulation.obvious import Asked
from tests.simulation.obvious.hall import moment
from tests.simulation.people import People
from tests.simulation.sides import Played, Sides
from tests.support.dying import Moment
from tests.support.hall import MONDAY, Hall

DAYS = 5
# When a process dies: before one of its statements, before the commit, or, having fewer, before it can answer.
MOMENTS: tuple[Moment, ...] = (*range(1, 22), "before the commit", "before the commit", 99, 99, 99, 99, 99)


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
        self.sides = Sides(self.hall)
        self.obvious = self.sides.obvious
        self.people = People(self.obvious, self.chance)
        self.machines = Machines(self.hall, self.chance)
        self.played = self.sides.played
        self.late: list[Asked] = []
        self.skew = timedelta(0)
        self._steps = 0
        self._hour: Any = None

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
            raise Failed(self.seed, self.size, wrong, list(self.sides.told)) from wrong
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
        self.sides.check()
        self.played.days += 1

    def end(self) -> None:
        """What is printed comes to an end, and everything is counted once more."""
        self.wait(86_400)
        self.itself()
        checks.compare(self.sides.program, self.obvious, every=True)
        self.sides.check()
        for day in sorted({number[0] for number in (*self.obvious.old, *self.obvious.tickets)}):
            checks.figures(self.sides.program, day)
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
        self.sides.tell(f"the clock jumps by {by.total_seconds():+.0f} s")
        self.at(self.hall.now + by)

    # Steps

    def crowd(self, people: int) -> None:
        """A bus stops outside."""
        for _ in range(people):
            self.wait(self.chance.choice((0, 1, 4)))
            self.step(self.people.take())

    def itself(self) -> None:
        """Let the server look whether there is anything to do; sometimes it dies of it first."""
        self.sides.itself(self.chance.randrange(1, 40) if self.chance.random() < 0.1 else None)

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
            self.sides.deliver(self.late.pop(self.chance.randrange(len(self.late))))

    def step(self, asked: Asked) -> None:
        """Bring a request to the server, or bring it later, or twice, or have the server die of it."""
        chance = self.chance.random()
        if chance < 0.03:
            self.late.append(asked)
            return
        if chance < 0.06:
            self.sides.die(asked, self.chance.choice(MOMENTS))
        self.sides.deliver(asked)
        if chance > 0.96:
            self.played.faults["twice"] += 1
            self.sides.deliver(asked)
        if chance > 0.99:
            self.late.append(asked)
        self.think_better(asked)
        self._steps += 1
        if self._steps % self.size.compared_every == 0:
            self.sides.compare()
        self.each_hour()

    def think_better(self, asked: Asked) -> None:
        """Now and then somebody takes back at once what they have just done."""
        again = self.people.take_back(asked) if asked.what != "undo" and self.chance.random() < 0.06 else None
        if again is not None:
            self.wait(self.chance.choice((2, 8, 19, 22)))
            self.sides.deliver(again)

    def each_hour(self) -> None:
        hour = int(self.hall.now.timestamp() // 3600) // self.size.screens_every
        if self._hour not in (None, hour):
            checks.compare(self.sides.program, self.obvious)
            checks.screens(self.sides.program, self.obvious)
        self._hour = hour
