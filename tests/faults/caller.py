"""One person's or machine's line to the hall: real HTTP, kept alive, and the same press until it is answered.

Like the pages, it takes silence and "not now" (503) for no answer: the same key goes out again after a pause. Whatever
is refused must be refused in the one error shape.
"""

import http.client
import json
import random
import time
from typing import Any
from urllib.parse import urlsplit

from tests.faults.ledger import Ledger, Press

ANSWER_SECONDS = 8.0
# As the pages do it: kiosk and counter try again after these, then keep to the last.
PAUSES = (0.2, 0.5, 1.0, 2.0)
GIVEN_UP_SECONDS = 90.0
Answer = tuple[int, Any]


class GivenUp(Exception):
    """Nobody has answered for so long that this is a fault of the hall's."""


class Refused(Exception):
    """A no by name: the hall's rules, not a fault."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Caller:
    """Who asks, with a token; writes down in the ledger what it is told."""

    def __init__(self, url: str, actor: str, token: str, rng: random.Random, ledger: Ledger) -> None:
        self.actor = actor
        self.token = token
        self.rng = rng
        self.ledger = ledger
        self._address = urlsplit(url).netloc
        self._line: http.client.HTTPConnection | None = None
        self.patience = ANSWER_SECONDS

    def press(self, path: str, body: dict[str, Any] | None = None, *, present: str | None = None) -> Any:
        """Press once, however often that must be said; `present` is who stands at the counter. Raises Refused."""
        key = f"{self.rng.getrandbits(128):032x}"
        status, answer, tries = self._until_answered("POST", path, body or {}, key)
        if status >= 400:
            raise Refused(answer["error"]["code"])
        press = Press(self.actor, self.token, path, body or {}, key, answer, present, tries)
        self.ledger.acknowledge(press)
        return answer

    def repeat(self, press: Press) -> Answer:
        """Send an answered press once more, under its key."""
        status, answer, _ = self._until_answered("POST", press.path, press.body, press.key, press.token)
        return status, answer

    def get(self, path: str) -> Any:
        """Look something up. Raises Refused."""
        status, answer, _ = self._until_answered("GET", path, None, None)
        if status >= 400:
            raise Refused(answer["error"]["code"])
        return answer

    def once(
        self, method: str, path: str, body: Any, key: str | None, token: str | None = None
    ) -> tuple[int, bytes] | None:
        """Ask once; None when there was no whole answer."""
        headers = {"Authorization": f"Bearer {token or self.token}", "Accept-Language": "en"}
        headers |= {"Idempotency-Key": key} if key else {}
        headers |= {"Content-Type": "application/json"} if body is not None else {}
        try:
            if self._line is None:
                self._line = http.client.HTTPConnection(self._address, timeout=self.patience)
            self._line.request(method, path, None if body is None else json.dumps(body), headers)
            answer = self._line.getresponse()
            return answer.status, answer.read()
        except (OSError, http.client.HTTPException):
            self.hang_up()
            return None

    def hang_up(self) -> None:
        """Close the line; the next request opens another."""
        if self._line is not None:
            self._line.close()
            self._line = None

    def _until_answered(
        self, method: str, path: str, body: Any, key: str | None, token: str | None = None
    ) -> tuple[int, Any, int]:
        begun, tries = time.monotonic(), 0
        while time.monotonic() - begun < GIVEN_UP_SECONDS:
            tries += 1
            told = self._understood(path, self.once(method, path, body, key, token))
            if told is not None:
                return *told, tries
            time.sleep(PAUSES[min(tries, len(PAUSES)) - 1])
        raise GivenUp(f"{method} {path}: no answer for {GIVEN_UP_SECONDS} s")

    def _understood(self, path: str, heard: tuple[int, bytes] | None) -> Answer | None:
        """Return what was said, None for nothing or "not now"; a refusal of another shape is written down."""
        if heard is None:
            return None
        status, text = heard
        try:
            answer = json.loads(text)
        except ValueError:
            self.ledger.wrong(f"{path}: {status} and no JSON: {text[:80]!r}")
            return None
        if status < 400:
            return status, answer
        error = answer.get("error") or {}
        if set(error) != {"code", "message", "data"} or not error["message"]:
            self.ledger.wrong(f"{path}: {status} in another shape: {answer}")
            return None
        self.ledger.refuse(error["code"])
        if status >= 500 and status != 503:
            self.ledger.wrong(f"{path}: {status} {error['code']}")
        return None if status >= 500 else (status, answer)
