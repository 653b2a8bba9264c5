"""The HTTP contract in one process: who asks, and the errors that come back."""

from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import create_app
from app.context import Context
from app.services.presence import EVER, Roll
from app.settings import load
from app.voice import Voice
from tests.support.hall import Hall


@dataclass
class Caller:
    """Somebody who asks with a token (None: a stranger)."""

    client: FlaskClient
    token: str | None
    headers: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **kwargs: Any) -> TestResponse:
        return self.client.get(path, headers=self._headers(kwargs.pop("headers", {})), **kwargs)

    def post(self, path: str, body: Any = None, *, key: str | None = None, **kwargs: Any) -> TestResponse:
        """POST JSON; `key` is the Idempotency-Key."""
        headers = self._headers(kwargs.pop("headers", {}))
        if key is not None:
            headers["Idempotency-Key"] = key
        return self.client.post(path, json={} if body is None else body, headers=headers, **kwargs)

    def _headers(self, more: dict[str, str]) -> dict[str, str]:
        bearer = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return {**bearer, **self.headers, **more}


class Api:
    """The application over a hall's database and clock. Callers are named as in `small.toml`."""

    def __init__(self, hall: Hall, app: Flask) -> None:
        self.hall = hall
        self.app = app
        self._callers: dict[str, Caller] = {}

    def __getitem__(self, name: str) -> Caller:
        """Return a caller by name: "quay1", "Máy lấy số 1", "dieuphoi" …"""
        if name not in self._callers:
            self._callers[name] = Caller(self.app.test_client(), self.hall.token(name))
        return self._callers[name]

    @property
    def stranger(self) -> Caller:
        return Caller(self.app.test_client(), None)

    @property
    def kiosk(self) -> Caller:
        return self["Máy lấy số 1"]

    def clerk(self, counter: int) -> Caller:
        return self[f"quay{counter}"]

    def counter(self, number: int) -> str:
        """Return the path of a counter."""
        return f"/api/v1/counters/{self.hall.counter_ids[number]}"

    def ticket(self, number: str) -> str:
        """Return the path of a ticket of today."""
        return f"/api/v1/tickets/{self.hall.ticket(number).id}"


def make_api(hall: Hall, var: str) -> Api:
    """Return the application on a hall's own database and clock."""
    settings = load(environ={"LUOT_VAR": var})
    parts = Context(
        settings=settings,
        clock=hall.clock,
        database=hall.database,
        voice=Voice(f"{var}/no-voice.sock", enabled=False),
        secret="of this test alone, thirty-two signs",
        muted=False,
        roll=Roll(hall.database),
        listening_since=EVER,
    )
    return Api(hall, create_app(settings, parts=parts))


def refusal(response: TestResponse) -> tuple[int, str]:
    """Return the status and the name of a refusal, having checked its shape."""
    body = response.get_json()
    assert set(body) == {"error"}
    assert set(body["error"]) == {"code", "message", "data"}
    assert body["error"]["message"]
    return response.status_code, body["error"]["code"]
