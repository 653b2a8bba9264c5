"""What the hall must answer to everybody, whatever they do to a ticket and in whatever state it is.

Computed from `TRANSITIONS` and `PERMISSIONS`, and from the few rules written here that neither can say: whose ticket
it is, who sits at the counter, and which no comes first where there are two.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from app.domain.roles import PERMISSIONS, Permission, Role
from app.domain.ticket import AT_COUNTER, TRANSITIONS, UNDOABLE, Action, State
from app.services import days
from tests.services.acts import end_day, transfer
from tests.support.api import Api, Caller
from tests.support.hall import ADDRESS, MONDAY
from tests.web.scenes import DISPLAY, PRINTER, absent, called, held, serving, waiting

P, A, S = Permission, Action, State
ALLOWED = "allowed"
TUESDAY = MONDAY + timedelta(days=1)


# Who asks


@dataclass(frozen=True)
class Asker:
    """Somebody: the role, by which name in the small hall, and the counter held there if any."""

    role: Role | None
    name: str
    counter: int | None = None

    @property
    def permissions(self) -> frozenset[Permission]:
        return PERMISSIONS[self.role] if self.role else frozenset()


ASKERS = {
    "the clerk at counter 1": Asker(Role.CLERK, "quay1", 1),
    "the clerk at counter 2": Asker(Role.CLERK, "quay2", 2),
    "a clerk at no counter": Asker(Role.CLERK, "quay3"),
    "reception": Asker(Role.RECEPTION, "huongdan"),
    "the supervisor": Asker(Role.SUPERVISOR, "dieuphoi"),
    "the administrator": Asker(Role.ADMINISTRATOR, "quantri"),
    "a reader": Asker(Role.READER, "lanhdao"),
    "the kiosk that gave it": Asker(Role.KIOSK, "Máy lấy số 1"),
    "another kiosk": Asker(Role.KIOSK, "Máy lấy số 2"),
    "a display": Asker(Role.DISPLAY, DISPLAY),
    "a printer": Asker(Role.PRINTER, PRINTER),
    "its holder": Asker(Role.HOLDER, "A001"),
    "another's holder": Asker(Role.HOLDER, "B001"),
    "a stranger": Asker(None, ""),
}


# In which state


@dataclass(frozen=True)
class Scene:
    """A moment of A001's life. `counter` is the one it is at or names; `last` the newest step, and whose it was."""

    build: Callable[[Api], object]
    state: State
    counter: int | None
    last: Action
    by: str
    today: bool = True
    staffed: bool = True


def holder(api: Api, number: str) -> Caller:
    """Return whoever has opened the link of a ticket."""
    return Caller(api.app.test_client(), api.hall.ticket(number, MONDAY).token)


def _named(api: Api) -> None:
    waiting(api)
    transfer(api.hall, "A001", 1)


def _put_back(api: Api) -> None:
    called(api)
    api.hall.put_back("A001")


def _done(api: Api) -> None:
    serving(api)
    api.hall.finish("A001")


def _cancelled(api: Api) -> None:
    waiting(api)
    assert holder(api, "A001").post(f"{api.ticket('A001')}/cancel").status_code == 200


def _ended(api: Api) -> None:
    waiting(api)
    end_day(api.hall)


def _absent_yesterday(api: Api) -> None:
    absent(api)
    api.hall.at("07:40", TUESDAY)
    days.keep_days(api.hall.database, api.hall.centre_id, address=ADDRESS)
    api.hall.open(1, 2)


