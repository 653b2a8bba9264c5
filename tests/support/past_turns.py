"""Turns of days gone by, as many as a report needs to be long."""

from datetime import datetime, time, timedelta

from sqlalchemy import insert, select

from app.store.models import Field, Ticket, Turn
from tests.support.hall import MONDAY, ZONE, Hall

PER_DAY = 500


def remember(hall: Hall, count: int) -> None:
    """Let so many people have been served in field A before the hall's Monday, five hundred a day."""
    with hall.database.write() as connection:
        field = connection.execute(select(Field.id).where(Field.centre_id == hall.centre_id, Field.prefix == "A"))
        field_id = field.scalar_one()
        tickets = [_ticket(hall.centre_id, field_id, number) for number in range(count)]
        connection.execute(insert(Ticket), tickets)
        made = connection.execute(select(Ticket.id).where(Ticket.state == "done").order_by(Ticket.id)).scalars()
        connection.execute(insert(Turn), [_turn(id, row) for id, row in zip(made, tickets, strict=True)])


def _ticket(centre_id: int, field_id: int, number: int) -> dict[str, object]:
    day = MONDAY - timedelta(days=1 + number // PER_DAY)
    came = datetime.combine(day, time(8), ZONE) + timedelta(seconds=number % PER_DAY)
    moments = dict.fromkeys(("joined_at", "arrived_at", "due_at", "state_at"), came)
    said = {"priority": False, "assist": False, "channel": "kiosk", "language": "vi", "issued_by": "device:1"}
    number_of_day = 1 + number % PER_DAY
    whose = {"centre_id": centre_id, "field_id": field_id, "day": day, "prefix": "A", "number": number_of_day}
    return {**whose, "token": f"past{number}", "state": "done", **moments, **said}


def _turn(ticket_id: int, ticket: dict[str, object]) -> dict[str, object]:
    came = ticket["arrived_at"]
    assert isinstance(came, datetime)
    waited = (ticket_id % 20 + 1) * 60_000
    called = came + timedelta(milliseconds=waited)
    times = {"arrived_at": came, "called_at": called, "started_at": called, "ended_at": called + timedelta(minutes=5)}
    lengths = {"wait_ms": waited, "wait_open_ms": waited, "way_ms": 0, "service_ms": 300_000, "held_ms": 0}
    more = {"waited_again_ms": 0, "stay_ms": waited + 300_000, "target_ms": 900_000, "dossiers": 1, "calls": 1}
    whose = {name: ticket[name] for name in ("centre_id", "field_id", "day", "priority")}
    ended = {"hour": 8, "outcome": "done", "out_of_order": False, "spans_outage": False}
    return {"ticket_id": ticket_id, "ordinal": 1, **whose, **times, **lengths, **more, **ended}
