"""The life of a ticket: what may be done in each state, and where that leads."""

import itertools
from collections.abc import Iterator

import pytest

from app.domain.errors import NothingToUndo, WrongState
from app.domain.ticket import AT_COUNTER, BACK, OPEN, UNDOABLE, Action, State, require_undoable, target

S, A = State, Action
EVERYWHERE: list[State | None] = [None, *State]

# The life of a ticket as it is told to people, written here once more so that a change of the table is noticed.
LIFE: dict[State | None, dict[Action, State]] = {
    None: {A.ISSUE: S.WAITING},
    S.WAITING: {
        A.CALL: S.CALLED,
        A.TRANSFER: S.WAITING,
        A.DROP_COUNTER: S.WAITING,
        A.CANCEL: S.CANCELLED,
        A.EXPIRE: S.EXPIRED,
        A.PRIORITY: S.WAITING,
        A.ASSIST: S.WAITING,
        A.REPRINT: S.WAITING,
    },
    S.CALLED: {
        A.RECALL: S.CALLED,
        A.CONFIRM_ABSENCE: S.CALLED,
        A.HAND_OVER: S.CALLED,
        A.START: S.SERVING,
        A.NO_SHOW: S.NO_SHOW,
        A.PUT_BACK: S.WAITING,
        A.TRANSFER: S.WAITING,
        A.FURTHER: S.WAITING,
        A.CANCEL: S.CANCELLED,
        A.EXPIRE: S.EXPIRED,
        A.PRIORITY: S.CALLED,
        A.ASSIST: S.CALLED,
        A.REPRINT: S.CALLED,
    },
    S.SERVING: {
        A.FINISH: S.DONE,
        A.HOLD: S.HELD,
        A.TRANSFER: S.WAITING,
        A.FURTHER: S.WAITING,
        A.EXPIRE: S.EXPIRED,
        A.HAND_OVER: S.SERVING,
        A.ASSIST: S.SERVING,
        A.REPRINT: S.SERVING,
    },
    S.HELD: {
        A.RESUME: S.WAITING,
        A.NO_SHOW: S.NO_SHOW,
        A.CANCEL: S.CANCELLED,
        A.EXPIRE: S.EXPIRED,
        A.PRIORITY: S.HELD,
        A.ASSIST: S.HELD,
        A.REPRINT: S.HELD,
    },
    S.NO_SHOW: {A.RETURN: S.WAITING, A.REPRINT: S.NO_SHOW},
    S.DONE: {},
    S.CANCELLED: {A.ENTER_AGAIN: S.WAITING},
    S.EXPIRED: {},
}
# Whatever one step may lead to can be taken back from there; a call or an expiry cannot.
UNDO_FROM = {S.WAITING, S.SERVING, S.HELD, S.DONE, S.NO_SHOW, S.CANCELLED}


def steps() -> Iterator[tuple[State | None, Action]]:
    return itertools.product(EVERYWHERE, [action for action in Action if action is not A.UNDO])


@pytest.mark.parametrize(("state", "action"), [pair for pair in steps() if pair[1] in LIFE[pair[0]]])
def test_a_step_leads_where_the_table_says(state: State | None, action: Action) -> None:
    assert target(state, action) is LIFE[state][action]


@pytest.mark.parametrize(("state", "action"), [pair for pair in steps() if pair[1] not in LIFE[pair[0]]])
def test_any_other_step_is_refused_by_name(state: State | None, action: Action) -> None:
    with pytest.raises(WrongState) as refused:
        target(state, action)
    assert refused.value.data == {"state": state.value if state else "none", "action": action.value}


@pytest.mark.parametrize("state", EVERYWHERE)
def test_an_undo_leads_back_or_is_refused(state: State | None) -> None:
    if state in UNDO_FROM:
        assert target(state, A.UNDO) is BACK
    else:
        with pytest.raises(WrongState):
            target(state, A.UNDO)


def test_every_state_can_be_reached_from_the_giving_of_a_number() -> None:
    reached: set[State | None] = {None}
    while True:
        further = {after for state in reached for after in LIFE[state].values()}
        if further <= reached:
            break
        reached |= further
    assert reached == {None, *State}


def test_every_open_ticket_can_still_end() -> None:
    assert all(A.EXPIRE in LIFE[state] for state in OPEN)
    assert {state for state in State if state not in OPEN} == {S.DONE, S.NO_SHOW, S.CANCELLED, S.EXPIRED}


def test_only_a_called_or_served_ticket_is_at_a_counter() -> None:
    assert {S.CALLED, S.SERVING} == AT_COUNTER


def test_a_call_the_whole_hall_has_heard_is_not_undone() -> None:
    assert UNDOABLE.isdisjoint({A.ISSUE, A.CALL, A.RECALL, A.RESUME, A.RETURN, A.EXPIRE, A.UNDO})


@pytest.mark.parametrize("action", sorted(UNDOABLE))
def test_whatever_may_be_taken_back_leads_to_a_state_that_knows_undo(action: Action) -> None:
    after = {after for life in LIFE.values() for step, after in life.items() if step is action}
    assert after <= UNDO_FROM


@pytest.mark.parametrize("last", [A.ISSUE, A.ENTER_AGAIN, A.RESUME, A.PRIORITY, A.ASSIST, A.REPRINT, A.RETURN, A.UNDO])
def test_what_cannot_be_taken_back_is_said_to_be_nothing_to_undo(last: Action) -> None:
    with pytest.raises(NothingToUndo):
        require_undoable(S.WAITING, last)
