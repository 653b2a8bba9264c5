"""What is told of a ticket, a field or a counter: plain JSON in the shapes of `docs/contract.md`."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from app.domain.ticket import AT_COUNTER, State
from app.store import counters, fields, print_jobs, queue, tickets
from app.store.counters import CounterRow
from app.store.fields import FieldRow
from app.store.foreseen import Question
from app.store.models import Procedure
from app.store.tickets import TicketRow
from app.store.work import Hall


def moment(value: datetime | None) -> str | None:
    """Return a moment as ISO 8601 in UTC with milliseconds and Z."""
    return value.isoformat(timespec="milliseconds").replace("+00:00", "Z") if value else None


def ms(span: timedelta | None) -> int | None:
    """Return a span in whole milliseconds."""
    return None if span is None else span // timedelta(milliseconds=1)


def field(row: FieldRow) -> dict[str, Any]:
    """Return what names a field."""
    return {"id": str(row.id), "prefix": row.prefix, "name": {"vi": row.name_vi, "en": row.name_en}}


def ticket(hall: Hall, row: TicketRow, address: str) -> dict[str, Any]:
    """Return a ticket as the contract tells it; `address` is where the centre's pages are reached."""
    job = print_jobs.of_ticket(hall, row.id)
    ahead = queue.ahead(hall, row) if row.state is State.WAITING else None
    return _ticket(hall, row, address, ahead, {"job": str(job.id), "state": job.state} if job else None)


def asked_of_ticket(centre_id: int, ticket_id: int) -> list[Question]:
    """Return what is asked of a ticket that something is done to, and then told of."""
    return [tickets.question(centre_id, ticket_id), print_jobs.question(ticket_id)]


def given(hall: Hall, row: TicketRow, address: str, *, ahead: int, job_id: int | None) -> dict[str, Any]:
    """Return the same of a number just given: how many wait before it, and the job that prints its slip, are known."""
    slip = {"job": str(job_id), "state": "queued"} if job_id is not None else None
    return _ticket(hall, row, address, ahead, slip)


def _ticket(hall: Hall, row: TicketRow, address: str, ahead: int | None, slip: dict[str, Any] | None) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "number": row.shown,
        "state": row.state.value,
        "field": field(fields.get(hall, row.field_id)),
        "procedure": procedure(hall, row.procedure_id),
        "priority": row.priority,
        "assist": row.assist,
        "channel": row.channel,
        "joined_at": moment(row.joined_at),
        "arrived_at": moment(row.arrived_at),
        "due_at": moment(row.due_at),
        "counter": _counter(hall, row),
        "people_ahead": ahead,
        "estimate": None,
        "url": link(address, row.token),
        "slip": slip,
    }


def link(address: str, token: str) -> str:
    """Return the address of a ticket's own page."""
    return f"{address.rstrip('/')}/t/{token}"


def counter(hall: Hall, row: CounterRow) -> dict[str, Any]:
    """Return a counter with what it serves."""
    names = fields.by_id(fields.every(hall))
    serves = counters.services(hall, row.id)
    return {
        "id": str(row.id),
        "number": row.number,
        "name": row.name,
        "state": row.state,
        "since": moment(row.since),
        "pause_reason": row.pause_reason,
        "clerk": {"id": str(row.clerk_id), "name": row.clerk_name} if row.clerk_id else None,
        "fields": [
            {
                **field(names[s.field_id]),
                "lag_minutes": int(s.lag.total_seconds() // 60),
                "until": moment(s.until),
            }
            for s in serves
        ],
    }


def procedure(hall: Hall, procedure_id: int | None) -> dict[str, Any] | None:
    """Return a procedure's code and name."""
    if procedure_id is None:
        return None
    row = hall.one(select(Procedure.code, Procedure.name).where(Procedure.id == procedure_id))
    return {"code": row.code, "name": row.name} if row else None


def _counter(hall: Hall, row: TicketRow) -> dict[str, Any] | None:
    shown = row.state in AT_COUNTER or row.state in (State.HELD, State.DONE, State.WAITING)
    if row.counter_id is None or not shown:
        return None
    known = counters.all_of(hall).get(row.counter_id)
    return {"id": str(known.id), "number": known.number} if known else None
