"""One step of a ticket: the guarded update, the count of its queue, the event, its calls and its turns.

Every use case that moves a ticket goes through `step`, so no path can forget one of them; the end of a day, which
moves hundreds under the centre's lock, through `expire_all`.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from app.domain import ticket as life
from app.domain.errors import WrongState
from app.domain.ticket import Action, State
from app.store import calls, days, events, fields, tickets, turns
from app.store.tickets import TicketRow
from app.store.work import Work

# After these one more turn of a ticket has ended.
_ENDING = frozenset({Action.FINISH, Action.NO_SHOW, Action.CANCEL, Action.EXPIRE, Action.FURTHER})
# After these one that had ended may go on.
_TURNING = frozenset({Action.RETURN, Action.UNDO, Action.ENTER_AGAIN})
# After any other step from `called` the call is history: no screen speaks it any more, not even after an undo.
STILL_CALLED = frozenset({Action.PRIORITY, Action.ASSIST, Action.REPRINT, Action.HAND_OVER})


class _Stride(NamedTuple):
    """One step of those that are taken in one: the ticket before and after it, what it changes, what else is told."""

    action: Action
    before: TicketRow
    after: TicketRow
    changes: dict[str, Any]
    data: dict[str, Any]
    reason: str | None


def step(
    work: Work,
    ticket: TicketRow,
    action: Action,
    *,
    to: State | None = None,
    reason: str | None = None,
    clerk_id: int | None = None,
    data: dict[str, Any] | None = None,
    implied: Action | None = None,
    **changes: Any,
) -> TicketRow:
    """Take one step of the table and return the ticket after it. `to` is only for an undo; `implied` is a step before
    it that nobody pressed for, taken in the same instant. Raises WrongState.
    """
    strides = [] if implied is None else [_stride(work, ticket, implied, {}, {"implied": True})]
    standing = strides[-1].after if strides else ticket
    strides.append(_stride(work, standing, action, changes, data or {}, to=to, reason=reason))
    # Waits are counted within the hours of today, which may have begun with nobody but people carried over to it.
    days.keep(work)
    if action in _ENDING:
        # Before anything is written to it, so that it may have been asked with the lock.
        events.log(work, ticket.id)
    return _take(work, strides, clerk_id)


def _stride(
    work: Work,
    ticket: TicketRow,
    action: Action,
    changes: dict[str, Any],
    data: dict[str, Any],
    *,
    to: State | None = None,
    reason: str | None = None,
) -> _Stride:
    target = life.target(ticket.state, action)
    state = to if isinstance(target, life.Back) else target
    assert state is not None, "an undo names where it goes back to"
    if state is not ticket.state:
        changes.setdefault("state_at", work.now)
    return _Stride(action, ticket, ticket._replace(state=state, **changes), changes, data, reason)


def _take(work: Work, strides: Sequence[_Stride], clerk_id: int | None) -> TicketRow:
    """Write what comes of steps once, and each of them to the log; return the ticket after the last."""
    before, (action, _, after, *_) = strides[0].before, strides[-1]
    moved = {name: value for stride in strides for name, value in stride.changes.items()}
    otherwise = WrongState(state=before.state.value, action=action.value)
    tickets.move(work, before, {"state": after.state, **moved}, otherwise)
    _keep_count(work, before, after)
    for stride in strides:
        _record(work, stride, clerk_id)
    if any(stride.before.state is State.CALLED and stride.action not in STILL_CALLED for stride in strides):
        calls.settle(work, after.id)
    if action in _ENDING:
        turns.write(work, after, events.log(work, after.id))
    elif action in _TURNING:
        turns.rewrite(work, after)
    return after


def _record(work: Work, stride: _Stride, clerk_id: int | None) -> None:
    action, before, after, changes, data, reason = stride
    details = {**data, "before": _plain(before, changes), "after": _plain(after, changes)}
    events.record(work, action, before.state, after, reason=reason, clerk_id=clerk_id, data=details)


@dataclass(frozen=True, slots=True)
class Leaving:
    """A ticket whose day ends, who was serving it, and what else its last step says."""

    ticket: TicketRow
    clerk_id: int | None
    data: dict[str, Any]


def expire_all(work: Work, leaving: Sequence[Leaving]) -> None:
    """Take the step EXPIRE with many tickets: all that `step` does for one, in as many statements as for one.

    Raises WrongState.
    """
    before = [each.ticket for each in leaving]
    changes: dict[str, Any] = {"counter_id": None, "state_at": work.now}
    for ticket in before:
        life.target(ticket.state, Action.EXPIRE)
    after = [ticket._replace(state=State.EXPIRED, **changes) for ticket in before]
    if not tickets.move_all(work, before, {"state": State.EXPIRED, **changes}):
        raise WrongState(state=State.EXPIRED.value, action=Action.EXPIRE.value)
    for field_id, count in Counter(t.field_id for t in before if t.state is State.WAITING).items():
        fields.count(work, field_id, -count)
    events.record_all(work, [_expiry(work, *pair, changes) for pair in zip(leaving, after, strict=True)])
    calls.settle_all(work, [ticket.id for ticket in before if ticket.state is State.CALLED])
    turns.rewrite_all(work, after)


def _expiry(work: Work, leaving: Leaving, after: TicketRow, changes: dict[str, Any]) -> dict[str, Any]:
    data = {**leaving.data, "before": _plain(leaving.ticket, changes), "after": _plain(after, changes)}
    was, clerk_id = leaving.ticket.state, leaving.clerk_id
    return events.values(work, Action.EXPIRE, was, after, reason=None, clerk_id=clerk_id, data=data)


def _keep_count(work: Work, before: TicketRow, after: TicketRow) -> None:
    was, is_now = before.state is State.WAITING, after.state is State.WAITING
    if was and is_now and before.field_id == after.field_id:
        return
    if was:
        fields.count(work, before.field_id, -1)
    if is_now:
        fields.count(work, after.field_id, +1)


def _plain(ticket: TicketRow, changes: dict[str, Any]) -> dict[str, Any]:
    return {name: plain(getattr(ticket, name)) for name in sorted(changes)}


def plain(value: Any) -> Any:
    """Return a column's value as JSON holds it."""
    return value.isoformat() if isinstance(value, date | datetime) else value


def unplain(name: str, value: Any) -> Any:
    """Return a column's value from what JSON held."""
    return datetime.fromisoformat(value) if name.endswith("_at") and value is not None else value
