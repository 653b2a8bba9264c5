"""Slips to be printed: queued with the ticket, claimed under a lease, settled, given out again when they are not."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update

from app.domain.errors import NotFound
from app.store.models import PrintJob, Ticket
from app.store.types import AnyRow
from app.store.work import Hall, Work

OPEN = ("queued", "claimed")
SHOWN = 5


def add(work: Work, values: dict[str, Any]) -> int:
    """Queue a slip; return the job's id."""
    made = work.one(insert(PrintJob).values(state="queued", **values).returning(PrintJob.id))
    assert made is not None
    return int(made.id)


def add_all(work: Work, rows: Sequence[dict[str, Any]]) -> None:
    """Queue many slips in this order."""
    work.execute_each(insert(PrintJob), [{"state": "queued", **values} for values in rows])


def next_due(hall: Hall, printer_id: int, real_now: datetime) -> AnyRow | None:
    """Return the first job of a printer whose time has come, or None."""
    due = (PrintJob.printer_id == printer_id, PrintJob.state.in_(OPEN), PrintJob.due_at <= real_now)
    query = select(*PrintJob.__table__.columns).where(*due)
    return hall.one(query.order_by(PrintJob.id).limit(1))


def get(hall: Hall, job_id: int) -> AnyRow:
    """Return a job of this centre. Raises NotFound."""
    mine = (PrintJob.id == job_id, PrintJob.centre_id == hall.centre_id)
    row = hall.one(select(*PrintJob.__table__.columns).where(*mine))
    if row is None:
        raise NotFound()
    return row


def set_values(work: Work, job_id: int, **values: Any) -> None:
    """Write columns of a job."""
    work.execute(update(PrintJob).where(PrintJob.id == job_id).values(values))


def of_ticket(hall: Hall, ticket_id: int) -> AnyRow | None:
    """Return the newest job of a ticket, or None."""
    query = select(PrintJob.id, PrintJob.state, PrintJob.settled_at).where(PrintJob.ticket_id == ticket_id)
    return hall.one(query.order_by(PrintJob.id.desc()).limit(1))


def of_kiosk(hall: Hall, kiosk_id: int) -> list[AnyRow]:
    """Return the newest jobs a kiosk caused, newest first."""
    query = (
        select(PrintJob.ticket_id, PrintJob.state, Ticket.prefix, Ticket.number)
        .join(Ticket, Ticket.id == PrintJob.ticket_id)
        .where(PrintJob.centre_id == hall.centre_id, PrintJob.kiosk_id == kiosk_id)
    )
    return hall.all(query.order_by(PrintJob.id.desc()).limit(SHOWN))
