"""Every action, in every state of a ticket, by everybody: what the hall answers is what its tables say.

The expected answer is computed from `TRANSITIONS` and `PERMISSIONS`, and from the few rules written here that neither
can say: whose ticket it is, who sits at the counter, and which no comes first where there are two. A refusal changes
nothing; what is allowed leads where the table says.
"""

import re
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from app.domain.roles import PERMISSIONS, Permission, Role
from app.domain.ticket import AT_COUNTER, BACK, TRANSITIONS, UNDOABLE, Action, State
from app.services import days
from tests.services.acts import end_day, transfer
from tests.support.api import Api, Caller, refusal
from tests.support.hall import MONDAY, at_once
from tests.web.scenes import CENTRE, DISPLAY, PRINTER, absent, called, held, revision, serving, waiting

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


def _named(api: Api) -> None:
    waiting(api)
    assert api.hall.called(2) == "A001"
    transfer(api.hall, "A001", 1, by="quay2")


def _put_back(api: Api) -> None:
    called(api)
    api.hall.put_back("A001")


def _done(api: Api) -> None:
    serving(api)
    api.hall.finish("A001")


def _cancelled(api: Api) -> None:
    waiting(api)
    assert _holder(api, "A001").post(f"{api.ticket('A001')}/cancel").status_code == 200


def _ended(api: Api) -> None:
    waiting(api)
    end_day(api.hall)


def _absent_yesterday(api: Api) -> None:
    absent(api)
    api.hall.at("07:40", TUESDAY)
    days.keep_days(api.hall.database, api.hall.centre_id)
    api.hall.open(1, 2)


