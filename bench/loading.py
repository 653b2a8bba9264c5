"""How a year of turns comes into a database at once, as no hall would write it: no ticket stands behind them."""

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

import psycopg

from bench.year import COLUMNS

Rows = Iterable[tuple[Any, ...]]
Connection = psycopg.Connection[Any]

# What happened to a ticket, where that left it, when in its turn, and to which turns.
_STEPS = (
    ("issue", "waiting", "arrived_at", "true"),
    ("call", "called", "called_at", "called_at IS NOT NULL"),
    ("start", "serving", "started_at", "started_at IS NOT NULL"),
    ("confirm_absence", "called", "ended_at", "outcome = 'no_show' AND ticket_id % 7 = 0"),
    ("finish", "done", "ended_at", "true"),
)
_EVENT = (
    "INSERT INTO ticket_events (centre_id, ticket_id, revision, action, to_state, at, field_id, counter_id, actor,"
    " actor_name, clerk_id, priority, data) SELECT centre_id, ticket_id, ticket_id, '{}', '{}', {}, field_id,"
    " counter_id, 'staff:1', 'Trần Thị Bình', clerk_id, priority, '{{}}' FROM turns WHERE {}"
)


def into_postgresql(connection: Connection, rows: Rows) -> None:
    """Write turns and their events, and have the database take note of what it has."""
    connection.execute("SET session_replication_role = replica")
    copy(connection, "turns", rows)
    for statement in events():
        connection.execute(statement)
    settle(connection)


def into_sqlite(connection: sqlite3.Connection, rows: Rows) -> None:
    """Write turns and their events, and have the database take note of what it has."""
    values = f"({', '.join('?' * len(COLUMNS))})"
    connection.executemany(f"INSERT INTO turns ({', '.join(COLUMNS)}) VALUES {values}", map(_plain, rows))
    for statement in events():
        connection.execute(statement)
    connection.commit()
    connection.execute("ANALYZE")


def copy(connection: Connection, table: str, rows: Rows) -> None:
    """Write turns into a table that has their columns."""
    with connection.cursor().copy(f"COPY {table} ({', '.join(COLUMNS)}) FROM STDIN") as written:
        for row in rows:
            written.write_row(row)


def events() -> Iterator[str]:
    """Give the statements that write what happened to the tickets of all turns; each can be narrowed further."""
    return (_EVENT.format(*step) for step in _STEPS)


def settle(connection: Connection) -> None:
    """Commit, and do what PostgreSQL does by itself after a while."""
    connection.execute("SELECT setval('ticket_events_id_seq', (SELECT max(id) FROM ticket_events))")
    connection.commit()
    connection.autocommit = True
    connection.execute("VACUUM (ANALYZE) turns")
    connection.execute("VACUUM (ANALYZE) ticket_events")
    connection.execute("CHECKPOINT")


def _plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return a turn as the hall writes it into SQLite."""
    return tuple([_text(value) if isinstance(value, datetime) else value for value in row])


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
