"""The server's side of the voice: plain HTTP over the voice process's Unix socket, always with a deadline."""

import http.client
import json
import socket
from collections.abc import Sequence
from typing import Any

from app.domain.errors import VoiceAbsent

TIMEOUT_SECONDS = 8.0
LARGEST_ANSWER = 8 * 1024 * 1024


class Voice:
    """The voice behind a socket; `enabled` False stands for a hall without one."""

    def __init__(self, path: str, *, enabled: bool) -> None:
        self._path = path
        self._enabled = enabled
        self._seen = "absent"

    def speak(self, parts: Sequence[dict[str, str]]) -> bytes:
        """Return the sentences as one WAV. Raises VoiceAbsent."""
        if not self._enabled:
            raise VoiceAbsent()
        status, body = self._ask("POST", "/speech", json.dumps({"parts": list(parts)}).encode())
        if status != 200:
            raise VoiceAbsent()
        return body

    def look(self) -> None:
        """See whether the voice is there. A hung one answers late, so nobody who has work to do asks by themselves."""
        self._seen = "ready" if self.health().get("state") == "ready" else "absent"

    def state(self) -> str:
        """Return "ready" or "absent", as last seen."""
        return self._seen

    def health(self) -> dict[str, Any]:
        """Return what the voice says of itself; {"state": "absent"} when it does not answer."""
        if not self._enabled:
            return {"state": "absent"}
        try:
            status, body = self._ask("GET", "/health", None, timeout=0.5)
            return dict(json.loads(body)) if status == 200 else {"state": "absent"}
        except (VoiceAbsent, ValueError):
            return {"state": "absent"}

    def _ask(
        self, method: str, path: str, body: bytes | None, *, timeout: float = TIMEOUT_SECONDS
    ) -> tuple[int, bytes]:
        connection = _UnixConnection(self._path, timeout)
        try:
            connection.request(method, path, body, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            return answer.status, answer.read(LARGEST_ANSWER)
        except (OSError, http.client.HTTPException) as fault:
            raise VoiceAbsent() from fault
        finally:
            connection.close()


class _UnixConnection(http.client.HTTPConnection):
    """HTTP over a Unix socket."""

    def __init__(self, path: str, timeout: float) -> None:
        super().__init__("voice", timeout=timeout)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)
