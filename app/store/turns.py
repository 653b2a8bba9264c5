"""The `turns` table: one derived row per ended turn, replaced whole from the events of its ticket."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, and_, bindparam, case, delete, exists, extract, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from app.domain.capacity import Pace
from app.domain.ticket import Action, State
from app.domain.turns import Event, fold
from app.domain.turns import Turn as Folded
from app.store import days, events, fields, outages
from app.store.kept import Kept
from app.store.models import TicketEvent, Turn
from app.store.tickets import TicketRow
from app.store.types import AnyRow, only
from app.store.work import Hall, Work, once

# A clerk's break between two people that nobody could see in a picture of half a day.
AT_ONCE_SECONDS = 30

# An absence recorded early has a step of its own, taken in the same instant as the one that ended the turn.
EARLY = and_(
    Turn.outcome == State.NO_SHOW,
    exists().where(
        TicketEvent.ticket_id == Turn.ticket_id,
        TicketEvent.action == Action.CONFIRM_ABSENCE,
        TicketEvent.at == Turn.ended_at,
    ),
).label("early")


_ALL = select(*Turn.__table__.columns)
_MINE = (Turn.centre_id == bindparam("centre"), Turn.day == bindparam("day"))
_CLERKS = (*_MINE, Turn.clerk_id == bindparam("clerk"))
_SERVED = func.sum(case((Turn.outcome == State.DONE, 1), else_=0))
_OF_CLERK = Kept(
    select(
        _SERVED.label("served"),
        func.sum(case((Turn.outcome == State.DONE, Turn.service_ms), else_=0)).label("service_ms"),
        func.sum(case((Turn.outcome == State.NO_SHOW, 1), else_=0)).label("no_shows"),
    ).where(*_CLERKS)
)
_LAST_OF_CLERK = Kept(_ALL.where(*_CLERKS).order_by(Turn.ended_at.desc(), Turn.ticket_id.desc()).limit(only(1)))
_LAST_ENDED = Kept(
    select(Turn.counter_id, func.max(Turn.ended_at).label("at"))
    .where(*_MINE, Turn.counter_id.is_not(None))
    .group_by(Turn.counter_id)
)
_SPENT = func.sum(func.coalesce(Turn.way_ms, 0) + Turn.service_ms)
_PACES = Kept(
    select(Turn.field_id, _SERVED.label("served"), func.count().label("turns"), _SPENT.label("spent"))
    .where(*_MINE, Turn.outcome.in_((State.DONE, State.NO_SHOW)))
    .group_by(Turn.field_id)
)


def _spells() -> Select[*tuple[Any, ...]]:
    """When a clerk served people: turns that follow each other at once are one spell (the islands among the gaps)."""
    gap = extract("epoch", Turn.started_at) - func.lag(extract("epoch", Turn.ended_at)).over(order_by=Turn.started_at)
    begins = case((gap <= AT_ONCE_SECONDS, 0), else_=1).label("begins")
    turn = select(Turn.started_at, Turn.ended_at, begins).where(*_CLERKS, Turn.outcome == State.DONE).subquery()
    ordinal = func.sum(turn.c.begins).over(order_by=turn.c.started_at).label("spell")
    counted = select(turn.c.started_at, turn.c.ended_at, ordinal).subquery()
    begun = func.min(counted.c.started_at).label("begun")
    return select(begun, func.max(counted.c.ended_at).label("over")).group_by(counted.c.spell).order_by(begun)


_SPELLS = Kept(_spells())
_FORGET = Kept(delete(Turn).where(Turn.ticket_id == bindparam("ticket")))
_ADD = Kept(insert(Turn))


def _writing(into: Any) -> Kept:
    """Return the statement that writes a turn, over what may be there of it."""
    key = ("ticket_id", "ordinal")
    columns = [column.key for column in Turn.__table__.columns if column.key not in key]
    return Kept(into.on_conflict_do_update(index_elements=key, set_={name: into.excluded[name] for name in columns}))


_WRITE = {"sqlite": _writing(sqlite.insert(Turn)), "postgresql": _writing(postgresql.insert(Turn))}


def folded(hall: Hall, ticket: TicketRow) -> list[Folded]:
    """Return the turns of a ticket, the last of which may not be over."""
    return _folded(hall, ticket, events.as_domain(events.of_ticket(hall, ticket.id)))


def rewrite_all(work: Work, those: Sequence[TicketRow]) -> None:
    """Make the rows of many tickets again from their events, reading once what they share."""
    logs = {id: events.as_domain(rows) for id, rows in events.of_tickets(work, [t.id for t in those]).items()}
    hours = {day: days.spans(work, days.of(work, day)) for day in {t.day for t in those}}
    without = outages.since(work, min((_came(log) for log in logs.values()), default=work.now))
    every = targets(work)
    work.execute_each(_FORGET, [{"ticket": ticket.id} for ticket in those])
    made = ((ticket, fold(logs[ticket.id], hours[ticket.day], without)) for ticket in those)
    work.execute_each(_ADD, [row for ticket, turns in made for row in values(work, ticket, turns, every)])


def write(work: Work, ticket: TicketRow, log: Sequence[Event]) -> None:
    """Make the rows of a ticket from its log when none of its turns goes on that had ended."""
    for row in values(work, ticket, _folded(work, ticket, log), targets(work)):
        work.later(_WRITE[work.connection.dialect.name], **row)


def rewrite(work: Work, ticket: TicketRow) -> None:
    """Make the rows of a ticket again from its events."""
    work.execute(_FORGET, ticket=ticket.id)
    for values in rows(work, ticket):
        work.execute(_ADD, **values)


def _folded(hall: Hall, ticket: TicketRow, log: Sequence[Event]) -> list[Folded]:
    return fold(log, days.spans(hall, days.of(hall, ticket.day)), outages.since(hall, _came(log)))


def rows(hall: Hall, ticket: TicketRow) -> list[dict[str, Any]]:
    """Return what the rows of a ticket have to be."""
    return values(hall, ticket, folded(hall, ticket), targets(hall))


def targets(hall: Hall) -> dict[int, int]:
    """Return the wait target of each field, in minutes."""
    return {row.id: row.wait_target_minutes for row in fields.all_of(hall).values()}


def values(hall: Hall, ticket: TicketRow, turns: Iterable[Folded], targets: Mapping[int, int]) -> list[dict[str, Any]]:
    """Return the rows of those turns of a ticket that have ended."""
    return [
        _values(hall, ticket, ordinal, turn, targets[turn.field_id])
        for ordinal, turn in enumerate(turns, start=1)
        if turn.outcome is not None
    ]


def of_tickets(hall: Hall, ids: Sequence[int]) -> list[AnyRow]:
    """Return the ended turns of some tickets, each ticket's in order."""
    return hall.all(_ALL.where(Turn.ticket_id.in_(ids)).order_by(Turn.ticket_id, Turn.ordinal))


