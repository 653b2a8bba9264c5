"""The event log: what happened to tickets and to the centre, in order, never changed afterwards."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from sqlalchemy import bindparam, insert, select

from app.domain.ticket import AT_COUNTER, Action, State
from app.domain.turns import Event
from app.store.foreseen import Question
from app.store.kept import Kept
from app.store.models import CentreEvent, Ticket, TicketEvent
from app.store.states import among
from app.store.tickets import TicketRow
from app.store.types import AnyRow, only, portions
from app.store.work import Hall, Work

_STEPS = Kept(insert(TicketEvent))
_CHANGE = Kept(insert(CentreEvent))
_ALL = select(*TicketEvent.__table__.columns)
_OF_TICKET = _ALL.where(TicketEvent.ticket_id == bindparam("ticket"))
_LOG = Kept(_OF_TICKET.order_by(TicketEvent.id))
_LOG_OF_PRESENT = Kept(
    _ALL.join(Ticket, Ticket.id == TicketEvent.ticket_id)
    .where(Ticket.counter_id == bindparam("counter"), among(*AT_COUNTER))
    .order_by(TicketEvent.id)
)
_LOGS = Kept(_ALL.where(TicketEvent.ticket_id.in_(bindparam("tickets", expanding=True))).order_by(TicketEvent.id))
_NEWEST = _OF_TICKET.order_by(TicketEvent.id.desc()).limit(only(1))
_LAST = Kept(_NEWEST)
_LAST_OF_ACTION = Kept(_NEWEST.where(TicketEvent.action.in_(bindparam("actions", expanding=True))))
_OF_CENTRE = _ALL.where(TicketEvent.centre_id == bindparam("centre"))
_LAST_OF_ACTOR = Kept(
    _OF_CENTRE.where(TicketEvent.actor == bindparam("actor")).order_by(TicketEvent.id.desc()).limit(only(1))
)
_OF_COUNTER = Kept(
    select(*CentreEvent.__table__.columns)
    .where(CentreEvent.counter_id == bindparam("counter"), CentreEvent.at >= bindparam("since"))
    .order_by(CentreEvent.id)
)


def record(
    work: Work,
    action: Action,
    before: State | None,
    ticket: TicketRow,
    *,
    reason: str | None,
    clerk_id: int | None,
    data: dict[str, Any],
) -> None:
    """Write one step of a ticket, `ticket` being as it is after it."""
    step = values(work, action, before, ticket, reason=reason, clerk_id=clerk_id, data=data)
    work.later(_STEPS, **step)
    log = work.readings.get(_log_key(ticket.id))
    if log is not None:
        # What id the database gives it is not known yet; no other step of this change names it.
        log.append(_event(SimpleNamespace(**step, id=log[-1].id + 1)))


def record_all(work: Work, steps: Sequence[dict[str, Any]]) -> None:
    """Write the steps of many tickets, each made by `values`, in this order."""
    work.execute_each(_STEPS, steps)


def values(
    work: Work,
    action: Action,
    before: State | None,
    ticket: TicketRow,
    *,
    reason: str | None,
    clerk_id: int | None,
    data: dict[str, Any],
) -> dict[str, Any]:
    """Return one step of a ticket, `ticket` being as it is after it, as the log holds it."""
    return {
        "centre_id": work.centre_id,
        "ticket_id": ticket.id,
        "revision": work.revision,
        "action": action,
        "from_state": before,
        "to_state": ticket.state,
        "at": work.now,
        "field_id": ticket.field_id,
        "counter_id": ticket.counter_id,
        "actor": work.actor.key,
        "actor_name": work.actor.name,
        "clerk_id": clerk_id,
        "priority": ticket.priority,
        "reason": reason,
        "data": data,
    }


def record_centre(
    work: Work,
    action: str,
    subject: str,
    *,
    counter_id: int | None = None,
    reason: str | None = None,
    data: dict[str, Any] | None = None,
) -> None:
    """Write one change of the centre itself, with what was before and after in `data`."""
    work.execute(
        _CHANGE,
        centre_id=work.centre_id,
        revision=work.revision,
        action=action,
        subject=subject,
        counter_id=counter_id,
        at=work.now,
        actor=work.actor.key,
        actor_name=work.actor.name,
        reason=reason,
        data=data or {},
    )


def question(ticket_id: int) -> Question:
    """Return the question for a ticket's log, which can be asked before its change begins."""
    return _LOG, {"ticket": ticket_id}


