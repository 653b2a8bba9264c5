"""The turns behind a figure: which of those that are over are meant, and one page of them at a time.

What a figure is lives in `app.domain.figures`. Here it is only said which turns a figure was made of; a test walks
over every figure and every cell of a day and finds that both agree.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select

from app.domain.figures import waits_of
from app.domain.ticket import State
from app.store import reports
from app.store.models import Counter, Field, Ticket, Turn
from app.store.reports import Range
from app.store.turns import EARLY
from app.store.types import AnyRow
from app.store.work import Hall


class Sort(StrEnum):
    """What stands first in a list of turns: the longest wait, or the first to arrive."""

    WAIT = "wait"
    ARRIVED = "arrived"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Which turns of some days are meant. What is None, or names no outcome, does not narrow."""

    days: Range
    field_id: int | None = None
    counter_id: int | None = None
    clerk_id: int | None = None
    hour: int | None = None
    outcomes: tuple[State, ...] = ()
    minute: int | None = None
    late: bool | None = None
    waited_again: bool | None = None
    early: bool | None = None
    out_of_order: bool | None = None
    spans_outage: bool | None = None


def count(hall: Hall, chosen: Chosen) -> int:
    """Return how many turns are meant."""
    query = select(func.count()).select_from(Turn).where(*reports.of_days(hall, chosen.days), *_narrower(hall, chosen))
    return int(hall.value(query))


def measured(hall: Hall, chosen: Chosen) -> Iterator[Sequence[AnyRow]]:
    """Give the turns meant as a report is made from them, portion by portion."""
    return reports.ended(hall, chosen.days, *_narrower(hall, chosen))


def listed(hall: Hall, chosen: Chosen, sort: Sort, *, first: int, most: int) -> list[AnyRow]:
    """Return up to `most` of the turns meant, from the one at place `first` on, with what names each."""
    ordered = _waited(hall).desc() if sort is Sort.WAIT else Turn.arrived_at
    query = _named(hall).where(*reports.of_days(hall, chosen.days), *_narrower(hall, chosen))
    return hall.all(query.order_by(ordered, Turn.ticket_id, Turn.ordinal).offset(first).limit(most))


def _named(hall: Hall) -> Select[*tuple[Any, ...]]:
    return (
        select(
            *Turn.__table__.columns,
            _waited(hall).label("waited_ms"),
            (_waited(hall) > Turn.target_ms).label("late"),
            EARLY,
            Ticket.prefix,
            Ticket.number,
            Field.prefix.label("field_prefix"),
            Field.name_vi,
            Field.name_en,
            Counter.number.label("counter_number"),
        )
        .join(Ticket, Ticket.id == Turn.ticket_id)
        .join(Field, Field.id == Turn.field_id)
        .join(Counter, Counter.id == Turn.counter_id, isouter=True)
    )


def _waited(hall: Hall) -> ColumnElement[int]:
    """How long somebody waited as the headline counts it: until the call that led to service, else until the end."""
    wait = Turn.wait_open_ms if hall.rules.headline_open_hours else Turn.wait_ms
    return case((Turn.outcome == State.DONE, func.coalesce(wait, 0)), else_=Turn.stay_ms)


def _narrower(hall: Hall, chosen: Chosen) -> Iterator[ColumnElement[bool]]:
    wanted = (
        (Turn.field_id, chosen.field_id),
        (Turn.counter_id, chosen.counter_id),
        (Turn.clerk_id, chosen.clerk_id),
        (Turn.hour, chosen.hour),
        (_waited(hall) > Turn.target_ms, chosen.late),
        (Turn.waited_again_ms > 0, chosen.waited_again),
        (EARLY.element, chosen.early),
        (Turn.out_of_order, chosen.out_of_order),
        (Turn.spans_outage, chosen.spans_outage),
    )
    yield from (found == value for found, value in wanted if value is not None)
    if chosen.outcomes:
        yield Turn.outcome.in_(chosen.outcomes)
    if chosen.minute is not None:
        longer, up_to = waits_of(chosen.minute)
        yield _waited(hall) > longer
        if up_to is not None:
            yield _waited(hall) <= up_to
