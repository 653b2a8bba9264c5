"""The queues: one indexed probe per field, a bounded look at who is next, and how many stand before somebody."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, func, select, tuple_

from app.domain.discipline import Candidate
from app.domain.ticket import State
from app.store.counters import Service
from app.store.models import Ticket
from app.store.tickets import COLUMNS, TicketRow, row
from app.store.work import Hall

SHOWN = 50
ORDER = (Ticket.due_at, Ticket.id)


def probe(hall: Hall, field_id: int) -> Select[int, datetime]:
    """Return the query for the first ticket of a field that names no counter.

    The order repeats the index from `counter_id` on: PostgreSQL does not take `IS NULL` for a constant, and would
    sort the whole queue for an order by `due_at` alone.
    """
    waiting = select(Ticket.id, Ticket.due_at).where(*_queue(hall, field_id), Ticket.counter_id.is_(None))
    return waiting.order_by(Ticket.counter_id, *ORDER).limit(1)


def probe_named(counter_id: int) -> Select[int, datetime]:
    """Return the query for the first ticket that names this counter."""
    waiting = select(Ticket.id, Ticket.due_at).where(Ticket.counter_id == counter_id, Ticket.state == State.WAITING)
    return waiting.order_by(*ORDER).limit(1)


def candidates(hall: Hall, counter_id: int, services: Sequence[Service]) -> list[Candidate]:
    """Return the first ticket of each queue a counter may call from."""
    found = [(hall.one(probe(hall, s.field_id)), s.lag) for s in services]
    found.append((hall.one(probe_named(counter_id)), timedelta(0)))
    return [Candidate(r.id, r.due_at, lag) for r, lag in found if r is not None]


def first_waiting(hall: Hall, field_id: int, limit: int | None = SHOWN) -> list[TicketRow]:
    """Return the first tickets waiting in a field that name no counter, in calling order; without a limit all."""
    query = select(*COLUMNS).where(*_queue(hall, field_id), Ticket.counter_id.is_(None))
    return [row(found) for found in hall.all(query.order_by(Ticket.counter_id, *ORDER).limit(limit))]


def naming(hall: Hall, counter_id: int, limit: int | None = SHOWN) -> list[TicketRow]:
    """Return the first tickets waiting for this counter by name, in calling order; without a limit all of them."""
    query = select(*COLUMNS).where(Ticket.counter_id == counter_id, Ticket.state == State.WAITING)
    return [row(found) for found in hall.all(query.order_by(*ORDER).limit(limit))]


def named_elsewhere(hall: Hall, field_ids: Iterable[int], counter_id: int) -> dict[int, int]:
    """Return how many in each field wait for another counter by name, where there are any."""
    query = (
        select(Ticket.field_id, func.count().label("waiting"))
        .where(Ticket.centre_id == hall.centre_id, Ticket.field_id.in_(list(field_ids)))
        .where(Ticket.state == State.WAITING, Ticket.counter_id.is_not(None), Ticket.counter_id != counter_id)
    )
    return {row.field_id: row.waiting for row in hall.all(query.group_by(Ticket.field_id))}


def next_due(hall: Hall, field_id: int, count: int, *, but: int) -> list[datetime]:
    """Return the due times of the next `count` waiting in a field, leaving one ticket out."""
    rows = first_waiting(hall, field_id, count + 1)
    return [ticket.due_at for ticket in rows if ticket.id != but][:count]


def ahead(hall: Hall, ticket: TicketRow, waiting: int) -> int:
    """Return how many waiting in the same field are due before a waiting ticket.

    `waiting` is the kept count of the field. Whoever has just come is nearly last or, with priority, nearly first,
    so the shorter side is counted and a long queue costs no more than a short one.
    """
    here, place = tuple_(Ticket.due_at, Ticket.id), tuple_(ticket.due_at, ticket.id)
    if ticket.priority:
        return _count(hall, ticket.field_id, here < place)
    return max(0, waiting - 1 - _count(hall, ticket.field_id, here > place))


def longest_waiting(hall: Hall, field_ids: Iterable[int], limit: int = SHOWN) -> list[TicketRow]:
    """Return the first tickets of each field and those there that name a counter, by how long they have waited.

    Who is put back goes behind three at most, so nobody who has waited long is far from the head of a queue.
    """
    heads = [
        t for field_id in field_ids for t in (*first_waiting(hall, field_id, limit), *_named(hall, field_id, limit))
    ]
    return sorted(heads, key=lambda ticket: (ticket.arrived_at, ticket.id))


def unseen_since(hall: Hall, moment: datetime, limit: int = SHOWN) -> tuple[int, list[TicketRow]]:
    """Return how many of today wait untouched since before a moment, and the first of them in calling order.

    Whoever was called, came back or was sent on since has been seen.
    """
    mine = (Ticket.centre_id == hall.centre_id, Ticket.state == State.WAITING, Ticket.day == hall.day)
    query = select(*COLUMNS).where(*mine, Ticket.state_at < moment)
    total = hall.connection.execute(select(func.count()).select_from(query.subquery())).scalar_one()
    return int(total), [row(found) for found in hall.all(query.order_by(*ORDER).limit(limit))]


def _named(hall: Hall, field_id: int, limit: int) -> list[TicketRow]:
    query = select(*COLUMNS).where(*_queue(hall, field_id), Ticket.counter_id.is_not(None))
    return [row(found) for found in hall.all(query.order_by(Ticket.counter_id, *ORDER).limit(limit))]


def _queue(hall: Hall, field_id: int) -> tuple[ColumnElement[bool], ...]:
    return (Ticket.centre_id == hall.centre_id, Ticket.field_id == field_id, Ticket.state == State.WAITING)


def _count(hall: Hall, field_id: int, side: ColumnElement[bool]) -> int:
    """Count in two parts, each a range of the index: those that name no counter and the few that do."""
    query = select(func.count()).select_from(Ticket).where(*_queue(hall, field_id), side)
    parts = (query.where(Ticket.counter_id.is_(None)), query.where(Ticket.counter_id.is_not(None)))
    return sum(int(hall.connection.execute(part).scalar_one()) for part in parts)
