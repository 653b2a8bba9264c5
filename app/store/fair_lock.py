"""A lock that is given in the order in which it was asked for.

`threading.Lock` promises no order, and a press of Next that waits behind later ones is a clerk who presses again.
"""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager


class FairLock:
    """First come, first served, within one process; works with threads and with gevent's patched threads."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._queue: deque[threading.Event] = deque()
        self._held = False

    @contextmanager
    def hold(self, timeout: float) -> Iterator[None]:
        """Hold the lock. Raises TimeoutError when it was not given within `timeout` seconds."""
        self._acquire(timeout)
        try:
            yield
        finally:
            self._release()

    def _acquire(self, timeout: float) -> None:
        with self._guard:
            if not self._held:
                self._held = True
                return
            turn = threading.Event()
            self._queue.append(turn)
        if turn.wait(timeout):
            return
        with self._guard:
            if not turn.is_set():
                self._queue.remove(turn)
                raise TimeoutError("the lock was not given in time")

    def _release(self) -> None:
        with self._guard:
            if self._queue:
                self._queue.popleft().set()
            else:
                self._held = False