SCENES = {
    "waiting": Scene(waiting, S.WAITING, None, A.ISSUE, "the kiosk that gave it"),
    "waiting for counter 1": Scene(_named, S.WAITING, 1, A.TRANSFER, "the supervisor"),
    "put back": Scene(_put_back, S.WAITING, None, A.PUT_BACK, "the clerk at counter 1"),
    "called": Scene(called, S.CALLED, 1, A.CALL, "the clerk at counter 1"),
    "serving": Scene(serving, S.SERVING, 1, A.START, "the clerk at counter 1"),
    "held": Scene(held, S.HELD, 1, A.HOLD, "the clerk at counter 1"),
    "done": Scene(_done, S.DONE, 1, A.FINISH, "the clerk at counter 1"),
    "absent": Scene(absent, S.NO_SHOW, 1, A.NO_SHOW, "the clerk at counter 1"),
    "cancelled": Scene(_cancelled, S.CANCELLED, None, A.CANCEL, "its holder"),
    "expired": Scene(_ended, S.EXPIRED, None, A.EXPIRE, "the supervisor", staffed=False),
    "absent yesterday": Scene(_absent_yesterday, S.NO_SHOW, 1, A.NO_SHOW, "the clerk at counter 1", today=False),
}


# What is done to a ticket


@dataclass(frozen=True)
class Deed:
    """One request about a ticket. `whose`: the callers it must belong to; `state_first`: its state is asked before."""

    path: str
    permission: Permission
    action: Action
    body: dict[str, Any] = field(default_factory=dict)
    whose: frozenset[Role] = frozenset({Role.CLERK, Role.KIOSK, Role.HOLDER})
    state_first: bool = False
    of_any_day: bool = False
    also: Permission | None = None


DEEDS = {
    "recall": Deed("recall", P.CALL, A.RECALL),
    "start": Deed("start", P.SERVE, A.START),
    "finish": Deed("finish", P.SERVE, A.FINISH, {"dossiers": 1, "outcome": "received"}),
    "no-show": Deed("no-show", P.SERVE, A.NO_SHOW),
    # Any clerk who sees somebody back may say so.
    "return": Deed("return", P.RETURN, A.RETURN, whose=frozenset()),
    "put back": Deed("put-back", P.SERVE, A.PUT_BACK),
    "hold": Deed("hold", P.SERVE, A.HOLD, {"reason": "sao chụp"}),
    "resume": Deed("resume", P.SERVE, A.RESUME, also=P.RETURN),
    "wrong field": Deed("transfer", P.TRANSFER, A.TRANSFER, {"field": "B", "kind": "wrong_field"}, state_first=True),
    "further": Deed("transfer", P.TRANSFER, A.FURTHER, {"field": "B", "kind": "further_procedure"}, state_first=True),
    "to counter 2": Deed("transfer", P.TRANSFER, A.TRANSFER, {"counter": "2", "kind": "wrong_field"}, state_first=True),
    "cancel": Deed("cancel", P.CANCEL, A.CANCEL, {"reason": "không chờ được"}),
    "grant priority": Deed("priority", P.PRIORITY, A.PRIORITY, {"class": "elderly", "reason": "trên 80 tuổi"}),
    "revoke priority": Deed("priority", P.PRIORITY, A.PRIORITY, {"class": None, "reason": "bấm nhầm"}),
    "assist": Deed("assist", P.ASSIST, A.ASSIST, {"assist": True}),
    # A slip is paper: whoever may print one may print anybody's, and an old one does no harm.
    "reprint": Deed("reprint", P.REPRINT, A.REPRINT, whose=frozenset(), of_any_day=True),
    "undo": Deed("undo", P.UNDO, A.UNDO),
}


def answer(scene: Scene, asker: str, deed: Deed) -> str:
    """Return what the hall must say to somebody who does this in that scene: ALLOWED, or the refusal's name."""
    who = ASKERS[asker]
    if who.role is None:
        return "not_signed_in"
    if who.permissions.isdisjoint({deed.permission, deed.also}):
        return "not_allowed"
    if deed.action is A.UNDO:
        return _undo(scene, asker)
    day = "" if scene.today or deed.of_any_day else "not_today"
    owner = "" if not deed.whose & {who.role} or _owns(scene, asker) else "not_your_ticket"
    state = "" if (scene.state, deed.action) in TRANSITIONS else "wrong_state"
    if who.role is Role.KIOSK and scene.state is not S.WAITING:
        # Nobody at a machine takes away whom a counter has called already.
        owner = owner or "wrong_state"
    noes = (state, day, owner) if deed.state_first else (day, owner, state)
    return next(filter(None, noes), ALLOWED)


