"""What whoever rules the centre sees: which counter serves which field, hours, priority, and what was just changed."""

from datetime import timedelta
from typing import Any

from app.domain.ticket import State
from app.services import log, views
from app.services.views import moment
from app.store import counters, days, fields, plans, priorities, tickets
from app.store.counters import CounterRow, Service
from app.store.fields import FieldRow
from app.store.plans import Plan
from app.store.tickets import TicketRow
from app.store.work import Hall

RECENT = 3
HOLIDAYS = 60


def body(hall: Hall) -> dict[str, Any]:
    """Return the administration's part."""
    coming = days.holidays(hall, hall.day)[:HOLIDAYS]
    return {
        "fields": [_field(hall, row) for row in fields.every(hall)],
        "counters": _counters(hall),
        "week": days.week(hall),
        "holidays": [{"day": row.day.isoformat(), "name": {"vi": row.name_vi, "en": row.name_en}} for row in coming],
        "classes": [
            {
                "code": row.code,
                "name": {"vi": row.name_vi, "en": row.name_en},
                "allowance_minutes": row.allowance_minutes,
                "active": row.active,
            }
            for row in priorities.listed(hall)
        ],
        "priority": {"offered": hall.rules.priority_offered, "note": dict(hall.rules.priority_note)},
        "recent": log.latest(hall, "fields", RECENT),
    }


def _field(hall: Hall, row: FieldRow) -> dict[str, Any]:
    return {
        **views.field(row),
        "waiting": fields.waiting(hall)[row.id],
        "wait_target_minutes": row.wait_target_minutes,
        "service_target_minutes": row.service_target_minutes,
        "closed": fields.closed_today(hall, row),
    }


def _counters(hall: Hall) -> list[dict[str, Any]]:
    now, lasting, planned = counters.services(hall), counters.lasting_services(hall), plans.every(hall)
    here = {ticket.counter_id: ticket for ticket in tickets.in_state(hall, State.CALLED, State.SERVING)}
    return [
        _counter(
            row,
            [s for s in now if s.counter_id == row.id],
            [s for s in lasting if s.counter_id == row.id],
            planned.get(row.id),
            here.get(row.id),
        )
        for row in counters.every(hall)
    ]


def _counter(
    row: CounterRow, now: list[Service], lasting: list[Service], plan: Plan | None, ticket: TicketRow | None
) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "number": row.number,
        "state": row.state,
        "pause_reason": row.pause_reason,
        "clerk": row.clerk_name,
        "ticket": {"number": ticket.shown, "state": ticket.state.value} if ticket else None,
        "fields": [_service(s) for s in now],
        "lasting": [_service(s) for s in lasting],
        "planned": _plan(plan) if plan else None,
    }


def _service(service: Service) -> dict[str, Any]:
    minutes = int(service.lag / timedelta(minutes=1))
    return {"id": str(service.field_id), "lag_minutes": minutes, "until": moment(service.until)}


def _plan(plan: Plan) -> dict[str, Any]:
    return {
        "from_day": plan.from_day.isoformat(),
        "fields": [_service(s) for s in plan.services],
        "by": plan.actor_name,
    }
