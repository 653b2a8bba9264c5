"""The hall on its written day: who asks, with which token, at which moment. All of it through the HTTP contract.

The clock is in the story's hand. Leases of slips are real time, which is not: they are let begin earlier instead.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any

from sqlalchemy import select, update
from werkzeug.test import TestResponse

from app.context import install
from app.store.models import PrintJob
from tests.stories.loudspeaker import Loudspeaker
from tests.stories.sentences import Number
from tests.support.api import Api, Caller, make_api
from tests.support.hall import ZONE, Hall

SLUG = "ke-chuyen"
CENTRE = f"/api/v1/centres/{SLUG}"
KIOSK, DISPLAY, PRINTER = "Máy lấy số 1", "Màn hình sảnh 1", "Máy in 1"
DESK, SUPERVISOR = "huongdan", "dieuphoi"
STATES = {
    "waiting": "đang chờ",
    "called": "đã gọi",
    "serving": "đang phục vụ",
    "held": "tạm chờ",
    "done": "đã phục vụ",
    "no_show": "vắng mặt",
    "cancelled": "đã hủy",
    "expired": "hết giờ",
}


class Refused(Exception):
    """The hall said no; the message is what the person read."""


class Past(Exception):
    """A line lies before the one above it."""


class Unlike(Exception):
    """Two screens tell different things of one moment."""


@dataclass(frozen=True, slots=True)
class There:
    """The ticket at a counter."""

    id: str
    number: str
    state: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What all screens told when they were last compared: how many wait in each field, who is at each counter."""

    waiting: dict[str, int] = field(default_factory=dict)
    here: dict[int, There | None] = field(default_factory=dict)


