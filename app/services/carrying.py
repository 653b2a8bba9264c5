"""Numbers of the next working day for whoever is left when a day ends, and their slips.

A whole queue is carried over under the centre's lock, so everything is read once and written in one go.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from app.domain.ticket import Action
from app.services import issuing, slips
from app.services.issuing import Order, Standing
from app.store import events, fields, print_jobs, tickets
from app.store.fields import FieldRow
from app.store.tickets import TicketRow
from app.store.work import Work


@dataclass(frozen=True, slots=True)
class Following:
    """When the next working day opens; `address` and `real_now` are for the slips of its numbers."""

    opening: datetime
    address: str
    real_now: datetime


def carry_over(work: Work, left: Sequence[TicketRow], following: Following) -> list[TicketRow]:
    """Give each of the tickets, in this order, a number of the following day, and queue the slips.

    They are ordered as if taken when numbers are first given, before everybody who comes that day; nobody is taken
    to be there before the doors open. Raises NumbersExhausted.
    """
    where = {id: fields.get(work, id) for id in {ticket.field_id for ticket in left}}
    numbers = _numbers(work, [where[ticket.field_id].prefix for ticket in left], following)
    rows = [_columns(work, pair[0], where, following, pair[1]) for pair in zip(left, numbers, strict=True)]
    ids = tickets.add_all(work, rows)
    carried = [TicketRow(id=id, **values) for id, values in zip(ids, rows, strict=True)]
    for field_id, count in Counter(ticket.field_id for ticket in carried).items():
        fields.count(work, field_id, count)
    events.record_all(work, [_first(work, ticket) for ticket in carried])
    _queue_slips(work, left, carried, where, following)
    return carried


def _numbers(work: Work, prefixes: list[str], following: Following) -> list[int]:
    """Return a number for each, counted on within its prefix."""
    day = following.opening.astimezone(work.zone).date()
    counted = {name: iter(issuing.next_numbers(work, name, day, count)) for name, count in Counter(prefixes).items()}
    return [next(counted[name]) for name in prefixes]


def _columns(
    work: Work, before: TicketRow, where: dict[int, FieldRow], following: Following, number: int
) -> dict[str, Any]:
    asked = Order(priority=before.priority, language=before.language, assist=before.assist, dossiers=before.dossiers)
    opening = following.opening
    standing = Standing(arrived_at=opening, joined_at=opening - work.rules.early, number=number)
    values = issuing.columns(work, replace(asked, channel="carried_over"), where[before.field_id], standing)
    return {**values, "procedure_id": before.procedure_id, "printer_id": before.printer_id}


def _first(work: Work, ticket: TicketRow) -> dict[str, Any]:
    said = issuing.issued(ticket)
    return events.values(work, Action.ISSUE, None, ticket, reason=None, clerk_id=None, data=said)


def _queue_slips(
    work: Work,
    left: Sequence[TicketRow],
    carried: Sequence[TicketRow],
    where: dict[int, FieldRow],
    following: Following,
) -> None:
    """Queue the slips all in one place and in their order, for the staff to hand out."""
    printer_id, _ = slips.printer(work)
    if printer_id is None:
        return
    jobs = []
    for before, ticket in zip(left, carried, strict=True):
        facts = slips.facts(work, ticket, where[ticket.field_id], following.address)
        facts = replace(facts, carried_from=(before.shown, before.day))
        jobs.append(slips.job(work, ticket, facts, printer_id, None, following.real_now))
    print_jobs.add_all(work, jobs)
