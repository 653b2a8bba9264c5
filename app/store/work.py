"""The write transaction and the snapshot of reading: the only two ways to the database.

`Database.change` takes, in this order: the in-process lock, a connection, the transaction, and with its first
statement the centre's row, which is the lock between processes and numbers the change. `Database.read` is one
snapshot, so rows are never newer or older than the revision they are labelled with. Nothing slow, and nothing that
yields to others, belongs inside a change.
"""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Executable, bindparam, select, update
from sqlalchemy.exc import DBAPIError, InterfaceError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from app.clock import Clock
from app.domain import rules as regulations
from app.domain.errors import Busy, CannotWrite, DatabaseGone, Refusal, UnknownCentre
from app.domain.roles import Actor
from app.domain.rules import Rules
from app.store.arrangement import TABLES, Arranged, Arrangements, lasting
from app.store.engine import locked, open_engine, read_only, unwritable
from app.store.fair_lock import FairLock
from app.store.kept import Change, Kept
from app.store.models import Centre
from app.store.types import AnyRow

DEADLINE_SECONDS = 10.0
Listener = Callable[[int, int], None]
Reading = TypeVar("Reading")
Asked = ParamSpec("Asked")


@dataclass(frozen=True)
class Hall:
    """The centre a piece of work is about, at one revision, with the moment it is looked at."""

    connection: Connection
    centre_id: int
    revision: int
    now: datetime
    arranged: Arranged = field(repr=False, compare=False)
    readings: dict[Any, Any] = field(default_factory=dict, kw_only=True, repr=False, compare=False)

    @property
    def about(self) -> "About":
        """What the centre is called, and its rules."""
        # No `cached_property` here or below: before Python 3.12 all of a class share its lock, and reading waits.
        if "about" not in self.readings:
            self.readings["about"] = _about(self)
        found: About = self.readings["about"]
        return found

    @property
    def slug(self) -> str:
        return self.about.slug

    @property
    def kind(self) -> str:
        return self.about.kind

    @property
    def name(self) -> str:
        return self.about.name

    @property
    def sample(self) -> bool:
        return self.about.sample

    @property
    def timezone(self) -> str:
        return self.about.timezone

    @property
    def settings(self) -> dict[str, Any]:
        return self.about.settings

    @property
    def rules(self) -> Rules:
        return self.about.rules

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def day(self) -> date:
        """The service day: the date in the centre's own zone."""
        return self.now.astimezone(self.zone).date()

    def one(self, statement: Executable | Kept, **values: Any) -> AnyRow | None:
        """Return the only row of a query, or None."""
        if isinstance(statement, Kept):
            return statement.one(self.connection, values)
        row: AnyRow | None = self.connection.execute(statement, values or None).one_or_none()
        return row

    def value(self, statement: Executable | Kept, **values: Any) -> Any:
        """Return the only value of the only row."""
        ((value,),) = self.all(statement, **values)
        return value

    def all(self, statement: Executable | Kept, **values: Any) -> list[AnyRow]:
        """Return the rows of a query."""
        if isinstance(statement, Kept):
            return statement.all(self.connection, values)
        return list(self.connection.execute(statement, values or None))


@dataclass(frozen=True)
class Work(Hall):
    """A change in the making, and whose it is."""

    actor: Actor

    def execute(self, statement: Change | Kept, **values: Any) -> int:
        """Execute what returns nothing; return how many rows it was about. `values` go where it has `bindparam`s.

        What runs at every press is `Kept`; a statement made for each use costs twenty times as much. Of what is
        arranged, this change knows nothing any more once it has written some of it, and reads it each time.
        """
        if statement.table in TABLES:
            self.arranged.readings = None
            self.readings.clear()
        if isinstance(statement, Kept):
            return statement.run(self.connection, values)
        return int(self.connection.execute(statement, values or None).rowcount)

    def execute_each(self, statement: Kept, rows: Sequence[dict[str, Any]]) -> None:
        """Execute what returns nothing for each of many rows of tickets, in their order and in one go."""
        if rows:
            statement.run_each(self.connection, rows)


@dataclass(frozen=True, slots=True)
class About:
    """A centre itself."""

    slug: str
    kind: str
    name: str
    sample: bool
    timezone: str
    settings: dict[str, Any]
    rules: Rules


def once(read: Callable[Concatenate[Hall, Asked], Reading]) -> Callable[Concatenate[Hall, Asked], Reading]:
    """Have a reading made once in each look at a centre, however many pages are made of it. Nobody may change what it
    returns.

    In a change it is made each time: the change may be of what is read.
    """

    @wraps(read)
    def reading(hall: Hall, /, *args: Asked.args, **named: Asked.kwargs) -> Reading:
        if isinstance(hall, Work):
            return read(hall, *args, **named)
        key = (read, args, *named.items())
        if key not in hall.readings:
            hall.readings[key] = read(hall, *args, **named)
        known: Reading = hall.readings[key]
        return known

    return reading


