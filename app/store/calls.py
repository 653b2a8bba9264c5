"""Calls: rows with ids, so that none is lost on a screen or spoken twice."""

from collections.abc import Sequence

from sqlalchemy import bindparam, func, insert, select, update

from app.domain.errors import NotFound
from app.domain.ticket import State
from app.store.kept import Kept
from app.store.models import Call, Counter, Ticket
from app.store.tickets import TicketRow
from app.store.types import AnyRow, only
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


_ALL = select(*_COLUMNS).join(Ticket, Ticket.id == Call.ticket_id).join(Counter, Counter.id == Call.counter_id)
_OF_CENTRE = _ALL.where(Call.centre_id == bindparam("centre"))
_GET = Kept(_OF_CENTRE.where(Call.id == bindparam("id")))
_OF_TICKET = _OF_CENTRE.where(Call.ticket_id == bindparam("ticket"))
_LOG = Kept(_OF_TICKET.order_by(Call.id))
_NEWEST = Kept(_OF_TICKET.order_by(Call.id.desc()).limit(only(1)))
_OF_DAY = _OF_CENTRE.where(Call.day == bindparam("day")).order_by(Call.id.desc()).limit(bindparam("limit"))
_LATEST = Kept(_OF_DAY)
_LATEST_OF_COUNTER = Kept(_OF_DAY.where(Call.counter_id == bindparam("counter")))
_LATEST_OF_FIELD = Kept(_OF_DAY.where(Ticket.field_id == bindparam("field")))
_DUE = (
    Call.centre_id == bindparam("centre"),
    Call.day == bindparam("day"),
    Call.standing,
    Call.spoken_at.is_(None),
)
_TO_SPEAK = Kept(select(Call.id).where(*_DUE).order_by(Call.id))
_AHEAD = Kept(select(func.count()).select_from(Call).where(*_DUE, Call.id < bindparam("id")))
_ADD = Kept(insert(Call))
_SETTLE = Kept(update(Call).where(Call.ticket_id == bindparam("ticket"), Call.standing).values(standing=False))


def add(work: Work, ticket: TicketRow, counter_id: int, kind: str) -> None:
    """Write a call of a ticket to a counter; any earlier call of the ticket no longer stands."""
    if kind == "recall":
        # Of whoever waits none does: each step away from a counter has settled them.
        settle(work, ticket.id)
    values = {"ticket_id": ticket.id, "counter_id": counter_id, "kind": kind, "called_at": work.now}
    work.later(_ADD, **values, centre_id=work.centre_id, day=ticket.day, standing=True)


def settle(work: Work, ticket_id: int) -> None:
    """Let no call of a ticket stand any longer: it has moved on."""
    work.later(_SETTLE, ticket=ticket_id)


def settle_all(work: Work, ids: Sequence[int]) -> None:
    """Let no call of these tickets stand any longer."""
    work.execute_each(_SETTLE, [{"ticket": id} for id in ids])


def latest(hall: Hall, limit: int = SHOWN, *, counter_id: int | None = None) -> list[AnyRow]:
    """Return the newest calls of today, of the hall or of one counter, newest first."""
    here = {"centre": hall.centre_id, "day": hall.day, "limit": limit}
    if counter_id is None:
        return hall.all(_LATEST, **here)
    return hall.all(_LATEST_OF_COUNTER, **here, counter=counter_id)


def latest_of_field(hall: Hall, field_id: int, limit: int) -> list[AnyRow]:
    """Return the newest calls of today in a field, newest first."""
    return hall.all(_LATEST_OF_FIELD, centre=hall.centre_id, day=hall.day, limit=limit, field=field_id)


def to_speak(hall: Hall) -> list[int]:
    """Return the ids of the calls still worth speaking, oldest first."""
    return [row.id for row in hall.all(_TO_SPEAK, centre=hall.centre_id, day=hall.day)]


def get(hall: Hall, call_id: int) -> AnyRow:
    """Return a call. Raises NotFound."""
    row = hall.one(_GET, centre=hall.centre_id, id=call_id)
    if row is None:
        raise NotFound()
    return row


def newest_of(hall: Hall, ticket_id: int) -> AnyRow | None:
    """Return the newest call of a ticket, or None."""
    return hall.one(_NEWEST, centre=hall.centre_id, ticket=ticket_id)


def of_ticket(hall: Hall, ticket_id: int) -> list[AnyRow]:
    """Return the calls of a ticket, oldest first."""
    return hall.all(_LOG, centre=hall.centre_id, ticket=ticket_id)


def of_last_calling(hall: Hall, ticket_id: int) -> list[AnyRow]:
    """Return the newest call of a ticket with what was called again after it, oldest first."""
    rows = of_ticket(hall, ticket_id)
    first = max((at for at, row in enumerate(rows) if row.kind == "call"), default=0)
    return rows[first:]


def ahead(hall: Hall, call_id: int) -> int:
    """Return how many calls are to be spoken before this one."""
    return int(hall.value(_AHEAD, centre=hall.centre_id, day=hall.day, id=call_id))


def spoken(work: Work, call_id: int) -> None:
    """Write that a call was read out."""
    mine = (Call.id == call_id, Call.spoken_at.is_(None))
    work.execute(update(Call).where(*mine).values(spoken_at=work.now))


def is_active(row: AnyRow) -> bool:
    """Tell whether the called ticket is still at that counter."""
    return bool(row.state in (State.CALLED, State.SERVING) and row.ticket_counter_id == row.counter_id)