def of_ticket(hall: Hall, ticket_id: int) -> list[AnyRow]:
    """Return all rows of a ticket's log, oldest first."""
    statement, values = question(ticket_id)
    return hall.all(statement, **values)


def of_tickets(hall: Hall, ids: Sequence[int]) -> dict[int, list[AnyRow]]:
    """Return all rows of many tickets' logs, each ticket's oldest first."""
    logs: dict[int, list[AnyRow]] = {id: [] for id in ids}
    for some in portions(ids):
        for row in hall.all(_LOGS, tickets=some):
            logs[row.ticket_id].append(row)
    return logs


def last_of_ticket(hall: Hall, ticket_id: int) -> AnyRow:
    """Return the newest row of a ticket's log."""
    row = hall.one(_LAST, ticket=ticket_id)
    assert row is not None, "a ticket is issued with its first event"
    return row


def last_of_action(hall: Hall, ticket_id: int, *actions: Action) -> AnyRow | None:
    """Return the newest row of one of these actions in a ticket's log, or None."""
    return hall.one(_LAST_OF_ACTION, ticket=ticket_id, actions=actions)


def last_of_actor(hall: Hall, actor: str) -> AnyRow | None:
    """Return the newest step somebody took in this centre, or None."""
    return hall.one(_LAST_OF_ACTOR, centre=hall.centre_id, actor=actor)


def moves(hall: Hall, since: datetime, limit: int) -> list[AnyRow]:
    """Return the newest steps since a moment that sent a ticket to another field and still stand, newest first."""
    mine = (TicketEvent.centre_id == hall.centre_id, TicketEvent.at >= since)
    moving = TicketEvent.action.in_((Action.TRANSFER, Action.FURTHER, Action.UNDO))
    query = _ALL.where(*mine, moving)
    rows = hall.all(query.order_by(TicketEvent.id.desc()).limit(limit * 3))
    undone = {row.data.get("undoes") for row in rows}
    standing = [row for row in rows if row.action != Action.UNDO and row.id not in undone]
    return [row for row in standing if row.data["before"]["field_id"] != row.field_id][:limit]


def of_counter(hall: Hall, counter_id: int, since: datetime) -> list[AnyRow]:
    """Return what happened to a counter since a moment, oldest first."""
    return hall.all(_OF_COUNTER, counter=counter_id, since=since)


def centre_since(hall: Hall, actions: Iterable[str], since: datetime) -> list[AnyRow]:
    """Return what happened to the centre itself since a moment, of these kinds, oldest first."""
    mine = (CentreEvent.centre_id == hall.centre_id, CentreEvent.at >= since, CentreEvent.action.in_(list(actions)))
    return hall.all(select(*CentreEvent.__table__.columns).where(*mine).order_by(CentreEvent.id))


def of_centre(hall: Hall, start: datetime, end: datetime, actions: Iterable[str] | None = None) -> list[AnyRow]:
    """Return what happened to the centre in a stretch of time, newest first; narrowed to some actions."""
    mine = (CentreEvent.centre_id == hall.centre_id, CentreEvent.at >= start, CentreEvent.at < end)
    query = select(*CentreEvent.__table__.columns).where(*mine)
    if actions is not None:
        query = query.where(CentreEvent.action.in_(sorted(actions)))
    return hall.all(query.order_by(CentreEvent.id.desc()))


