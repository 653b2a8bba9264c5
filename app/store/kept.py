"""Statements made once and kept: written out for the driver at their first use, and run on it from then on.

SQLAlchemy says what a statement is on SQLite and on PostgreSQL, and how values go in and come out; that is asked once
in a process and remembered. Running it is then a matter of the driver alone, and costs a tenth. Transactions, faults
and what listens to them stay SQLAlchemy's.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import CompoundSelect, Connection, Delete, Dialect, Insert, Select, Update
from sqlalchemy.sql.compiler import ExpandedState

from app.store.types import AnyRow

Query = Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]
Change = Insert | Update | Delete
Values = Mapping[str, Any]
Process = Callable[[Any], Any] | None
# A list is written out with a place for each of its values; longer ones would make too many forms of a statement.
LISTED = 32


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

    def __init__(self, text: str, places: Sequence[_Place], positional: bool) -> None:
        self.text = text
        self._keys = None if positional else [place.key for place in places]
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
        return cells if self._keys is None else dict(zip(self._keys, cells, strict=True))


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
        cursor, found = _run(connection, form.text, form.bind(values), fetch=True)
        rows = self._reader(connection.dialect, cursor).read(found)
        cursor.close()
        return rows

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
    keys = state.parameters if state.positiontup is None else state.positiontup
    places = tuple(_place(key, state, compiled, values) for key in keys)
    return _Form(state.statement, places, state.positiontup is not None)


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


def drive(
    connection: Connection, text: str, values: Any = (), *, many: bool = False, fetch: bool = False
) -> tuple[Any, Sequence[Any]]:
    """Run a text on the driver as SQLAlchemy would; return the driver's cursor, and the rows if asked for.

    SQLite reads rows only as they are fetched, so a disk may fail as late as that. Listeners are those of the engine:
    a connection's own would have to be looked for at each statement, and nobody has any.
    """
    cursor: Any = connection.connection.cursor()
    for hook in connection.engine.dispatch.before_cursor_execute:
        text, values = hook(connection, cursor, text, values, None, many)
    try:
        (cursor.executemany if many else cursor.execute)(text, values)
        return cursor, cursor.fetchall() if fetch else ()
    except connection.dialect.loaded_dbapi.Error as fault:
        # Not public, and the one place that knows what a fault means for a connection and for those in the pool.
        connection._handle_dbapi_exception(fault, text, values, cursor, None)
        raise
