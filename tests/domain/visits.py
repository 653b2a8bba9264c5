"""A visit told in its steps, and the turns it makes."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from app.domain.hours import Span
from app.domain.ticket import Action, State
from app.domain.turns import Event, Turn, fold

S, A = State, Action
LAND, TAX = 1, 2
COUNTER, OTHER = 7, 8
CLERK, OTHER_CLERK = 70, 80
AFTER = {
    A.ISSUE: S.WAITING,
    A.ENTER_AGAIN: S.WAITING,
    A.CALL: S.CALLED,
    A.RECALL: S.CALLED,
    A.START: S.SERVING,
    A.FINISH: S.DONE,
    A.NO_SHOW: S.NO_SHOW,
    A.RETURN: S.WAITING,
    A.PUT_BACK: S.WAITING,
    A.HOLD: S.HELD,
    A.RESUME: S.WAITING,
    A.TRANSFER: S.WAITING,
    A.FURTHER: S.WAITING,
    A.CANCEL: S.CANCELLED,
    A.EXPIRE: S.EXPIRED,
    A.DROP_COUNTER: S.WAITING,
    A.PRIORITY: S.WAITING,
    A.REPRINT: S.WAITING,
    A.UNDO: S.SERVING,
}


def clock(told: str) -> datetime:
    hour, minute = told.split(":")
    return datetime(2026, 11, 23, int(hour), int(minute), tzinfo=UTC)


MORNING = [Span(clock("7:30"), clock("11:30")), Span(clock("13:00"), clock("17:00"))]


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def turns(*steps: tuple[Any, ...], outages: Sequence[Span] = ()) -> list[Turn]:
    """Fold steps told as `("9:10", Action, what else is known)`; ids count from 1."""
    events = []
    for id, (told, action, *more) in enumerate(steps, start=1):
        values: dict[str, Any] = {"field_id": LAND, "priority": False, "counter_id": None, "clerk_id": None}
        if action in (A.CALL, A.RECALL, A.START, A.FINISH, A.NO_SHOW, A.HOLD):
            values |= {"counter_id": COUNTER, "clerk_id": CLERK}
        values |= more[0] if more else {}
        events.append(Event(id=id, action=action, to_state=AFTER[action], at=clock(told), **values))
    return fold(events, MORNING, outages)


def turn(*steps: tuple[Any, ...], outages: Sequence[Span] = ()) -> Turn:
    (only,) = turns(*steps, outages=outages)
    return only
