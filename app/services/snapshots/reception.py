"""What the guidance desk sees: fields, who was absent, who asked for help, what was just moved."""

from typing import Any

from app.domain.ticket import State
from app.services.snapshots.common import offered
from app.services.snapshots.supervisor import help_calls
from app.services.views import moment
from app.store import tickets
from app.store.work import Hall

SHOWN = 20


def body(hall: Hall, head: dict[str, Any]) -> dict[str, Any]:
    """Return the reception's part."""
    absent = [t for t in tickets.in_state(hall, State.NO_SHOW) if t.day == hall.day]
    return {
        "fields": offered(hall, head),
        "no_shows": [{"id": str(t.id), "number": t.shown, "at": moment(t.state_at)} for t in absent[::-1][:SHOWN]],
        "help_calls": help_calls(hall),
        "moved": [],
    }
