"""Tickets: one row each, found by id, number or secret link, and moved on by one guarded update."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import and_, bindparam, case, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from app.domain.errors import Refusal, UnknownTicket
from app.domain.numbering import spell
from app.domain.ticket import AT_COUNTER, OPEN, Action, State
from app.store import serials
from app.store.foreseen import Question
from app.store.kept import Kept
from app.store.models import NumberSeries, Ticket, TicketEvent
from app.store.states import among
from app.store.types import only, portions
from app.store.work import Hall, Work, once


class TicketRow(NamedTuple):
    """A ticket as it stands. See `app.store.models.Ticket` for what each column means.

    A tuple, since each press makes several: a frozen dataclass of so many columns takes five times as long.
    """

    id: int
    centre_id: int
    day: date
    prefix: str
    number: int
    token: str
    field_id: int
    procedure_id: int | None
    state: State
    counter_id: int | None
    priority: bool
    priority_class_id: int | None
    assist: bool
    channel: str
    language: str
    joined_at: datetime
    arrived_at: datetime
    due_at: datetime
    state_at: datetime
    calls: int
    put_back: bool
    dossiers: int | None
    issued_by: str
    printer_id: int | None

    @property
    def shown(self) -> str:
        """The number as people read it: "H042"."""
        return spell(self.prefix, self.number)


COLUMNS = tuple(getattr(Ticket, name) for name in TicketRow._fields)
_STATE = TicketRow._fields.index("state")

_ALL = select(*COLUMNS)
_MINE = Ticket.centre_id == bindparam("centre")
_GET = Kept(_ALL.where(Ticket.id == bindparam("id"), _MINE))
_OF_DAY = _ALL.where(_MINE, Ticket.day == bindparam("day"))
_NUMBERED = Kept(_OF_DAY.where(Ticket.number == bindparam("number")).order_by(Ticket.prefix))
_OF_NUMBER = Kept(_OF_DAY.where(Ticket.prefix == bindparam("prefix"), Ticket.number == bindparam("number")))
_OPEN_BEFORE = Kept(select(Ticket.id).where(_MINE, Ticket.day < bindparam("day"), among(*OPEN)).limit(only(1)))
_AT_COUNTER = Kept(_ALL.where(Ticket.counter_id == bindparam("counter"), among(*AT_COUNTER)))
_ADD = Kept(insert(Ticket).returning(Ticket.id))
_ADD_EACH = Kept(insert(Ticket))
_OF_TOKENS = Kept(select(Ticket.id, Ticket.token).where(Ticket.token.in_(bindparam("tokens", expanding=True))))
_THIS = Ticket.id == bindparam("ticket")
# Whoever is in another state than was read divides by zero. PostgreSQL is told of the step and of the commit in one
# message, so nobody could look at what became of the one before the other. SQLite makes NULL of it, and finds no row.
_STILL = only(1) // case((and_(_THIS, Ticket.state != bindparam("was")), only(0)), else_=only(1)) == only(1)
_MOVE = Kept(update(Ticket).where(_THIS, _STILL))


_COUNTED = Kept(
    select(NumberSeries.last).where(
        NumberSeries.centre_id == bindparam("centre"),
        NumberSeries.day == bindparam("day"),
        NumberSeries.prefix == bindparam("prefix"),
    )
)


def _counting(into: Any) -> Kept:
    """Return the statement that counts a series on, or begins it, and returns how far it has come."""
    counted = {"last": NumberSeries.last + into.excluded.last}
    upsert = into.on_conflict_do_update(index_elements=["centre_id", "day", "prefix"], set_=counted)
    return Kept(upsert.returning(NumberSeries.last))


# Each engine has its own words for it.
_COUNTING = {
    "sqlite": _counting(sqlite.insert(NumberSeries)),
    "postgresql": _counting(postgresql.insert(NumberSeries)),
}


def row(values: Any) -> TicketRow:
    """Return a ticket from a result row of `COLUMNS`."""
    cells = list(values)
    cells[_STATE] = State(cells[_STATE])
    return TicketRow._make(cells)


def question(centre_id: int, ticket_id: int) -> Question:
    """Return the question for a ticket, which can be asked before its change begins."""
    return _GET, {"id": ticket_id, "centre": centre_id}


def get(hall: Hall, ticket_id: int) -> TicketRow:
    """Return a ticket of this centre. Raises UnknownTicket."""
    statement, values = question(hall.centre_id, ticket_id)
    found = hall.one(statement, **values)
    if found is None:
        raise UnknownTicket()
    return row(found)


def numbered(hall: Hall, prefix: str, number: int, day: date) -> list[TicketRow]:
    """Return the tickets with this number on a day: one, or none; an empty prefix matches every prefix."""
    found = hall.all(_NUMBERED, centre=hall.centre_id, day=day, number=number)
    return [row(values) for values in found if prefix in ("", values.prefix)]


def of_number(hall: Hall, prefix: str, number: int, day: date) -> TicketRow | None:
    """Return the ticket of a prefix, which may be empty, with this number on a day; None when it was not given."""
    found = hall.one(_OF_NUMBER, centre=hall.centre_id, day=day, prefix=prefix, number=number)
    return row(found) if found else None


def of_channel(hall: Hall, channel: str, numbers: range) -> list[TicketRow]:
    """Return today's tickets that came one way and have one of these numbers, the newest first."""
    mine = (Ticket.centre_id == hall.centre_id, Ticket.day == hall.day, Ticket.channel == channel)
    among = Ticket.number.between(numbers[0], numbers[-1])
    return [row(found) for found in hall.all(select(*COLUMNS).where(*mine, among).order_by(Ticket.id.desc()))]


