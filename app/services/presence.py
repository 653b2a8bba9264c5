"""Who is there: devices, and the pages of counters. Heartbeats are frequent and say mostly the same.

What is new is written down at once, what is only said again with all the others every other second; none of it is a
change of the hall, so none of it makes a revision. Times here are real time.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection

from app.domain.errors import CounterClosed, NotYourCounter
from app.store import counters, devices
from app.store.database import Database
from app.store.types import AnyRow
from app.store.work import Hall

# Who has been silent for so long is lost.
SILENT: Final = timedelta(seconds=15)
# By then what was heard is written down, well before anybody could be taken for lost.
WRITE_EVERY_SECONDS: Final = 2.0
EVER: Final = datetime(1970, 1, 1, tzinfo=UTC)

Present = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class Ear:
    """When it is now, and since when this process listens: while it did not, nobody could be heard."""

    now: datetime
    since: datetime = EVER

    def misses(self, heard_at: datetime | None) -> bool:
        """Tell whether who was last heard then is lost; who was never heard is."""
        return heard_at is None or max(heard_at, self.since) < self.now - SILENT

    @property
    def still_there(self) -> datetime:
        """Whoever was heard at this moment or later is not lost."""
        return self.now - SILENT if self.since < self.now - SILENT else EVER


class Roll:
    """What this process has heard since it was last written down."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._devices: dict[int, datetime] = {}
        self._counters: dict[int, datetime] = {}

    def device(self, centre_id: int, device_id: int, status: dict[str, Any], now: datetime) -> None:
        """Take note of a device's heartbeat."""
        with self._database.look(centre_id) as hall:
            known = devices.get(hall, device_id)
        if known is None:
            return
        if known.status != status or Ear(now).misses(known.seen_at):
            with self._database.write() as connection:
                devices.heard(connection, device_id, now, status)
        else:
            self._devices[device_id] = now

    def counter(self, centre_id: int, counter_id: int, staff_id: int | None, now: datetime) -> None:
        """Take note that the page of a counter is there. Only its own clerk's counts.

        Raises UnknownCounter, CounterClosed, NotYourCounter.
        """
        with self._database.look(centre_id) as hall:
            known, last = counters.get(hall, counter_id), counters.last_heard(hall)[counter_id]
        if known.clerk_id is None:
            raise CounterClosed(counter=known.number)
        if known.clerk_id != staff_id:
            raise NotYourCounter(counter=known.number)
        self._counters[counter_id] = now
        if Ear(now).misses(last):
            self.write()

    def write(self) -> None:
        """Write down who was heard, in one transaction. What cannot be written now is kept.

        Raises Busy or DatabaseGone.
        """
        devices_heard, counters_heard = dict(self._devices), dict(self._counters)
        if not devices_heard and not counters_heard:
            return
        with self._database.write() as connection:
            devices.heard_again(connection, devices_heard)
            written = counters.heard(connection, counters_heard)
        _forget(self._devices, devices_heard)
        _forget(self._counters, {id: counters_heard[id] for id in written})


def _forget(book: dict[int, datetime], written: dict[int, datetime]) -> None:
    """Drop what was written, unless something newer was heard meanwhile."""
    for id, at in written.items():
        if book.get(id) == at:
            del book[id]


def called_over(connection: Connection, centre_ids: Iterable[int], ear: Ear) -> dict[int, frozenset[Present]]:
    """Return who is there in each of some centres, with as much of how they are as any screen shows."""
    there: dict[int, set[Present]] = {id: set() for id in centre_ids}
    for row in devices.heard_since(connection, ear.still_there):
        if row.centre_id in there:
            there[row.centre_id].add((row.kind, row.id, f"{row.status.get('state')} {row.status.get('sound')}"))
    for row in counters.heard_since(connection, ear.still_there):
        if row.centre_id in there:
            there[row.centre_id].add(("counter", row.id, ""))
    return {id: frozenset(present) for id, present in there.items()}


def reads_out(hall: Hall, ear: Ear) -> bool:
    """Tell whether a display that reads calls out is there and can sound."""
    return any(_sounds(row, ear) for row in devices.every(hall) if row.kind == "display")


def _sounds(row: AnyRow, ear: Ear) -> bool:
    """A screen above one counter reads nothing out; one that says nothing of its sound is taken at its word."""
    speaks = row.settings.get("speaks", True) and row.settings.get("counter") is None
    return bool(speaks and not ear.misses(row.seen_at) and row.status.get("sound", "on") == "on")
