"""Figures of any range of days out of the `turns` table: rows in, `app.domain.figures` out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, exists, select

from app.domain.figures import Measured
from app.domain.ticket import State
from app.store.models import Counter, Staff, Turn
from app.store.turns import EARLY
from app.store.types import AnyRow
from app.store.work import Hall


class By(StrEnum):
    """What a report is divided by."""

    FIELD = "field"
    COUNTER = "counter"
    HOUR = "hour"
    DAY = "day"
    CLERK = "clerk"


# What lets others go on in the midst of a long reading; only whoever asks for the reading knows how.
Pause = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Range:
    """Days from `first` to `last`, both included."""

    first: date
    last: date


_COLUMNS = (
    Turn.outcome,
    Turn.wait_ms,
    Turn.wait_open_ms,
    Turn.way_ms,
    Turn.service_ms,
    Turn.waited_again_ms,
    Turn.stay_ms,
    Turn.target_ms,
    Turn.dossiers,
    Turn.out_of_order,
    Turn.spans_outage,
    EARLY,
)
# So many turns are read and counted in some milliseconds.
PORTION = 500


def ended(hall: Hall, days: Range, *narrower: ColumnElement[bool]) -> Iterator[Sequence[AnyRow]]:
    """Give the turns of a range of days that are over, or those of them for which more holds, portion by portion:
    a year of them is never in memory at once, and whoever reads may let others go on between two portions.
    """
    query = select(*_COLUMNS).where(*of_days(hall, days), *narrower).execution_options(yield_per=PORTION)
    return iter(hall.connection.execute(query).partitions())


def of_days(hall: Hall, days: Range) -> tuple[ColumnElement[bool], ...]:
    """Return what holds for this centre's turns of a range of days."""
    return Turn.centre_id == hall.centre_id, Turn.day >= days.first, Turn.day <= days.last


def measured(row: AnyRow) -> Measured:
    """Return a row as the figures need it."""
    return Measured(
        outcome=State(row.outcome),
        wait_ms=row.wait_ms,
        wait_open_ms=row.wait_open_ms,
        way_ms=row.way_ms,
        service_ms=row.service_ms,
        waited_again_ms=row.waited_again_ms,
        stay_ms=row.stay_ms,
        target_ms=row.target_ms,
        dossiers=row.dossiers,
        out_of_order=row.out_of_order,
        spans_outage=row.spans_outage,
        early=row.early,
    )


def counter_numbers(hall: Hall) -> dict[int, int]:
    """Return the numbers of the counters by id."""
    query = select(Counter.id, Counter.number).where(Counter.centre_id == hall.centre_id)
    return {row.id: row.number for row in hall.all(query)}


def clerk_names(hall: Hall, ids: list[int]) -> dict[int, str]:
    """Return the names of staff by id."""
    return {row.id: row.name for row in hall.all(select(Staff.id, Staff.name).where(Staff.id.in_(ids)))}


def clerk_name(hall: Hall, clerk_id: int) -> str | None:
    """Return the name of a person who served somebody in this centre; of nobody else, who may work elsewhere."""
    served = exists().where(Turn.clerk_id == Staff.id, Turn.centre_id == hall.centre_id)
    row = hall.one(select(Staff.name).where(Staff.id == clerk_id, served))
    return row.name if row else None
