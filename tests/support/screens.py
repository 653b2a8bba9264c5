"""Screens on the websocket, and a Redis server for halls of several workers."""

import http.client
import queue
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.cookies import SimpleCookie
from types import TracebackType
from typing import Any, Self

import socketio

from app.web.identity import COOKIE
from tests.support.databases import free_port
from tests.support.server import Server
from tests.support.waiting import until

Snapshot = dict[str, Any]


class Screen:
    """One Socket.IO client; keeps every snapshot it gets, in order."""

    def __init__(self, url: str, *, headers: dict[str, str] | None = None, **auth: Any) -> None:
        self._url = url
        self._headers = headers or {}
        self._auth = auth
        self._snapshots: queue.Queue[Snapshot] = queue.Queue()
        self._client = socketio.Client(reconnection=False)
        self._client.on("snapshot", self._snapshots.put)
        self.shown_out = threading.Event()
        self._client.on("disconnect", self._gone)

    def __enter__(self) -> Self:
        self._client.connect(
            self._url, auth=self._auth, headers=self._headers, transports=["websocket"], wait_timeout=10
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.disconnect()

    def _gone(self, *_reason: object) -> None:
        self.shown_out.set()

    def say(self, event: str, data: Any) -> None:
        """Send an event, as no screen of ours does."""
        self._client.emit(event, data)

    def next(self, seconds: float = 10) -> Snapshot:
        """Return the next snapshot."""
        return self._snapshots.get(timeout=seconds)

    def until(self, holds: Callable[[Snapshot], bool], seconds: float = 10) -> Snapshot:
        """Return the first snapshot of which something holds. Raises AssertionError after so many seconds."""
        end = time.monotonic() + seconds
        while True:
            try:
                snapshot = self._snapshots.get(timeout=max(0.01, end - time.monotonic()))
            except queue.Empty:
                raise AssertionError(f"no such snapshot within {seconds} s") from None
            if holds(snapshot):
                return snapshot


def display_token(server: Server) -> str:
    """Add a display to the sample hall; return its token."""
    name = f"Màn hình {time.monotonic_ns()}"
    return server.command("device", "add", "--kind", "display", "--centre", "phuong-mau", "--name", name)


@contextmanager
def redis_server() -> Iterator[str]:
    """Run a Redis server on loopback; gives its address."""
    found = shutil.which("redis-server")
    assert found, "the tests need Redis: apt-get install redis-server"
    port = free_port()
    command = [found, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        until(lambda: _listens(port), f"somebody listens at {port}", 10)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        process.terminate()
        process.wait(10)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def hub_token(server: Server, screen: str) -> str:
    """Return the token with which the hub opens a screen; the kiosk it opens is the first, which has a printer."""
    connection = http.client.HTTPConnection(server.url.removeprefix("http://"), timeout=15)
    with closing(connection):
        connection.request("POST", f"/hub/open/{screen}", headers={"Sec-Fetch-Site": "same-origin"})
        cookies = SimpleCookie("; ".join(connection.getresponse().headers.get_all("Set-Cookie") or []))
    return cookies[COOKIE].value
