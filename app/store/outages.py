"""Outages: the server's signs of life, and the stretches of hall time in which none was given though it was needed."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, func, insert, select, union_all, update
from sqlalchemy.dialects import postgresql, sqlite

from app.domain.hours import Span
from app.domain.ticket import OPEN
from app.store.arrangement import lasting
from app.store.kept import Kept
from app.store.models import CentreEvent, Counter, LifeSign, Outage, Ticket, TicketEvent, Turn
from app.store.states import among
from app.store.work import Hall, Work

_ONLY = 1
_ALL = Kept(
    select(Outage.began_at, Outage.ended_at).where(Outage.centre_id == bindparam("centre")).order_by(Outage.began_at)
)


class Sign(NamedTuple):
    """When the server last said that it runs, by the hall's clock and by the real one."""

    hall_at: datetime
    real_at: datetime


def last_sign(connection: Connection) -> Sign | None:
    """Return the last sign of life, or None before the first."""
    row = connection.execute(select(LifeSign.hall_at, LifeSign.real_at).where(LifeSign.id == _ONLY)).one_or_none()
    return Sign(row.hall_at, row.real_at) if row else None


def sign(connection: Connection, now: Sign) -> None:
    """Write that the server runs; the first worker to say so makes the row."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    row = dialect.insert(LifeSign).values(id=_ONLY, **now._asdict())
    connection.execute(row.on_conflict_do_update(index_elements=["id"], set_=now._asdict()))


def at_work_since(hall: Hall) -> datetime | None:
    """Return since when there has been an open counter or an open ticket, or None when there is neither."""
    counters = select(func.min(Counter.since).label("at"))
    counters = counters.where(Counter.centre_id == hall.centre_id, Counter.state != "closed")
    tickets = select(func.min(Ticket.arrived_at).label("at"))
    tickets = tickets.where(Ticket.centre_id == hall.centre_id, among(*OPEN))
    return min((row.at for row in hall.all(union_all(counters, tickets)) if row.at is not None), default=None)


def last_step(hall: Hall, after: datetime, until: datetime) -> datetime | None:
    """Return when the last change in a stretch of time was made, or None: the server ran then, sign or no sign."""
    stretches = (
        select(func.max(log.at).label("at")).where(log.centre_id == hall.centre_id, log.at > after, log.at <= until)
        for log in (TicketEvent, CentreEvent)
    )
    return max((row.at for row in hall.all(union_all(*stretches)) if row.at is not None), default=None)


def add(work: Work, outage: Span) -> None:
    """Write an outage, and mark the turns that had ended by now and span it; the others are marked when they end."""
    work.execute(insert(Outage).values(centre_id=work.centre_id, began_at=outage.start, ended_at=outage.end))
    mine = (Turn.centre_id == work.centre_id, Turn.arrived_at < outage.end, Turn.ended_at > outage.start)
    work.execute(update(Turn).where(*mine).values(spans_outage=True))


def since(hall: Hall, moment: datetime) -> list[Span]:
    """Return the outages that had not ended by a moment, oldest first."""
    return [outage for outage in _every(hall) if outage.end > moment]


@lasting
def _every(hall: Hall) -> tuple[Span, ...]:
    return tuple(Span(row.began_at, row.ended_at) for row in hall.all(_ALL, centre=hall.centre_id))


def turns_through(hall: Hall, outage: Span) -> int:
    """Return how many turns an outage went through: those that have ended since, and those that still go on."""
    ended = select(func.count()).select_from(Turn)
    ended = ended.where(Turn.centre_id == hall.centre_id, Turn.arrived_at < outage.end, Turn.ended_at > outage.start)
    going = select(func.count()).select_from(Ticket)
    going = going.where(Ticket.centre_id == hall.centre_id, Ticket.arrived_at < outage.end)
    going = going.where(among(*OPEN))
    return sum(int(hall.value(query)) for query in (ended, going))
