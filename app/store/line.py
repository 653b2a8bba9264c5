"""Whoever writes stands in line, and those who stand in line together are committed together.

A commit waits for the disk, and carries every page that was touched. Changes that queue up touch the same pages, so
whoever is done hands the open transaction on to the next in line, and all of them wait for the one commit. Nobody is
told anything before it, not even a refusal: that may rest on what another of them has done. What fails of one is undone
alone, to the savepoint before it. Who finds nobody behind commits at once; a hall with one press at a time knows
nothing of all this.

So it is on SQLite. PostgreSQL commits by itself together what comes together, and what one worker holds on to keeps the
clerks of another waiting: there each change is a transaction of its own.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import Connection

from app.store.answer import Written
from app.store.fair_lock import FairLock
from app.store.running import commit_with, drive

# So many changes go into one transaction, and so long, in seconds, whoever came first waits for others.
TOGETHER = 16
PATIENCE_SECONDS = 0.05


class Transaction:
    """A write transaction in which several changes may follow each other.

    `counts`: the count of each centre's arrangement when the first change of it began; what is read under a later one
    is not yet committed, and nobody else may know it. `last`: no change may follow this one.
    """

    def __init__(self, connection: Connection, most: int = TOGETHER) -> None:
        self.connection = connection
        self._most = most
        self.counts: dict[int, int] = {}
        self.last = False
        self._changes = 0
        self._until = time.monotonic() + PATIENCE_SECONDS
        self._over = threading.Event()
        self._lost: BaseException | None = None
        # What the only change in it has left for the message that commits it, on PostgreSQL.
        self._rest: list[Written] = []

    @contextmanager
    def change(self) -> Iterator[None]:
        """Make one change in it. One that fails is undone alone; if it is the first, or cannot be, all is lost."""
        self._changes += 1
        first = self._changes == 1
        try:
            if not first:
                self._run("SAVEPOINT change")
            yield
        except BaseException as fault:
            if first:
                self._lost = fault
            else:
                self._undo()
            raise

    def leave(self, rest: list[Written]) -> None:
        """Leave what a change still has to write for the message that commits it; nobody may come after that one."""
        assert not rest or self._most == 1, "it would go with somebody else's change"
        self._rest = rest

    def takes_more(self) -> bool:
        """Tell whether another change may follow."""
        more = not self.last and self._changes < self._most and time.monotonic() < self._until
        return more and self._lost is None

    def end(self) -> None:
        """Commit it, or give it up where it is lost, and tell whoever waits. Raises what it is lost by."""
        try:
            if self._lost is not None:
                self.connection.rollback()
                raise self._lost
            self._commit()
        except BaseException as fault:
            self._lost = self._lost or fault
            raise
        finally:
            self.connection.close()
            self._over.set()

    def wait(self) -> None:
        """Wait until it is over. Raises what it was lost by."""
        self._over.wait()
        if self._lost is not None:
            raise self._lost

    def _commit(self) -> None:
        if not self._rest:
            self.connection.commit()
            return
        try:
            commit_with(self.connection, self._rest)
        except BaseException:
            # PostgreSQL never came to the commit. SQLAlchemy takes the transaction for ended and would not end it.
            with suppress(Exception):
                self.connection.connection.rollback()
            raise

    def _undo(self) -> None:
        try:
            self._run("ROLLBACK TO SAVEPOINT change")
        except BaseException as fault:
            self._lost = fault

    def _run(self, text: str) -> None:
        drive(self.connection, text)


class Line:
    """The line of those in this process who write the same, how a transaction is begun for the first of them, and how
    many changes go into it at most.
    """

    def __init__(self, begin: Callable[[float], Connection], most: int = TOGETHER) -> None:
        self._begin = begin
        self._most = most
        self._lock = FairLock[Transaction]()
        # How many have made their change in the present transaction and wait for the commit.
        self._done = 0

    def __len__(self) -> int:
        """How many wait, for their turn or for the commit."""
        return len(self._lock._queue) + self._done

    @contextmanager
    def turn(self, seconds: float) -> Iterator[Transaction]:
        """Stand in line, then make a change; it is committed when the block is left. Raises TimeoutError after so many
        seconds in line, or what the transaction was lost by.
        """
        deadline = time.monotonic() + seconds
        transaction = self._lock.acquire(seconds) or self._first(deadline)
        try:
            with transaction.change():
                yield transaction
        finally:
            self._settle(transaction)

    def _first(self, deadline: float) -> Transaction:
        try:
            return Transaction(self._begin(deadline), self._most)
        except BaseException:
            self._lock.release()
            raise

    def _settle(self, transaction: Transaction) -> None:
        """Hand the transaction on and wait for its end, or end it."""
        if transaction.takes_more() and not self._lock.awaited:
            # Whoever has come meanwhile may stand in line before it is decided that nobody does.
            time.sleep(0)
        self._done += 1
        if transaction.takes_more() and self._lock.hand_on(transaction):
            transaction.wait()
            return
        self._done -= 1
        try:
            transaction.end()
        finally:
            self._done = 0
            self._lock.release()