def later_than(hall: Hall, revision: int, subject: str, actions: Iterable[str], *, but: str) -> AnyRow | None:
    """Return the newest change of one thing of the centre that came after a revision by anybody but one, or None."""
    mine = (CentreEvent.centre_id == hall.centre_id, CentreEvent.revision > revision, CentreEvent.actor != but)
    one = (CentreEvent.subject == subject, CentreEvent.action.in_(sorted(actions)))
    query = select(*CentreEvent.__table__.columns).where(*mine, *one)
    return hall.one(query.order_by(CentreEvent.id.desc()).limit(only(1)))


def moved_after(hall: Hall, moment: datetime) -> list[int]:
    """Return the tickets with a step later than that: of now there are none, but where a clock was put back."""
    mine = (TicketEvent.centre_id == hall.centre_id, TicketEvent.at > moment)
    return [row.ticket_id for row in hall.all(select(TicketEvent.ticket_id).where(*mine).distinct())]


def as_domain(rows: Iterable[AnyRow]) -> list[Event]:
    """Return log rows as the fold of turns needs them."""
    return [_event(row) for row in rows]


def log(work: Work, ticket_id: int) -> list[Event]:
    """Return a ticket's log as the fold of turns needs it: read once in a change, and followed by what it records."""
    key = _log_key(ticket_id)
    if key not in work.readings:
        work.readings[key] = as_domain(of_ticket(work, ticket_id))
    found: list[Event] = work.readings[key]
    return found


def present(counter_id: int) -> Question:
    """Return the question for the log of whoever is at a counter, which can be asked before a change begins."""
    return _LOG_OF_PRESENT, {"counter": counter_id}


def read_present(work: Work, counter_id: int, ticket_id: int) -> None:
    """Read the log of the ticket that is at a counter."""
    statement, values = present(counter_id)
    work.readings[_log_key(ticket_id)] = as_domain(work.all(statement, **values))


def _log_key(ticket_id: int) -> tuple[str, int]:
    return "log", ticket_id


def calls_between(hall: Hall, field_id: int, first: AnyRow, last: AnyRow | None) -> list[AnyRow]:
    """Return the CALL events in a field after one row of the log and before another (None: until now), in order.

    Times bound the search, for the index; ids decide, since several steps may share an instant.
    """
    query = (
        _ALL.where(TicketEvent.centre_id == hall.centre_id, TicketEvent.action == Action.CALL)
        .where(TicketEvent.field_id == field_id, TicketEvent.at >= first.at, TicketEvent.id > first.id)
        .order_by(TicketEvent.id)
    )
    if last is not None:
        query = query.where(TicketEvent.at <= last.at, TicketEvent.id < last.id)
    return hall.all(query)


def crossings(hall: Hall, since: datetime) -> list[AnyRow]:
    """Return `(at, field_id, from_state, to_state, data)` of the steps since a moment, oldest first."""
    columns = (
        TicketEvent.at,
        TicketEvent.field_id,
        TicketEvent.from_state,
        TicketEvent.to_state,
        TicketEvent.data,
    )
    mine = (TicketEvent.centre_id == hall.centre_id, TicketEvent.at >= since)
    return hall.all(select(*columns).where(*mine).order_by(TicketEvent.id))


def _event(row: Any) -> Event:
    arrived = row.data.get("arrived_at")
    return Event(
        id=row.id,
        action=Action(row.action),
        to_state=State(row.to_state),
        at=row.at,
        field_id=row.field_id,
        counter_id=row.counter_id,
        clerk_id=row.clerk_id,
        priority=row.priority,
        arrived_at=datetime.fromisoformat(arrived) if arrived else None,
        out_of_order=bool(row.data.get("out_of_order")),
        dossiers=row.data.get("dossiers"),
        outcome=row.data.get("outcome"),
        undoes=row.data.get("undoes"),
    )
