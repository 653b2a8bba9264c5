"""Somebody who was called and did not come: since when they can have known, when that is long enough, and its record.

An absence is due after so many calls and so many seconds from when the first of them was read out: calling once more
is a kindness and must not set the clock back. Where nothing reads calls out, the seconds run from the call itself.
"""

from dataclasses import dataclass
from datetime import datetime

from app.domain.ticket import Action, State
from app.services.steps import step
from app.store import calls
from app.store.tickets import TicketRow
from app.store.work import Hall, Work


@dataclass(frozen=True, slots=True)
class Notice:
    """How somebody at a counter was called. `since` is when they can first have known: None while nothing was read
    out that still will be; `spoken` tells whether it is when the call was read, or when it was made.
    """

    calls: int
    since: datetime | None
    spoken: bool

    def seconds(self, now: datetime) -> int | None:
        """Return the whole seconds they have had so far."""
        return None if self.since is None else int((now - self.since).total_seconds())


def notice(hall: Hall, ticket: TicketRow, *, read_out: bool) -> Notice:
    """Return how a called person was called to where they are; `read_out`: calls are read out in this hall now."""
    rows = calls.of_last_calling(hall, ticket.id)
    spoken = min((row.spoken_at for row in rows if row.spoken_at), default=None)
    if spoken is not None or read_out or not rows:
        return Notice(ticket.calls, spoken, spoken is not None)
    return Notice(ticket.calls, rows[0].called_at, spoken=False)


def due_at(hall: Hall, ticket: TicketRow, called: Notice) -> datetime | None:
    """Return from when an absence needs no question as far as time goes, or None while nobody can tell."""
    patience = hall.rules.patience(needs_time=ticket.priority or ticket.assist)
    return None if called.since is None else called.since + patience


def is_due(hall: Hall, ticket: TicketRow, called: Notice) -> bool:
    """Tell whether an absence may be recorded without a question: enough calls, and enough time."""
    due = due_at(hall, ticket, called)
    return called.calls >= hall.rules.no_show_calls and due is not None and hall.now >= due


def record_absence(work: Work, ticket: TicketRow, *, clerk_id: int | None, read_out: bool) -> TicketRow:
    """Write that the called person did not come; earlier than the rules offer it, a step before it says how early.

    Raises WrongState.
    """
    if ticket.state is State.CALLED:
        called = notice(work, ticket, read_out=read_out)
        if not is_due(work, ticket, called):
            ticket = _confirm(work, ticket, called, clerk_id)
    return step(work, ticket, Action.NO_SHOW, clerk_id=clerk_id)


def _confirm(work: Work, ticket: TicketRow, called: Notice, clerk_id: int | None) -> TicketRow:
    since = None if called.since is None else "spoken" if called.spoken else "called"
    data = {"calls": called.calls, "seconds": called.seconds(work.now), "since": since}
    return step(work, ticket, Action.CONFIRM_ABSENCE, clerk_id=clerk_id, data=data)
