"""The write transaction, the snapshot of reading and the glance: the only ways to the database.

`Database.change` takes, in this order: a place in the line of its process, a connection with its transaction (or the
one in which the change before it was made, see `line`), and with its first statement the row of the centre, the lock
between processes and numbers the change. `Database.read` is one snapshot, so rows are never newer or older than the
revision they are labelled with; `glance` is for questions that need none. Nothing slow, and nothing that yields to
others, belongs inside a change.
"""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select, update
from sqlalchemy.exc import DataError, DBAPIError, InterfaceError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from app.clock import Clock
from app.domain.errors import Busy, CannotWrite, DatabaseGone, Refusal, UnknownCentre
from app.domain.roles import Actor
from app.store.answer import Written
from app.store.arrangement import Arranged, Arrangements
from app.store.engine import divided, locked, open_engine, read_only, unwritable
from app.store.foreseen import Foreseen, Habit, Moved, Question, Rehearsed, Unasked, ask_together
from app.store.kept import Kept
from app.store.line import TOGETHER, Line, Transaction
from app.store.models import Centre
from app.store.places import REMEMBERED, Places
from app.store.types import AnyRow
from app.store.work import Hall, Work

DEADLINE_SECONDS = 10.0
Listener = Callable[[int, int], None]
_THIS = Centre.id == bindparam("centre")
_STATE = (Centre.revision, Centre.arrangement)
_LOOK = Kept(select(*_STATE).where(_THIS))
_TAKE = Kept(update(Centre).where(_THIS).values(revision=Centre.revision + 1).returning(*_STATE))


@contextmanager
def _meant(guards: Sequence[tuple[Written, Refusal]]) -> Iterator[None]:
    """Raise what was meant by it where PostgreSQL finds that a guarded statement is about no row."""
    try:
        yield
    except DataError as fault:
        said = (fault.statement, fault.params)
        refusal = next((otherwise for written, otherwise in guards if written == said), None)
        if refusal is None or not divided(fault):
            raise
        raise refusal from fault


