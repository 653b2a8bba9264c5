"""Column types that mean the same on SQLite and PostgreSQL."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnClause, DateTime, Dialect, Row, literal_column
from sqlalchemy.types import JSON, BigInteger, Integer, TypeDecorator

# SQLite numbers rows by itself only in an INTEGER primary key; ids on PostgreSQL must outlast two thousand million.
Id = BigInteger().with_variant(Integer(), "sqlite")
Json = JSON()

# A result row whose columns are known where it is used.
AnyRow = Row[*tuple[Any, ...]]

Value = TypeVar("Value")
# As many values as a statement names at once: SQLite of 2020 takes 999 in all.
_AT_ONCE = 500


def only(count: int) -> ColumnClause[int]:
    """Return a limit that is written out: for one given as a value PostgreSQL plans as if a tenth of all were wanted,
    or plans anew at each use.
    """
    return literal_column(str(count), Integer)


def portions(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    """Give many values in portions that a statement can name."""
    return (values[first : first + _AT_ONCE] for first in range(0, len(values), _AT_ONCE))


class Instant(TypeDecorator[datetime]):
    """An aware UTC datetime to the microsecond. A naive one is refused: it would silently mean another moment."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], Any]:
        """Return how a moment goes to the driver, in one step: SQLAlchemy's own way has four, for each moment."""
        return _text if dialect.name == "sqlite" else _utc

    def result_processor(self, dialect: Dialect, coltype: Any) -> Callable[[Any], datetime | None]:
        """Return how a moment comes from the driver, in one step as well."""
        return _moment if dialect.name == "sqlite" else _utc

    def literal_processor(self, dialect: Dialect) -> Callable[[datetime | None], str]:
        """Return how a moment is written into a statement, as a plan of it is asked for."""
        written = _text if dialect.name == "sqlite" else _utc
        return lambda value: f"'{written(value)}'"


def _utc(value: datetime | None) -> datetime | None:
    if value is None:
        return None
    if value.tzinfo is None:
        raise ValueError(f"a moment needs its zone: {value!r}")
    return value.astimezone(UTC)


def _text(value: datetime | None) -> str | None:
    """Return a moment as SQLite holds it: "2026-11-23 02:00:00.000000", in UTC."""
    utc = _utc(value)
    return utc.replace(tzinfo=None).isoformat(" ", "microseconds") if utc is not None else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text).replace(tzinfo=UTC) if text is not None else None
