"""What counters serve from a coming day on: planned, taken back, and done by itself when the day begins."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from app.domain.errors import BadInput, NothingPlanned
from app.services.meanwhile import require_unchanged
from app.services.staffing import Share, named, services_asked, told
from app.services.steps import plain
from app.store import counters, events, fields
from app.store import plans as store
from app.store.counters import CounterRow
from app.store.plans import Plan
from app.store.work import Hall, Work

_EDITS = {"counter_fields", "counter_fields_planned", "counter_fields_unplanned"}


def plan_fields(
    work: Work, counter_id: int, shares: Sequence[Share], from_day: date, *, seen: int | None = None
) -> CounterRow:
    """Say what a counter serves from a later day on; a plan it had already is replaced.

    Raises UnknownCounter, UnknownField, BadInput, ChangedMeanwhile.
    """
    counter = counters.get(work, counter_id)
    require_unchanged(work, named(counter), _EDITS, seen)
    if from_day <= work.day:
        raise BadInput(detail="from_day must be later than today", detail_vi="ngày bắt đầu phải sau hôm nay")
    if any(share.until for share in shares):
        raise BadInput(detail="a loan cannot be planned", detail_vi="không đặt trước được việc tăng cường")
    before = store.every(work).get(counter.id)
    store.keep(work, counter.id, from_day, services_asked(work, counter.id, shares, None))
    after = store.every(work)[counter.id]
    data = {"before": _plain(before), "after": _plain(after)}
    events.record_centre(work, "counter_fields_planned", named(counter), counter_id=counter.id, data=data)
    return counter


def drop_plan(work: Work, counter_id: int) -> CounterRow:
    """Take back what was planned for a counter. Raises UnknownCounter, NothingPlanned."""
    counter = counters.get(work, counter_id)
    before = store.every(work).get(counter.id)
    if before is None:
        raise NothingPlanned()
    store.drop(work, counter.id)
    data = {"before": _plain(before), "after": None}
    events.record_centre(work, "counter_fields_unplanned", named(counter), counter_id=counter.id, data=data)
    return counter


def begin_plans(work: Work) -> bool:
    """Let every counter serve what was planned for it up to today; tell whether there was any plan."""
    due = store.due(work)
    for plan in due:
        _begin(work, plan)
    return bool(due)


def any_due(hall: Hall) -> bool:
    """Tell whether the day of a plan has begun."""
    return bool(store.due(hall))


def _begin(work: Work, plan: Plan) -> None:
    """A field that is gone meanwhile is left out."""
    there = {row.id for row in fields.every(work)}
    counter = counters.get(work, plan.counter_id)
    before = counters.services(work, counter.id)
    counters.serve_only(work, counter.id, [s for s in plan.services if s.field_id in there])
    store.drop(work, counter.id)
    data = {"before": told(before), "after": told(counters.services(work, counter.id)), "planned_by": plan.actor_name}
    events.record_centre(work, "counter_fields", named(counter), counter_id=counter.id, data=data)


def _plain(plan: Plan | None) -> dict[str, Any] | None:
    return {"from_day": plain(plan.from_day), "fields": told(plan.services)} if plan else None
