"""Connections that no client of ours would make: raw bytes, websocket frames by hand, floods, silence."""

import base64
import os
import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from typing import Any

from tests.support.waiting import until
from tests.support.workers import CENTRE, Workers

TEXT, BINARY, CLOSE, PING = 1, 2, 8, 9
UPGRADE = (
    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: hall\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n"
)


class Stranger:
    """One connection."""

    def __init__(self, server: Workers, first: bytes = b"") -> None:
        self.socket = socket.create_connection(("127.0.0.1", server.port), timeout=30)
        self.send(first)

    def send(self, data: bytes) -> None:
        """Send, and do not mind that nobody listens any more."""
        try:
            self.socket.sendall(data)
        except OSError:
            self.socket.close()

    def hear(self) -> bytes:
        """Return all that comes until the other side closes. Raises TimeoutError when it does not."""
        heard = b""
        try:
            while part := self.socket.recv(65536):
                heard += part
        except TimeoutError:
            raise
        except OSError:
            pass
        return heard

    def flood(self, data: bytes, seconds: float) -> bool:
        """Send this again and again; tell whether the other side closed before the time was over."""
        end = time.monotonic() + seconds
        self.socket.settimeout(seconds)
        try:
            while time.monotonic() < end:
                self.socket.sendall(data)
        except OSError as fault:
            return not isinstance(fault, TimeoutError)
        return False

    def is_closed(self) -> bool:
        """Tell whether the other side has closed, reading what it had to say before that."""
        self.socket.setblocking(False)
        try:
            while self.socket.recv(65536):
                pass
            return True
        except BlockingIOError:
            return False
        except OSError:
            return True

    def close(self) -> None:
        self.socket.close()


def websocket(server: Workers, *frames: bytes) -> Stranger:
    """Open a websocket at the screens' door, and say something there."""
    key = base64.b64encode(os.urandom(16)).decode()
    stranger = Stranger(server, UPGRADE.format(key=key).encode())
    assert stranger.socket.recv(12) == b"HTTP/1.1 101"
    stranger.send(b"".join(frames))
    return stranger


def frame(kind: int, data: bytes = b"", *, whole: bool = True, masked: bool = True, reserved: int = 0) -> bytes:
    """Return one frame of a websocket, right or wrong."""
    first, mask = whole << 7 | reserved << 4 | kind, masked << 7
    if len(data) < 126:
        head = struct.pack(">BB", first, mask | len(data))
    elif len(data) < 1 << 16:
        head = struct.pack(">BBH", first, mask | 126, len(data))
    else:
        head = struct.pack(">BBQ", first, mask | 127, len(data))
    return head + (bytes(4) if masked else b"") + data


def said(text: str) -> bytes:
    """Return a frame with a text."""
    return frame(TEXT, text.encode())


class Hall:
    """What people in the hall meanwhile see: somebody looks, and a clerk presses Next, again and again."""

    def __init__(self, server: Workers) -> None:
        self._server = server
        self._clerk = server.token("quay3")
        self._over = threading.Event()
        self.answers: list[int | str] = []

    def live(self) -> None:
        """Look and press until it is over."""
        counter = self._server.hall.counter_ids[3]
        while not self._over.is_set():
            self.answers.append(self._ask("GET", CENTRE))
            self.answers.append(self._ask("POST", f"/api/v1/counters/{counter}/next", '{"finish": true}'))
            self._over.wait(0.1)

    def leave(self) -> None:
        self._over.set()

    def _ask(self, method: str, path: str, body: str | None = None) -> int | str:
        connection = HTTPConnection("127.0.0.1", self._server.port, timeout=60)
        headers = {"Authorization": f"Bearer {self._clerk}", "Content-Type": "application/json"}
        try:
            connection.request(method, path, body, headers)
            return connection.getresponse().status
        except (OSError, HTTPException) as fault:
            return repr(fault)
        finally:
            connection.close()


@contextmanager
def hall_goes_on(server: Workers) -> Iterator[Hall]:
    """Whatever happens in this block, the same worker answers everybody in the hall, during it and after it."""
    hall, workers, faults = Hall(server), server.pids(), len(server.faults())
    living = threading.Thread(target=hall.live)
    living.start()
    try:
        until(lambda: len(hall.answers) >= 2, "the hall is at work", 60)
        before = len(hall.answers)
        yield hall
        done = len(hall.answers)
        until(lambda: len(hall.answers) >= max(before, done) + 2, "the hall goes on", 60)
    finally:
        hall.leave()
        living.join(120)
    assert set(hall.answers) == {200}
    assert server.pids() == workers
    assert server.faults()[faults:] == []


def all_closed(strangers: list[Stranger], seconds: float) -> None:
    """Wait until the other side has closed every one of them."""
    until(lambda: _open(strangers) == [], f"{len(strangers)} connections are closed", seconds)


def _open(strangers: list[Stranger]) -> list[Any]:
    return [stranger for stranger in strangers if not stranger.is_closed()]
