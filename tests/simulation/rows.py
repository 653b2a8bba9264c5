"""The program's tickets read again and again: what a row means is made only of rows that were not seen before.

Every row is read each time, as the driver gives it, and laid beside the obvious hall; but of hundreds of rows one or
two have changed since the last time.
"""

from collections import namedtuple
from datetime import date
from typing import Any

from sqlalchemy import bindparam, or_, select, type_coerce
from sqlalchemy.types import NullType

from app.store.kept import Kept
from app.store.models import Counter, Field, PriorityClass, Ticket
from app.store.work import Hall as Look
from tests.simulation.obvious.asked import Number
from tests.simulation.obvious.hall import OPEN

_COLUMNS = (
    Ticket.id, Ticket.day, Ticket.prefix, Ticket.number, Ticket.state, Ticket.due_at, Ticket.joined_at,
    Ticket.arrived_at, Ticket.priority, Ticket.assist, Ticket.put_back, Ticket.calls,
    Field.prefix.label("field"), Counter.number.label("counter"), PriorityClass.code,
)  # fmt: skip
_AS_GIVEN = (
    select(*(type_coerce(column, NullType()).label(column.key) for column in _COLUMNS))
    .join(Field, Field.id == Ticket.field_id)
    .outerjoin(Counter, Counter.id == Ticket.counter_id)
    .outerjoin(PriorityClass, PriorityClass.id == Ticket.priority_class_id)
    .where(Ticket.centre_id == bindparam("centre"))
    .order_by(Ticket.id)
)
_EVERY = Kept(_AS_GIVEN)
_LIVE = Kept(_AS_GIVEN.where(or_(Ticket.day >= bindparam("day"), Ticket.state.in_(sorted(OPEN)))))
_Row: Any = namedtuple("Row", [column.key for column in _COLUMNS])  # type: ignore[misc]
# Its number, its id, and what is compared.
Told = tuple[Number, int, tuple[Any, ...]]


class Rows:
    """The tickets of one centre."""

    def __init__(self) -> None:
        self._seen: dict[Any, Told] = {}

    def live(self, look: Look, day: date) -> list[Told]:
        """Return the tickets of today and later and all that are open, in the order of their ids."""
        return self._told(look, look.all(_LIVE, centre=look.centre_id, day=day))

    def every(self, look: Look) -> list[Told]:
        """Return all tickets, in the order of their ids."""
        return self._told(look, look.all(_EVERY, centre=look.centre_id))

    def _told(self, look: Look, given: list[Any]) -> list[Told]:
        seen = self._seen
        for row in given:
            if row not in seen:
                seen[row] = _told(_row(look, row))
        return [seen[row] for row in given]


def _row(look: Look, given: Any) -> Any:
    dialect = look.connection.dialect
    makes = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in _COLUMNS]
    return _Row(*(make(cell) if make else cell for make, cell in zip(makes, given, strict=True)))


def _told(row: Any) -> Told:
    number = (row.day.isoformat(), row.prefix, row.number)
    moments = (row.due_at, row.joined_at, row.arrived_at)
    marks = (bool(row.priority), row.code, bool(row.assist), bool(row.put_back), row.calls)
    return number, row.id, (row.state, row.field, row.counter, *moments, *marks)
