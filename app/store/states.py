"""Tickets in some states, which are written out in the statement: given as values, PostgreSQL could not know in advance
that an index of those that wait, or are open, has them all.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnClause, ColumnElement, literal_column, or_

from app.domain.ticket import State
from app.store.models import Ticket


def among(*states: State) -> ColumnElement[bool]:
    """Return the condition that a ticket is in one of these states. Those who wait have an index of their own, and are
    named apart from all others.
    """
    parts = [part for part in ({State.WAITING} & {*states}, {*states} - {State.WAITING}) if part]
    return or_(*(_one_of(sorted(part)) for part in parts))


def _one_of(states: Sequence[State]) -> ColumnElement[bool]:
    told: list[ColumnClause[str]] = [literal_column(f"'{state.value}'") for state in states]
    return Ticket.state.in_(told) if len(told) > 1 else Ticket.state == told[0]