def present(counter_id: int) -> Question:
    """Return the question who is at a counter, which can be asked before a change begins."""
    return _AT_COUNTER, {"counter": counter_id}


def at_counter(hall: Hall, counter_id: int) -> TicketRow | None:
    """Return the ticket called to or served at a counter, or None."""
    statement, values = present(counter_id)
    found = hall.one(statement, **values)
    return row(found) if found else None


@once
def in_state(hall: Hall, *states: State, counter_id: int | None = None, day: date | None = None) -> list[TicketRow]:
    """Return the tickets of this centre in these states, oldest first; narrowed to one counter's or one day's."""
    narrowed: dict[str, Any] = {} if counter_id is None else {"counter_id": counter_id}
    narrowed |= {} if day is None else {"day": day}
    query = _in_state(tuple(sorted(states)), tuple(narrowed))
    return [row(found) for found in hall.all(query, centre=hall.centre_id, **narrowed)]


def count(hall: Hall, state: State) -> int:
    """Return how many tickets of this centre are in a state that does not last, such as held."""
    return int(hall.value(_count(state), centre=hall.centre_id))


def add(work: Work, values: dict[str, Any]) -> int:
    """Insert a ticket; return its id."""
    id = serials.take(work, Ticket)
    if id is not None:
        work.later(_ADD_EACH, id=id, **values)
        return id
    made = work.one(_ADD, **values)
    assert made is not None
    return int(made.id)


def add_all(work: Work, rows: Sequence[dict[str, Any]]) -> list[int]:
    """Insert many tickets; return their ids in the same order, which is also theirs."""
    work.execute_each(_ADD_EACH, rows)
    tokens = [str(values["token"]) for values in rows]
    made = (row for some in portions(tokens) for row in work.all(_OF_TOKENS, tokens=some))
    ids = {row.token: int(row.id) for row in made}
    return [ids[token] for token in tokens]


def move(work: Work, ticket: TicketRow, values: dict[str, Any], otherwise: Refusal) -> None:
    """Update a ticket that is still in the state it was read in. Raises `otherwise` where it is not, at the latest when
    the change ends.
    """
    work.later(_MOVE, otherwise, ticket=ticket.id, was=ticket.state, **values)


def move_all(work: Work, those: Sequence[TicketRow], values: dict[str, Any]) -> bool:
    """Update many tickets, each still in the state it was read in; tell whether all of them were."""
    moved = 0
    for state in {ticket.state for ticket in those}:
        for some in portions([ticket.id for ticket in those if ticket.state is state]):
            mine = (Ticket.id.in_(some), Ticket.state == state)
            moved += work.execute(update(Ticket).where(*mine).values(values))
    return moved == len(those)


def counted(centre_id: int, prefix: str, day: date) -> Question:
    """Return the question how far a prefix has come on a day, which can be asked before a change begins."""
    return _COUNTED, {"centre": centre_id, "prefix": prefix, "day": day}


def next_numbers(work: Work, prefix: str, day: date, count: int) -> range:
    """Return so many next numbers of a prefix on a day: 1, 2, 3 … without gaps, since the centre's lock is held."""
    mine = {"centre_id": work.centre_id, "day": day, "prefix": prefix}
    if work.connection.dialect.name == "sqlite":
        last = int(work.value(_COUNTING["sqlite"], **mine, last=count))
    else:
        # Under the lock nobody else counts on: what is read may be known already, and the rest goes with the ticket.
        statement, values = counted(work.centre_id, prefix, day)
        known = work.one(statement, **values)
        last = (known.last if known else 0) + count
        work.later(_COUNTING["postgresql"], **mine, last=count)
    return range(last - count + 1, last + 1)


def expired(hall: Hall, day: date) -> list[tuple[TicketRow, int | None]]:
    """Return the tickets a day ended for, in the order in which they would have been called, each with the id of the
    one that stands for it on a later day, if any.
    """
    query = select(*COLUMNS, TicketEvent.data).join(TicketEvent, TicketEvent.ticket_id == Ticket.id)
    mine = (Ticket.centre_id == hall.centre_id, Ticket.day == day, Ticket.state == State.EXPIRED)
    rows = hall.all(query.where(*mine, TicketEvent.action == Action.EXPIRE).order_by(TicketEvent.id))
    return [(row(found[:-1]), found.data.get("carried_to")) for found in rows]


def several(hall: Hall, ids: Iterable[int]) -> dict[int, TicketRow]:
    """Return tickets of this centre by id."""
    query = select(*COLUMNS).where(Ticket.centre_id == hall.centre_id, Ticket.id.in_(list(ids)))
    return {found.id: row(found) for found in hall.all(query)}


def any_open_before(hall: Hall, day: date) -> bool:
    """Tell whether a ticket of an earlier day is still open."""
    return hall.one(_OPEN_BEFORE, centre=hall.centre_id, day=day) is not None


def forget_classes(work: Work, day: date) -> None:
    """Drop which class of priority the tickets of a day had; that they had priority stays."""
    mine = (Ticket.centre_id == work.centre_id, Ticket.day == day, Ticket.priority_class_id.is_not(None))
    work.execute(update(Ticket).where(*mine).values(priority_class_id=None))


@cache
def _count(state: State) -> Kept:
    return Kept(select(func.count()).select_from(Ticket).where(_MINE, among(state)))


@cache
def _in_state(states: tuple[State, ...], narrowed: tuple[str, ...]) -> Kept:
    """Return the query for tickets in some states, narrowed by these columns."""
    query = _ALL.where(_MINE, among(*states))
    query = query.where(*(getattr(Ticket, name) == bindparam(name) for name in narrowed))
    return Kept(query.order_by(Ticket.state_at, Ticket.id))
