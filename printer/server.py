"""The server as the printer sees it: claim, settle and heartbeat over HTTP, and what may go wrong."""

from __future__ import annotations

import uuid
from typing import Any, Literal
from urllib.parse import quote

import requests

from printer.status import Status

CLAIM_SECONDS = 20
CONNECT_SECONDS = 3.05
ANSWER_SECONDS = 5.0
TRY_LATER = (408, 425, 429)


class Absent(Exception):
    """No usable answer: no network, no server, or one that is not well. The request may be repeated."""


class Refused(Exception):
    """The server understood and said no; repeating will not help. `code` is the contract's."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.code = code


def fresh_key() -> str:
    """A new Idempotency-Key. Repeat a request after Absent with the key of the first attempt."""
    return str(uuid.uuid4())


class Server:
    """One keep-alive connection to the server at `url`. Use one per thread."""

    def __init__(self, url: str, token: str, ca_file: str | None = None) -> None:
        self._url = url.rstrip("/")
        self._session = requests.Session()
        # Proxies and passwords of the environment are for people's browsers; this talks to its own server
        # only.
        self._session.trust_env = False
        self._session.verify = ca_file or True
        self._session.headers.update({"Authorization": f"Bearer {token}", "Accept-Language": "vi"})

    def claim(self, key: str, wait_seconds: int = CLAIM_SECONDS) -> dict[str, Any] | None:
        """The next job of this printer, or None when none came in time. Raises Absent or Refused."""
        body = {"wait_seconds": wait_seconds}
        answer = self._post("/print-jobs/claim", body, key, wait_seconds + ANSWER_SECONDS)
        job = answer.get("job")
        if not isinstance(job, dict | None):
            raise Absent("the answer to a claim holds no job")
        return job

    def settle(self, job: str, result: Literal["printed", "failed"], error: str | None, key: str) -> None:
        """Tell what became of a job. Raises Absent or Refused."""
        body = {"result": result} if error is None else {"result": result, "error": error}
        self._post(f"/print-jobs/{quote(job, safe='')}/settle", body, key)

    def heartbeat(self, status: Status) -> None:
        """Tell that the printer is there and how it is. Raises Absent or Refused."""
        body = {"status": {"state": status.state, "detail": status.detail}}
        self._post("/devices/heartbeat", body, fresh_key())

    def _post(self, path: str, body: dict[str, Any], key: str, patience: float = ANSWER_SECONDS) -> dict[str, Any]:
        try:
            answer = self._session.post(
                f"{self._url}/api/v1{path}",
                json=body,
                headers={"Idempotency-Key": key},
                timeout=(CONNECT_SECONDS, patience),
                allow_redirects=False,
            )
        except requests.RequestException as problem:
            raise Absent(str(problem)) from problem
        return _read(answer)


def _read(answer: requests.Response) -> dict[str, Any]:
    try:
        body = answer.json()
    except ValueError as problem:
        raise Absent(f"{answer.status_code} without JSON") from problem
    if answer.status_code >= 500 or answer.status_code in TRY_LATER or not isinstance(body, dict):
        raise Absent(f"{answer.status_code} {body!r:.200}")
    if not answer.ok:
        error = body.get("error")
        error = error if isinstance(error, dict) else {}
        raise Refused(answer.status_code, str(error.get("code", "unknown")), str(error.get("message", "")))
    return body
