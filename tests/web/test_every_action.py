"""Every action, in every state of a ticket, by everybody: what the hall answers is what its tables say.

A refusal changes nothing; what is allowed leads where the table says. What is expected is in `answers`.
"""

import re
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import pytest

from app.domain.roles import Role
from app.domain.ticket import TRANSITIONS, State
from tests.support.api import Api, Caller, refusal
from tests.support.hall import MONDAY, at_once
from tests.web.answers import (
    ALLOWED,
    ASKERS,
    DEEDS,
    PRESSES,
    SCENES,
    Asker,
    Deed,
    Press,
    Scene,
    answer,
    answer_at_counter,
    holder,
)
from tests.web.scenes import CENTRE, absent, called, revision


class Walk:
    """One scene, built once; whatever is changed in it is put back."""

    def __init__(self, api: Api, scene: Scene) -> None:
        self.api, self.scene = api, scene
        api.hall.open(2)
        api.hall.queue("B001")
        scene.build(api)
        plan = {"fields": [{"id": "A", "lag": 0}], "from_day": "2026-11-30"}
        assert api["dieuphoi"].post(f"{api.counter(1)}/fields", plan).status_code == 200
        self.callers = {name: self._caller(who) for name, who in ASKERS.items()}
        self._file = sqlite3.connect(str(api.hall.database.engine.url.database))
        self._saved = sqlite3.connect(":memory:")
        self._file.backup(self._saved)
        self.before = self.content()

    @cached_property
    def ticket(self) -> str:
        return f"/api/v1/tickets/{self.ticket_id}"

    @cached_property
    def ticket_id(self) -> int:
        return self.api.hall.ticket("A001", MONDAY).id

    def content(self) -> list[str]:
        """Return the whole database as text."""
        return list(self._file.iterdump())

    def put_back(self) -> None:
        """Let everything be as it was when the scene was built."""
        self._saved.backup(self._file)

    def close(self) -> None:
        self._file.close()
        self._saved.close()

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
            return holder(self.api, who.name)
        return self.api[who.name] if who.name else self.api.stranger


def _heard(response: Any) -> tuple[str, Any]:
    """Return ALLOWED or the refusal's name, and the ticket's state where one is told."""
    if response.status_code in (200, 201):
        return ALLOWED, (response.json.get("ticket") or {}).get("state")
    return refusal(response)[1], None


@dataclass(frozen=True)
class Asked:
    """Somebody's request, the answer there must be, and the state it must lead to (None: no matter which)."""

    words: str
    send: Callable[[], tuple[str, Any]]
    expected: str
    leads: State | None = None

    def fault(self) -> str:
        """Return in words what is wrong about the answer, or nothing."""
        heard, state = self.send()
        led = self.leads is None or heard != ALLOWED or state == self.leads
        return "" if heard == self.expected and led else f"{self.words}: {heard} {state}, not {self.expected}"


def everything(walk: Walk) -> Iterator[Asked]:
    """Give whatever can be asked about A001 and counter 1, by everybody."""
    for asker in ASKERS:
        for name, deed in DEEDS.items():
            leads = TRANSITIONS.get((walk.scene.state, deed.action))
            to = leads if isinstance(leads, State) else None
            send = partial(walk.deed, asker, deed)
            yield Asked(f"{asker}, {name}", send, answer(walk.scene, asker, deed), to)
        for name, press in PRESSES.items():
            send = partial(walk.press, asker, press)
            yield Asked(f"{asker}, {name}", send, answer_at_counter(walk.scene, asker, press))


@pytest.fixture(params=SCENES)
def walk(api: Api, request: pytest.FixtureRequest) -> Iterator[Walk]:
    found = Walk(api, SCENES[request.param])
    yield found
    found.close()


def test_the_hall_answers_as_its_tables_say(walk: Walk) -> None:
    asked = list(everything(walk))
    refused = [one.fault() for one in asked if one.expected != ALLOWED]
    assert "\n".join(filter(None, refused)) == ""
    assert walk.content() == walk.before, "a refusal changes nothing"
    for one in asked:
        if one.expected == ALLOWED:
            assert one.fault() == ""
            assert walk.content() != walk.before, f"{one.words}: nothing was done"
            walk.put_back()


def test_the_walk_knows_every_request_about_a_ticket_or_a_counter(api: Api) -> None:
    there = {
        named[1]
        for rule in api.app.url_map.iter_rules()
        if (named := re.fullmatch(r"/api/v1/(?:tickets/<ticket>|counters/<counter>)/(.+)", rule.rule))
        and "POST" in (rule.methods or set())
    }
    # A page's sign of life is no deed: it changes nothing of the hall.
    assert there - {"heartbeat"} == {one.path for one in (*DEEDS.values(), *PRESSES.values())}


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
