"""Which worker does what is to be done once, however many there are.

On SQLite there is one. On PostgreSQL it is whoever holds a lock of the database's that ends with its holder's
connection: when that worker dies, the next to ask has it. Doing it twice would do no harm, only cost twice.
"""

from collections.abc import Callable

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from app.store.database import Database

# Advisory locks are numbers: this one is "LUOT" in ASCII.
_TAKE = text("SELECT pg_try_advisory_lock(1280659284)")


class Duty:
    """One worker's view of it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection: Connection | None = None

    def mine(self) -> bool:
        """Tell whether it is this worker's turn, taking it when it is nobody's. Without a database it is nobody's."""
        if self._database.sqlite:
            return True
        try:
            return self._take()
        except (DBAPIError, NoConnectionFree):
            self.leave()
            return False

    def once(self, task: Callable[[], None]) -> Callable[[], None]:
        """Return what does a task where it is this worker's turn, and else nothing."""

        def done() -> None:
            if self.mine():
                task()

        return done

    def leave(self) -> None:
        """Let another worker have it."""
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()
        self._connection = None

    def _take(self) -> bool:
        if self._connection is None:
            self._connection = self._database.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        if self._connection.execute(_TAKE).scalar_one():
            return True
        # Somebody else's: a connection kept for asking again would be one less for presses.
        self._connection.close()
        self._connection = None
        return False
