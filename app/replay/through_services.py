"""A recorded day through the services, with the clock as an argument: its report must be exact.

Whoever waited already when recording began takes a number and is called like everyone else, but is then recorded as
absent: absences stand beside the headline figures, never inside, and when these people came is not known.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from app.clock import real_now
from app.domain.ticket import State
from app.replay.files import ReplayError
from app.replay.prepare import Stage, make_stage
from app.replay.record import Kind, OfficeDay, Ticket
from app.services import calling, issuing, reports, serving, staffing
from app.services.issuing import Order
from app.store import people, tickets
from app.store.database import Database
from app.store.reports import By, Range
from app.store.work import Work

ADDRESS = "http://127.0.0.1"


class Player:
    """Plays one recorded day in a centre of its own."""

    def __init__(self, database: Database, recorded: OfficeDay) -> None:
        self._database = database
        self._recorded = recorded
        with database.write() as connection:
            self.stage: Stage = make_stage(connection, recorded)
        with database.read() as connection:
            kiosk = people.actor_of_device(connection, self.stage.kiosk)
            assert kiosk is not None
            self._kiosk = kiosk
            self._clerks = {q: people.actor_of_staff(connection, id) for q, id in self.stage.clerks.items()}

    def play(self) -> Iterator[int]:
        """Take every step of the day at its own moment; yield how many have been taken."""
        steps = self._recorded.steps()
        self._open(self._recorded.moment(steps[0].second))
        for number, step in enumerate(steps, start=1):
            moment = self._recorded.moment(step.second)
            if step.kind is Kind.ARRIVAL:
                self._arrive(step.ticket, moment)
            else:
                self._call(step.ticket, moment)
            yield number
        self._finish(self._recorded.moment(steps[-1].second))

    def report(self) -> dict[str, Any]:
        """Return the report of the day by field."""
        with self._database.look(self.stage.centre_id) as hall:
            return reports.waits(hall, Range(self._recorded.day, self._recorded.day), By.FIELD)

    def _open(self, moment: datetime) -> None:
        for queue, counter in self.stage.counters.items():
            with self._change(queue, moment) as work:
                staffing.open_counter(work, counter)

    def _arrive(self, ticket: Ticket, moment: datetime) -> None:
        order = Order(field=self.stage.prefixes[ticket.queue])
        with self._database.change(self.stage.centre_id, self._kiosk, now=moment) as work:
            issuing.issue_ticket(work, order, address=ADDRESS, real_now=real_now())

    def _call(self, ticket: Ticket, moment: datetime) -> None:
        with self._change(ticket.queue, moment) as work:
            counter = self.stage.counters[ticket.queue]
            self._end_present(work, counter)
            called = calling.call_next(work, counter)
            if called is None or called.ticket.number != ticket.seq:
                raise ReplayError(f"queue {ticket.queue}: the record calls its ticket {ticket.seq}, the rule {called}")
            if ticket.scored:
                serving.start(work, called.ticket.id)

    def _finish(self, moment: datetime) -> None:
        for queue, counter in self.stage.counters.items():
            with self._change(queue, moment) as work:
                self._end_present(work, counter)

    def _end_present(self, work: Work, counter: int) -> None:
        """End whoever is at the counter: served if service began, absent if they are not to be counted."""
        present = tickets.at_counter(work, counter)
        if present is not None:
            if present.state is State.CALLED:
                serving.no_show(work, present.id)
            else:
                serving.finish(work, present.id, serving.Outcome())

    def _change(self, queue: str, moment: datetime) -> Any:
        actor = self._clerks[queue]
        assert actor is not None
        return self._database.change(self.stage.centre_id, actor, now=moment)
