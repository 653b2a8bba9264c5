"""Counters: their state, who holds them, and the fields they serve now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, or_, select, update

from app.domain.errors import UnknownCounter
from app.store.models import Counter, CounterField, Field, Staff
from app.store.types import AnyRow
from app.store.work import Hall, Work


@dataclass(frozen=True, slots=True)
class CounterRow:
    """A counter as it stands."""

    id: int
    number: int
    name: str
    state: str
    since: datetime | None
    pause_reason: str | None
    clerk_id: int | None
    clerk_name: str | None


@dataclass(frozen=True, slots=True)
class Service:
    """A field a counter serves now, and how much later it counts there."""

    counter_id: int
    field_id: int
    lag: timedelta
    until: datetime | None


_COLUMNS = (
    Counter.id,
    Counter.number,
    Counter.name,
    Counter.state,
    Counter.since,
    Counter.pause_reason,
    Counter.clerk_id,
    Staff.name,
)


def _of(hall: Hall) -> Any:
    joined = select(*_COLUMNS).join(Staff, Staff.id == Counter.clerk_id, isouter=True)
    return joined.where(Counter.centre_id == hall.centre_id)


def every(hall: Hall) -> list[CounterRow]:
    """Return the counters by number."""
    return [CounterRow(*row) for row in hall.all(_of(hall).order_by(Counter.number))]


def get(hall: Hall, counter_id: int) -> CounterRow:
    """Return a counter by id. Raises UnknownCounter."""
    row = hall.one(_of(hall).where(Counter.id == counter_id))
    if row is None:
        raise UnknownCounter()
    return CounterRow(*row)


def if_open(hall: Hall, counter_id: int | None) -> int | None:
    """Return the id of a counter that is open; None of any other, for nobody may wait for it by name."""
    if counter_id is None:
        return None
    return counter_id if get(hall, counter_id).state == "open" else None


def held_by(hall: Hall, clerk_id: int) -> CounterRow | None:
    """Return the counter a clerk holds in this centre, or None."""
    row = hall.one(_of(hall).where(Counter.clerk_id == clerk_id))
    return CounterRow(*row) if row else None


def set_state(work: Work, counter_id: int, state: str, clerk_id: int | None, reason: str | None = None) -> None:
    """Write a counter's state from now on."""
    values = {"state": state, "clerk_id": clerk_id, "pause_reason": reason, "since": work.now}
    work.execute(update(Counter).where(Counter.id == counter_id).values(values))


def services(hall: Hall, counter_id: int | None = None) -> list[Service]:
    """Return the fields served now by one counter, or by all of them; loans that have run out are left out."""
    query = (
        select(CounterField.counter_id, CounterField.field_id, CounterField.lag_seconds, CounterField.until)
        .join(Counter, Counter.id == CounterField.counter_id)
        .join(Field, Field.id == CounterField.field_id)
        .where(Counter.centre_id == hall.centre_id, Field.active)
        .where(or_(CounterField.until.is_(None), CounterField.until > hall.now))
        .order_by(CounterField.counter_id, CounterField.lag_seconds, Field.position)
    )
    if counter_id is not None:
        query = query.where(CounterField.counter_id == counter_id)
    return [_service(row) for row in hall.all(query)]


def set_services(work: Work, counter_id: int, rows: Iterable[Service]) -> None:
    """Replace what a counter serves."""
    work.execute(delete(CounterField).where(CounterField.counter_id == counter_id))
    for row in rows:
        seconds = int(row.lag.total_seconds())
        values = {
            "counter_id": counter_id,
            "field_id": row.field_id,
            "lag_seconds": seconds,
            "until": row.until,
        }
        work.execute(insert(CounterField).values(values))


def fields_open(hall: Hall) -> set[int]:
    """Return the fields that at least one counter, open or paused for a moment, serves now."""
    query = (
        select(CounterField.field_id)
        .join(Counter, Counter.id == CounterField.counter_id)
        .where(Counter.centre_id == hall.centre_id, Counter.state != "closed")
        .where(or_(CounterField.until.is_(None), CounterField.until > hall.now))
    )
    return {row.field_id for row in hall.all(query.distinct())}


def _service(row: AnyRow) -> Service:
    return Service(row.counter_id, row.field_id, timedelta(seconds=row.lag_seconds), row.until)
