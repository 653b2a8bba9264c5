"""The queues: one indexed probe per field, a bounded look at who is next, and how many stand before somebody."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from operator import add, gt, lt
from typing import Any

from sqlalchemy import (
    BindParameter,
    CompoundSelect,
    Select,
    bindparam,
    func,
    null,
    select,
    true,
    tuple_,
    union_all,
)

from app.domain.discipline import Candidate
from app.domain.ticket import State
from app.store import fields, print_jobs
from app.store.counters import Service
from app.store.foreseen import Question
from app.store.kept import Kept
from app.store.models import Field, Ticket
from app.store.states import among
from app.store.tickets import COLUMNS, TicketRow, row
from app.store.types import Id, Instant, only
from app.store.work import Hall, once

SHOWN = 50
# Whoever comes is due after nearly everybody; so many of the last are looked at for who is due later still.
LAST = 4
_WAITING = among(State.WAITING)
ORDER = (Ticket.due_at, Ticket.id)


_MINE = (
    Ticket.centre_id == bindparam("centre"),
    Ticket.field_id == bindparam("field"),
    _WAITING,
)
_UNNAMED = (*_MINE, Ticket.counter_id.is_(None))
_NAMED = (*_MINE, Ticket.counter_id.is_not(None))
_NAMING = (Ticket.counter_id == bindparam("counter"), _WAITING)
_PLACE = (tuple_(Ticket.due_at, Ticket.id), tuple_(bindparam("due", type_=Instant()), bindparam("id", type_=Id)))

# Which field's queue a row of the probe heads; of whoever names the counter, none.
_NAMES_IT = null().cast(Id)
_QUEUE = select(*COLUMNS).where(*_UNNAMED).order_by(Ticket.counter_id, *ORDER)
_EVERY = Kept(_QUEUE)
_FIRST = Kept(_QUEUE.limit(bindparam("limit")))
_FIRST_NAMED = Kept(select(*COLUMNS).where(*_NAMED).order_by(Ticket.counter_id, *ORDER).limit(bindparam("limit")))
_QUEUE_NAMING = select(*COLUMNS).where(*_NAMING).order_by(*ORDER)
_ALL_NAMING = Kept(_QUEUE_NAMING)
_FIRST_NAMING = Kept(_QUEUE_NAMING.limit(bindparam("limit")))
# Counted in two parts, each a range of the index: those that name no counter and the few that do.
_COUNTS = tuple(select(func.count()).select_from(Ticket).where(*part) for part in (_UNNAMED, _NAMED))
_BEFORE, _AFTER = (
    Kept(select(add(*(count.where(side(*_PLACE)).scalar_subquery() for count in _COUNTS)).label("people")))
    for side in (lt, gt)
)
_ELSEWHERE = Kept(
    select(Ticket.field_id, func.count().label("waiting"))
    .where(Ticket.centre_id == bindparam("centre"), Ticket.field_id.in_(bindparam("fields", expanding=True)))
    .where(_WAITING, Ticket.counter_id.is_not(None), Ticket.counter_id != bindparam("counter"))
    .group_by(Ticket.field_id)
)


def _last(of: Sequence[Any], *order: Any) -> Any:
    """The last of a part of a field's queue, with an order that an index has, or of the few that name a counter."""
    return select(select(Ticket.due_at, Ticket.id).where(*of).order_by(*order).limit(only(LAST)).subquery())


def _rear() -> Kept:
    unnamed = _last(_UNNAMED, Ticket.counter_id.desc(), *(part.desc() for part in ORDER))
    named = _last(_NAMED, *(part.desc() for part in ORDER))
    both = union_all(unnamed, named).subquery()
    last = select(both).order_by(both.c.due_at.desc(), both.c.id.desc()).limit(only(LAST)).subquery()
    joined = select(Field.waiting, *last.c).select_from(Field).join(last, true(), isouter=True)
    return Kept(joined.where(Field.id == bindparam("field")))


_REAR = _rear()


def heads(hall: Hall, counter_id: int, services: Sequence[Service]) -> dict[Candidate, TicketRow]:
    """Return the first ticket of each queue a counter may call from."""
    lags: dict[int | None, timedelta] = {None: timedelta(0)}
    lags |= {service.field_id: service.lag for service in services}
    slips = hall.connection.dialect.name == "postgresql"
    statement, values = asked_of_heads(hall.centre_id, counter_id, services, slips=slips)
    rows = hall.all(statement, **values)
    if slips:
        for found in rows:
            hall.foreseen.know(print_jobs.question(found.id), print_jobs.beside(found))
    return {Candidate(found.id, found.due_at, lags[found.heads]): row(found[: len(COLUMNS)]) for found in rows}


def asked_of_heads(centre_id: int, counter_id: int, services: Sequence[Service], *, slips: bool) -> Question:
    """Return the question who heads the queues of a counter, which can be asked before a change begins. `slips`: with
    the newest slip of each; whoever is called is told of with it, and on SQLite nothing is far away.
    """
    fields = {f"field_{at}": service.field_id for at, service in enumerate(services)}
    asked = probe_with_slips if slips else probe
    return asked(len(fields)), {"centre": centre_id, "counter": counter_id, **fields}


@cache
def probe(fields: int) -> Kept:
    """Return the query for the first ticket of so many fields' queues and of those that name a counter: one step down
    an index for each, however long they are.
    """
    return Kept(_probe(fields))


