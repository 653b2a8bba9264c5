"""Numbers on paper: given by hand from a printed sheet while the power was away, and entered when it is back.

Whoever holds one stands where the time it was given at says, as if a machine had given it then. Only people who still
wait are entered: what nobody measured is no figure.
"""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from app.domain import discipline, numbering
from app.domain.errors import BadTime, DayEnded, HallClosed, NotSpareNumber, NumberTaken
from app.domain.ticket import Action, State
from app.services import issuing, views
from app.services.issuing import Order, Standing
from app.services.steps import step
from app.services.views import moment
from app.store import days, fields, tickets
from app.store.fields import FieldRow
from app.store.tickets import TicketRow
from app.store.work import Hall, Work

SHOWN = 60


def enter_paper(work: Work, text: str, given: time, *, priority: bool = False) -> TicketRow:
    """Enter a number given on paper at a time of today. One that was cancelled as a mistake may be entered again.

    Raises UnknownField, NotSpareNumber, DayEnded, HallClosed before numbers are given, BadTime, NumberTaken.
    """
    where, number = read_number(work, text)
    standing = _standing(work, given, number)
    known = tickets.of_number(work, where.prefix, number, work.day)
    if known is None:
        order = Order(priority=priority, channel="paper")
        return issuing.add_ticket(work, order, where, standing=standing)
    if known.state is not State.CANCELLED or known.calls:
        raise NumberTaken(number=known.shown)
    return _enter_again(work, known, where, standing, priority=priority)


def read_number(hall: Hall, text: str) -> tuple[FieldRow, int]:
    """Return the field and the count of a spare number as somebody typed it. Raises UnknownField, NotSpareNumber."""
    known = {row.prefix: row for row in fields.every(hall)}
    prefix, number = numbering.parted(text, known)
    kept = numbering.spares(hall.rules.spare_from)
    if number not in kept:
        first, last = (numbering.spell(prefix, n) for n in (kept[0], kept[-1]))
        raise NotSpareNumber(number=numbering.spell(prefix, number), first=first, last=last)
    return known[prefix], number


def told(hall: Hall) -> dict[str, Any]:
    """Return which numbers are kept for paper, and those entered today, the newest first."""
    kept = numbering.spares(hall.rules.spare_from)
    entered = tickets.of_channel(hall, "paper", kept)
    shown = entered[:SHOWN]
    names = {row.field_id: fields.get(hall, row.field_id) for row in shown}
    return {
        "first": kept[0],
        "last": kept[-1],
        "opens_at": moment(_opening(hall)),
        "entered": len(entered),
        "tickets": [_entered(row, names[row.field_id]) for row in shown],
    }


def _standing(work: Work, given: time, number: int) -> Standing:
    """Two numbers given in the same minute stand in their own order, whichever is entered first."""
    if days.keep(work).ended_at is not None:
        raise DayEnded()
    opening = _opening(work)
    if opening is None or work.now < opening:
        raise HallClosed(opens=f"{opening.astimezone(work.zone):%H:%M}" if opening else None)
    at = datetime.combine(work.day, given, work.zone).astimezone(UTC)
    if not opening <= at <= work.now:
        first, last = (f"{m.astimezone(work.zone):%H:%M}" for m in (opening, work.now))
        raise BadTime(given=f"{given:%H:%M}", first=first, last=last)
    place = timedelta(microseconds=number - work.rules.spare_from)
    return Standing(arrived_at=at, joined_at=at + place, number=number)


def _opening(hall: Hall) -> datetime | None:
    """Return from when on numbers are given today, or None on a day without hours."""
    today = days.spans(hall, days.of(hall))
    return today[0].start - hall.rules.early if today else None


def _enter_again(work: Work, ticket: TicketRow, where: FieldRow, standing: Standing, *, priority: bool) -> TicketRow:
    allowance = issuing.allowance(work, where, priority=priority)
    at = standing.arrived_at.isoformat()
    return step(
        work,
        ticket,
        Action.ENTER_AGAIN,
        data={"arrived_at": at, "given_at": at, "number": ticket.shown},
        field_id=where.id,
        priority=priority,
        priority_class_id=None,
        joined_at=standing.joined_at,
        arrived_at=standing.arrived_at,
        due_at=discipline.due_at(standing.joined_at, allowance),
        put_back=False,
    )


def _entered(row: TicketRow, where: FieldRow) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "number": row.shown,
        "field": views.field(where),
        "given_at": moment(row.joined_at),
        "priority": row.priority,
        "state": row.state.value,
    }
