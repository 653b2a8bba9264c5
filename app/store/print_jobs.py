"""Slips to be printed: queued with the ticket, claimed under a lease, settled, given out again when they are not."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, FromClause, Select, bindparam, insert, select, update

from app.domain.errors import NotFound
from app.store import serials
from app.store.foreseen import Question
from app.store.kept import Kept
from app.store.models import PrintJob, Ticket
from app.store.types import AnyRow, Id, Instant, only
from app.store.work import Hall, Work

OPEN = ("queued", "claimed")
SHOWN = 5
_ADD = Kept(insert(PrintJob).returning(PrintJob.id))
_ADD_EACH = Kept(insert(PrintJob))
_ALL = select(*PrintJob.__table__.columns)
_MINE = PrintJob.centre_id == bindparam("centre")
_GET = Kept(_ALL.where(PrintJob.id == bindparam("id"), _MINE))
_NEXT_DUE = Kept(
    _ALL.where(PrintJob.printer_id == bindparam("printer"), PrintJob.state.in_(OPEN))
    .where(PrintJob.due_at <= bindparam("now", type_=Instant()))
    .order_by(PrintJob.id)
    .limit(only(1))
)
_SET = Kept(update(PrintJob).where(PrintJob.id == bindparam("job")))


def newest(ticket: ColumnElement[int]) -> Select[*tuple[Any, ...]]:
    """Return the query for the newest job of a ticket."""
    mine = select(PrintJob.id, PrintJob.state, PrintJob.settled_at).where(PrintJob.ticket_id == ticket)
    return mine.order_by(PrintJob.id.desc()).limit(only(1))


_OF_TICKET = Kept(newest(bindparam("ticket", type_=Id)))
_OF_KIOSK = Kept(
    select(PrintJob.ticket_id, PrintJob.state, Ticket.prefix, Ticket.number)
    .join(Ticket, Ticket.id == PrintJob.ticket_id)
    .where(_MINE, PrintJob.kiosk_id == bindparam("kiosk"))
    .order_by(PrintJob.id.desc())
    .limit(only(SHOWN))
)


def add(work: Work, values: dict[str, Any]) -> int:
    """Queue a slip; return the job's id."""
    id = serials.take(work, PrintJob)
    if id is not None:
        work.later(_ADD_EACH, id=id, state="queued", **values)
        return id
    made = work.one(_ADD, state="queued", **values)
    assert made is not None
    return int(made.id)


def add_all(work: Work, rows: Sequence[dict[str, Any]]) -> None:
    """Queue many slips in this order."""
    work.execute_each(_ADD_EACH, [{"state": "queued", **values} for values in rows])


def next_due(hall: Hall, printer_id: int, real_now: datetime) -> AnyRow | None:
    """Return the first job of a printer whose time has come, or None."""
    return hall.one(_NEXT_DUE, printer=printer_id, now=real_now)


def get(hall: Hall, job_id: int) -> AnyRow:
    """Return a job of this centre. Raises NotFound."""
    row = hall.one(_GET, id=job_id, centre=hall.centre_id)
    if row is None:
        raise NotFound()
    return row


def set_values(work: Work, job_id: int, **values: Any) -> None:
    """Write columns of a job."""
    work.execute(_SET, job=job_id, **values)


class Newest(NamedTuple):
    """The newest job of a ticket."""

    id: int
    state: str
    settled_at: datetime | None


def named(job: FromClause) -> list[ColumnElement[Any]]:
    """Return the columns of a newest job, named for a row that is about something else."""
    return [job.c[name].label(f"job_{name}") for name in Newest._fields]


def beside(row: AnyRow) -> list[AnyRow]:
    """Return the answer to `question` from a row with the columns `named`."""
    found: Any = Newest(row.job_id, row.job_state, row.job_settled_at)
    return [] if found.id is None else [found]


def question(ticket_id: int) -> Question:
    """Return the question for the newest job of a ticket, which can be asked before its change begins."""
    return _OF_TICKET, {"ticket": ticket_id}


def of_ticket(hall: Hall, ticket_id: int) -> AnyRow | None:
    """Return the newest job of a ticket, or None."""
    statement, values = question(ticket_id)
    return hall.one(statement, **values)


def of_kiosk(hall: Hall, kiosk_id: int) -> list[AnyRow]:
    """Return the newest jobs a kiosk caused, newest first."""
    return hall.all(_OF_KIOSK, centre=hall.centre_id, kiosk=kiosk_id)
