"""One way to open each engine, with the settings durability and snapshots depend on, and what its faults mean."""

import sqlite3
from math import inf
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, InvalidatePoolError

from app.clock import monotonic
from app.store.running import drive

BUSY_TIMEOUT_MS = 50
# PostgreSQL by itself would wait for ever, for a connection and for a lock that another program holds.
CONNECT_SECONDS = 3
LOCK_SECONDS = 10
# Whether a connection lives is asked of one that has rested so long: no PostgreSQL dies and comes back in less, and
# asking at each press of a busy hall would be one message in ten.
RESTED_SECONDS = 0.1
# On the way to a PostgreSQL elsewhere a cable may be pulled, and the system by itself would send into nothing, or wait
# for an answer, for a quarter of an hour. (libpq's names; a socket of this machine takes no notice.)
_GONE = {"tcp_user_timeout": 10_000, "keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 3}
# The disk is full, or gives an error, or may not be written to.
_UNWRITABLE = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, "53100", "58030", "25006"})
_LOCKED = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, "55P03"})
_READ_ONLY = frozenset({sqlite3.SQLITE_READONLY, "25006"})


def open_engine(url: str, *, pool_size: int = 10) -> Engine:
    """Return an engine for a SQLite or PostgreSQL URL. Raises ValueError for any other."""
    parsed = make_url(url)
    backend = parsed.get_backend_name()
    if backend == "sqlite":
        # The connection used last comes first: whatever another one writes, a connection forgets its pages of the file.
        return _sqlite(
            create_engine(parsed, connect_args={"check_same_thread": False, "timeout": 0}, pool_use_lifo=True)
        )
    if backend == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
        return _postgresql(
            create_engine(
                parsed,
                connect_args={"connect_timeout": CONNECT_SECONDS, **_GONE},
                pool_size=pool_size,
                max_overflow=0,
                pool_use_lifo=True,
                pool_timeout=10,
            )
        )
    raise ValueError(f"[database] url: {backend} is not supported; use sqlite or postgresql")


def locked(fault: DBAPIError) -> bool:
    """Tell whether another program holds what was wanted."""
    return _code(fault.orig) in _LOCKED


def unwritable(fault: DBAPIError) -> bool:
    """Tell whether the database is there and takes nothing in."""
    return _code(fault.orig) in _UNWRITABLE


def read_only(fault: DBAPIError) -> bool:
    """Tell whether it may only be read; a connection made meanwhile stays that way for ever."""
    return _code(fault.orig) in _READ_ONLY


def divided(fault: DBAPIError) -> bool:
    """Tell whether something was divided by zero."""
    return _code(fault.orig) == "22012"


def _code(fault: BaseException | None) -> int | str | None:
    """Return SQLite's code without its details, or PostgreSQL's five signs."""
    extended: int | None = getattr(fault, "sqlite_errorcode", None)
    sqlstate: str | None = getattr(fault, "sqlstate", None)
    return sqlstate if extended is None else extended & 0xFF


def _postgresql(engine: Engine) -> Engine:
    # Ten MiB, which a hall on SQLite need not carry.
    from app.store import driver

    @event.listens_for(engine, "do_connect")
    def connect(_dialect: Any, _record: Any, args: Any, about: Any) -> Any:
        return driver.Connection.connect(*args, **about)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.execute(f"SET lock_timeout = '{LOCK_SECONDS}s'")
        # Whatever the values, a statement that is prepared goes by the same index; planned anew for each press, as
        # PostgreSQL likes to where a limit or a join is in it, planning took half as long as all the rest.
        connection.execute("SET plan_cache_mode = force_generic_plan")
        # Where it prepares something itself it forgets all that is prepared whenever a transaction is taken back.
        connection.prepare_threshold = None
        connection.commit()

    @event.listens_for(engine, "checkin")
    def rest(_connection: Any, record: Any) -> None:
        record.info["since"] = monotonic()

    @event.listens_for(engine, "checkout")
    def wake(connection: Any, record: Any, _fairy: Any) -> None:
        if monotonic() - record.info.get("since", inf) > RESTED_SECONDS:
            _see_whether_it_lives(engine, connection)

    return engine


def _see_whether_it_lives(engine: Engine, connection: Any) -> None:
    """Ask it something. Raises InvalidatePoolError, at which the pool makes all of them anew."""
    try:
        engine.dialect.do_ping(connection)
    except engine.dialect.loaded_dbapi.Error as gone:
        raise InvalidatePoolError() from gone


def _sqlite(engine: Engine) -> Engine:
    """Begin every transaction ourselves: the driver's own habit would read outside any snapshot."""

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None
        # The patience first: another process may be opening or leaving the file at this very moment.
        for pragma in (
            f"busy_timeout = {BUSY_TIMEOUT_MS}",
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            # Two MiB for each connection. The system keeps the file's pages too, once for all of them; with sixteen a
            # worker grew by the day's tickets, as often as it has connections.
            "cache_size = -2048",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        immediate = connection.get_execution_options().get("writes", False)
        drive(connection, "BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine
