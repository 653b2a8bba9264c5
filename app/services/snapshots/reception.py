"""What the guidance desk sees: fields to give numbers of, who asked for help, who was absent, what was just moved."""

from datetime import datetime, time
from typing import Any

from app.domain.ticket import State
from app.services import paper
from app.services.snapshots.common import offered, priority, since_morning
from app.services.snapshots.supervisor import help_calls
from app.services.views import moment
from app.store import counters, events, fields, priorities, tickets
from app.store.work import Hall

SHOWN = 20


def body(hall: Hall, head: dict[str, Any]) -> dict[str, Any]:
    """Return the reception's part."""
    offers = offered(hall, head)
    return {
        "fields": offers,
        "waiting": sum(row["waiting"] for row in offers),
        "priority": {**priority(hall), "classes": _classes(hall)},
        "put_back_behind": hall.rules.put_back_behind,
        "undo_seconds": hall.rules.undo_seconds,
        "help_calls": help_calls(hall),
        **_absent(hall),
        "moved": _moved(hall),
        **since_morning(hall),
        "paper": paper.told(hall),
    }


def _classes(hall: Hall) -> list[dict[str, Any]]:
    return [
        {
            "code": row.code,
            "name": {"vi": row.name_vi, "en": row.name_en},
            "allowance_minutes": row.allowance_minutes,
        }
        for row in priorities.every(hall)
    ]


def _absent(hall: Hall) -> dict[str, Any]:
    """Return today's absent, the newest first, and how many there are in all."""
    rows = tickets.in_state(hall, State.NO_SHOW, day=hall.day)
    numbers = {row.id: row.number for row in counters.every(hall)}
    shown = [
        {"id": str(t.id), "number": t.shown, "at": moment(t.state_at), "counter": numbers.get(t.counter_id or 0)}
        for t in rows[::-1][:SHOWN]
    ]
    return {"no_shows": shown, "no_shows_total": len(rows)}


def _moved(hall: Hall) -> list[dict[str, Any]]:
    """Return who was sent to another field today; `kind` says what that means for the place in line."""
    prefixes = {row.id: row.prefix for row in fields.every(hall)}
    found = []
    for row in events.moves(hall, datetime.combine(hall.day, time(), hall.zone), SHOWN):
        ticket = tickets.get(hall, row.ticket_id)
        where = {"from": prefixes.get(row.data["before"]["field_id"]), "to": prefixes.get(row.field_id)}
        told = {"kind": row.data["kind"], "joined_at": moment(ticket.joined_at)}
        found.append({"id": str(ticket.id), "number": ticket.shown, **where, "at": moment(row.at), **told})
    return found
