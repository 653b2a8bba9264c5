"""Who thinks of what: people who see the hall and mostly ask for what makes sense there, all from one seed."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from tests.simulation.obvious import Asked, Hall
from tests.simulation.obvious.asked import Number
from tests.simulation.obvious.hall import ZONE, Counter

RECEPTION, SUPERVISOR, SYSTEM = "huongdan", "dieuphoi", "Hệ thống"
DESKS = (RECEPTION, SUPERVISOR)
KIOSKS = ("Máy lấy số 1", "Máy lấy số 2")
FIELDS = "AAABBCH"
OTHER_HOURS = (
    [("07:30", "11:30"), ("13:00", "17:00")],
    [("07:00", "11:30"), ("13:00", "17:30")],
    [("07:30", "12:00"), ("12:00", "16:00")],
    [("08:00", "16:00")],
)


class People:
    """Everybody in the hall. They decide by what they see, and never change it themselves."""

    def __init__(self, hall: Hall, chance: random.Random) -> None:
        self.hall = hall
        self.chance = chance
        self._asked = 0
        # How often somebody thinks of what, and in which state a ticket must be for it to make sense.
        self._each_moment: list[tuple[int, Callable[[], Asked], str]] = [
            (24, self.next, "waiting"),
            (1, self.next, ""),
            (18, self.begin, "called"),
            (14, self.end, "serving"),
            (5, self.called_in_vain, "called"),
            (4, self.hold, "serving"),
            (6, self.held, "held"),
            (2, self.undo, ""),
            (5, self.transfer, "serving"),
            (2, self.give_up, "waiting"),
            (3, self.ask_for_mercy, "waiting"),
            (2, self.bring_back, "no_show"),
            (1, self.reprint, ""),
            (1, self.out_of_order, "waiting"),
            (1, self.serve_now, ""),
            (1, self.paper, ""),
            (3, self.staff, ""),
            (2, self.anything, ""),
        ]
        self._now_and_then: list[Callable[[], Asked]] = [
            self.fields, self.lend, self.lend, self.plan, self.close_field, self.reopen_field, self.hours,
            self.holiday, self.priority_rules, self.override,
        ]  # fmt: skip

    def think(self) -> Asked:
        """Return what somebody asks for next."""
        if self.chance.random() < 0.02:
            return self.chance.choice(self._now_and_then)()
        there = {"", *(ticket.state for ticket in self.hall.tickets.values())}
        sensible = [(weight, act) for weight, act, state in self._each_moment if state in there]
        return self.chance.choices([act for _, act in sensible], [weight for weight, _ in sensible])[0]()

    def ask(self, by: str, what: str, about: Any = None, **said: Any) -> Asked:
        """Return a request under a key of its own."""
        self._asked += 1
        return Asked(by, what, about, said, f"key{self._asked}")

    # Who, where, whom

    def some(self, *states: str) -> Number:
        """Return a ticket in one of these states if there is any, sometimes another one."""
        every = list(self.hall.tickets.values())
        fit = [t for t in every if t.state in states]
        found = fit if fit and self.chance.random() < 0.95 else every
        return self.chance.choice(found).number if found else ("2000-01-01", "A", 1)

    def counter(self, *states: str) -> Counter:
        counters = list(self.hall.counters.values())
        fit = [c for c in counters if c.state in states]
        return self.chance.choice(fit if fit and self.chance.random() < 0.95 else counters)

    def clerk(self) -> str:
        return f"quay{self.chance.choice(list(self.hall.counters))}"

    def at(self, ticket: Number) -> str:
        """Return who would do something with a ticket: mostly the clerk it is with."""
        found = self.hall.tickets.get(ticket)
        clerk = self.hall.counters[found.counter].clerk if found and found.counter else None
        return clerk if clerk and self.chance.random() < 0.9 else self.chance.choice((SUPERVISOR, self.clerk()))

    def holder(self, counter: Counter) -> str:
        return counter.clerk if counter.clerk and self.chance.random() < 0.95 else self.clerk()

    def choose(self, *of: Any) -> Any:
        return self.chance.choice(of)

    # Citizens

    def take(self) -> Asked:
        by = self.choose(*KIOSKS, *KIOSKS, RECEPTION)
        return self.ask(by, "take", self.chance.choice(FIELDS), priority=self.chance.random() < 0.12)

    def give_up(self) -> Asked:
        ticket = self.some("waiting", "waiting", "held")
        return self.ask(self.choose(*DESKS), "cancel", ticket)

    def ask_for_mercy(self) -> Asked:
        klass = self.choose("elderly", "child", None)
        if self.chance.random() < 0.3:
            ticket = self.some("waiting", "called", "serving")
            return self.ask(self.choose(*DESKS), "assist", ticket, assist=self.chance.random() < 0.7)
        return self.ask(self.choose(*DESKS), "priority", self.some("waiting"), klass=klass)

    def bring_back(self) -> Asked:
        return self.ask(self.choose(RECEPTION, self.clerk()), "bring back", self.some("no_show"))

    def reprint(self) -> Asked:
        return self.ask(self.choose(*DESKS), "reprint", self.some("waiting", "called"))

    def paper(self) -> Asked:
        back = timedelta(minutes=self.chance.choice((1, 5, 30, 200)))
        at = (self.hall.now - back).astimezone(ZONE).strftime("%H:%M")
        number = (self.hall.today, self.chance.choice("ABCH"), 901 + self.chance.randrange(6))
        return self.ask(RECEPTION, "enter paper", number, at=at, priority=self.chance.random() < 0.2)

    # Clerks

    def next(self) -> Asked:
        counter = self.counter("open")
        present = self.hall.at(counter.number)
        fitting = "no_show" if present and present.state == "called" and self.chance.random() < 0.3 else "finish"
        said: dict[str, Any] = {fitting: True} if present or self.chance.random() < 0.1 else {}
        if present and self.chance.random() < 0.8:
            said["ticket"] = present.number if self.chance.random() < 0.97 else self.some("called", "serving", "done")
        by = self.holder(counter) if self.chance.random() < 0.97 else SUPERVISOR
        return self.ask(by, "next", counter.number, **said)

    def begin(self) -> Asked:
        ticket = self.some("called")
        return self.ask(self.at(ticket), "start", ticket)

    def end(self) -> Asked:
        ticket = self.some("serving")
        return self.ask(self.at(ticket), "finish", ticket)

    def called_in_vain(self) -> Asked:
        ticket = self.some("called")
        return self.ask(self.at(ticket), self.choose("recall", "no-show", "put back"), ticket)

    def hold(self) -> Asked:
        ticket = self.some("serving")
        return self.ask(self.at(ticket), "hold", ticket)

    def held(self) -> Asked:
        ticket = self.some("held")
        return self.ask(self.at(ticket), self.choose("resume", "resume", "resume", "no-show"), ticket)

    def undo(self) -> Asked:
        """Somebody takes back what was done last, be it theirs or not."""
        newest = max(self.hall.tickets.values(), key=lambda t: t.log[-1][1], default=None)
        if newest is None:
            return self.next()
        by = newest.log[-1][2]
        return self.ask(by if by != SYSTEM else SUPERVISOR, "undo", newest.number)

    def take_back(self, asked: Asked) -> Asked | None:
        """Whoever has just done something with a ticket, or somebody else, takes it back; None of anything else."""
        by = asked.by if self.chance.random() < 0.7 else self.choose(SUPERVISOR, RECEPTION, self.clerk())
        return self.ask(by, "undo", asked.about) if isinstance(asked.about, tuple) else None

    def transfer(self) -> Asked:
        if self.chance.random() < 0.2 and self.hall.tickets:
            newest = list(self.hall.tickets.values())[-1]
            by = newest.by if newest.by in KIOSKS else RECEPTION
            return self.ask(by, "transfer", newest.number, to=self.chance.choice("ABCH"), kind="wrong_field")
        ticket = self.some("called", "serving", "serving")
        to = self.chance.choice("ABCH") if self.chance.random() < 0.6 else self.counter("open").number
        return self.ask(
            self.at(ticket), "transfer", ticket, to=to, kind=self.choose("wrong_field", "further_procedure")
        )

    def out_of_order(self) -> Asked:
        return self.ask(SUPERVISOR, "call out of order", self.counter("open").number, ticket=self.some("waiting"))

    def serve_now(self) -> Asked:
        counter = self.counter("open")
        said = {"field": self.chance.choice("ABCH"), "priority": self.chance.random() < 0.2}
        return self.ask(self.holder(counter), "serve now", counter.number, **said)

    def staff(self) -> Asked:
        """Who is away comes back; now and then somebody goes, or sits down elsewhere."""
        away = [c for c in self.hall.counters.values() if c.state != "open"]
        if away and self.chance.random() < 0.6:
            counter = self.chance.choice(away)
            return self.ask(counter.clerk or f"quay{counter.number}", "open", counter.number)
        counter = self.counter("open", "paused")
        what = self.choose("pause", "pause", "close", "release", "move", "take over")
        if what == "move":
            return self.ask(self.clerk(), "open", counter.number, move=True, take_over=self.chance.random() < 0.5)
        if what == "take over":
            return self.ask(self.choose(self.clerk(), SUPERVISOR), "open", counter.number, take_over=True)
        return self.ask(SUPERVISOR if what == "release" else self.holder(counter), what, counter.number)

    def anything(self) -> Asked:
        """Somebody presses what makes no sense at all."""
        what = self.choose("start", "finish", "no-show", "hold", "cancel", "recall", "resume", "put back", "bring back")
        return self.ask(self.choose(self.clerk(), *DESKS), what, self.some())

    # Whoever rules the hall

    def serves(self) -> dict[str, int]:
        several = self.chance.sample("ABCH", self.chance.randrange(1, 4))
        return {name: self.choose(0, 0, 5, 20) for name in several}

    def fields(self) -> Asked:
        return self.ask(SUPERVISOR, "fields", self.counter("open", "closed").number, serves=self.serves())

    def lend(self) -> Asked:
        until = self.hall.now + timedelta(minutes=self.choose(-1, 5, 30, 90))
        serves = {self.chance.choice("ABCH"): self.choose(0, 10)}
        return self.ask(SUPERVISOR, "lend", self.counter("open").number, serves=serves, until=until.isoformat())

    def plan(self) -> Asked:
        counter = self.counter("open", "paused", "closed").number
        if self.chance.random() < 0.3:
            return self.ask(SUPERVISOR, "drop plan", counter)
        return self.ask(SUPERVISOR, "plan", counter, serves=self.serves(), from_day=self.day(self.choose(0, 1, 1, 2)))

    def close_field(self) -> Asked:
        said = {"move_to": self.chance.choice("ABCH")} if self.chance.random() < 0.5 else {}
        return self.ask(SUPERVISOR, "close field", self.chance.choice("ABCH"), **said)

    def reopen_field(self) -> Asked:
        closed = [name for name in "ABCH" if self.hall.is_closed(name)]
        return self.ask(SUPERVISOR, "reopen field", self.chance.choice(closed or ["A"]))

    def hours(self) -> Asked:
        today = date.fromisoformat(self.hall.today).weekday()
        weekday = today if self.chance.random() < 0.4 else self.chance.randrange(7)
        told = self.choose(*OTHER_HOURS)
        return self.ask("quantri", "hours", weekday, sessions=told, from_today=self.chance.random() < 0.5)

    def holiday(self) -> Asked:
        """A holiday declared today is taken back soon, or the day would be over."""
        today = self.hall.today
        if today in self.hall.holidays or self.chance.random() < 0.3:
            return self.ask("quantri", "no holiday", today)
        return self.ask("quantri", "holiday", self.day(self.choose(0, 1, 2, -1)))

    def priority_rules(self) -> Asked:
        if self.chance.random() < 0.5:
            return self.ask("quantri", "offer priority", offered=self.chance.random() < 0.7)
        return self.ask("quantri", "class", self.choose("elderly", "child"), active=self.chance.random() < 0.7)

    def override(self) -> Asked:
        return self.ask(SUPERVISOR, "override", on=self.chance.random() < 0.7)

    def end_day(self) -> Asked:
        return self.ask(SUPERVISOR, "end day", carry_over=self.chance.random() < 0.4)

    def day(self, ahead: int) -> str:
        return (date.fromisoformat(self.hall.today) + timedelta(days=ahead)).isoformat()
