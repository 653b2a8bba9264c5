"""Turns out of events: how long each visit to a field waited, walked, was served and was held.

The definitions are those of `docs/figures.md`. The fold is pure, so the `turns` table can be thrown away and
rebuilt from the event log at any time.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from app.domain.hours import Span, within
from app.domain.ticket import Action, State


class Event(NamedTuple):
    """One row of the event log as the fold needs it. `field_id`, `counter_id` are those after the step.

    A tuple, as a turn is: a press folds several, and frozen dataclasses of so many parts take five times as long.
    """

    id: int
    action: Action
    to_state: State
    at: datetime
    field_id: int
    counter_id: int | None
    clerk_id: int | None
    priority: bool
    arrived_at: datetime | None = None
    out_of_order: bool = False
    dossiers: int | None = None
    outcome: str | None = None
    undoes: int | None = None


class Turn(NamedTuple):
    """One visit to one field. `outcome` is None while it is not over; durations follow `docs/figures.md`."""

    field_id: int
    arrived_at: datetime
    priority: bool
    counter_id: int | None = None
    clerk_id: int | None = None
    called_at: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    outcome: State | None = None
    calls: int = 0
    wait: timedelta | None = None
    wait_open: timedelta | None = None
    way: timedelta | None = None
    service: timedelta = timedelta(0)
    held: timedelta = timedelta(0)
    waited_again: timedelta = timedelta(0)
    out_of_order: bool = False
    dossiers: int | None = None
    result: str | None = None
    spans_outage: bool = False


@dataclass(slots=True)
class _Clock:
    """What is known of the turn being folded that is no figure itself."""

    last_call: datetime | None = None
    called_to: int | None = None
    serving_since: datetime | None = None
    held_since: datetime | None = None
    resumed_at: datetime | None = None
    holds: list[Span] = field(default_factory=list)


def effective(events: Iterable[Event]) -> list[Event]:
    """Return the events without those undone and without the undos themselves."""
    kept: dict[int, Event] = {}
    for event in events:
        if event.undoes is None:
            kept[event.id] = event
        else:
            kept.pop(event.undoes, None)
    return list(kept.values())


def fold(events: Iterable[Event], hours: Sequence[Span], outages: Iterable[Span] = ()) -> list[Turn]:
    """Return the turns of one ticket, oldest first, from all of its events in order.

    `hours` are the opening hours of its day, for the wait within them; `outages` when the server did not run.
    """
    turns, without = _folded(events, hours), list(outages)
    if not without:
        return turns
    return [turn._replace(spans_outage=any(spans(turn, o) for o in without)) for turn in turns]


def spans(turn: Turn, outage: Span) -> bool:
    """Tell whether any of a turn, up to now if it is not over, lay in an outage."""
    return turn.arrived_at < outage.end and (turn.ended_at is None or turn.ended_at > outage.start)


def _folded(events: Iterable[Event], hours: Sequence[Span]) -> list[Turn]:
    turns: list[Turn] = []
    clock = _Clock()
    for event in effective(events):
        if event.action is Action.ISSUE:
            turns.append(_arrive(event))
        elif event.action is Action.FURTHER:
            turns[-1] = _further(turns[-1], clock, event, hours)
            turns.append(_arrive(event))
            clock = _Clock()
        elif event.action is Action.ENTER_AGAIN:
            # What was entered before was a slip of the pen: it is no turn that somebody gave up.
            turns[-1], clock = _arrive(event), _Clock()
        else:
            turns[-1] = _advance(turns[-1], clock, event, hours)
    return turns


def _arrive(event: Event) -> Turn:
    return Turn(event.field_id, event.arrived_at or event.at, event.priority)


def _advance(turn: Turn, clock: _Clock, event: Event, hours: Sequence[Span]) -> Turn:
    match event.action:
        case Action.CALL:
            clock.last_call, clock.called_to = event.at, event.counter_id
            return turn._replace(calls=turn.calls + 1, out_of_order=turn.out_of_order or event.out_of_order)
        case Action.RECALL:
            return turn._replace(calls=turn.calls + 1)
        case Action.START:
            return _start(turn, clock, event, hours)
        case Action.HOLD:
            clock.held_since = event.at
            return _pause_service(turn, clock, event.at)
        case Action.RESUME:
            clock.resumed_at = event.at
            return _end_hold(turn, clock, event.at)
        case Action.TRANSFER:
            return _wrong_field(turn, clock, event)
        case Action.RETURN:
            return _came_back(turn, clock, event.at)
        case Action.PRIORITY:
            return turn._replace(priority=event.priority)
        case Action.FINISH | Action.NO_SHOW | Action.CANCEL | Action.EXPIRE:
            return _close(turn, clock, event)
        case _:
            return turn


def _start(turn: Turn, clock: _Clock, event: Event, hours: Sequence[Span]) -> Turn:
    """The call before the first start ends the wait; later starts only end waiting again after a hold."""
    called = clock.last_call or event.at
    clock.serving_since = event.at
    here: dict[str, Any] = {"counter_id": event.counter_id, "clerk_id": event.clerk_id}
    if turn.started_at is None:
        return _waited(turn, clock, called, hours)._replace(started_at=event.at, way=_between(called, event.at), **here)
    again = _between(clock.resumed_at, called) if clock.resumed_at else timedelta(0)
    clock.resumed_at = None
    return turn._replace(waited_again=turn.waited_again + again, **here)


def _between(start: datetime, end: datetime) -> timedelta:
    """Return how long a stretch took: no time at all where somebody has put the clock back meanwhile."""
    return max(end - start, timedelta(0))


def _waited(turn: Turn, clock: _Clock, called: datetime, hours: Sequence[Span]) -> Turn:
    on_hold = sum((_between(h.start, h.end) for h in clock.holds), timedelta(0))
    on_hold_open = sum((within(hours, h.start, h.end) for h in clock.holds), timedelta(0))
    return turn._replace(
        called_at=called,
        wait=max(called - turn.arrived_at - on_hold, timedelta(0)),
        wait_open=max(within(hours, turn.arrived_at, called) - on_hold_open, timedelta(0)),
    )


def _pause_service(turn: Turn, clock: _Clock, at: datetime) -> Turn:
    served = _between(clock.serving_since, at) if clock.serving_since else timedelta(0)
    clock.serving_since = None
    return turn._replace(service=turn.service + served)


def _end_hold(turn: Turn, clock: _Clock, at: datetime) -> Turn:
    if clock.held_since is None:
        return turn
    clock.holds.append(Span(clock.held_since, at))
    clock.held_since = None
    return turn._replace(held=turn.held + _between(clock.holds[-1].start, at))


def _wrong_field(turn: Turn, clock: _Clock, event: Event) -> Turn:
    """A wrong field was not service: the wait goes on from the same arrival, in the field it belongs to."""
    clock.serving_since = clock.last_call = clock.resumed_at = None
    return turn._replace(
        field_id=event.field_id,
        counter_id=None,
        clerk_id=None,
        called_at=None,
        started_at=None,
        wait=None,
        wait_open=None,
        way=None,
        service=timedelta(0),
        waited_again=timedelta(0),
    )


def _came_back(turn: Turn, clock: _Clock, at: datetime) -> Turn:
    """Who had been served before, was held and missed a call, waits again from now; nobody has taken in the others."""
    if turn.started_at is None:
        return turn._replace(ended_at=None, outcome=None, counter_id=None, clerk_id=None)
    clock.resumed_at = clock.resumed_at or at
    return turn._replace(ended_at=None, outcome=None)


def _further(turn: Turn, clock: _Clock, event: Event, hours: Sequence[Span]) -> Turn:
    """Who is sent on to another field without a press of Start was served here all the same, for an instant."""
    if turn.started_at is None:
        turn = _start(turn, clock, event._replace(counter_id=clock.called_to), hours)
    served = _finished_by(_pause_service(turn, clock, event.at), event)
    return served._replace(ended_at=event.at, outcome=State.DONE)


def _close(turn: Turn, clock: _Clock, event: Event) -> Turn:
    closed = _end_hold(_pause_service(turn, clock, event.at), clock, event.at)
    if event.action is Action.NO_SHOW and turn.started_at is None:
        # Nobody took them in, but the counter that called in vain spent its time on it.
        closed = closed._replace(counter_id=event.counter_id, clerk_id=event.clerk_id)
    return _finished_by(closed, event)._replace(
        ended_at=event.at,
        outcome=event.to_state,
        dossiers=event.dossiers if event.dossiers is not None else turn.dossiers,
        result=event.outcome or turn.result,
    )


def _finished_by(turn: Turn, event: Event) -> Turn:
    """A counter may change hands while somebody is served there: the turn is theirs who finished it."""
    if event.action not in (Action.FINISH, Action.FURTHER) or event.clerk_id is None:
        return turn
    return turn._replace(clerk_id=event.clerk_id)