@cache
def probe_with_slips(fields: int) -> Kept:
    """Return the same query, on PostgreSQL, with the newest slip of each."""
    heads = _probe(fields).subquery()
    slip = print_jobs.newest(heads.c.id).lateral()
    return Kept(select(*heads.c, *print_jobs.named(slip)).join(slip, true(), isouter=True))


def _probe(fields: int) -> CompoundSelect[*tuple[Any, ...]]:
    heads = [_head(bindparam(f"field_{at}", type_=Id)) for at in range(fields)]
    named = select(*COLUMNS, _NAMES_IT.label("heads")).where(*_NAMING).order_by(*ORDER).limit(only(1))
    return union_all(*(select(part.subquery()) for part in (*heads, named)))


def _head(field: BindParameter[int]) -> Select[*tuple[Any, ...]]:
    """The first of a field that names no counter. The order repeats the index from `counter_id` on: PostgreSQL does not
    take `IS NULL` for a constant, and would sort the whole queue for an order by `due_at` alone.
    """
    mine = (Ticket.centre_id == bindparam("centre"), Ticket.field_id == field, _WAITING)
    query = select(*COLUMNS, Ticket.field_id.label("heads"))
    return query.where(*mine, Ticket.counter_id.is_(None)).order_by(Ticket.counter_id, *ORDER).limit(only(1))


@once
def first_waiting(hall: Hall, field_id: int, limit: int | None = SHOWN) -> list[TicketRow]:
    """Return the first tickets waiting in a field that name no counter, in calling order; without a limit all."""
    here = {"centre": hall.centre_id, "field": field_id}
    found = hall.all(_EVERY, **here) if limit is None else hall.all(_FIRST, **here, limit=limit)
    return [row(values) for values in found]


def naming(hall: Hall, counter_id: int, limit: int | None = SHOWN) -> list[TicketRow]:
    """Return the first tickets waiting for this counter by name, in calling order; without a limit all of them."""
    if limit is None:
        return [row(found) for found in hall.all(_ALL_NAMING, counter=counter_id)]
    return [row(found) for found in hall.all(_FIRST_NAMING, counter=counter_id, limit=limit)]


def named_elsewhere(hall: Hall, field_ids: Iterable[int], counter_id: int) -> dict[int, int]:
    """Return how many in each field wait for another counter by name, where there are any."""
    found = hall.all(_ELSEWHERE, centre=hall.centre_id, fields=list(field_ids), counter=counter_id)
    return {row.field_id: row.waiting for row in found}


def next_due(hall: Hall, field_id: int, count: int, *, but: int) -> list[datetime]:
    """Return the due times of the next `count` waiting in a field, leaving one ticket out."""
    rows = first_waiting(hall, field_id, count + 1)
    return [ticket.due_at for ticket in rows if ticket.id != but][:count]


def ahead(hall: Hall, ticket: TicketRow) -> int:
    """Return how many waiting in the same field are due before a waiting ticket.

    Whoever has just come is nearly last or, with priority, nearly first, so the shorter side is counted and a long
    queue costs no more than a short one.
    """
    if ticket.priority:
        return _count(hall, ticket, _BEFORE)
    return max(0, fields.waiting(hall)[ticket.field_id] - 1 - _count(hall, ticket, _AFTER))


@dataclass(frozen=True, slots=True)
class Rear:
    """The rear of a field's queue: how many wait there, and the places of the last of them."""

    waiting: int
    last: tuple[tuple[datetime, int], ...]

    def ahead(self, hall: Hall, newcomer: TicketRow) -> int:
        """Return how many stand before somebody who has come since, and nobody else has."""
        if newcomer.priority:
            return _count(hall, newcomer, _BEFORE)
        later = sum(place > (newcomer.due_at, newcomer.id) for place in self.last)
        return max(0, self.waiting - (later if later < LAST else _count(hall, newcomer, _AFTER)))


def rear(hall: Hall, field_id: int) -> Rear:
    """Return the rear of a field's queue."""
    statement, values = asked_of_rear(hall.centre_id, field_id)
    rows = hall.all(statement, **values)
    return Rear(rows[0].waiting, tuple((row.due_at, row.id) for row in rows if row.id is not None))


def asked_of_rear(centre_id: int, field_id: int) -> Question:
    """Return the question for the rear of a field's queue, which can be asked before a change begins."""
    return _REAR, {"centre": centre_id, "field": field_id}


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
    mine = (Ticket.centre_id == hall.centre_id, _WAITING, Ticket.day == hall.day)
    query = select(*COLUMNS).where(*mine, Ticket.state_at < moment)
    total = hall.value(select(func.count()).select_from(query.subquery()))
    return int(total), [row(found) for found in hall.all(query.order_by(*ORDER).limit(limit))]


@once
def _named(hall: Hall, field_id: int, limit: int) -> list[TicketRow]:
    return [row(found) for found in hall.all(_FIRST_NAMED, centre=hall.centre_id, field=field_id, limit=limit)]


def _count(hall: Hall, ticket: TicketRow, side: Kept) -> int:
    here = {"centre": hall.centre_id, "field": ticket.field_id}
    return int(hall.value(side, **here, due=ticket.due_at, id=ticket.id))
