"""Pings to all screens by one loop. The library has a task, a timer and a way through a queue for each ping of each
screen, and decodes each answer by all the rules of its three protocols: of thousands of screens that was a quarter of
a worker.
"""

import socket
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from engineio import packet

from app.clock import monotonic, real_now

# So finely is told whose turn it is; those of one moment are asked together.
GRAIN_SECONDS = 0.1
# Engine.IO's word for a ping as it goes over the wire, and the head of its answer: one byte, masked (RFC 6455, 5.2).
PING = b"\x81\x012"
_ANSWERED, _PONG = b"\x81\x81", ord("3")
_LENGTH, _FIRST_OF_MASK = 7, 2


def is_pong(data: bytes) -> bool:
    """Tell whether what has come in is the answer to a ping and nothing else."""
    return len(data) == _LENGTH and data[:2] == _ANSWERED and data[-1] ^ data[_FIRST_OF_MASK] == _PONG


class Pings:
    """Whose turn it is to be asked: everybody's comes so many seconds after they last answered."""

    def __init__(self, seconds: float, now: Callable[[], float] = monotonic) -> None:
        self._seconds = seconds
        self._now = now
        self._turns: deque[tuple[float, Callable[[], object]]] = deque()

    def answered(self, ask: Callable[[], object]) -> None:
        """Have a screen that has just answered asked again in its time."""
        self._turns.append((self._now() + self._seconds, ask))

    def round(self) -> None:
        """Ask everybody whose turn has come."""
        while self._turns and self._turns[0][0] <= self._now():
            self._turns.popleft()[1]()


class Asked:
    """Whether one screen is there: the transport's socket of it, and its line once it has one.

    Instead of the library's timer; what comes of no answer is the library's still, which closes whoever has not
    answered in time.
    """

    def __init__(self, carried: Any, pings: Pings) -> None:
        self.line: Any = None
        # Held while a frame is written: a ping in its midst would garble it.
        self.sending = threading.Lock()
        self._carried = carried
        self._pings = pings
        carried.schedule_ping = self.answered
        carried.poll = self._next

    def answered(self) -> None:
        """Take note that the screen is there; an answer to what was not asked is nothing."""
        if self._carried.last_ping:
            self._carried.last_ping = None
            self._pings.answered(self._ask)

    def _next(self) -> list[Any]:
        """Wait for what is to be sent, however long: the library would take a queue without pings for a screen gone."""
        queue = self._carried.queue
        sent = queue.get()
        queue.task_done()
        return [] if sent is None else [sent]

    def _ask(self) -> None:
        if self._carried.closing or self._carried.closed:
            return
        # The library's clock, by which it tells who is late.
        self._carried.last_ping = real_now().timestamp()
        if not self._write():
            self._carried.send(packet.Packet(packet.PING))

    def _write(self) -> bool:
        """Write a ping past the queue; tell whether it could be, with no frame under way and the screen taking it."""
        if not hasattr(self.line, "send_now") or not self.sending.acquire(blocking=False):
            return False
        try:
            if self.line.send_now(PING) < len(PING):
                # Half a ping would garble all that comes after it.
                self._end()
        except OSError:
            return False
        finally:
            self.sending.release()
        return True

    def _end(self) -> None:
        with suppress(OSError):
            self.line.shutdown(socket.SHUT_RDWR)
