"""What Schemathesis is told of the hall; it loads this module itself, in its own process.

Each request is sent as somebody, in turn, and names something that is there now: the hall is filled again as it is
used up. Every refusal is held against the one shape.
"""

import os
import re
from collections import Counter, defaultdict
from typing import Any

import schemathesis

from app.clock import Clock
from tests.badinput.scene import ROLES, Scene
from tests.badinput.shape import misshapen
from tests.support.hall import Hall

# Who may not ask this at all is asked as only now and then.
SELDOM = 12
FILL_EVERY = 60
_KEY = re.compile(r"[\x21-\x7e]{8,200}")


class Asking:
    """Whose turn it is to ask, and about what."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._scene.fill()
        self._tokens = {role: scene.token(role) for role in ROLES}
        self._first = {value for values in scene.there().values() for value in values}
        self._there = scene.there()
        self._asked: Counter[str] = Counter()
        self._turned_away: defaultdict[str, set[str]] = defaultdict(set)

    def prepare(self, case: Any) -> None:
        """Send this request as somebody, about something that is there now."""
        number = self._asked.total()
        self._asked[case.operation.label] += 1
        if number % FILL_EVERY == FILL_EVERY - 1:
            self._scene.fill()
            self._there = self._scene.there()
        case.headers["X-Asked-As"] = role = self._whose_turn(case.operation.label)
        case.headers["Authorization"] = f"Bearer {self._tokens[role]}"
        if _KEY.fullmatch(str(case.headers.get("Idempotency-Key", ""))) and number % SELDOM:
            # One that was used before would hear of nothing but that.
            case.headers["Idempotency-Key"] = f"a-fresh-key-{number}"
        for name, value in case.path_parameters.items():
            if value in self._first:
                case.path_parameters[name] = self._there[name][number % len(self._there[name])]

    def hear(self, case: Any, status: int) -> None:
        """Remember who gets nowhere with this request."""
        if status in (401, 403):
            self._turned_away[case.operation.label].add(case.headers["X-Asked-As"])

    def _whose_turn(self, label: str) -> str:
        away, turn = self._turned_away[label], self._asked[label]
        welcome = [role for role in ROLES if role not in away]
        whom = welcome if welcome and turn % SELDOM else list(ROLES)
        return whom[turn % len(whom)]


asking = Asking(Scene(Hall(os.environ["DATABASE_URL"], "phuong-mau"), Clock.from_environment()))


@schemathesis.hook
def before_call(_context: Any, case: Any, _kwargs: dict[str, Any]) -> None:
    asking.prepare(case)


@schemathesis.hook
def after_call(_context: Any, case: Any, response: Any) -> None:
    asking.hear(case, response.status_code)


@schemathesis.check
def one_error_shape(_ctx: Any, response: Any, _case: Any) -> None:
    """Every refusal is `{"error": {"code", "message", "data"}}`, with a status of the contract."""
    if response.status_code < 400:
        return
    try:
        body = response.json()
    except ValueError:
        body = None
    wrong = misshapen(response.status_code, "".join(response.headers.get("content-type", [""])[:1]), body)
    assert wrong is None, wrong
