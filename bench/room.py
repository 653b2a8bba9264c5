"""Screens of one server and who presses there, looked after by one loop without libraries between.

They share the machine with what they measure, so the loop does as little as can be: it notes when a frame came, and
reads what the frame says once nothing else has come.
"""

import time
from collections import deque
from collections.abc import Callable
from select import EPOLLIN, epoll
from typing import Any

from bench.ends import Auth, Presser, Screen
from bench.seen import Seen

# So many connect together. Each newcomer has the hall look; those who come together share the look.
TOGETHER = 100
PATIENCE_SECONDS = 120


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
        self._answer: Any = None
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
        self._answer = None
        sent = self._presser.send(request)
        self._until(lambda: self._answer is not None, "an answer")
        called = ticket or self._answer["ticket"]["id"]
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
        if screen is None:
            self._hear_answer(data)
        else:
            self._unread += [(number, at, frame) for frame in screen.cut(data)]

    def _hear_answer(self, data: bytes) -> None:
        """Take in a part of the answer. Raises RuntimeError for a refusal."""
        if (told := self._presser.take(data)) is not None:
            status, self._answer = told
            if status not in (200, 201):
                raise RuntimeError(f"refused: {self._answer}")

    def _read(self, number: int, at: float, frame: bytes) -> None:
        text = self._screens[number].hear(frame)
        if text is not None:
            self.seen.note(number, at, len(frame), text)
