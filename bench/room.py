"""Screens of one server and who presses there, looked after by one loop without libraries between.

They share the machine with what they measure, so the loop does as little as can be: it notes when a frame came, and
reads what the frame says once nothing else has come.
"""

import json
import time
from collections import deque
from collections.abc import Callable
from select import EPOLLIN, epoll
from socket import IPPROTO_TCP, TCP_NODELAY, create_connection
from typing import Any

from bench.frames import Frames, said, upgrade
from bench.seen import Seen
from bench.wire import HEAD_END, length_of

# So many connect together. Each newcomer has the hall look; those who come together share the look.
TOGETHER = 100
PATIENCE_SECONDS = 120
# Socket.IO's words, each with the transport's digit before it.
_OPENED, _PING, _PONG, _WELCOME, _REFUSED, _EVENT = b"0", b"2", "3", b"40", b"44", b"42"

# What a screen says it is; nothing to a server that does not ask.
Auth = dict[str, str] | None


class Screen:
    """One connection."""

    def __init__(self, port: int, auth: Auth) -> None:
        self.socket = create_connection(("127.0.0.1", port))
        self.socket.sendall(upgrade(port))
        self.welcome = False
        self._hello = f"40{json.dumps(auth) if auth else ''}"
        self._upgraded = False
        self._frames = Frames()

    def cut(self, data: bytes) -> list[bytes]:
        """Return the frames that are whole by now. Raises ConnectionRefusedError."""
        if not self._upgraded:
            # Loopback gives a head this short in one piece.
            head, _, data = data.partition(HEAD_END)
            if b" 101 " not in head[:16]:
                raise ConnectionRefusedError(head[:80].decode(errors="replace"))
            self._upgraded = True
        return self._frames.cut(data)

    def hear(self, frame: bytes) -> bytes | None:
        """Answer what is to be answered; return a snapshot's text, or None for any other frame."""
        text = self._frames.text(frame)
        if text[:1] == _PING:
            self.socket.sendall(said(_PONG))
        elif text[:1] == _OPENED:
            self.socket.sendall(said(self._hello))
        elif text[:2] == _REFUSED:
            raise ConnectionRefusedError(text.decode())
        self.welcome = self.welcome or text[:2] == _WELCOME
        return text if text[:2] == _EVENT else None


class Presser:
    """The connection by which somebody presses; one request at a time."""

    def __init__(self, port: int) -> None:
        self.socket = create_connection(("127.0.0.1", port))
        self.socket.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)
        self._read = b""
        self.answer: Any = None

    def send(self, request: bytes) -> float:
        """Send a request; return the moment just before."""
        self._read, self.answer = b"", None
        at = time.perf_counter()
        self.socket.sendall(request)
        return at

    def take(self, data: bytes) -> None:
        """Take in a part of the answer. Raises RuntimeError for a refusal."""
        self._read += data
        head, end, body = self._read.partition(HEAD_END)
        if not end or len(body) < length_of(head):
            return
        if head[9:12] not in (b"200", b"201"):
            raise RuntimeError(f"refused: {body.decode()}")
        self.answer = json.loads(body)


class Room:
    """All screens of a server, and what they have seen since the last press."""

    def __init__(self, port: int, auths: list[Auth]) -> None:
        self.seen = Seen()
        self._poll = epoll()
        self._screens: dict[int, Screen] = {}
        self._unread: deque[tuple[int, float, bytes]] = deque()
        for start in range(0, len(auths), TOGETHER):
            self._let_in([Screen(port, auth) for auth in auths[start : start + TOGETHER]])
        self._presser = Presser(port)
        self._poll.register(self._presser.socket, EPOLLIN)

    def __len__(self) -> int:
        return len(self._screens)

    def _let_in(self, screens: list[Screen]) -> None:
        for screen in screens:
            self._screens[screen.socket.fileno()] = screen
            self._poll.register(screen.socket, EPOLLIN)
        self._until(lambda: all(screen.welcome for screen in screens), "screens are let in")

    def press(self, request: bytes, ticket: str | None = None) -> list[float]:
        """Press; return the milliseconds from the request to the call on each screen: of a ticket, or of the one that
        the answer names.
        """
        self.seen.begin()
        sent = self._presser.send(request)
        self._until(lambda: self._presser.answer is not None, "an answer")
        called = ticket or self._presser.answer["ticket"]["id"]
        self._until(lambda: len(self.seen.moments(called)) == len(self), "every screen has the call")
        return [(at - sent) * 1000 for at in self.seen.moments(called).values()]

    def rest(self, seconds: float) -> None:
        """Look after everybody until nothing has come for so long."""
        while self.look(seconds) or self._unread:
            pass

    def look(self, seconds: float) -> bool:
        """Take in what comes within so long, or else read one frame of what came; tell whether anything came."""
        ready = self._poll.poll(0 if self._unread else seconds)
        for number, _ in ready:
            self._take(number)
        if not ready and self._unread:
            self._read(*self._unread.popleft())
        return bool(ready)

    def _until(self, holds: Callable[[], bool], what: str) -> None:
        end = time.perf_counter() + PATIENCE_SECONDS
        # In this order: what is asked may cost as much as reading many frames.
        while self._unread or not holds():
            self.look(0.1)
            if time.perf_counter() > end:
                raise TimeoutError(f"{what}: not within {PATIENCE_SECONDS} s")

    def _take(self, number: int) -> None:
        screen = self._screens.get(number)
        data = (screen or self._presser).socket.recv(262_144)
        at = time.perf_counter()
        if not data:
            raise ConnectionResetError("closed by the server")
        if screen is None:
            self._presser.take(data)
        else:
            self._unread += [(number, at, frame) for frame in screen.cut(data)]

    def _read(self, number: int, at: float, frame: bytes) -> None:
        text = self._screens[number].hear(frame)
        if text is not None:
            self.seen.note(number, at, len(frame), text)
