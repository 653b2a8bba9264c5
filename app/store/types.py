"""Column types that mean the same on SQLite and PostgreSQL."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import DateTime, Dialect, Row
from sqlalchemy.types import JSON, BigInteger, Integer, TypeDecorator

# SQLite numbers rows by itself only in an INTEGER primary key; ids on PostgreSQL must outlast two thousand million.
Id = BigInteger().with_variant(Integer(), "sqlite")
Json = JSON()

# A result row whose columns are known where it is used.
AnyRow = Row[*tuple[Any, ...]]

Value = TypeVar("Value")
# As many values as a statement names at once: SQLite of 2020 takes 999 in all.
_AT_ONCE = 500


def portions(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    """Give many values in portions that a statement can name."""
    return (values[first : first + _AT_ONCE] for first in range(0, len(values), _AT_ONCE))


class Instant(TypeDecorator[datetime]):
    """An aware UTC datetime to the microsecond. A naive one is refused: it would silently mean another moment."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment needs its zone: {value!r}")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