SCENES = {
    "waiting": Scene(waiting, S.WAITING, None, A.ISSUE, "the kiosk that gave it"),
    "waiting for counter 1": Scene(_named, S.WAITING, 1, A.TRANSFER, "the clerk at counter 2"),
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


DEEDS = {
    "recall": Deed("recall", P.CALL, A.RECALL),
    "start": Deed("start", P.SERVE, A.START),
    "finish": Deed("finish", P.SERVE, A.FINISH, {"dossiers": 1, "outcome": "received"}),
    "no-show": Deed("no-show", P.SERVE, A.NO_SHOW),
    # Any clerk who sees somebody back may say so.
    "return": Deed("return", P.RETURN, A.RETURN, whose=frozenset()),
    "put back": Deed("put-back", P.SERVE, A.PUT_BACK),
    "hold": Deed("hold", P.SERVE, A.HOLD, {"reason": "sao chụp"}),
    "resume": Deed("resume", P.SERVE, A.RESUME),
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
    if deed.permission not in who.permissions:
        return "not_allowed"
    if deed.action is A.UNDO:
        return _undo(scene, asker)
    day = "" if scene.today or deed.of_any_day else "not_today"
    owner = "" if not deed.whose & {who.role} or _owns(scene, asker) else "not_your_ticket"
    state = "" if (scene.state, deed.action) in TRANSITIONS else "wrong_state"
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
    "serve": Press("serve", P.SERVE, lambda s, w: "counter_busy" if not _free(s) else _seat(s, w), {"field": "A"}),
    "open": Press("open", P.HOLD_COUNTER, _open),
    "pause": Press("pause", P.HOLD_COUNTER, _free_seat, {"reason": "nghỉ giải lao"}),
    "close": Press("close", P.HOLD_COUNTER, _free_seat),
    "release": Press("release", P.RULE_COUNTERS, _seat),
    "fields": Press("fields", P.RULE_COUNTERS, lambda s, w: ALLOWED, {"fields": [{"id": "A", "lag": 0}]}),
}


def answer_at_counter(scene: Scene, asker: str, press: Press) -> str:
    """Return what the hall must say to somebody who presses this at counter 1."""
    who = ASKERS[asker]
    if who.role is None:
        return "not_signed_in"
    return press.rule(scene, who) if press.permission in who.permissions else "not_allowed"


# Walking all of it


class Walk:
    """One scene, built once; whatever is changed in it is put back."""

    def __init__(self, api: Api, scene: Scene) -> None:
        self.api, self.scene = api, scene
        api.hall.open(2)
        api.hall.queue("B001")
        scene.build(api)
        self.callers = {name: self._caller(who) for name, who in ASKERS.items()}
        self.path = Path(str(api.hall.database.engine.url.database))
        self.before = self.content()
        api.hall.database.engine.dispose()
        self._saved = self.path.read_bytes()

    @cached_property
    def ticket(self) -> str:
        return f"/api/v1/tickets/{self.ticket_id}"

    @cached_property
    def ticket_id(self) -> int:
        return self.api.hall.ticket("A001", MONDAY).id

    def content(self) -> list[str]:
        """Return the whole database as text."""
        with sqlite3.connect(self.path) as connection:
            return list(connection.iterdump())

    def put_back(self) -> None:
        """Let everything be as it was when the scene was built."""
        self.api.hall.database.engine.dispose()
        self.path.write_bytes(self._saved)

    def deed(self, asker: str, deed: Deed) -> tuple[str, Any]:
        return _heard(self.callers[asker].post(f"{self.ticket}/{deed.path}", self._meant(deed.body)))

    def press(self, asker: str, press: Press) -> tuple[str, Any]:
        return _heard(self.callers[asker].post(f"{self.api.counter(1)}/{press.path}", self._meant(press.body)))

    def _meant(self, body: dict[str, Any]) -> dict[str, Any]:
        """Return a body with the ids that its names stand for."""
        ids = {"ticket": str(self.ticket_id), "counter": str(self.api.hall.counter_ids[2])}
        return {name: ids.get(name, value) for name, value in body.items()}

    def _caller(self, who: Asker) -> Caller:
        if who.role is Role.HOLDER:
            return _holder(self.api, who.name)
        return self.api[who.name] if who.name else self.api.stranger


def _holder(api: Api, number: str) -> Caller:
    return Caller(api.app.test_client(), api.hall.ticket(number, MONDAY).token)


def _heard(response: Any) -> tuple[str, Any]:
    """Return ALLOWED or the refusal's name, and the ticket's state where one is told."""
    if response.status_code in (200, 201):
        return ALLOWED, (response.json.get("ticket") or {}).get("state")
    return refusal(response)[1], None


def told(walk: Walk) -> Iterator[tuple[str, str, Callable[[], tuple[str, Any]], str, object]]:
    """Give who, what, the request, and the answer and state that must come of it."""
    for asker in ASKERS:
        for name, deed in DEEDS.items():
            leads = TRANSITIONS.get((walk.scene.state, deed.action))
            expected = answer(walk.scene, asker, deed)
            yield asker, name, lambda a=asker, d=deed: walk.deed(a, d), expected, leads
        for name, press in PRESSES.items():
            expected = answer_at_counter(walk.scene, asker, press)
            yield asker, name, lambda a=asker, p=press: walk.press(a, p), expected, None


@pytest.mark.parametrize("name", SCENES)
def test_the_hall_answers_as_its_tables_say(api: Api, name: str) -> None:
    walk = Walk(api, SCENES[name])
    requests = list(told(walk))
    wrong = []
    for asker, what, ask, expected, _ in requests:
        if expected != ALLOWED and (heard := ask()[0]) != expected:
            wrong.append(f"{asker}, {what}: {heard}, not {expected}")
    assert wrong == []
    assert walk.content() == walk.before, "a refusal changes nothing"
    for asker, what, ask, expected, leads in requests:
        if expected == ALLOWED:
            heard, state = ask()
            led = leads is None or leads is BACK or state == leads
            if heard != ALLOWED or not led or walk.content() == walk.before:
                wrong.append(f"{asker}, {what}: {heard} {state}, not {expected} {leads}")
            walk.put_back()
    assert wrong == []


def test_the_walk_knows_every_request_about_a_ticket_or_a_counter(api: Api) -> None:
    there = {
        rule.rule.rpartition("/")[2]
        for rule in api.app.url_map.iter_rules()
        if re.match(r"/api/v1/(tickets/<ticket>|counters/<counter>)/", rule.rule) and "POST" in (rule.methods or set())
    }
    assert there == {one.path for one in (*DEEDS.values(), *PRESSES.values())}


def test_the_walk_knows_every_state_and_every_role() -> None:
    assert {scene.state for scene in SCENES.values()} == set(State)
    assert {who.role for who in ASKERS.values()} == set(Role) - {Role.SYSTEM} | {None}


def test_the_walk_meets_both_answers_of_every_action() -> None:
    """Every action is allowed somewhere, and refused for its state somewhere."""
    heard = {name: {answer(s, a, deed) for s in SCENES.values() for a in ASKERS} for name, deed in DEEDS.items()}
    assert {name for name, answers in heard.items() if not {ALLOWED, "wrong_state"} <= answers} == set()
    pressed = {
        name: {answer_at_counter(s, a, p) for s in SCENES.values() for a in ASKERS} for name, p in PRESSES.items()
    }
    assert {name for name, answers in pressed.items() if ALLOWED not in answers} == set()


# Bad input no table knows


def test_two_clerks_who_sit_down_at_one_counter_together_are_not_both_there(api: Api) -> None:
    callers = [Caller(api.app.test_client(), api[name].token) for name in ("quay1", "quay2")]
    asked = [lambda c=caller: c.post(f"{api.counter(1)}/open") for caller in callers]
    answers = [_heard(response)[0] for response in at_once(*asked)]
    assert sorted(answers) == [ALLOWED, "counter_taken"]


def test_a_clerk_who_sits_down_at_two_counters_together_is_at_one(api: Api) -> None:
    callers = [Caller(api.app.test_client(), api["quay1"].token) for _ in range(2)]
    asked = [lambda c=c, n=n: c.post(f"{api.counter(n)}/open") for n, c in enumerate(callers, 1)]
    answers = [_heard(response)[0] for response in at_once(*asked)]
    assert sorted(answers) == [ALLOWED, "clerk_elsewhere"]


def test_two_clerks_who_act_on_one_ticket_together_take_one_step(api: Api) -> None:
    path = called(api)
    callers = [Caller(api.app.test_client(), api[name].token) for name in ("quay1", "dieuphoi")]
    acts = [lambda c=caller: c.post(f"{path}/start") for caller in callers]
    assert sorted(_heard(response)[0] for response in at_once(*acts)) == [ALLOWED, "wrong_state"]


def test_nobody_takes_back_a_step_after_somebody_else_has_acted(api: Api) -> None:
    path = absent(api)
    assert api["huongdan"].post(f"{path}/return").status_code == 200
    before = revision(api)
    assert refusal(api.clerk(1).post(f"{path}/undo")) == (409, "nothing_to_undo")
    assert refusal(api["huongdan"].post(f"{path}/undo")) == (409, "nothing_to_undo")
    assert revision(api) == before


def test_a_move_to_where_it_is_or_where_nobody_serves_leads_nowhere(api: Api) -> None:
    path = called(api)
    for body, code in (
        ({"field": "A", "kind": "wrong_field"}, "same_field"),
        ({"field": "H", "kind": "wrong_field"}, "field_closed"),
        ({"field": "H", "kind": "further_procedure"}, "field_closed"),
        ({"counter": api.counter(1).rpartition("/")[2], "kind": "wrong_field"}, "same_field"),
        ({"counter": api.counter(3).rpartition("/")[2], "kind": "wrong_field"}, "counter_closed"),
    ):
        before = revision(api)
        assert refusal(api.clerk(1).post(f"{path}/transfer", body)) == (409, code)
        assert revision(api) == before
    assert api["dieuphoi"].get(f"{CENTRE}/tickets?number=A001").json["tickets"][0]["state"] == "called"
