"""Whether what the tables say is what the events say: every derived row is made again from the log and laid beside it.

One snapshot of the database is read, a few hundred tickets at a time, so a hall goes on meanwhile. Nothing is changed:
a difference is for a person to look at.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.domain import ticket as life
from app.domain.errors import WrongState
from app.domain.ticket import Action, State
from app.domain.turns import fold
from app.services.steps import STILL_CALLED, unplain
from app.store import days, derived, events, outages, turns
from app.store.derived import CallRow
from app.store.tickets import TicketRow
from app.store.types import AnyRow
from app.store.work import Hall

CHUNK = 500
# Which class of priority somebody had may be forgotten when the day ends; no step says so.
_FORGOTTEN = {"priority_class_id"}
_BY_ROW = ("field_id", "counter_id", "priority")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is stored otherwise than the events say: `subject` in words, both values as they are."""

    subject: str
    stored: Any
    rebuilt: Any

    def __str__(self) -> str:
        return f"{self.subject}: stored {self.stored}, by the events {self.rebuilt}"


@dataclass(slots=True)
class Verified:
    """What was looked at in one centre, and what differs."""

    tickets: int = 0
    events: int = 0
    turns: int = 0
    calls: int = 0
    differences: list[Difference] = field(default_factory=list)


def verify(hall: Hall) -> Verified:
    """Make everything derived from the events of a centre again and compare; changes nothing."""
    found = Verified()
    grounds = _Grounds(hall)
    for rows in derived.chunks(hall, CHUNK):
        _chunk(grounds, rows, found)
    found.differences += [*_waiting(hall), *_numbers(hall), *_revisions(hall), *_counters(hall)]
    return found


class _Grounds:
    """What turns are counted from besides the events, read once."""

    def __init__(self, hall: Hall) -> None:
        self.hall = hall
        self.targets = turns.targets(hall)
        self._hours: dict[date, list[Any]] = {}

    def hours(self, day: date) -> list[Any]:
        if day not in self._hours:
            self._hours[day] = days.spans(self.hall, days.of(self.hall, day))
        return self._hours[day]


def _chunk(grounds: _Grounds, rows: list[TicketRow], found: Verified) -> None:
    ids = [row.id for row in rows]
    logs = events.of_tickets(grounds.hall, ids)
    ended = derived.by_ticket(turns.of_tickets(grounds.hall, ids))
    made = derived.by_ticket(derived.calls_of(grounds.hall, ids))
    for row in rows:
        log, calls = logs[row.id], made[row.id]
        found.tickets += 1
        found.events += len(log)
        found.turns += len(ended[row.id])
        found.calls += len(calls)
        found.differences += [*_life(row, log), *_turns(grounds, row, log, ended[row.id]), *_calls(row, log, calls)]


def _life(ticket: TicketRow, log: list[AnyRow]) -> Iterator[Difference]:
    """The steps follow the table one from the other, and end where the ticket is."""
    state: State | None = None
    rebuilt: dict[str, Any] = {}
    for row in log:
        yield from _step(ticket, state, row)
        state = State(row.to_state)
        rebuilt |= {name: unplain(name, value) for name, value in row.data.get("after", {}).items()}
        rebuilt |= {name: getattr(row, name) for name in _BY_ROW}
    rebuilt["state"] = state
    for name, value in rebuilt.items():
        stored = getattr(ticket, name)
        if stored != value and not (name in _FORGOTTEN and stored is None):
            yield _differs(ticket, name, stored, value)


def _step(ticket: TicketRow, state: State | None, row: AnyRow) -> Iterator[Difference]:
    if row.from_state != state:
        yield _differs(ticket, f"step {row.id} comes from", row.from_state, state)
    try:
        target = life.target(state, Action(row.action))
    except WrongState:
        yield _differs(ticket, f"step {row.id} is possible", row.action, f"not from {state}")
        return
    if target is not life.BACK and target != row.to_state:
        yield _differs(ticket, f"step {row.id} leads to", row.to_state, target)


def _turns(grounds: _Grounds, ticket: TicketRow, log: list[AnyRow], stored: list[AnyRow]) -> Iterator[Difference]:
    if not log:
        return
    steps = events.as_domain(log)
    came = min(event.arrived_at or event.at for event in steps)
    made = fold(steps, grounds.hours(ticket.day), outages.since(grounds.hall, came))
    rebuilt = turns.values(grounds.hall, ticket, made, grounds.targets)
    if len(stored) != len(rebuilt):
        yield _differs(ticket, "ended turns", len(stored), len(rebuilt))
    for row, values in zip(stored, rebuilt, strict=False):
        for name, value in values.items():
            if getattr(row, name) != value:
                yield _differs(ticket, f"turn {row.ordinal} {name}", getattr(row, name), value)


def _calls(ticket: TicketRow, log: list[AnyRow], stored: list[CallRow]) -> Iterator[Difference]:
    """Each call was made by one step; a step without one served somebody who stood there already."""
    started = {row.revision for row in log if row.action == Action.START}
    made = [row for row in log if row.action in (Action.CALL, Action.RECALL) and row.revision not in started]
    rebuilt = [(row.at, row.counter_id) for row in made]
    told = [(row.called_at, row.counter_id) for row in stored]
    if told != rebuilt:
        yield _differs(ticket, "calls", told, rebuilt)
    standing = [row.id for row in stored if row.standing]
    due = [stored[-1].id] if stored and made and _stands(log, made[-1]) else []
    if standing != due:
        yield _differs(ticket, "calls that stand", standing, due)


def _stands(log: list[AnyRow], call: AnyRow) -> bool:
    after = (row for row in log if row.id > call.id)
    return not any(row.from_state == State.CALLED and row.action not in STILL_CALLED for row in after)


def _waiting(hall: Hall) -> Iterator[Difference]:
    for name, stored, counted in derived.waiting(hall):
        if stored != counted:
            yield Difference(f"people waiting in {name}", stored, counted)


def _numbers(hall: Hall) -> Iterator[Difference]:
    """The numbers of machines run from 1 to the last given, each once; those on paper lie beyond."""
    for series in derived.series(hall):
        if series.last != series.given:
            yield Difference(f"last number {series.prefix} of {series.day}", series.last, f"{series.given} tickets")
    for day, prefix, number in derived.uncounted(hall):
        yield Difference(f"number {prefix} {number} of {day}", "given", "not counted")


def _revisions(hall: Hall) -> Iterator[Difference]:
    newest = derived.newest_revision(hall)
    if newest > hall.revision:
        yield Difference("revision of the centre", hall.revision, newest)
    for earlier, later in derived.falling_revisions(hall):
        yield Difference(f"revision of step {later.id}", later.revision, f"{earlier.revision} or later")


def _counters(hall: Hall) -> Iterator[Difference]:
    for number, shown in derived.abandoned(hall):
        yield Difference(f"counter {number}", "closed", f"{shown} is there")


def _differs(ticket: TicketRow, what: str, stored: Any, rebuilt: Any) -> Difference:
    return Difference(f"{ticket.shown} of {ticket.day} (ticket {ticket.id}), {what}", stored, rebuilt)


def summary(slug: str, found: Verified) -> Iterable[str]:
    """Say in lines what was looked at and what differs."""
    looked = f"{found.tickets} tickets, {found.events} events, {found.turns} turns, {found.calls} calls"
    if not found.differences:
        return [f"{slug}: {looked}: all as the events say"]
    return [f"{slug}: {looked}: {len(found.differences)} differences", *map(str, found.differences)]
