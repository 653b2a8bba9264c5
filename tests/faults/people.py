"""Who makes the load: people at kiosks, clerks, reception, the loudspeaker. Each chooses by a seeded die of its own."""

import random
import threading
import time
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, ClassVar

from tests.faults.caller import Caller, GivenUp, Refused
from tests.faults.screens import Screen

CENTRE = "/api/v1/centres/phuong-mau"
FIELDS = ("H", "K", "A", "M", "T", "B")
# Nobody gives a number to a field whose queue nobody works off.
ENOUGH_WAIT = 25


class Hours:
    """Lets everybody act, or has them finish what they are doing and rest."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._acting = 0
        self._open = False
        self.over = False

    def begin(self) -> None:
        """Let everybody act."""
        with self._changed:
            self._open = True
            self._changed.notify_all()

    def rest(self, seconds: float = 120) -> None:
        """Have everybody finish, and wait for the last. Raises AssertionError when somebody does not."""
        with self._changed:
            self._open = False
            assert self._changed.wait_for(lambda: not self._acting, seconds), "somebody still waits for an answer"

    def end(self) -> None:
        """Send everybody home."""
        with self._changed:
            self.over = True
            self._changed.notify_all()

    @contextmanager
    def acting(self) -> Iterator[bool]:
        """Act while the block runs; False when everybody goes home."""
        with self._changed:
            self._changed.wait_for(lambda: self._open or self.over)
            self._acting += 1
        try:
            yield not self.over
        finally:
            with self._changed:
                self._acting -= 1
                self._changed.notify_all()


@dataclass
class Person(ABC):
    """Somebody who acts, waits a moment, and acts again."""

    caller: Caller
    pause: ClassVar[tuple[float, float]] = (0.3, 1.0)
    confused: bool = field(default=False, init=False)

    @property
    def die(self) -> random.Random:
        return self.caller.rng

    def live(self, hours: Hours) -> None:
        """Act until everybody goes home."""
        while True:
            with hours.acting() as go_on:
                if not go_on:
                    return
                try:
                    self.act()
                except Refused:
                    # Somebody was quicker; a screen will show it, and a clerk looks at the page.
                    self.confused = True
                except GivenUp as silence:
                    self.caller.ledger.wrong(str(silence))
            time.sleep(self.die.uniform(*self.pause))

    @abstractmethod
    def act(self) -> None:
        """Do one thing, until it is answered. Raises Refused."""


@dataclass
class Kiosk(Person):
    """The people who come, one after the other, and sometimes choose wrongly."""

    screen: Screen

    def act(self) -> None:
        rows = (self.screen.newest or {}).get("fields", ())
        short = [row["prefix"] for row in rows if row["prefix"] in FIELDS and row["waiting"] < ENOUGH_WAIT]
        if not short:
            return
        said = {"field": self.die.choice(short), "priority": self.die.random() < 0.1}
        ticket = self.caller.press(f"{CENTRE}/tickets", said)
        if self.die.random() < 0.05:
            moved = self.die.choice([prefix for prefix in FIELDS if prefix != said["field"]])
            self.caller.press(f"/api/v1/tickets/{ticket['id']}/transfer", {"field": moved, "kind": "wrong_field"})


@dataclass
class Clerk(Person):
    """One counter: who is there, and who was sent to fetch something."""

    counter: str
    present: dict[str, Any] | None = None
    held: list[str] = field(default_factory=list)

    def act(self) -> None:
        if self.confused:
            self._look()
        elif self.present is None:
            self._call()
        elif self.present["state"] == "called":
            self._meet(self.die.random())
        else:
            self._serve(self.die.random())

    def _look(self) -> None:
        """See on the page who is at the counter, and who is on hold."""
        page = self.caller.get(f"{CENTRE}/snapshot?for=counter&counter={self.counter}")
        self.present, self.held = page["ticket"], [row["id"] for row in page["held"]]
        self.confused = False

    def _call(self) -> None:
        if self.held and self.die.random() < 0.5:
            self._press(self.held.pop(), "resume")
        self._next({})

    def _next(self, said: dict[str, Any]) -> None:
        present = self.present["id"] if self.present else None
        path = f"/api/v1/counters/{self.counter}/next"
        self.present = self.caller.press(path, said, present=present)["ticket"]

    def _meet(self, chance: float) -> None:
        """Somebody was called: mostly they come."""
        ticket = self._here()
        if chance < 0.7:
            self.present = self._press(ticket, "start")
        elif chance < 0.8:
            self.present = self._press(ticket, "recall")
        else:
            what = "no-show" if chance < 0.9 else "put-back"
            self._press(ticket, what)
            self.present = None

    def _serve(self, chance: float) -> None:
        ticket = self._here()
        if chance < 0.5:
            self._next({"finish": True, "outcome": "received", "dossiers": 1})
            return
        if chance < 0.75:
            self._press(ticket, "finish")
        elif chance < 0.9:
            self._press(ticket, "hold", {"reason": "sao chụp"})
            self.held.append(ticket)
        else:
            self._press(ticket, "transfer", {"field": self.die.choice(FIELDS), "kind": "further_procedure"})
        self.present = None

    def _here(self) -> str:
        assert self.present is not None
        return str(self.present["id"])

    def _press(self, ticket: str, what: str, said: dict[str, Any] | None = None) -> dict[str, Any]:
        told: dict[str, Any] = self.caller.press(f"/api/v1/tickets/{ticket}/{what}", said)["ticket"]
        return told


@dataclass
class Reception(Person):
    """The desk: a number for somebody, a number given up, somebody who was absent and is here after all."""

    screen: Screen
    pause: ClassVar[tuple[float, float]] = (0.5, 1.5)

    def act(self) -> None:
        chance = self.die.random()
        if chance < 0.4:
            self.caller.press(f"{CENTRE}/tickets", {"field": self.die.choice(FIELDS), "assist": True})
            return
        page = self.screen.newest or {"no_shows": [], "moved": []}
        if chance < 0.7 and page["no_shows"]:
            self.caller.press(f"/api/v1/tickets/{self.die.choice(page['no_shows'])['id']}/return")
        elif page["moved"]:
            self.caller.press(f"/api/v1/tickets/{self.die.choice(page['moved'])['id']}/cancel")


@dataclass
class Loudspeaker(Person):
    """A display that reads calls out, oldest first, and says so until the hall knows."""

    screen: Screen
    pause: ClassVar[tuple[float, float]] = (0.3, 0.6)
    heard: Counter[str] = field(default_factory=Counter)
    silent: int = 0
    _remembered: set[str] = field(default_factory=set)

    def act(self) -> None:
        due = [call for call in (self.screen.newest or {}).get("to_speak", ()) if call not in self._remembered]
        if not due:
            return
        answer = self.caller.once("GET", f"/api/v1/calls/{due[0]}/speech.wav", None, None)
        if answer is None or answer[0] != 200:
            self.silent += 1
            return
        self._remembered.add(due[0])
        self.heard[due[0]] += 1
        self.caller.press(f"/api/v1/calls/{due[0]}/spoken")

    def switch_on(self) -> None:
        """Be a display that has just been started: it knows of nothing that it has read before."""
        self._remembered.clear()
