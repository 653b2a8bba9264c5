"""The worker in which gunicorn serves the hall: no one connection keeps the others waiting.

gevent turns to others only when there is nothing to read. Whoever sends without end would be read without end, and the
whole hall would stand still meanwhile; whoever sends nothing would be waited for, and stay. Here each connection is
read in portions with a breath between them, a request has its time to be whole, and what nobody will read is not read.
"""

import json
from contextlib import suppress
from typing import Any

import gevent
from gevent import socket
from gevent.monkey import get_original
from gunicorn.http.errors import ParseException
from gunicorn.workers.ggevent import GeventWorker

from app.clock import monotonic
from app.store import brisk

# After so many bytes of one connection it is somebody else's turn.
PORTION = 32 * 1024
# How long a request's body may take, from its headers on. A phone in the street sends its few hundred bytes sooner.
BODY_SECONDS = 20.0
# What is read of a body nobody wants, so that whoever sent it reads why. More, and the connection is closed.
LEFT_OVER = 256 * 1024
# A peer that takes nothing in and acknowledges nothing for so long is gone, be it a pulled cable or somebody's intent.
GONE_MS = 20_000
_ALIVE = ((socket.TCP_KEEPIDLE, 30), (socket.TCP_KEEPINTVL, 10), (socket.TCP_KEEPCNT, 3))


def wait_among_others() -> None:
    """Have connections to PostgreSQL look for an answer for a moment before they turn to others (`app.store.brisk`)."""
    brisk.poll = get_original("select", "poll")
    brisk.turn = _turn


def _turn(descriptor: int, wanted: int) -> None:
    """Let the others have their turn until a connection may be read, or written to."""
    hub = gevent.get_hub()
    # libev's words for reading and writing are psycopg's.
    watcher = hub.loop.io(descriptor, wanted)
    try:
        hub.wait(watcher)
    finally:
        watcher.close()


class Connection(socket.socket):  # type: ignore[misc]
    """A caller's connection, read fairly, and until its hour has come."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._read = 0
        self._until: float | None = None

    def hurry(self, seconds: float | None) -> None:
        """Let reading end after so many seconds; None: it may take as long as it likes."""
        self._until = None if seconds is None else monotonic() + seconds

    def recv(self, *args: Any) -> bytes:
        if self._until is not None:
            left = self._until - monotonic()
            if left <= 0:
                raise TimeoutError("the request was not whole in time")
            self.settimeout(left)
        try:
            data: bytes = super().recv(*args)
        finally:
            # An answer may take as long as its reader needs.
            self.settimeout(None)
        self._read += len(data)
        if self._read >= PORTION:
            self._read = 0
            gevent.sleep(0)
        return data

    def send_now(self, data: bytes) -> int:
        """Send as much as is taken at once. Raises BlockingIOError when that is nothing, OSError at the end."""
        return int(self.send(data, timeout=0.0))


class Worker(GeventWorker):  # type: ignore[misc]
    """gunicorn's gevent worker with fair connections, which refuses what is no HTTP in the hall's one shape."""

    def patch(self) -> None:
        super().patch()
        wait_among_others()

    def handle(self, listener: Any, client: Any, addr: Any) -> None:
        connection = Connection(client.family, client.type, client.proto, fileno=client.detach())
        # A Unix socket has no wire, and takes none of these.
        with suppress(OSError):
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, GONE_MS)
            for option, value in _ALIVE:
                connection.setsockopt(socket.IPPROTO_TCP, option, value)
        super().handle(listener, connection, addr)

    def handle_request(self, listener_name: Any, req: Any, sock: Any, addr: Any) -> None:
        """Serve one request, and read the rest of its body unless there is too much of it."""
        # A websocket is read for as long as it is open.
        sock.hurry(None if _upgrades(req) else BODY_SECONDS)
        req.body = _Body(req.body)
        super().handle_request(listener_name, req, sock, addr)
        if not _is_read(req):
            req.force_close()
        sock.hurry(None)

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Answer what is no request in the shape of every refusal; faults of our own as gunicorn does."""
        super().handle_error(req, _Told(client), addr, exc)


class _Body:
    """A request's body; what is no body in HTTP's own terms ends it like a lost connection, which readers know."""

    def __init__(self, body: Any) -> None:
        self._body = body

    def __getattr__(self, name: str) -> Any:
        return getattr(self._body, name)

    def read(self, size: int | None = None) -> bytes:
        try:
            data: bytes = self._body.read(size)
            return data
        except ParseException as broken:
            raise OSError(str(broken)) from broken


class _Told:
    """A connection that is told in JSON what gunicorn would tell it as a page."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)

    def sendall(self, page: bytes) -> None:
        status = page.partition(b"\r\n")[0]
        fault = status.split()[1:2] == [b"500"]
        error: dict[str, Any] = {
            "code": "fault" if fault else "bad_request",
            "message": "Yêu cầu không đúng.",
            "data": {},
        }
        body = json.dumps({"error": error}, ensure_ascii=False).encode()
        kind = b"Connection: close\r\nContent-Type: application/json\r\nContent-Length: %d" % len(body)
        self._client.sendall(b"\r\n".join((status, kind, b"", body)))


def _upgrades(req: Any) -> bool:
    return any(name == "UPGRADE" for name, _ in req.headers)


def _is_read(req: Any) -> bool:
    """Read what is left of a body, up to a measure; tell whether that was all."""
    left = LEFT_OVER
    try:
        while left > 0:
            data = req.body.read(min(left, 8192))
            if not data:
                return True
            left -= len(data)
    except OSError:
        # Not whole in time, or no body at all: where the next request would begin is not known.
        return False
    return False
