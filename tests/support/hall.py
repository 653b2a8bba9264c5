"""A hall to act in through the services, with the clock in the test's hand.

People are named as in `small.toml`; tickets by their number. What a use case refuses, it refuses here too.
"""

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app.clock import Clock, real_now
from app.domain.roles import Actor
from app.services import access, calling, issuing, serving, snapshots, staffing, story, verifying
from app.services.calling import Called
from app.services.issuing import Order
from app.services.serving import Outcome
from app.services.snapshots import Audience, Scope
from app.services.snapshots.make import World
from app.store import people, tickets
from app.store.database import Database
from app.store.models import Centre, Counter, Device, Staff
from app.store.tickets import TicketRow
from app.store.work import Hall as Look
from app.store.work import Work

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
MONDAY = date(2026, 11, 23)
ADDRESS = "http://127.0.0.1:8000"
Result = TypeVar("Result")


class HandClock:
    """Real time as the test says it is."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment


class Hall:
    """The small hall on one database. It begins on a Monday at 09:00 with every counter closed."""

    def __init__(self, url: str, slug: str = "thu") -> None:
        self.hand = HandClock(datetime.combine(MONDAY, time(9), ZONE).astimezone(UTC))
        self.clock = Clock(read=self.hand)
        self.database = Database(url, self.clock)
        with self.database.read() as connection:
            self.centre_id = connection.execute(select(Centre.id).where(Centre.slug == slug)).scalar_one()
            mine = select(Counter.number, Counter.id).where(Counter.centre_id == self.centre_id)
            self.counter_ids = {row.number: row.id for row in connection.execute(mine)}
            staff = connection.execute(select(Staff.username, Staff.id)).all()
            devices = connection.execute(select(Device.name, Device.id)).all()
            self.actors: dict[str, Actor] = {
                **{row.username: people.actor_of_staff(connection, row.id) for row in staff},
                **{row.name: people.actor_of_device(connection, row.id) for row in devices},
            }

    # Time

    @property
    def now(self) -> datetime:
        return self.hand.moment

    def at(self, local: str, day: date | None = None) -> "Hall":
        """Set the clock to "09:41" or "09:41:05" of today, or of another day."""
        today = day or self.now.astimezone(ZONE).date()
        self.hand.moment = datetime.combine(today, time.fromisoformat(local), ZONE).astimezone(UTC)
        return self

    def wait(self, *, minutes: float = 0, seconds: float = 0) -> "Hall":
        """Let time pass."""
        self.hand.moment += timedelta(minutes=minutes, seconds=seconds)
        return self

    # Acting

    def actor(self, name: str) -> Actor:
        """Return a person or device by name: "quay1", "dieuphoi", "Máy lấy số 1"."""
        return self.actors[name]

    def token(self, name: str) -> str:
        """Return a new token of a person or a device."""
        actor = self.actor(name)
        with self.database.write() as connection:
            if actor.staff_id is not None:
                return access.start_session(connection, actor.staff_id, real_now()).token
            assert actor.device_id is not None
            return access.device_token(connection, actor.device_id, real_now(), alone=False)

    def act(self, name: str, use_case: Callable[..., Result], *args: Any, **kwargs: Any) -> Result:
        """Run a use case as somebody, in one change."""
        with self.database.change(self.centre_id, self.actor(name)) as work:
            return use_case(work, *args, **kwargs)

    def take(self, field: str = "A", *, by: str = "Máy lấy số 1", **order: Any) -> TicketRow:
        """Take a number at a kiosk."""
        wanted = Order(field=field, **order)
        return self.act(by, issuing.issue_ticket, wanted, address=ADDRESS, real_now=real_now())

    def queue(self, *numbers: str) -> None:
        """Have people take numbers one after the other, a second apart, and check that they got these."""
        for number in numbers:
            prefix = re.match(r"[A-Z]*", number)[0]  # type: ignore[index]
            assert self.take(prefix).shown == number
            self.wait(seconds=1)

    def open(self, *counters: int) -> "Hall":
        """Open counters, each by its own clerk."""
        for number in counters:
            self.act(f"quay{number}", staffing.open_counter, self.counter_ids[number])
        return self

    def next(self, counter: int, **said: Any) -> Called | None:
        """Press Next at a counter; `finish`, `no_show`, `outcome` as the use case takes them."""
        return self.act(f"quay{counter}", calling.call_next, self.counter_ids[counter], **said)

    def called(self, counter: int, **said: Any) -> str | None:
        """Press Next and return the number that was called, or None."""
        called = self.next(counter, **said)
        return called.ticket.shown if called else None

    def start(self, number: str) -> TicketRow:
        return self._at_counter(number, serving.start)

    def finish(self, number: str, outcome: Outcome | None = None) -> TicketRow:
        return self._at_counter(number, serving.finish, outcome or Outcome())

    def no_show(self, number: str) -> TicketRow:
        return self._at_counter(number, serving.no_show)

    def put_back(self, number: str) -> TicketRow:
        return self._at_counter(number, serving.put_back)

    def hold(self, number: str, reason: str = "sao chụp") -> TicketRow:
        return self._at_counter(number, serving.hold, reason=reason)

    def resume(self, number: str) -> TicketRow:
        return self._at_counter(number, serving.resume)

    def serve(self, counter: int, *, way: float = 0.5, minutes: float = 5) -> str | None:
        """Call who is next, let them come and be served, and finish; return the number."""
        called = self.called(counter)
        if called is not None:
            self.wait(minutes=way)
            self.start(called)
            self.wait(minutes=minutes)
            self.finish(called)
        return called

    # Looking

    @contextmanager
    def look(self) -> Iterator[Look]:
        """Look at the centre in one snapshot."""
        with self.database.look(self.centre_id) as hall:
            yield hall

    def ticket(self, number: str, day: date | None = None) -> TicketRow:
        """Return a ticket of today by its number."""
        prefix, digits = re.fullmatch(r"([A-Z]*)([0-9]+)", number).groups()  # type: ignore[union-attr]
        with self.look() as hall:
            (found,) = tickets.numbered(hall, prefix, int(digits), day or hall.day)
            return found

    def story(self, number: str) -> dict[str, Any]:
        """Return a ticket's story as the API tells it."""
        ticket = self.ticket(number)
        with self.look() as hall:
            return story.tell(hall, ticket.id, ADDRESS)

    def snapshot(self, audience: str, id: int | None = None) -> dict[str, Any]:
        """Return what an audience sees now."""
        world = World(speed=1.0, muted=False, voice="ready", real_now=real_now())
        with self.look() as hall:
            return snapshots.make(hall, Scope(Audience(audience), id), world)

    def counter_snapshot(self, counter: int) -> dict[str, Any]:
        """Return what the clerk of a counter sees now."""
        return self.snapshot("counter", self.counter_ids[counter])

    def differences(self) -> list[str]:
        """Return what is stored in any centre otherwise than its events say."""
        with self.database.read() as connection:
            ids = people.every_centre(connection)
        found: list[str] = []
        for centre_id in ids:
            with self.database.look(centre_id) as hall:
                found += map(str, verifying.verify(hall).differences)
        return found

    def close(self) -> None:
        self.database.engine.dispose()

    def _at_counter(self, number: str, use_case: Callable[..., TicketRow], *args: Any, **kwargs: Any) -> TicketRow:
        """Do something to a ticket as the clerk of the counter it is at."""
        ticket = self.ticket(number)
        at = next((n for n, id in self.counter_ids.items() if id == ticket.counter_id), 1)
        return self.act(f"quay{at}", use_case, ticket.id, *args, **kwargs)


def at_once(*acts: Callable[[], Result]) -> list[Result]:
    """Do several things at the same moment in threads of their own; return what each gave, in order.

    An exception of one is raised here after all have ended.
    """
    ready = threading.Barrier(len(acts))
    results: list[Any] = [None] * len(acts)
    faults: list[BaseException] = []

    def run(index: int, act: Callable[[], Result]) -> None:
        try:
            ready.wait(10)
            results[index] = act()
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    if faults:
        raise faults[0]
    return results


__all__ = ["ADDRESS", "MONDAY", "ZONE", "Hall", "Work", "at_once"]
