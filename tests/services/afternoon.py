"""An afternoon at one counter: who comes to it, whether a field is stopped, and the supervisor's word."""

from datetime import timedelta
from typing import Any

from app.services import stopping
from app.store import events
from tests.services.acts import SUPERVISOR, serve_now
from tests.support.hall import Hall


def serve(hall: Hall, *, minutes: float = 10) -> None:
    """Serve somebody who stands at counter 1, and be done."""
    number = serve_now(hall, 1).shown
    hall.wait(minutes=minutes)
    hall.finish(number)


def take(hall: Hall, count: int, field: str = "A") -> None:
    for _ in range(count):
        hall.take(field)


def field(hall: Hall, audience: str, prefix: str = "A") -> dict[str, Any]:
    """Return a field as an audience sees it."""
    return next(dict(row) for row in hall.snapshot(audience)["fields"] if row["prefix"] == prefix)


def stopped(hall: Hall, prefix: str = "A") -> bool:
    return field(hall, "supervisor", prefix)["stopped"] is not None


def override(hall: Hall, *, on: bool = True) -> Any:
    return hall.act(SUPERVISOR, stopping.override, on=on)


def note(hall: Hall) -> bool:
    return stopping.note(hall.database, hall.centre_id)


def recorded(hall: Hall) -> list[tuple[str, str, dict[str, Any]]]:
    with hall.look() as look:
        kinds = ("field_stopped", "field_resumed", "day_override")
        rows = events.centre_since(look, kinds, look.now - timedelta(days=1))
        return [(row.action, row.subject, row.data) for row in rows]
