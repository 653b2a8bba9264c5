"""The load's own clients, as thin as can be: they share the machine with what they measure.

HTTP with keep-alive, one request at a time on each connection, on gevent's sockets.
"""

import json
from typing import Any

from gevent import socket

HEAD_END = b"\r\n\r\n"


class Line:
    """A connection that is kept. Raises OSError when the other side closes it."""

    def __init__(self, port: int, *, seconds: float = 60) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=seconds)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._read = b""

    def ask(self, request: bytes) -> tuple[int, bytes]:
        """Send a request; return the status and the body of the answer."""
        self._socket.sendall(request)
        head = self._until_head()
        return int(head[9:12]), self._body(length_of(head))

    def close(self) -> None:
        self._socket.close()

    def _until_head(self) -> bytes:
        while (end := self._read.find(HEAD_END)) < 0:
            self._more()
        head, self._read = self._read[:end], self._read[end + len(HEAD_END) :]
        return head

    def _body(self, length: int) -> bytes:
        while len(self._read) < length:
            self._more()
        body, self._read = self._read[:length], self._read[length:]
        return body

    def _more(self) -> None:
        data = self._socket.recv(65536)
        if not data:
            raise ConnectionResetError("closed in the midst of an answer")
        self._read += data


def post(path: str, body: Any = None, *, token: str = "", key: str = "") -> bytes:
    """Return a POST of JSON as it goes over the wire."""
    payload = json.dumps(body or {}).encode()
    lines = [f"POST {path} HTTP/1.1", "Host: 127.0.0.1", "Content-Type: application/json"]
    lines += [f"Content-Length: {len(payload)}"]
    lines += [f"Authorization: Bearer {token}"] if token else []
    lines += [f"Idempotency-Key: {key}"] if key else []
    return "\r\n".join([*lines, "", ""]).encode() + payload


def length_of(head: bytes) -> int:
    """Return how long the body after a head is. Raises ValueError for a head that does not say."""
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length":
            return int(value)
    raise ValueError(f"an answer without a length: {head[:80]!r}")
