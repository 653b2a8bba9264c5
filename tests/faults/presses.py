"""Presses one at a time, for tests that look at each answer."""

import json
from typing import Any

from tests.faults.halls import FaultyHall
from tests.faults.people import CENTRE
from tests.support.waiting import until

TICKETS = f"{CENTRE}/tickets"
KIOSK = f"{CENTRE}/snapshot?for=kiosk"


class Desk:
    """Somebody at reception (or at another place that gives numbers), who sees each answer as it comes."""

    def __init__(self, hall: FaultyHall, name: str = "huongdan", *, waits: float = 8.0) -> None:
        self.hall = hall
        self._caller = hall.caller(name, "a line of its own")
        self._caller.patience = waits

    def take(self, key: str) -> tuple[int, dict[str, Any]]:
        """Ask for a number, once."""
        return self._asked("POST", TICKETS, {"field": "H"}, key)

    def look(self) -> tuple[int, dict[str, Any]]:
        """Look at who waits, once."""
        return self._asked("GET", KIOSK)

    def health(self) -> tuple[int, dict[str, Any]]:
        """Ask whether the hall works, once."""
        return self._asked("GET", "/healthz")

    def taken(self, key: str) -> dict[str, Any]:
        """Ask for a number under a key until it is given."""
        return until(lambda: self._if_given(key), f"{key} is answered with a number", 60)  # type: ignore[no-any-return]

    def refused(self, key: str) -> tuple[int, str] | None:
        """Ask for a number, once; how it was refused, None when nobody answered."""
        answer = self._caller.once("POST", TICKETS, {"field": "H"}, key)
        return answer and refusal((answer[0], json.loads(answer[1])))

    def _if_given(self, key: str) -> dict[str, Any] | None:
        answer = self._caller.once("POST", TICKETS, {"field": "H"}, key)
        return json.loads(answer[1]) if answer and answer[0] == 201 else None

    def _asked(self, method: str, path: str, body: Any = None, key: str | None = None) -> tuple[int, dict[str, Any]]:
        answer = self._caller.once(method, path, body, key)
        assert answer is not None, f"{path}: no answer"
        return answer[0], json.loads(answer[1])


def refusal(answer: tuple[int, dict[str, Any]]) -> tuple[int, str]:
    """Return the status and the name of a refusal, having checked its shape."""
    status, body = answer
    assert set(body["error"]) == {"code", "message", "data"}
    assert body["error"]["message"]
    return status, body["error"]["code"]


def numbers(hall: FaultyHall) -> list[int]:
    """Return the numbers given in the field, in order."""
    with hall.database.read() as connection:
        rows = connection.exec_driver_sql("SELECT number FROM tickets WHERE prefix = 'H' ORDER BY number")
        return [row.number for row in rows]
