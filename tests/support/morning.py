"""A busy morning in the sample hall, played through the services with a seed: what pictures and looks are taken of.

Nobody in it is real. People come as on a Monday, more at nine than at half past seven; some are absent, some are
sent to copy a form, a counter pauses. The same seed gives the same morning.
"""

import heapq
import random
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import select, update

from app.clock import Clock, real_now
from app.domain.errors import Refusal
from app.domain.roles import Actor
from app.services import calling, issuing, serving, staffing
from app.services.issuing import Order
from app.services.serving import Outcome
from app.store import counters, people
from app.store.database import Database
from app.store.models import Centre, Device, PrintJob, Staff, Ticket

ADDRESS = "http://127.0.0.1:8000"
# Arrivals an hour and minutes of service by field: together what twenty counters can just carry.
FIELDS = {
    "R": (34, 3),
    "A": (30, 8),
    "B": (34, 5),
    "H": (23, 11.5),
    "K": (6, 12),
    "L": (12, 10),
    "M": (20, 9),
    "S": (14, 9),
    "T": (16, 8),
    "U": (6, 9),
    "X": (7, 12),
    "Y": (4, 11),
}
RUSH = {7: 0.45, 8: 0.8, 9: 0.95, 10: 0.75, 11: 0.4}


class Morning:
    """The sample hall from 07:15 on a day until a moment."""

    def __init__(self, url: str, seed: int = 7) -> None:
        self._random = random.Random(seed)
        self._now = datetime.min
        self._database = Database(url, Clock(read=lambda: self._now))
        self._queue: list[tuple[datetime, int, Callable[[], None]]] = []
        self._order = count()
        with self._database.read() as connection:
            self._centre = connection.execute(select(Centre.id).where(Centre.sample)).scalar_one()
            self._kiosk = self._device(connection, "kiosk")
            self._display = self._device(connection, "display")
            names = connection.execute(select(Staff.id).where(Staff.username.like("quay%")).order_by(Staff.id))
            self._clerks = [people.actor_of_staff(connection, staff) for staff in names.scalars()]

    def play(self, start: datetime, end: datetime) -> None:
        """Play from `start` (before the doors open) to `end`."""
        self._now = start
        with self._database.look(self._centre) as hall:
            rows = counters.every(hall)
        for counter, clerk in zip(rows, self._clerks, strict=True):
            if counter.number == 20:
                continue
            self._at(start, lambda c=counter.id, k=clerk: self._open(c, k))
            self._at(start + timedelta(minutes=14, seconds=self._random.uniform(5, 90)), self._press(counter.id, clerk))
        for prefix, (hourly, _) in FIELDS.items():
            for moment in self._arrivals(start + timedelta(minutes=5), end, hourly):
                self._at(moment, lambda p=prefix: self._arrive(p))
        while self._queue and self._queue[0][0] < end:
            self._now, _, act = heapq.heappop(self._queue)
            try:
                act()
            except Refusal:
                # Somebody came to a closed field, a clerk pressed twice: a hall has such moments.
                continue
        self._settle_slips()
        self._database.engine.dispose()

    def _settle_slips(self) -> None:
        """Everybody has taken their slip: a printer that starts afterwards has nothing left to print."""
        with self._database.write() as connection:
            times = select(Ticket.joined_at).where(Ticket.id == PrintJob.ticket_id).scalar_subquery()
            connection.execute(update(PrintJob).values(state="printed", attempts=1, settled_at=times))

    def _arrivals(self, start: datetime, end: datetime, hourly: float) -> Iterator[datetime]:
        moment = start
        while True:
            rate = hourly * RUSH[(moment + timedelta(hours=7)).hour]
            moment += timedelta(hours=self._random.expovariate(rate))
            if moment >= end:
                return
            yield moment

    def _arrive(self, prefix: str) -> None:
        order = Order(field=prefix, priority=self._random.random() < 0.06)
        self._change(self._kiosk, lambda work: issuing.issue_ticket(work, order, address=ADDRESS, real_now=real_now()))

    def _open(self, counter: int, clerk: Actor) -> None:
        self._change(clerk, lambda work: staffing.open_counter(work, counter))

    def _press(self, counter: int, clerk: Actor) -> Callable[[], None]:
        return lambda: self._next(counter, clerk)

    def _next(self, counter: int, clerk: Actor) -> None:
        called = self._change(clerk, lambda work: calling.call_next(work, counter))
        if called is None:
            self._after(20, self._press(counter, clerk))
            return
        if self._random.random() < 0.04:
            self._after(75, lambda: self._absent(counter, clerk, called.ticket.id))
            return
        self._after(self._random.uniform(15, 70), lambda: self._start(counter, clerk, called.ticket))

    def _absent(self, counter: int, clerk: Actor, ticket: int) -> None:
        self._change(clerk, lambda work: serving.no_show(work, ticket))
        self._after(4, self._press(counter, clerk))

    def _start(self, counter: int, clerk: Actor, ticket: Any) -> None:
        self._change(clerk, lambda work: serving.start(work, ticket.id))
        minutes = FIELDS[ticket.prefix][1] * self._random.lognormvariate(-0.12, 0.5)
        self._after(minutes * 60, lambda: self._finish(counter, clerk, ticket.id))

    def _finish(self, counter: int, clerk: Actor, ticket: int) -> None:
        outcome = Outcome(1, self._random.choice(("received", "received", "returned", "guided")))
        self._change(clerk, lambda work: serving.finish(work, ticket, outcome))
        if self._random.random() < 0.02:
            self._change(clerk, lambda work: staffing.pause_counter(work, counter, reason="nghỉ giải lao"))
            self._after(400, lambda: self._open(counter, clerk))
            self._after(404, self._press(counter, clerk))
        else:
            self._after(self._random.uniform(3, 12), self._press(counter, clerk))

    def _change(self, actor: Actor, use_case: Callable[[Any], Any]) -> Any:
        with self._database.change(self._centre, actor, now=self._now) as work:
            return use_case(work)

    def _after(self, seconds: float, act: Callable[[], None]) -> None:
        self._at(self._now + timedelta(seconds=seconds), act)

    def _at(self, moment: datetime, act: Callable[[], None]) -> None:
        heapq.heappush(self._queue, (moment, next(self._order), act))

    def _device(self, connection: Any, kind: str) -> Actor:
        query = select(Device.id).where(Device.centre_id == self._centre, Device.kind == kind).order_by(Device.id)
        found = people.actor_of_device(connection, connection.execute(query.limit(1)).scalar_one())
        assert found is not None
        return found
