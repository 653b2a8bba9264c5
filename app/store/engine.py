"""One way to open each engine, with the settings durability and snapshots depend on."""

import sqlite3
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url

BUSY_TIMEOUT_MS = 50


def open_engine(url: str, *, pool_size: int = 10) -> Engine:
    """Return an engine for a SQLite or PostgreSQL URL. Raises ValueError for any other."""
    parsed = make_url(url)
    backend = parsed.get_backend_name()
    if backend == "sqlite":
        return _sqlite(create_engine(parsed, connect_args={"check_same_thread": False, "timeout": 0}))
    if backend == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
        return create_engine(parsed, pool_size=pool_size, max_overflow=0, pool_pre_ping=True, pool_timeout=10)
    raise ValueError(f"[database] url: {backend} is not supported; use sqlite or postgresql")


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
            "cache_size = -16384",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        immediate = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine
