"""Statements made once and kept: written out for the driver at their first use, and run on it from then on.

SQLAlchemy says what a statement is on SQLite and on PostgreSQL, and how values go in and come out; that is asked once
in a process and remembered. Running it is then a matter of the driver alone, and costs a tenth. Transactions, faults
and what listens to them stay SQLAlchemy's.
"""

import re
from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from psycopg import RawCursor
from sqlalchemy import CompoundSelect, Connection, Delete, Dialect, Insert, Select, Table, Update
from sqlalchemy.sql import visitors
from sqlalchemy.sql.compiler import ExpandedState

from app.store.types import AnyRow

Query = Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]
Change = Insert | Update | Delete
Values = Mapping[str, Any]
Process = Callable[[Any], Any] | None
# A statement and its values, as the driver takes them.
Written = tuple[str, Any]
# A list is written out with a place for each of its values; longer ones would make too many forms of a statement.
LISTED = 32
# A place of the driver's named ones, or a sign that it wants doubled.
_NAMED = re.compile(r"%\((\w+)\)s|%%")


@dataclass(frozen=True, slots=True)
class _Place:
    """One value that the driver is given: one of those named (or of a list that is), or always the same."""

    key: str
    named: str | None
    at: int | None
    process: Process
    fixed: Any


class _Form:
    """A statement as the driver takes it, for one engine, one set of names and lists of one length."""

    def __init__(self, text: str, places: Sequence[_Place]) -> None:
        self.text = text
        # What is always the same is there already; the rest is filled in.
        self._cells = [place.fixed for place in places]
        told = list(enumerate(places))
        self._single = [(at, p.named, p.process) for at, p in told if p.named is not None and p.at is None]
        self._listed = [(at, p.named, p.at, p.process) for at, p in told if p.named is not None and p.at is not None]

    def bind(self, values: Values) -> Any:
        cells = self._cells.copy()
        for at, named, process in self._single:
            cells[at] = values[named] if process is None else process(values[named])
        for at, named, item, process in self._listed:
            cells[at] = values[named][item] if process is None else process(values[named][item])
        return cells


@dataclass
class _Shape:
    """The forms of a statement for one engine and one set of names, by how long the lists among them are."""

    listed: tuple[str, ...]
    forms: dict[tuple[int, ...], _Form] = field(default_factory=dict)


class Kept:
    """A statement that is made once. Values are given by name; one for an expanding `bindparam` is a list or tuple."""

    def __init__(self, statement: Query | Change) -> None:
        self.statement: Any = statement
        # What it changes.
        self.table: Any = statement.table if isinstance(statement, Change) else None
        # What it reads, or changes.
        self.tables = frozenset(part for part in visitors.iterate(statement) if isinstance(part, Table))
        if isinstance(statement, Insert) and not statement.exported_columns:
            # It must not ask back for a key that nobody wants.
            self.statement = statement.inline()
        self._shapes: dict[tuple[str, ...], _Shape] = {}
        self._readers: dict[str, _Reader] = {}

    def all(self, connection: Connection, values: Values) -> list[AnyRow]:
        """Return the rows of a query, as named tuples."""
        form = self._form(connection.dialect, values)
        if form is None:
            return list(connection.execute(self.statement, dict(values)))
        return self.rows(connection, *_run(connection, form.text, form.bind(values), fetch=True))

    def rows(self, connection: Connection, cursor: Any, found: Sequence[Any]) -> list[AnyRow]:
        """Return what the driver found as named tuples."""
        rows = self._reader(connection.dialect, cursor).read(found)
        cursor.close()
        return rows

    def written(self, connection: Connection, values: Values) -> "Written | None":
        """Return the statement with its values as the driver takes them, for `together`; None where a list is too long
        for that.
        """
        form = self._form(connection.dialect, values)
        return None if form is None else (form.text, form.bind(values))

    def one(self, connection: Connection, values: Values) -> AnyRow | None:
        """Return the only row, or None."""
        rows = self.all(connection, values)
        assert len(rows) <= 1, "one row was asked for"
        return rows[0] if rows else None

    def run(self, connection: Connection, values: Values) -> int:
        """Run what returns nothing; return how many rows it was about."""
        form = self._form(connection.dialect, values)
        if form is None:
            return int(connection.execute(self.statement, dict(values)).rowcount)
        cursor, _ = _run(connection, form.text, form.bind(values))
        touched = int(cursor.rowcount)
        cursor.close()
        return touched

    def run_each(self, connection: Connection, rows: Sequence[Values]) -> None:
        """Run what returns nothing for each of many sets of values with the same names, in their order."""
        form = self._form(connection.dialect, rows[0])
        assert form is not None, "a list of lists"
        cursor, _ = _run(connection, form.text, [form.bind(values) for values in rows], many=True)
        cursor.close()

    def _form(self, dialect: Dialect, values: Values) -> _Form | None:
        """Return the form for these values; None where a list is too long to have one."""
        key = (dialect.name, *values)
        shape = self._shapes.get(key)
        if shape is None:
            shape = self._shapes[key] = _Shape(tuple(_expanding(self._compiled(dialect, values))))
        lengths = tuple([len(values[name]) for name in shape.listed])
        form = shape.forms.get(lengths)
        if form is None and max(lengths, default=0) <= LISTED:
            form = shape.forms[lengths] = _written(self._compiled(dialect, values), values)
        return form

    def _compiled(self, dialect: Dialect, values: Values) -> Any:
        compiled = self.statement.compile(dialect=dialect, column_keys=list(values))
        assert not [*compiled.insert_prefetch, *compiled.update_prefetch], "a value that is made in Python"
        return compiled

    def _reader(self, dialect: Dialect, cursor: Any) -> "_Reader":
        reader = self._readers.get(dialect.name)
        if reader is None:
            reader = self._readers[dialect.name] = _Reader(self.statement.exported_columns, dialect, cursor)
        return reader


class _Reader:
    """Makes of what the driver returns what the columns are."""

    def __init__(self, columns: Any, dialect: Dialect, cursor: Any) -> None:
        assert len(columns) == len(cursor.description), "two columns of one name"
        row: Any = namedtuple("Row", columns.keys(), rename=True)  # type: ignore[misc]
        self._make = row._make
        given = zip(columns, cursor.description, strict=True)
        made = [column.type.dialect_impl(dialect).result_processor(dialect, told[1]) for column, told in given]
        self._made: list[tuple[int, Callable[[Any], Any]]] = [(at, make) for at, make in enumerate(made) if make]

    def read(self, found: Sequence[Any]) -> list[Any]:
        make, made = self._make, self._made
        if not made:
            return [make(cells) for cells in found]
        rows = []
        for row in found:
            cells = list(row)
            for at, process in made:
                cells[at] = process(cells[at])
            rows.append(make(cells))
        return rows


def _expanding(compiled: Any) -> list[str]:
    return [name for name, bound in compiled.binds.items() if bound.expanding and bound.required]


def _written(compiled: Any, values: Values) -> _Form:
    state = compiled.construct_expanded_state(dict(values))
    text, keys = (state.statement, state.positiontup) if state.positiontup is not None else _numbered(state.statement)
    return _Form(text, tuple(_place(key, state, compiled, values) for key in keys))


def _numbered(text: str) -> tuple[str, list[str]]:
    """Return a statement with PostgreSQL's own places, $1 and so on, and the names that they had, in their order."""
    keys: dict[str, int] = {}

    def place(found: re.Match[str]) -> str:
        return "%" if found[1] is None else f"${keys.setdefault(found[1], len(keys) + 1)}"

    return _NAMED.sub(place, text), list(keys)


def _place(key: str, state: ExpandedState, compiled: Any, values: Values) -> _Place:
    named, at = key, None
    for name, expanded in state.parameter_expansion.items():
        if key in expanded:
            named, at = name, expanded.index(key)
    process = compiled.binds[named].type.dialect_impl(compiled.dialect).bind_processor(compiled.dialect)
    if named in values:
        return _Place(key, named, at, process, None)
    fixed = state.parameters[key]
    return _Place(key, None, None, None, fixed if process is None else process(fixed))


def _run(
    connection: Connection, text: str, values: Any, *, many: bool = False, fetch: bool = False
) -> tuple[Any, Sequence[Any]]:
    """Run a statement, in a transaction; return the driver's cursor, and the rows if asked for."""
    if not connection.in_transaction():
        connection.begin()
    return drive(connection, text, values, many=many, fetch=fetch)


def together(
    connection: Connection, statements: Sequence[Written], *, then: Callable[[], object] = lambda: None
) -> list[Any]:
    """Run several texts on PostgreSQL in one message there and one back; return the driver's cursors, in their order.
    `then` ends the message: a commit, say.

    What each of them waits for would otherwise be the way there and back: four times what it costs.
    """
    if not connection.in_transaction():
        connection.begin()
    cursors = [_cursor(connection) for _ in statements]
    try:
        with connection.connection.dbapi_connection.message():  # type: ignore[union-attr]
            for cursor, (text, values) in zip(cursors, statements, strict=True):
                for hook in connection.engine.dispatch.before_cursor_execute:
                    text, values = hook(connection, cursor, text, values, None, False)
                cursor.execute(text, values, prepare=True)
            then()
    except connection.dialect.loaded_dbapi.Error as fault:
        # The answers come in order, so the first that has none is the one that failed.
        at = min(sum(cursor.pgresult is not None for cursor in cursors), len(cursors) - 1)
        connection._handle_dbapi_exception(fault, *statements[at], cursors[at], None)
        raise
    return cursors


def drive(
    connection: Connection, text: str, values: Any = (), *, many: bool = False, fetch: bool = False
) -> tuple[Any, Sequence[Any]]:
    """Run a text on the driver as SQLAlchemy would; return the driver's cursor, and the rows if asked for.

    SQLite reads rows only as they are fetched, so a disk may fail as late as that. Listeners are those of the engine:
    a connection's own would have to be looked for at each statement, and nobody has any.
    """
    cursor = _cursor(connection)
    for hook in connection.engine.dispatch.before_cursor_execute:
        text, values = hook(connection, cursor, text, values, None, many)
    try:
        (cursor.executemany if many else cursor.execute)(text, values)
        return cursor, cursor.fetchall() if fetch else ()
    except connection.dialect.loaded_dbapi.Error as fault:
        # Not public, and the one place that knows what a fault means for a connection and for those in the pool.
        connection._handle_dbapi_exception(fault, text, values, cursor, None)
        raise


def _cursor(connection: Connection) -> Any:
    """Return a cursor that takes a statement as it is written; psycopg's usual one reads it through for its places."""
    fairy: Any = connection.connection
    return RawCursor(fairy.dbapi_connection) if connection.dialect.name == "postgresql" else fairy.cursor()
