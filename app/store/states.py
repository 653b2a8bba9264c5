"""Tickets in some states, which are written out in the statement: given as values, PostgreSQL could not know in advance
that an index of those that wait, or are open, has them all.
"""

from sqlalchemy import ColumnClause, ColumnElement, literal_column

from app.domain.ticket import State
from app.store.models import Ticket


def among(*states: State) -> ColumnElement[bool]:
    """Return the condition that a ticket is in one of these states."""
    told: list[ColumnClause[str]] = [literal_column(f"'{state.value}'") for state in sorted(states)]
    return Ticket.state.in_(told) if len(told) > 1 else Ticket.state == told[0]