def of_clerk(hall: Hall, clerk_id: int) -> AnyRow:
    """Return what a clerk has done today in this centre: `served`, `service_ms` of those in all, and `no_shows`; all
    None of nobody.
    """
    (row,) = hall.all(_OF_CLERK, centre=hall.centre_id, day=hall.day, clerk=clerk_id)
    return row


def spells_of_clerk(hall: Hall, clerk_id: int) -> list[AnyRow]:
    """Return `(begun, over)` of each time that a clerk served people today in this centre, one after the other.

    They are looked at after every press: breaks too short to be seen are left out, so that they are not the more the
    longer the day.
    """
    return hall.all(_SPELLS, centre=hall.centre_id, day=hall.day, clerk=clerk_id)


def last_of_clerk(hall: Hall, clerk_id: int) -> AnyRow | None:
    """Return the turn that a clerk has ended last today in this centre."""
    return hall.one(_LAST_OF_CLERK, centre=hall.centre_id, day=hall.day, clerk=clerk_id)


@once
def last_ended(hall: Hall) -> dict[int, datetime]:
    """Return when each counter's last turn of today ended."""
    return {row.counter_id: row.at for row in hall.all(_LAST_ENDED, centre=hall.centre_id, day=hall.day)}


@once
def paces(hall: Hall) -> dict[int, Pace]:
    """Return the pace of each field today, from its turns that were served and those whose people never came."""
    return {
        row.field_id: Pace(int(row.served), row.turns - int(row.served), timedelta(milliseconds=int(row.spent)))
        for row in hall.all(_PACES, centre=hall.centre_id, day=hall.day)
    }


def _came(log: Sequence[Event]) -> datetime:
    return min(event.arrived_at or event.at for event in log)


def _values(hall: Hall, ticket: TicketRow, ordinal: int, turn: Folded, target: int) -> dict[str, Any]:
    assert turn.ended_at is not None
    return {
        "ticket_id": ticket.id,
        "ordinal": ordinal,
        "centre_id": ticket.centre_id,
        "day": ticket.day,
        "field_id": turn.field_id,
        "counter_id": turn.counter_id,
        "clerk_id": turn.clerk_id,
        "hour": turn.arrived_at.astimezone(hall.zone).hour,
        "arrived_at": turn.arrived_at,
        "called_at": turn.called_at,
        "started_at": turn.started_at,
        "ended_at": turn.ended_at,
        "outcome": turn.outcome,
        "result": turn.result,
        "priority": turn.priority,
        "calls": turn.calls,
        "wait_ms": _ms(turn.wait),
        "wait_open_ms": _ms(turn.wait_open),
        "way_ms": _ms(turn.way),
        "service_ms": _ms(turn.service),
        "held_ms": _ms(turn.held),
        "waited_again_ms": _ms(turn.waited_again),
        "stay_ms": max(0, (turn.ended_at - turn.arrived_at) // timedelta(milliseconds=1)),
        "target_ms": target * 60_000,
        "dossiers": 1 if turn.dossiers is None else turn.dossiers,
        "out_of_order": turn.out_of_order,
        "spans_outage": turn.spans_outage,
    }


def _ms(span: timedelta | None) -> int | None:
    return None if span is None else span // timedelta(milliseconds=1)
