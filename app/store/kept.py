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

from sqlalchemy import CompoundSelect, Connection, Delete, Dialect, Insert, Select, Table, Update
from sqlalchemy.sql import visitors
from sqlalchemy.sql.compiler import ExpandedState

from app.store.answer import Answer, Written
from app.store.running import run, run_each
from app.store.types import AnyRow

Query = Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]
Change = Insert | Update | Delete
Values = Mapping[str, Any]
Process = Callable[[Any], Any] | None
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
        return self.rows(connection, run(connection, form.text, form.bind(values), fetch=True))

    def rows(self, connection: Connection, answer: Answer) -> list[AnyRow]:
        """Return what the driver found as named tuples."""
        return self._reader(connection.dialect, answer.types).read(answer.rows)

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
        return run(connection, form.text, form.bind(values)).rowcount

    def run_each(self, connection: Connection, rows: Sequence[Values]) -> None:
        """Run what returns nothing for each of many sets of values with the same names, in their order."""
        form = self._form(connection.dialect, rows[0])
        assert form is not None, "a list of lists"
        run_each(connection, form.text, [form.bind(values) for values in rows])

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

    def _reader(self, dialect: Dialect, types: Sequence[Any]) -> "_Reader":
        reader = self._readers.get(dialect.name)
        if reader is None:
            reader = self._readers[dialect.name] = _Reader(self.statement.exported_columns, dialect, types)
        return reader


class _Reader:
    """Makes of what the driver returns what the columns are."""

    def __init__(self, columns: Any, dialect: Dialect, types: Sequence[Any]) -> None:
        assert len(columns) == len(types), "two columns of one name"
        row: Any = namedtuple("Row", columns.keys(), rename=True)  # type: ignore[misc]
        self._make = row._make
        given = zip(columns, types, strict=True)
        made = [column.type.dialect_impl(dialect).result_processor(dialect, code) for column, code in given]
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
