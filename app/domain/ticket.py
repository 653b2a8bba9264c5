"""The life of a ticket: its states, what may be done in each, and where that leads.

One table says all of it; whatever is not in the table is refused by name. Who may do it is in `roles`, what it
writes is in `app.services`.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from app.domain.errors import NothingToUndo, WrongState


class State(StrEnum):
    """Where a ticket is in its life."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    HELD = "held"
    DONE = "done"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class Action(StrEnum):
    """What is done to a ticket; each writes one event."""

    ISSUE = "issue"
    ENTER_AGAIN = "enter_again"
    CALL = "call"
    RECALL = "recall"
    START = "start"
    FINISH = "finish"
    CONFIRM_ABSENCE = "confirm_absence"
    NO_SHOW = "no_show"
    RETURN = "return"
    PUT_BACK = "put_back"
    HOLD = "hold"
    RESUME = "resume"
    TRANSFER = "transfer"
    FURTHER = "further"
    DROP_COUNTER = "drop_counter"
    CANCEL = "cancel"
    EXPIRE = "expire"
    HAND_OVER = "hand_over"
    PRIORITY = "priority"
    ASSIST = "assist"
    REPRINT = "reprint"
    UNDO = "undo"


class Back:
    """The target of an undo: where the undone step came from, which only the event log knows."""


BACK: Final = Back()

OPEN: Final = frozenset({State.WAITING, State.CALLED, State.SERVING, State.HELD})
AT_COUNTER: Final = frozenset({State.CALLED, State.SERVING})

TRANSITIONS: Final[Mapping[tuple[State | None, Action], State | Back]] = {
    (None, Action.ISSUE): State.WAITING,
    (State.WAITING, Action.CALL): State.CALLED,
    (State.CALLED, Action.RECALL): State.CALLED,
    (State.CALLED, Action.START): State.SERVING,
    # Earlier than the rules offer it: the step before it says that somebody meant it.
    (State.CALLED, Action.CONFIRM_ABSENCE): State.CALLED,
    (State.CALLED, Action.NO_SHOW): State.NO_SHOW,
    (State.CALLED, Action.PUT_BACK): State.WAITING,
    (State.NO_SHOW, Action.RETURN): State.WAITING,
    (State.SERVING, Action.FINISH): State.DONE,
    (State.SERVING, Action.HOLD): State.HELD,
    (State.HELD, Action.RESUME): State.WAITING,
    (State.HELD, Action.NO_SHOW): State.NO_SHOW,
    # The kiosk's "Chọn nhầm? Đổi lĩnh vực" and reception move a ticket before anybody has called it.
    (State.WAITING, Action.TRANSFER): State.WAITING,
    (State.CALLED, Action.TRANSFER): State.WAITING,
    (State.SERVING, Action.TRANSFER): State.WAITING,
    (State.CALLED, Action.FURTHER): State.WAITING,
    (State.SERVING, Action.FURTHER): State.WAITING,
    # The counter a ticket named closed or paused: the name is dropped, the place in line stays.
    (State.WAITING, Action.DROP_COUNTER): State.WAITING,
    # The shift changes: another clerk takes the counter over, and with it whoever is there.
    (State.CALLED, Action.HAND_OVER): State.CALLED,
    (State.SERVING, Action.HAND_OVER): State.SERVING,
    (State.WAITING, Action.CANCEL): State.CANCELLED,
    (State.CALLED, Action.CANCEL): State.CANCELLED,
    (State.HELD, Action.CANCEL): State.CANCELLED,
    (State.WAITING, Action.EXPIRE): State.EXPIRED,
    (State.CALLED, Action.EXPIRE): State.EXPIRED,
    (State.SERVING, Action.EXPIRE): State.EXPIRED,
    (State.HELD, Action.EXPIRE): State.EXPIRED,
    # A number on paper was entered with the wrong time, cancelled, and is entered once more.
    (State.CANCELLED, Action.ENTER_AGAIN): State.WAITING,
    (State.WAITING, Action.PRIORITY): State.WAITING,
    (State.CALLED, Action.PRIORITY): State.CALLED,
    (State.HELD, Action.PRIORITY): State.HELD,
    (State.WAITING, Action.ASSIST): State.WAITING,
    (State.CALLED, Action.ASSIST): State.CALLED,
    (State.SERVING, Action.ASSIST): State.SERVING,
    (State.HELD, Action.ASSIST): State.HELD,
    (State.WAITING, Action.REPRINT): State.WAITING,
    (State.CALLED, Action.REPRINT): State.CALLED,
    (State.SERVING, Action.REPRINT): State.SERVING,
    (State.HELD, Action.REPRINT): State.HELD,
    (State.NO_SHOW, Action.REPRINT): State.NO_SHOW,
    (State.WAITING, Action.UNDO): BACK,
    (State.SERVING, Action.UNDO): BACK,
    (State.HELD, Action.UNDO): BACK,
    (State.DONE, Action.UNDO): BACK,
    (State.NO_SHOW, Action.UNDO): BACK,
    (State.CANCELLED, Action.UNDO): BACK,
}

# A call has been seen and heard by the whole hall: putting the ticket back says so, an undo would hide it.
UNDOABLE: Final = frozenset(
    {
        Action.START,
        Action.FINISH,
        Action.NO_SHOW,
        Action.PUT_BACK,
        Action.HOLD,
        Action.TRANSFER,
        Action.FURTHER,
        Action.CANCEL,
    }
)


def target(state: State | None, action: Action) -> State | Back:
    """Return where `action` leads from `state`. Raises WrongState."""
    try:
        return TRANSITIONS[state, action]
    except KeyError:
        raise WrongState(state=state.value if state else "none", action=action.value) from None


def require_undoable(state: State, last: Action) -> None:
    """Refuse an undo where the state or the last step does not allow one. Raises WrongState or NothingToUndo."""
    target(state, Action.UNDO)
    if last not in UNDOABLE:
        raise NothingToUndo(action=last.value)
