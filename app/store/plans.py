"""What counters are to serve from a coming day on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import bindparam, delete, insert, select

from app.store.arrangement import lasting
from app.store.counters import Service
from app.store.kept import Kept
from app.store.models import Counter, PlannedServices
from app.store.types import AnyRow
from app.store.work import Hall, Work

_EVERY = Kept(
    select(*PlannedServices.__table__.columns)
    .join(Counter, Counter.id == PlannedServices.counter_id)
    .where(Counter.centre_id == bindparam("centre"))
    .order_by(Counter.number)
)


@dataclass(frozen=True, slots=True)
class Plan:
    """The fields of a counter from a day on, and who said so."""

    counter_id: int
    from_day: date
    services: tuple[Service, ...]
    actor_name: str


@lasting
def every(hall: Hall) -> dict[int, Plan]:
    """Return the plans of a centre by counter."""
    return {row.counter_id: _plan(row) for row in hall.all(_EVERY, centre=hall.centre_id)}


def due(hall: Hall) -> list[Plan]:
    """Return the plans whose day has begun."""
    return [plan for plan in every(hall).values() if plan.from_day <= hall.day]


def keep(work: Work, counter_id: int, from_day: date, services: Iterable[Service]) -> None:
    """Write the plan of a counter, in the place of any it had."""
    drop(work, counter_id)
    listed = [{"field": s.field_id, "lag_seconds": int(s.lag.total_seconds())} for s in services]
    who = {"actor": work.actor.key, "actor_name": work.actor.name}
    values = {"counter_id": counter_id, "from_day": from_day, "services": listed, **who}
    work.execute(insert(PlannedServices).values(values))


def drop(work: Work, counter_id: int) -> None:
    """Forget the plan of a counter."""
    work.execute(delete(PlannedServices).where(PlannedServices.counter_id == counter_id))


def _plan(row: AnyRow) -> Plan:
    services = (Service(row.counter_id, s["field"], timedelta(seconds=s["lag_seconds"]), None) for s in row.services)
    return Plan(row.counter_id, row.from_day, tuple(services), row.actor_name)