_STATE = (Centre.revision, Centre.arrangement)
_THIS = Centre.id == bindparam("centre")
_LOOK = Kept(select(*_STATE).where(_THIS))
_TAKE = Kept(update(Centre).where(_THIS).values(revision=Centre.revision + 1).returning(*_STATE))
_ABOUT = Kept(
    select(Centre.slug, Centre.kind, Centre.name, Centre.sample, Centre.timezone, Centre.settings).where(_THIS)
)


@lasting
def _about(hall: Hall) -> About:
    row = hall.one(_ABOUT, centre=hall.centre_id)
    assert row is not None
    return About(**row._asdict(), rules=regulations.from_json(row.settings))


class Database:
    """The store of one server process."""

    def __init__(self, url: str, clock: Clock, *, pool_size: int = 10) -> None:
        self.engine = open_engine(url, pool_size=pool_size)
        self.clock = clock
        self.sqlite = self.engine.dialect.name == "sqlite"
        self._listeners: list[Listener] = []
        self._locks: dict[int, FairLock] = {}
        self.arrangements = Arrangements()
        # Why the newest attempt to write failed; None while writing works.
        self.unwritable: str | None = None

    def on_commit(self, listener: Listener) -> None:
        """Have `listener(centre_id, revision)` called after each commit, outside the lock."""
        self._listeners.append(listener)

    @contextmanager
    def change(self, centre_id: int, actor: Actor, *, now: datetime | None = None) -> Iterator[Work]:
        """Open a change of one centre; commits at the end of the block, rolls back on any exception.

        Raises UnknownCentre, Busy when the lock is not to be had in time, CannotWrite, DatabaseGone.
        """
        with self._writing(centre_id) as connection:
            revision, arranged = self._state(_TAKE, connection, centre_id)
            work = Work(connection, centre_id, revision, now or self.clock.now(), arranged, actor)
            yield work
            connection.commit()
        for listener in self._listeners:
            listener(centre_id, work.revision)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Open a transaction on what belongs to no centre's revision: tokens, a device's heartbeat."""
        with self._writing(0) as connection:
            yield connection
            connection.commit()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Open one read-only snapshot of the database. Raises Busy, DatabaseGone."""
        try:
            with self.engine.connect() as connection:
                yield connection if self.sqlite else _repeatable(connection)
        except NoConnectionFree as late:
            raise Busy() from late
        except (OperationalError, InterfaceError) as fault:
            raise DatabaseGone() from fault

    @contextmanager
    def look(self, centre_id: int, *, now: datetime | None = None) -> Iterator[Hall]:
        """Open one snapshot of a centre. Raises UnknownCentre, Busy, DatabaseGone."""
        with self.read() as connection:
            revision, arranged = self._state(_LOOK, connection, centre_id)
            yield Hall(connection, centre_id, revision, now or self.clock.now(), arranged)

    def _state(self, statement: Kept, connection: Connection, centre_id: int) -> tuple[int, Arranged]:
        """Return a centre's revision, and what is known of its arrangement. Raises UnknownCentre."""
        row = statement.one(connection, {"centre": centre_id})
        if row is None:
            raise UnknownCentre()
        return row.revision, self.arrangements.of(centre_id, row.arrangement)

    @contextmanager
    def _writing(self, centre_id: int) -> Iterator[Connection]:
        """Open a write transaction. What waits for its turn and then for another program has one deadline for both."""
        deadline = time.monotonic() + DEADLINE_SECONDS
        lock = self._locks.setdefault(0 if self.sqlite else centre_id, FairLock())
        try:
            with lock.hold(DEADLINE_SECONDS), self.engine.connect() as connection:
                connection = connection.execution_options(writes=True)
                self._begin(connection, deadline)
                yield connection
                self.unwritable = None
        except (NoConnectionFree, TimeoutError) as late:
            raise Busy() from late
        except InternalError as fault:
            # What PostgreSQL calls a write where only reading is allowed; any other is a fault of ours.
            if not unwritable(fault):
                raise
            raise self._meaning(fault) from fault
        except (OperationalError, InterfaceError) as fault:
            raise self._meaning(fault) from fault

    def _meaning(self, fault: DBAPIError) -> Refusal:
        if locked(fault):
            return Busy()
        if unwritable(fault):
            self.unwritable = str(fault.orig)
            if read_only(fault):
                # All of them: SQLite's share what they know of the file for as long as one of them is open.
                self.engine.dispose()
            return CannotWrite()
        return DatabaseGone()

    def _begin(self, connection: Connection, deadline: float) -> None:
        """Begin at once; on SQLite another process may hold the lock, which is waited for without blocking others."""
        while True:
            try:
                connection.begin()
                return
            except OperationalError as fault:
                if not locked(fault) or time.monotonic() > deadline:
                    raise
                time.sleep(random.uniform(0.005, 0.03))


def _repeatable(connection: Connection) -> Connection:
    return connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
