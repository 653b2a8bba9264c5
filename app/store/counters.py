"""Counters: their state, who holds them, and the fields they serve now."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, case, delete, insert, or_, select, update

from app.domain.errors import UnknownCounter
from app.store import fields
from app.store.arrangement import lasting
from app.store.kept import Kept
from app.store.models import Counter, CounterField, Field, Staff
from app.store.types import AnyRow, Id, Instant
from app.store.work import Hall, Work, once


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


_ALL = Kept(
    select(*_COLUMNS)
    .join(Staff, Staff.id == Counter.clerk_id, isouter=True)
    .where(Counter.centre_id == bindparam("centre"))
    .order_by(Counter.number)
)
_LAST_HEARD = Kept(select(Counter.id, Counter.heard_at).where(Counter.centre_id == bindparam("centre")))

_AT = bindparam("at", type_=Instant())
_HEARD = Kept(
    update(Counter)
    .where(Counter.id == bindparam("counter"), Counter.clerk_id.is_not(None))
    .where(or_(Counter.heard_at.is_(None), Counter.heard_at < _AT))
    .values(heard_at=_AT)
)
_FREE = Kept(
    select(Counter.id).where(Counter.id.in_(bindparam("counters", expanding=True))).with_for_update(skip_locked=True)
)
_HEARD_SINCE = Kept(
    select(Counter.centre_id, Counter.id).where(
        Counter.clerk_id.is_not(None),
        Counter.heard_at >= bindparam("moment", type_=Instant()),
    )
)
_SET_STATE = Kept(
    update(Counter)
    .where(Counter.id == bindparam("counter"))
    .values(heard_at=case((Counter.clerk_id == bindparam("clerk", type_=Id), Counter.heard_at), else_=None))
)

_SERVED = Kept(
    select(
        CounterField.counter_id,
        CounterField.field_id,
        CounterField.lag_seconds,
        CounterField.loan_seconds,
        CounterField.until,
    )
    .join(Counter, Counter.id == CounterField.counter_id)
    .join(Field, Field.id == CounterField.field_id)
    .where(Counter.centre_id == bindparam("centre"))
    .order_by(CounterField.counter_id, Field.position)
)


@lasting
def all_of(hall: Hall) -> dict[int, CounterRow]:
    """Return the counters by id, in the order of their numbers."""
    return {row.id: CounterRow(*row) for row in hall.all(_ALL, centre=hall.centre_id)}


def every(hall: Hall) -> list[CounterRow]:
    """Return the counters by number."""
    return list(all_of(hall).values())


def get(hall: Hall, counter_id: int) -> CounterRow:
    """Return a counter by id. Raises UnknownCounter."""
    found = all_of(hall).get(counter_id)
    if found is None:
        raise UnknownCounter()
    return found


@once
def last_heard(hall: Hall) -> dict[int, datetime | None]:
    """Return when the page of each counter was last heard since it was opened (real time)."""
    return {row.id: row.heard_at for row in hall.all(_LAST_HEARD, centre=hall.centre_id)}


def if_open(hall: Hall, counter_id: int | None) -> int | None:
    """Return the id of a counter that is open; None of any other, for nobody may wait for it by name."""
    if counter_id is None:
        return None
    return counter_id if get(hall, counter_id).state == "open" else None


def held_by(hall: Hall, clerk_id: int) -> CounterRow | None:
    """Return the counter a clerk holds in this centre, or None."""
    return next((row for row in every(hall) if row.clerk_id == clerk_id), None)


def set_state(work: Work, counter_id: int, state: str, clerk_id: int | None, reason: str | None = None) -> None:
    """Write a counter's state from now on; somebody else's page has not been heard yet."""
    values = {"state": state, "clerk_id": clerk_id, "pause_reason": reason, "since": work.now}
    work.execute(_SET_STATE, counter=counter_id, clerk=clerk_id, **values)


def heard(connection: Connection, at: Mapping[int, datetime]) -> set[int]:
    """Write when the pages of some counters were last heard (real time); never an earlier moment over a later one.

    Returns those written. A counter that a change of the hall is about is left out: waiting for one while holding
    another would stand in the way of a change that takes the two the other way round.
    """
    free = {row.id for row in _FREE.all(connection, {"counters": list(at)})}
    if free:
        _HEARD.run_each(connection, [{"counter": id, "at": at[id]} for id in free])
    return free


def heard_since(connection: Connection, moment: datetime) -> list[AnyRow]:
    """Return `(centre_id, id)` of the counters somebody holds whose pages were heard at that moment or later."""
    return _HEARD_SINCE.all(connection, {"moment": moment})


@lasting
def _served(hall: Hall) -> tuple[AnyRow, ...]:
    """Return what counters serve, lasting and lent, with loans that have run out among it."""
    return tuple(hall.all(_SERVED, centre=hall.centre_id))


@lasting
def _served_by(hall: Hall) -> dict[int, list[AnyRow]]:
    """Return of each counter what it serves, of active fields only."""
    known, found = fields.all_of(hall), defaultdict[int, list[AnyRow]](list)
    for row in _served(hall):
        if known[row.field_id].active:
            found[row.counter_id].append(row)
    return dict(found)


@lasting
def _lent(hall: Hall) -> tuple[AnyRow, ...]:
    """Return the loans, with those that have run out among them."""
    return tuple(row for row in _served(hall) if row.until is not None)


@lasting
def _lasting_fields(hall: Hall, *, closed_too: bool) -> frozenset[int]:
    """Return the fields that counters, open or `closed_too`, serve whatever loan lies over them."""
    there = all_of(hall)
    served = (row for row in _served(hall) if closed_too or there[row.counter_id].state != "closed")
    return frozenset(row.field_id for row in served if row.lag_seconds is not None)


@once
def services(hall: Hall, counter_id: int | None = None) -> list[Service]:
    """Return the fields served now by one counter, or by all of them, each counter's own first; a loan that has run
    out counts no more.
    """
    served = _served_by(hall)
    ids = served if counter_id is None else [counter_id]
    rows = (row for id in ids for row in served.get(id, ()))
    found = [service for row in rows if (service := _service(hall, row)) is not None]
    return sorted(found, key=lambda service: (service.counter_id, service.lag))


@once
def lasting_services(hall: Hall) -> list[Service]:
    """Return what every counter serves when no loan lies over it."""
    known = fields.all_of(hall)
    found = [
        Service(row.counter_id, row.field_id, timedelta(seconds=row.lag_seconds), None)
        for row in _served(hall)
        if row.lag_seconds is not None and known[row.field_id].active
    ]
    return sorted(found, key=lambda service: (service.counter_id, service.lag))


def _service(hall: Hall, row: AnyRow) -> Service | None:
    if row.until is not None and row.until > hall.now:
        return Service(row.counter_id, row.field_id, timedelta(seconds=row.loan_seconds), row.until)
    if row.lag_seconds is None:
        return None
    return Service(row.counter_id, row.field_id, timedelta(seconds=row.lag_seconds), None)


def serve_only(work: Work, counter_id: int, rows: Iterable[Service]) -> None:
    """Let these be all a counter serves; loans end."""
    work.execute(delete(CounterField).where(CounterField.counter_id == counter_id))
    for row in rows:
        values = {"counter_id": counter_id, "field_id": row.field_id, "lag_seconds": _seconds(row)}
        work.execute(insert(CounterField).values(values))


def lend(work: Work, counter_id: int, rows: Iterable[Service]) -> None:
    """Lay loans over what a counter serves; other loans stay as they are."""
    for row in rows:
        loan = {"loan_seconds": _seconds(row), "until": row.until}
        mine = (CounterField.counter_id == counter_id, CounterField.field_id == row.field_id)
        if work.execute(update(CounterField).where(*mine).values(loan)) == 0:
            work.execute(insert(CounterField).values(counter_id=counter_id, field_id=row.field_id, **loan))


@once
def fields_open(hall: Hall, *, closed_too: bool = False) -> set[int]:
    """Return the fields, not closed today, that at least one counter, open or paused for a moment, serves now.

    `closed_too`: the fields any counter would serve if it were open.
    """
    there, known, today = all_of(hall), fields.all_of(hall), hall.day
    lent = (row for row in _lent(hall) if closed_too or there[row.counter_id].state != "closed")
    ids = _lasting_fields(hall, closed_too=closed_too) | {row.field_id for row in lent if row.until > hall.now}
    return {id for id in ids if known[id].closed_on != today}


@once
def next_return(hall: Hall) -> datetime | None:
    """Return when the next loan runs out, or None."""
    return min((row.until for row in _lent(hall) if row.until > hall.now), default=None)


def _seconds(service: Service) -> int:
    return int(service.lag.total_seconds())