class Day:
    """One hall from its first number to its last, with whoever and whatever acts in it."""

    def __init__(self, url: str, var: str) -> None:
        self.hall = Hall(url, slug=SLUG)
        self.api: Api = make_api(self.hall, var)
        self.loudspeaker = Loudspeaker()
        install(self.api.app, replace(self.api.app.extensions["luot"], voice=self.loudspeaker))
        self.jammed = False
        self.slips_due = False
        self._begun = False
        self.printed: list[dict[str, Any]] = []
        self.people: dict[tuple[date, str], str] = {}
        self.display: dict[str, Any] = {}
        self.seen = Seen()
        self.holders: dict[int, str] = {}
        self._paths: dict[tuple[date, str], dict[str, Any]] = {}
        self._keys = count(1)

    # Time

    @property
    def now(self) -> datetime:
        return self.hall.now.astimezone(ZONE)

    def at(self, day: date, moment: time) -> None:
        """Let it be this moment. Raises Past: a day has no way back."""
        then = datetime.combine(day, moment, ZONE)
        passed = then - self.now
        if passed < timedelta(0) and self._begun:
            raise Past(f"đã là {self.now:%H:%M:%S ngày %d/%m}")
        self._begun = True
        self.hall.hand.moment = then.astimezone(self.hall.now.tzinfo)
        if self.slips_due:
            self._let_begin_earlier(passed)

    def later(self, seconds: int) -> "Day":
        """Let some seconds pass."""
        self.at(self.now.date(), (self.now + timedelta(seconds=seconds)).time())
        return self

    def clock(self, moment: str | None, form: str = "%H:%M") -> str:
        """Return a moment of the contract as the clock on the wall showed it."""
        return f"{datetime.fromisoformat(moment).astimezone(ZONE):{form}}" if moment else "không rõ"

    # Asking

    def post(self, who: str | Caller, path: str, body: Any = None, *, key: str | None = None) -> dict[str, Any]:
        """Press something. Raises Refused."""
        caller = self.api[who] if isinstance(who, str) else who
        return _answer(caller.post(path, body, key=key or self.key()))

    def key(self) -> str:
        """Return a key of one press."""
        return f"press-{next(self._keys):08d}"

    def get(self, who: str | Caller, path: str) -> dict[str, Any]:
        """Look at something. Raises Refused."""
        return _answer((self.api[who] if isinstance(who, str) else who).get(path))

    def snapshot(self, who: str | Caller, audience: str, **narrower: str) -> dict[str, Any]:
        """Return what a screen shows."""
        more = "".join(f"&{name}={value}" for name, value in narrower.items())
        return self.get(who, f"{CENTRE}/snapshot?for={audience}{more}")

    def apart(self, who: str) -> Caller:
        """Return the same caller on a connection of its own, to ask at the same instant as another."""
        return Caller(self.api.app.test_client(), self.api[who].token)

    # Whom and where

    def met(self, who: str, number: str) -> str:
        """Remember who got a number, and that a slip is due; return the number."""
        self.slips_due = True
        self.people[self.now.date(), number] = who
        return number

    def ticket(self, number: Number) -> dict[str, Any]:
        """Return a ticket with its story. Raises Refused for one that is not there."""
        return self.get(SUPERVISOR, self.path(number))

    def path(self, number: Number, act: str = "") -> str:
        """Return the path of a ticket, or of something to be done with it."""
        return f"/api/v1/tickets/{self._found(number)['id']}{act and '/'}{act}"

    def holder(self, number: Number) -> Caller:
        """Return whoever has opened the link on the slip of a ticket."""
        return Caller(self.api.app.test_client(), self._found(number)["url"].rpartition("/")[2])

    def counter(self, number: int, act: str = "") -> str:
        """Return the path of something to be done at a counter."""
        return f"{self.api.counter(number)}/{act}"

    def counter_id(self, number: int) -> str:
        return str(self.hall.counter_ids[number])

    def clerk(self, counter: int) -> str:
        """Return the user name of whoever sat down at a counter last, else of its own clerk."""
        return self.holders.get(counter, f"quay{counter}")

    def sit(self, who: str, counter: int, body: Any = None) -> None:
        """Open a counter in somebody's name. Raises Refused."""
        self.post(who, self.counter(counter, "open"), body)
        self.holders[counter] = who

    def named(self, name: str) -> str:
        """Return the user name of somebody."""
        return next(user for user, actor in self.hall.actors.items() if actor.name == name)

    def at_counter(self, counter: int) -> dict[str, Any]:
        """Return the page of a counter's clerk."""
        return self.snapshot(self.clerk(counter), "counter", counter=self.counter_id(counter))

    def present(self, counter: int, act: str) -> str:
        """Return the path of something to be done with the ticket at a counter. Raises Refused without one."""
        there = self.seen.here.get(counter)
        if there is None:
            raise Refused("không có số nào ở quầy")
        return f"/api/v1/tickets/{there.id}/{act}"

    # After each act

    def settle(self) -> None:
        """Let the printer print what is queued, and the hall display read out what is called."""
        if self.slips_due:
            self._print()
        self._read_out()

    def close(self) -> None:
        self.hall.close()

    def _print(self) -> None:
        said: Mapping[str, str] = {"result": "failed", "error": "kẹt giấy"} if self.jammed else {"result": "printed"}
        while job := self.post(PRINTER, "/api/v1/print-jobs/claim")["job"]:
            self.post(PRINTER, f"/api/v1/print-jobs/{job['id']}/settle", said)
            if not self.jammed:
                self.printed.append(job["slip"])
        self.slips_due = self.jammed

    def _read_out(self) -> None:
        self.display = self.snapshot(DISPLAY, "display")
        for call in self.display["to_speak"]:
            if self.api[DISPLAY].get(f"/api/v1/calls/{call}/speech.wav").status_code == 200:
                self.post(DISPLAY, f"/api/v1/calls/{call}/spoken")

    def _found(self, number: Number) -> dict[str, Any]:
        day = number.day or self.now.date()
        if (day, number.shown) not in self._paths:
            found = self.get(SUPERVISOR, f"{CENTRE}/tickets?number={number.shown}&day={day}")["tickets"]
            if not found:
                raise Refused(f"không có số {number.shown}")
            self._paths[day, number.shown] = found[0]
        return self._paths[day, number.shown]

    def _let_begin_earlier(self, by: timedelta) -> None:
        with self.hall.database.write() as connection:
            waiting = select(PrintJob.id, PrintJob.due_at).where(PrintJob.state.in_(("queued", "claimed")))
            for row in connection.execute(waiting).all():
                earlier = {"due_at": row.due_at - by}
                connection.execute(update(PrintJob).where(PrintJob.id == row.id).values(earlier))


def _answer(response: TestResponse) -> dict[str, Any]:
    body: dict[str, Any] = response.get_json()
    if response.status_code >= 400:
        raise Refused(body["error"]["message"])
    return body
