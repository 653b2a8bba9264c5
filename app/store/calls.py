"""Calls: rows with ids, so that none is lost on a screen or spoken twice."""

from typing import Any

from sqlalchemy import func, insert, select, update

from app.domain.errors import NotFound
from app.domain.ticket import State
from app.store.models import Call, Counter, Ticket
from app.store.tickets import TicketRow
from app.store.types import AnyRow
from app.store.work import Hall, Work

SHOWN = 12

_COLUMNS = (
    Call.id,
    Call.ticket_id,
    Call.counter_id,
    Call.kind,
    Call.called_at,
    Call.spoken_at,
    Call.standing,
    Counter.number.label("counter_number"),
    Ticket.prefix,
    Ticket.number,
    Ticket.priority,
    Ticket.language,
    Ticket.state,
    Ticket.counter_id.label("ticket_counter_id"),
)


def _of(hall: Hall) -> Any:
    joined = select(*_COLUMNS).join(Ticket, Ticket.id == Call.ticket_id).join(Counter, Counter.id == Call.counter_id)
    return joined.where(Call.centre_id == hall.centre_id)


def add(work: Work, ticket: TicketRow, counter_id: int, kind: str) -> int:
    """Write a call of a ticket to a counter; any earlier call of the ticket no longer stands."""
    settle(work, ticket.id)
    values = {"ticket_id": ticket.id, "counter_id": counter_id, "kind": kind, "called_at": work.now}
    made = work.one(
        insert(Call).values(**values, centre_id=work.centre_id, day=ticket.day, standing=True).returning(Call.id)
    )
    assert made is not None
    return int(made.id)


def settle(work: Work, ticket_id: int) -> None:
    """Let no call of a ticket stand any longer: it has moved on."""
    work.execute(update(Call).where(Call.ticket_id == ticket_id, Call.standing).values(standing=False))


def latest(hall: Hall, limit: int = SHOWN, *, counter_id: int | None = None) -> list[AnyRow]:
    """Return the newest calls of today, of the hall or of one counter, newest first."""
    query = _of(hall).where(Call.day == hall.day)
    if counter_id is not None:
        query = query.where(Call.counter_id == counter_id)
    return hall.all(query.order_by(Call.id.desc()).limit(limit))


def latest_of_field(hall: Hall, field_id: int, limit: int) -> list[AnyRow]:
    """Return the newest calls of today in a field, newest first."""
    query = _of(hall).where(Call.day == hall.day, Ticket.field_id == field_id)
    return hall.all(query.order_by(Call.id.desc()).limit(limit))


def to_speak(hall: Hall) -> list[int]:
    """Return the ids of the calls still worth speaking, oldest first."""
    query = select(Call.id).where(*_due(hall)).order_by(Call.id)
    return [row.id for row in hall.all(query)]


def get(hall: Hall, call_id: int) -> AnyRow:
    """Return a call. Raises NotFound."""
    row = hall.one(_of(hall).where(Call.id == call_id))
    if row is None:
        raise NotFound()
    return row


def newest_of(hall: Hall, ticket_id: int) -> AnyRow | None:
    """Return the newest call of a ticket, or None."""
    return hall.one(_of(hall).where(Call.ticket_id == ticket_id).order_by(Call.id.desc()).limit(1))


def of_ticket(hall: Hall, ticket_id: int) -> list[AnyRow]:
    """Return the calls of a ticket, oldest first."""
    return hall.all(_of(hall).where(Call.ticket_id == ticket_id).order_by(Call.id))


def of_last_calling(hall: Hall, ticket_id: int) -> list[AnyRow]:
    """Return the newest call of a ticket with what was called again after it, oldest first."""
    rows = of_ticket(hall, ticket_id)
    first = max((at for at, row in enumerate(rows) if row.kind == "call"), default=0)
    return rows[first:]


def ahead(hall: Hall, call_id: int) -> int:
    """Return how many calls are to be spoken before this one."""
    query = select(func.count()).select_from(Call).where(*_due(hall), Call.id < call_id)
    return int(hall.connection.execute(query).scalar_one())


def spoken(work: Work, call_id: int) -> None:
    """Write that a call was read out."""
    mine = (Call.id == call_id, Call.spoken_at.is_(None))
    work.execute(update(Call).where(*mine).values(spoken_at=work.now))


def is_active(row: AnyRow) -> bool:
    """Tell whether the called ticket is still at that counter."""
    return bool(row.state in (State.CALLED, State.SERVING) and row.ticket_counter_id == row.counter_id)


def _due(hall: Hall) -> tuple[Any, ...]:
    return (Call.centre_id == hall.centre_id, Call.day == hall.day, Call.standing, Call.spoken_at.is_(None))
