"""A browser in the tests' hand: keeps cookies, sends forms, and says where its requests come from as browsers do."""

import json
import re
from typing import Any

from argon2 import PasswordHasher
from sqlalchemy import update
from werkzeug.test import TestResponse

from app.store.models import Staff
from app.web.identity import COOKIE
from tests.support.api import Api

# Cheap to verify, or verifying would be most of what these tests do.
SECRET = "giữ kín, đừng nói ai"
HASHED = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(SECRET)


class Browser:
    """One browser at the centre, or with `address` and `host` wherever it is said to be."""

    def __init__(self, api: Api, *, address: str = "127.0.0.1", host: str = "127.0.0.1:8000") -> None:
        self.client = api.app.test_client()
        self._about: dict[str, Any] = {"environ_base": {"REMOTE_ADDR": address}, "base_url": f"http://{host}"}

    def get(self, path: str, headers: dict[str, str] | None = None) -> TestResponse:
        return self.client.get(path, headers=headers, **self._about)

    def send(
        self, path: str, form: dict[str, str] | None = None, headers: dict[str, str] | None = None
    ) -> TestResponse:
        """Send a form of a page of this site."""
        headers = {"Sec-Fetch-Site": "same-origin"} if headers is None else headers
        return self.client.post(path, data=form or {}, headers=headers, **self._about)

    def ask(self, path: str, body: Any = None, headers: dict[str, str] | None = None) -> TestResponse:
        """POST JSON as a page's script does, with the cookie and these headers alone."""
        return self.client.post(path, json=body or {}, headers=headers or {}, **self._about)

    def session(self, path: str = "/") -> str | None:
        """Return the session this browser would send to a path."""
        found = [c for c in self._cookies() if c.key == COOKIE and path.startswith(c.path)]
        return max(found, key=lambda cookie: len(cookie.path)).value if found else None

    def _cookies(self) -> list[Any]:
        return list((self.client._cookies or {}).values())


def boot(page: TestResponse) -> dict[str, Any]:
    """Return what a page's modules boot from."""
    found = re.search(r'<script type="application/json" id="boot">(.*?)</script>', page.text, re.DOTALL)
    assert found, page.text[:400]
    return dict(json.loads(found[1]))


def give_password(api: Api, *usernames: str) -> None:
    """Give people the password the tests know."""
    with api.hall.database.write() as connection:
        connection.execute(update(Staff).where(Staff.username.in_(usernames)).values(password_hash=HASHED))


def signed_in(api: Api, username: str) -> Browser:
    """Return a browser with somebody's session; how it comes there is for the tests of the sign-in."""
    browser = Browser(api)
    browser.client.set_cookie(COOKIE, str(api[username].token), domain="127.0.0.1")
    return browser