def _owns(scene: Scene, asker: str) -> bool:
    """A clerk's are those at the counter; a kiosk's those it has just given; a holder's is the one of the link."""
    who = ASKERS[asker]
    if who.role is Role.CLERK:
        return scene.staffed and who.counter is not None and who.counter == scene.counter
    return asker in ("the kiosk that gave it", "its holder")


def _undo(scene: Scene, asker: str) -> str:
    """One's own last step alone, where the table knows a way back."""
    if not scene.today:
        return "not_today"
    if (scene.state, A.UNDO) not in TRANSITIONS:
        return "wrong_state"
    if scene.last not in UNDOABLE:
        return "nothing_to_undo"
    return ALLOWED if scene.by == asker else "not_your_ticket"


# What is done at counter 1


@dataclass(frozen=True)
class Press:
    """One request about counter 1; `rule` says the answer once the caller may ask at all."""

    path: str
    permission: Permission
    rule: Callable[[Scene, Asker], str]
    body: dict[str, Any] = field(default_factory=dict)


def _seat(scene: Scene, who: Asker) -> str:
    """A clerk acts at the own counter alone; a supervisor at any that somebody sits at."""
    if not scene.staffed:
        return "counter_closed"
    return "not_your_counter" if who.role is Role.CLERK and who.counter != 1 else ALLOWED


def _free(scene: Scene) -> bool:
    return scene.state not in AT_COUNTER


def _free_seat(scene: Scene, who: Asker) -> str:
    seat = _seat(scene, who)
    return seat if seat != ALLOWED or _free(scene) else "counter_busy"


def _ends(action: Action) -> Callable[[Scene, Asker], str]:
    """Next that ends the present ticket: what was called and never started counts as started when it is finished."""

    def rule(scene: Scene, who: Asker) -> str:
        begins = A.START if action is A.FINISH and scene.state is S.CALLED else action
        known = _free(scene) or (scene.state, begins) in TRANSITIONS
        return _seat(scene, who) if _seat(scene, who) != ALLOWED or known else "wrong_state"

    return rule


def _call(scene: Scene, who: Asker) -> str:
    seat = _free_seat(scene, who)
    if seat != ALLOWED:
        return seat
    day = "" if scene.today else "not_today"
    return day or (ALLOWED if (scene.state, A.CALL) in TRANSITIONS else "wrong_state")


def _open(scene: Scene, who: Asker) -> str:
    if not scene.staffed or who.counter == 1:
        return ALLOWED
    return "clerk_elsewhere" if who.counter else "counter_taken"


PRESSES = {
    "next": Press("next", P.CALL, _free_seat),
    "finish and next": Press("next", P.CALL, _ends(A.FINISH), {"finish": True}),
    "absent and next": Press("next", P.CALL, _ends(A.NO_SHOW), {"no_show": True}),
    "call A001": Press("call", P.CALL_OUT_OF_ORDER, _call, {"ticket": "A001", "reason": "người bệnh"}),
    "serve": Press("serve", P.SERVE, _free_seat, {"field": "A"}),
    "open": Press("open", P.HOLD_COUNTER, _open),
    "pause": Press("pause", P.HOLD_COUNTER, _free_seat, {"reason": "nghỉ giải lao"}),
    "close": Press("close", P.HOLD_COUNTER, _free_seat),
    "release": Press("release", P.RULE_COUNTERS, _seat),
    "drop the plan": Press("planned-fields/remove", P.RULE_COUNTERS, lambda s, w: ALLOWED),
    "fields": Press("fields", P.RULE_COUNTERS, lambda s, w: ALLOWED, {"fields": [{"id": "A", "lag": 0}]}),
}


def answer_at_counter(scene: Scene, asker: str, press: Press) -> str:
    """Return what the hall must say to somebody who presses this at counter 1."""
    who = ASKERS[asker]
    if who.role is None:
        return "not_signed_in"
    return press.rule(scene, who) if press.permission in who.permissions else "not_allowed"
