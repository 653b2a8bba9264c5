"""Counters: their state, who holds them, and the fields they serve now."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, case, delete, insert, or_, select, type_coerce, update

from app.domain.errors import UnknownCounter
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
    heard_at: datetime | None


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
    Counter.heard_at,
)


_OF_CENTRE = (
    select(*_COLUMNS)
    .join(Staff, Staff.id == Counter.clerk_id, isouter=True)
    .where(Counter.centre_id == bindparam("centre"))
)
_EVERY = Kept(_OF_CENTRE.order_by(Counter.number))
_GET = Kept(_OF_CENTRE.where(Counter.id == bindparam("id")))
_HELD = Kept(_OF_CENTRE.where(Counter.clerk_id == bindparam("clerk")))

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
        Counter.centre_id.in_(bindparam("centres", expanding=True)),
        Counter.clerk_id.is_not(None),
        Counter.heard_at >= bindparam("moment", type_=Instant()),
    )
)
_SET_STATE = Kept(
    update(Counter)
    .where(Counter.id == bindparam("counter"))
    .values(heard_at=case((Counter.clerk_id == bindparam("clerk", type_=Id), Counter.heard_at), else_=None))
)

_NOW = bindparam("now", type_=Instant())
_LENT = CounterField.until > _NOW
_LAG = case((_LENT, CounterField.loan_seconds), else_=CounterField.lag_seconds).label("lag")
_UNTIL = type_coerce(case((_LENT, CounterField.until), else_=None), Instant()).label("until")
_SERVED_NOW = (
    select(CounterField.counter_id, CounterField.field_id, _LAG, _UNTIL)
    .join(Counter, Counter.id == CounterField.counter_id)
    .join(Field, Field.id == CounterField.field_id)
    .where(Counter.centre_id == bindparam("centre"), Field.active, _LAG.is_not(None))
    .order_by(CounterField.counter_id, _LAG, Field.position)
)
_SERVICES = Kept(_SERVED_NOW)
_SERVICES_OF_ONE = Kept(_SERVED_NOW.where(CounterField.counter_id == bindparam("counter")))
_LASTING = Kept(
    select(CounterField.counter_id, CounterField.field_id, CounterField.lag_seconds)
    .join(Counter, Counter.id == CounterField.counter_id)
    .join(Field, Field.id == CounterField.field_id)
    .where(Counter.centre_id == bindparam("centre"), Field.active, CounterField.lag_seconds.is_not(None))
    .order_by(CounterField.counter_id, CounterField.lag_seconds, Field.position)
)
_FIELDS_OPEN = Kept(
    select(CounterField.field_id)
    .join(Counter, Counter.id == CounterField.counter_id)
    .join(Field, Field.id == CounterField.field_id)
    .where(Counter.centre_id == bindparam("centre"), Counter.state.in_(bindparam("states", expanding=True)))
    .where(or_(CounterField.lag_seconds.is_not(None), _LENT))
    .where(or_(Field.closed_on.is_(None), Field.closed_on != bindparam("day")))
    .distinct()
)
_NEXT_RETURN = Kept(
    select(CounterField.until)
    .join(Counter, Counter.id == CounterField.counter_id)
    .where(Counter.centre_id == bindparam("centre"), _LENT)
    .order_by(CounterField.until)
    .limit(1)
)


@once
def every(hall: Hall) -> list[CounterRow]:
    """Return the counters by number."""
    return [CounterRow(*row) for row in hall.all(_EVERY, centre=hall.centre_id)]


def get(hall: Hall, counter_id: int) -> CounterRow:
    """Return a counter by id. Raises UnknownCounter."""
    row = hall.one(_GET, centre=hall.centre_id, id=counter_id)
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
    row = hall.one(_HELD, centre=hall.centre_id, clerk=clerk_id)
    return CounterRow(*row) if row else None


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


def heard_since(connection: Connection, centre_ids: Collection[int], moment: datetime) -> list[AnyRow]:
    """Return `(centre_id, id)` of the counters somebody holds whose pages were heard at that moment or later."""
    return _HEARD_SINCE.all(connection, {"centres": list(centre_ids), "moment": moment})


@once
def services(hall: Hall, counter_id: int | None = None) -> list[Service]:
    """Return the fields served now by one counter, or by all of them; a loan that has run out counts no more."""
    here = {"centre": hall.centre_id, "now": hall.now}
    rows = hall.all(_SERVICES, **here) if counter_id is None else hall.all(_SERVICES_OF_ONE, **here, counter=counter_id)
    return [Service(r.counter_id, r.field_id, timedelta(seconds=r.lag), r.until) for r in rows]


@once
def lasting(hall: Hall) -> list[Service]:
    """Return what every counter serves when no loan lies over it."""
    rows = hall.all(_LASTING, centre=hall.centre_id)
    return [Service(r.counter_id, r.field_id, timedelta(seconds=r.lag_seconds), None) for r in rows]


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
    states = ("open", "paused", "closed") if closed_too else ("open", "paused")
    about = {"centre": hall.centre_id, "states": states, "now": hall.now, "day": hall.day}
    return {row.field_id for row in hall.all(_FIELDS_OPEN, **about)}


@once
def next_return(hall: Hall) -> datetime | None:
    """Return when the next loan runs out, or None."""
    row = hall.one(_NEXT_RETURN, centre=hall.centre_id, now=hall.now)
    return row.until if row else None


def _seconds(service: Service) -> int:
    return int(service.lag.total_seconds())
