"""A country of centres: one is made as any other, and its rows are written again for all the others.

Made through the use cases each would take a tenth of a second. What is copied is what a centre is made of; nobody has
come to any of them yet.
"""

import secrets
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql
from psycopg.types.json import Json
from sqlalchemy import Table

from app.services import access
from app.store.database import Database
from app.store.models import Base
from bench.halls import Standing

# From one centre to the next all ids are so much higher; the first has none as high.
STRIDE = 10_000
# What is unique in the whole country, and not an id.
_NAMES = {("centres", "slug"), ("staff", "username")}
Ids = dict[str, set[int]]


@dataclass(frozen=True)
class Place:
    """A centre as the load needs it: its counters with the tokens of who sits there, its devices, its fields."""

    id: int
    slug: str
    fields: tuple[str, ...]
    clerks: tuple[tuple[int, str], ...]
    kiosk: str
    display: str


def multiply(database: Database, first: Standing, count: int) -> list[Place]:
    """Write so many centres like the first, which is one of them, into PostgreSQL; return all of them."""
    url = database.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url) as connection:
        rows = _rows_of(connection, first.id)
        tokens: dict[int, dict[str, str]] = defaultdict(dict)
        for table, found in rows.items():
            _write(connection, table, _copies(table, found, rows, count, tokens))
        for table in rows:
            if "id" in table.columns:
                connection.execute(
                    f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), (SELECT max(id) FROM {table.name}))"
                )
        known = {digest: token for token in _tokens_of(first) for digest in [access.digest(token)]}
    with psycopg.connect(url, autocommit=True) as connection:
        # For each row a centre is made of its own is counted up, and in one transaction every one of those is still
        # there: a gigabyte that no country made centre by centre has.
        connection.execute("VACUUM FULL centres")
        connection.execute("VACUUM ANALYZE")
    return [_place(first, at, tokens[at], known) for at in range(count)]


def _rows_of(connection: Any, centre_id: int) -> dict[Table, list[dict[str, Any]]]:
    """Return the rows that a centre is made of, by table, in an order in which they may be written."""
    ids: Ids = defaultdict(set, centres={centre_id})
    members = "SELECT staff_id FROM memberships WHERE centre_id = %s"
    ids["staff"] = {id for (id,) in connection.execute(members, (centre_id,))}
    rows: dict[Table, list[dict[str, Any]]] = {}
    for table in Base.metadata.sorted_tables:
        found = [row for row in _all(connection, table) if _belongs(table, row, ids)]
        if found:
            rows[table] = found
            ids[table.name] |= {row["id"] for row in found if "id" in row}
    assert max(max(found) for found in ids.values() if found) < STRIDE
    return rows


def _all(connection: Any, table: Table) -> list[dict[str, Any]]:
    cursor = connection.cursor(row_factory=psycopg.rows.dict_row)
    found: list[dict[str, Any]] = cursor.execute(f"SELECT * FROM {table.name}").fetchall()
    return found


def _belongs(table: Table, row: dict[str, Any], ids: Ids) -> bool:
    """Tell whether a row is the centre's: it is one of those known, or refers to one of them."""
    if table.name in ("centres", "staff"):
        return row["id"] in ids[table.name]
    return any(row[name] in ids[other] for name, other in _references(table).items() if row[name] is not None)


def _references(table: Table) -> dict[str, str]:
    return {column.name: key.column.table.name for column in table.columns for key in column.foreign_keys}


def _copies(
    table: Table,
    found: list[dict[str, Any]],
    rows: dict[Table, list[dict[str, Any]]],
    count: int,
    tokens: dict[int, dict[str, str]],
) -> Iterator[dict[str, Any]]:
    """Give the rows of every other centre. The tokens of each are kept by the digests of those they stand for."""
    copied = {other.name for other in rows}
    shifted = {name for name, other in _references(table).items() if other in copied}
    shifted |= {"id"} & set(table.columns.keys())
    for at in range(1, count):
        for row in found:
            copy = {name: _shifted(row[name], at) if name in shifted else row[name] for name in row}
            for name in row:
                if (table.name, name) in _NAMES:
                    copy[name] = f"{row[name]}-{at}"
            if "digest" in row:
                token = secrets.token_urlsafe(32)
                tokens[at][row["digest"]] = token
                copy["digest"] = access.digest(token)
            yield copy


def _shifted(value: Any, at: int) -> Any:
    return None if value is None else value + at * STRIDE


def _write(connection: Any, table: Table, rows: Iterator[dict[str, Any]]) -> None:
    names = [column.name for column in table.columns]
    into = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table.name), sql.SQL(", ").join(map(sql.Identifier, names))
    )
    with connection.cursor().copy(into) as copy:
        for row in rows:
            copy.write_row([Json(row[name]) if isinstance(row[name], dict | list) else row[name] for name in names])


def _tokens_of(first: Standing) -> tuple[str, ...]:
    return (*first.clerks, first.kiosk, first.display)


def _place(first: Standing, at: int, tokens: dict[str, str], known: dict[str, str]) -> Place:
    mine = {token: tokens.get(digest, token) for digest, token in known.items()}
    clerks = tuple((id + at * STRIDE, mine[token]) for id, token in zip(first.counters, first.clerks, strict=True))
    slug = f"{first.slug}-{at}" if at else first.slug
    return Place(first.id + at * STRIDE, slug, first.fields, clerks, mine[first.kiosk], mine[first.display])
