"""What the guidance desk sees: fields, who was absent, who asked for help, what was just moved."""

from datetime import datetime, time
from typing import Any

from app.domain.ticket import State
from app.services import paper
from app.services.snapshots.common import offered
from app.services.snapshots.supervisor import help_calls
from app.services.views import moment
from app.store import events, fields, tickets
from app.store.work import Hall

SHOWN = 20


def body(hall: Hall, head: dict[str, Any]) -> dict[str, Any]:
    """Return the reception's part."""
    absent = tickets.in_state(hall, State.NO_SHOW, day=hall.day)
    return {
        "fields": offered(hall, head),
        "no_shows": [{"id": str(t.id), "number": t.shown, "at": moment(t.state_at)} for t in absent[::-1][:SHOWN]],
        "help_calls": help_calls(hall),
        "moved": _moved(hall),
        "paper": paper.told(hall),
    }


def _moved(hall: Hall) -> list[dict[str, Any]]:
    prefixes = {row.id: row.prefix for row in fields.every(hall)}
    found = []
    for row in events.moves(hall, datetime.combine(hall.day, time(), hall.zone), SHOWN):
        ticket = tickets.get(hall, row.ticket_id)
        where = {"from": prefixes.get(row.data["before"]["field_id"]), "to": prefixes.get(row.field_id)}
        found.append({"id": str(ticket.id), "number": ticket.shown, **where, "at": moment(row.at)})
    return found
