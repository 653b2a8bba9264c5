"""One of those who act at the same time: a request on a connection of its own, stopping before each statement.

`python -m tests.interleavings.party FD` is a party in a process of its own, as another worker of the hall would be;
on PostgreSQL it may as well be a thread.
"""

import re
import sys
import threading
from multiprocessing.connection import Connection as Pipe
from typing import Any

from sqlalchemy import Connection, Engine, event

from app.domain.errors import Refusal
from app.store import database
from app.store.database import Database
from tests.interleavings import scenes
from tests.interleavings.messages import Ended, Play, Stopped, Waits
from tests.interleavings.parts import Go
from tests.support.hall import Hall

# Who is stepped is slower than life; no deadline of the hall is to pass meanwhile.
PATIENCE_SECONDS = 300.0
_WORD = re.compile(r"(?:FROM|INTO|UPDATE)\s+(\w+)")
_here = threading.local()


class _Left(BaseException):
    """Whoever stepped this party has left; no use case may take it for a fault of its own."""


class Party:
    """Does parts of scenes when told to, one after the other, until there is no more to do."""

    def __init__(self, pipe: Pipe, shared: Hall | None = None) -> None:
        self._pipe = pipe
        self._shared = shared
        self._halls: dict[str, Hall] = {}

    def attend(self) -> None:
        """Play until the other end is closed."""
        try:
            while True:
                self._play(self._pipe.recv())
        except (EOFError, OSError, _Left):
            for hall in self._halls.values():
                hall.close()

    def _play(self, order: Play) -> None:
        hall = self._shared or self._hall(order.url)
        hall.hand.moment = order.moment
        # It was put back as it was at the beginning, by the same numbers.
        hall.database.arrangements.forget()
        part = scenes.SCENES[order.scene].parts[order.part].ready(hall)
        _here.pipe, _here.told = self._pipe, []
        try:
            if self._shared:
                _stop("asks", None)
            outcome = _outcome(part, hall)
        finally:
            _here.pipe = None
        if hall.database.sqlite and not self._shared:
            # The file is put back between two orders: nobody may have it open then.
            hall.database.engine.dispose()
        self._pipe.send(Ended(outcome))

    def _hall(self, url: str) -> Hall:
        if url not in self._halls:
            self._halls[url] = watched(Hall(url))
        return self._halls[url]


def watched(hall: Hall) -> Hall:
    """Have whoever acts in a hall stop before each statement, and look when it is told of a change."""
    _watch(hall.database.engine)
    hall.database.on_commit(lambda centre, revision: _heard(hall.database, centre, revision))
    return hall


def _watch(engine: Engine) -> None:
    @event.listens_for(engine, "before_cursor_execute")
    def statement(connection: Connection, _cursor: Any, text: str, *_: Any) -> None:
        _stop(short(text), connection)

    @event.listens_for(engine, "commit")
    def commit(connection: Connection) -> None:
        _stop("COMMIT", connection)

    @event.listens_for(engine, "handle_error")
    def fault(context: Any) -> None:
        pipe = _pipe()
        if pipe is not None and "locked" in str(context.original_exception):
            pipe.send(Waits())


def _pipe() -> Any:
    return getattr(_here, "pipe", None)


def _stop(before: str, connection: Connection | None) -> None:
    pipe = _pipe()
    if pipe is not None:
        try:
            pipe.send(Stopped(before, _backend(connection) if connection is not None else None))
            pipe.recv()
        except (EOFError, OSError):
            raise _Left() from None


def _backend(connection: Connection) -> int | None:
    """Return which process of PostgreSQL serves a connection; let SQLite say at once that another has the lock.

    It would say so by itself after trying for a while.
    """
    driver: Any = connection.connection.dbapi_connection
    if connection.dialect.name != "sqlite":
        return int(driver.info.backend_pid)
    driver.execute("PRAGMA busy_timeout = 0")
    return None


def _heard(database: Database, centre_id: int, revision: int) -> None:
    """Whoever is told of a change must find it: a screen that looked too early would show the old for ever."""
    pipe, _here.pipe = _pipe(), None
    with database.look(centre_id) as hall:
        seen = hall.revision
    _here.pipe = pipe
    if seen < revision:
        _here.told.append(f"told of revision {revision} when {seen} was to be seen")


def _outcome(part: Go, hall: Hall) -> dict[str, Any]:
    try:
        outcome: dict[str, Any] = {"answer": part(hall.database)}
    except Refusal as refused:
        outcome = {"refused": type(refused).__name__}
    except Exception as fault:
        outcome = {"fault": f"{type(fault).__name__}: {first_line(fault)}"}
    return {**outcome, "told too early": _here.told} if _here.told else outcome


def first_line(fault: Exception) -> str:
    return str(fault).partition("\n")[0]


def short(statement: str) -> str:
    """Return a statement in a word or two: "UPDATE centres"."""
    verb = statement.split(None, 1)[0].upper()
    if verb not in ("SELECT", "INSERT", "UPDATE", "DELETE"):
        return " ".join(statement.split())
    table = _WORD.search(statement)
    return f"{verb} {table[1]}" if table else verb


if __name__ == "__main__":
    database.DEADLINE_SECONDS = PATIENCE_SECONDS
    Party(Pipe(int(sys.argv[1]))).attend()
