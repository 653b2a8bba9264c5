"""What is derived from events, read whole for laying it beside them: only `app.services.verifying` needs so much."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import pairwise
from typing import NamedTuple, TypeVar

from sqlalchemy import and_, func, select

from app.domain.numbering import spell
from app.domain.ticket import AT_COUNTER, State
from app.store.models import Call, CentreEvent, Counter, Field, NumberSeries, Ticket, TicketEvent
from app.store.states import among
from app.store.tickets import COLUMNS, TicketRow, row
from app.store.types import AnyRow
from app.store.work import Hall

Row = TypeVar("Row", AnyRow, "CallRow")


class CallRow(NamedTuple):
    """A call as it is stored."""

    id: int
    ticket_id: int
    counter_id: int
    called_at: datetime
    standing: bool


class Series(NamedTuple):
    """The numbers machines gave for one prefix and day: the last, and how many tickets bear one of them."""

    day: date
    prefix: str
    last: int
    given: int


def chunks(hall: Hall, size: int) -> Iterator[list[TicketRow]]:
    """Give all tickets of the centre, oldest first, `size` at a time."""
    last = 0
    while True:
        query = select(*COLUMNS).where(Ticket.centre_id == hall.centre_id, Ticket.id > last)
        found = [row(values) for values in hall.all(query.order_by(Ticket.id).limit(size))]
        if not found:
            return
        yield found
        last = found[-1].id


def by_ticket(rows: Iterable[Row]) -> dict[int, list[Row]]:
    """Return rows in lists by their ticket, each in the order given; a ticket without any has an empty one."""
    found: dict[int, list[Row]] = defaultdict(list)
    for one in rows:
        found[one.ticket_id].append(one)
    return found


def calls_of(hall: Hall, ids: Sequence[int]) -> list[CallRow]:
    """Return the calls of some tickets, oldest first."""
    columns = (Call.id, Call.ticket_id, Call.counter_id, Call.called_at, Call.standing)
    return [CallRow(*found) for found in hall.all(select(*columns).where(Call.ticket_id.in_(ids)).order_by(Call.id))]


def waiting(hall: Hall) -> list[tuple[str, int, int]]:
    """Return of each field its name, the count that is kept, and how many tickets wait in it."""
    here = and_(Ticket.field_id == Field.id, among(State.WAITING))
    query = select(Field.name_vi, Field.waiting, func.count(Ticket.id)).outerjoin(Ticket, here)
    found = hall.all(query.where(Field.centre_id == hall.centre_id).group_by(Field.id).order_by(Field.id))
    return [(name, kept, counted) for name, kept, counted in found]


def series(hall: Hall) -> list[Series]:
    """Return the numbers of each prefix and day, those without a ticket too."""
    same = (Ticket.day == NumberSeries.day, Ticket.prefix == NumberSeries.prefix)
    borne = and_(Ticket.centre_id == NumberSeries.centre_id, *same, Ticket.number <= NumberSeries.last)
    named = (NumberSeries.day, NumberSeries.prefix, NumberSeries.last)
    query = (
        select(*named, func.count(Ticket.id)).outerjoin(Ticket, borne).where(NumberSeries.centre_id == hall.centre_id)
    )
    return [Series(*found) for found in hall.all(query.group_by(*named).order_by(*named))]


def uncounted(hall: Hall) -> list[tuple[date, str, int]]:
    """Return the day, prefix and number of tickets that no series has counted, but those given on paper."""
    same = (NumberSeries.day == Ticket.day, NumberSeries.prefix == Ticket.prefix, NumberSeries.last >= Ticket.number)
    counted = and_(NumberSeries.centre_id == Ticket.centre_id, *same)
    query = select(Ticket.day, Ticket.prefix, Ticket.number).outerjoin(NumberSeries, counted)
    mine = (Ticket.centre_id == hall.centre_id, Ticket.channel != "paper", NumberSeries.last.is_(None))
    return [(day, prefix, number) for day, prefix, number in hall.all(query.where(*mine).order_by(Ticket.id))]


def newest_revision(hall: Hall) -> int:
    """Return the largest revision any step or change of the centre was numbered with."""
    logs = (TicketEvent, CentreEvent)
    newest = (hall.value(select(func.max(log.revision)).where(log.centre_id == hall.centre_id)) for log in logs)
    return max(int(found or 0) for found in newest)


def falling_revisions(hall: Hall) -> list[tuple[AnyRow, AnyRow]]:
    """Return the pairs of steps that follow one another in the log and whose revisions go back."""
    query = select(TicketEvent.id, TicketEvent.revision).where(TicketEvent.centre_id == hall.centre_id)
    steps = hall.connection.execute(query.order_by(TicketEvent.id).execution_options(yield_per=5_000))
    return [(earlier, later) for earlier, later in pairwise(steps) if later.revision < earlier.revision]


def abandoned(hall: Hall) -> list[tuple[int, str]]:
    """Return the closed counters somebody is called to or served at: their number, and the ticket's."""
    there = and_(Ticket.counter_id == Counter.id, among(*AT_COUNTER))
    query = select(Counter.number, Ticket.prefix, Ticket.number).join(Ticket, there)
    found = hall.all(query.where(Counter.centre_id == hall.centre_id, Counter.state == "closed"))
    return [(counter, spell(prefix, number)) for counter, prefix, number in found]