class Database:
    """The store of one server process."""

    def __init__(self, url: str, clock: Clock, *, pool_size: int = 10) -> None:
        self.engine = open_engine(url, pool_size=pool_size)
        self.clock = clock
        self.sqlite = self.engine.dialect.name == "sqlite"
        self._listeners: list[Listener] = []
        self._lines: dict[int, Line] = {}
        self.arrangements = Arrangements()
        self.places = Places()
        # SQLite is not far away, and a ward's worker keeps nothing of those who have left.
        self.ticket_places = Places(0 if self.sqlite else REMEMBERED)
        # Why the newest attempt to write failed; None while writing works.
        self.unwritable: str | None = None

    def on_commit(self, listener: Listener) -> None:
        """Have `listener(centre_id, revision)` called after each commit, outside the lock."""
        self._listeners.append(listener)

    @contextmanager
    def change(
        self,
        centre_id: int,
        actor: Actor,
        *,
        now: datetime | None = None,
        foreseen: Sequence[Question] = (),
    ) -> Iterator[Work]:
        """Open a change of one centre; commits at the end of the block, rolls back on any exception. `foreseen`: what
        will be asked before anything is written about it.

        Raises UnknownCentre, Busy when the lock is not to be had in time, CannotWrite, DatabaseGone.
        """
        guards: list[tuple[Written, Refusal]] = []
        with _meant(guards), self._writing(centre_id) as transaction:
            known = Foreseen()
            row = self._begun(_TAKE, transaction.connection, centre_id, foreseen, known)
            arranged = self._arranged(centre_id, row, transaction)
            moment = now or self.clock.now()
            work = Work(transaction.connection, centre_id, row.revision, moment, arranged, known, actor, guards=guards)
            yield work
            transaction.leave(work.rest())
        for listener in self._listeners:
            listener(centre_id, work.revision)

    def rehearse(self, centre_id: int, foresee: Callable[[Hall], list[Question]]) -> list[Question]:
        """Return what a change will ask on PostgreSQL, as far as that is known beforehand: `foresee` is given a centre
        of which nothing can be asked, only what is remembered of its arrangement. Where that is too old, something is
        asked for nothing.
        """
        arranged = self.arrangements.remembered(centre_id)
        nobody: Any = None
        try:
            return [] if self.sqlite else foresee(Hall(nobody, centre_id, 0, self.clock.now(), arranged, Rehearsed()))
        except (Unasked, Refusal):
            # A refusal of what may have changed since is for the change to say.
            return []

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Open a transaction on what belongs to no centre's revision: tokens, a device's heartbeat."""
        with self._writing(0) as transaction:
            # What it writes may be of what a hall is made of, and is not counted as a change's is.
            transaction.last = True
            yield transaction.connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Open one read-only snapshot of the database. Raises Busy, DatabaseGone."""
        with self._reading(isolation_level="REPEATABLE READ", postgresql_readonly=True) as connection:
            yield connection

    @contextmanager
    def glance(self) -> Iterator[Connection]:
        """Open a connection for questions that need no snapshot: each is answered from what stands at its moment, and
        costs PostgreSQL one message in place of three. Raises Busy, DatabaseGone.
        """
        with self._reading(isolation_level="AUTOCOMMIT") as connection:
            yield connection

    @contextmanager
    def _reading(self, **options: Any) -> Iterator[Connection]:
        """Open a connection that only reads; on SQLite every transaction is a snapshot, and costs nothing."""
        try:
            with self.engine.connect() as connection:
                yield connection if self.sqlite else connection.execution_options(**options)
        except NoConnectionFree as late:
            raise Busy() from late
        except (OperationalError, InterfaceError) as fault:
            raise DatabaseGone() from fault

    @contextmanager
    def look(self, centre_id: int, *, now: datetime | None = None, habit: Habit | None = None) -> Iterator[Hall]:
        """Open one snapshot of a centre; `habit`: what is asked each time, which learns from this. On PostgreSQL it is
        over with the message that asks that, so that looking costs one; whatever else is asked has to be of the same
        revision.

        Raises UnknownCentre, Busy, DatabaseGone; with a habit Moved, at which it is to be begun again.
        """
        with self.read() as connection:
            known = Foreseen(listening=habit is not None and not self.sqlite)
            usual = habit.usual if habit else []
            row = self._begun(_LOOK, connection, centre_id, usual, known, ending=bool(usual))
            if usual:
                known.again = lambda: self._again(connection, centre_id, row)
            arranged = self._arranged(centre_id, row)
            yield Hall(connection, centre_id, row.revision, now or self.clock.now(), arranged, known)
            if habit is not None:
                habit.learn(known.asked)

    def _again(self, connection: Connection, centre_id: int, row: AnyRow) -> None:
        """Begin to look at a centre again. Raises Moved when it is at another revision."""
        if _LOOK.all(connection, {"centre": centre_id}) != [row]:
            raise Moved()

    def _arranged(self, centre_id: int, row: AnyRow, writing: Transaction | None = None) -> Arranged:
        """Return what is known of a centre's arrangement."""
        if writing is not None and writing.counts.setdefault(centre_id, row.arrangement) != row.arrangement:
            # A change before this one in the same transaction has arranged something, and may yet be undone.
            return Arranged(None)
        return self.arrangements.of(centre_id, row.arrangement)

    def _begun(
        self,
        first: Kept,
        connection: Connection,
        centre_id: int,
        foreseen: Sequence[Question],
        known: Foreseen,
        *,
        ending: bool = False,
    ) -> AnyRow:
        """Begin with the row of the centre. PostgreSQL is told in one message that something begins, this, what is
        foreseen, and with `ending` that it was all; SQLite is asked when it is time. Raises UnknownCentre.
        """
        question = (first, {"centre": centre_id})
        if self.sqlite:
            rows = first.all(connection, question[1])
        else:
            rows, *answers = ask_together(connection, [question, *foreseen], ending=ending)
            for each, answer in zip(foreseen, answers, strict=True):
                known.know(each, answer)
        if not rows:
            raise UnknownCentre()
        return rows[0]

    @contextmanager
    def _writing(self, centre_id: int) -> Iterator[Transaction]:
        """Open a write transaction. What waits for its turn and then for another program has one deadline for both."""
        line = self._lines.setdefault(
            0 if self.sqlite else centre_id, Line(self._opened, TOGETHER if self.sqlite else 1)
        )
        try:
            with line.turn(DEADLINE_SECONDS) as transaction:
                yield transaction
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

    def _opened(self, deadline: float) -> Connection:
        """Return a connection on which a write transaction has begun."""
        connection = self.engine.connect().execution_options(writes=True)
        try:
            self._begin(connection, deadline)
        except BaseException:
            connection.close()
            raise
        return connection

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
