"""A centre as clients are told of it."""

from typing import Any

from app.services import views
from app.services.snapshots.common import Audience, Scope, head, open_fields
from app.store import counters, priorities, procedures
from app.store import fields as field_store
from app.store.work import Hall


def describe(hall: Hall) -> dict[str, Any]:
    """Return fields, counters, priority classes, hours and the state of the hall."""
    top = head(hall, Scope(Audience.KIOSK), 1.0)
    return {
        **top["centre"],
        "zone": hall.timezone,
        "hall": top["hall"],
        "fields": [
            {
                **views.field(row),
                "examples": {"vi": row.examples_vi, "en": row.examples_en},
                "icon": row.icon,
                "wait_target_minutes": row.wait_target_minutes,
                "service_target_minutes": row.service_target_minutes,
                "waiting": field_store.waiting(hall)[row.id],
                "open": is_open,
            }
            for row, is_open in open_fields(hall)
        ],
        "counters": _counters(hall),
        "priority_classes": [
            {"code": row.code, "name": {"vi": row.name_vi, "en": row.name_en}} for row in priorities.every(hall)
        ],
    }


def procedures_of(hall: Hall) -> list[dict[str, Any]]:
    """Return code, name and the field's prefix of every procedure taken here."""
    prefixes = {row.id: row.prefix for row in field_store.every(hall)}
    return [
        {"code": row.code, "name": row.name, "field": prefixes[row.field_id]} for row in procedures.taken_here(hall)
    ]


def _counters(hall: Hall) -> list[dict[str, Any]]:
    known = field_store.by_id(field_store.every(hall))
    served = counters.services(hall)
    return [
        {
            "id": str(row.id),
            "number": row.number,
            "name": row.name,
            "state": row.state,
            "clerk": row.clerk_name,
            "fields": [known[s.field_id].prefix for s in served if s.counter_id == row.id],
        }
        for row in counters.every(hall)
    ]
