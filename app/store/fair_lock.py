"""A lock that is given in the order in which it was asked for, and with it whatever its holder hands on.

`threading.Lock` promises no order, and a press of Next that waits behind later ones is a clerk who presses again.
"""

import threading
from collections import deque
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


@dataclass(eq=False)
class _Turn(Generic[Thing]):
    """Somebody's place in the line."""

    come: threading.Event = field(default_factory=threading.Event)
    thing: Thing | None = None


class FairLock(Generic[Thing]):
    """First come, first served, within one process; works with threads and with gevent's patched threads."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._queue: deque[_Turn[Thing]] = deque()
        self._held = False

    @property
    def awaited(self) -> bool:
        """Tell whether anybody stands in line."""
        return bool(self._queue)

    def acquire(self, timeout: float) -> Thing | None:
        """Take the lock; return what the holder before handed on, or None. Raises TimeoutError when it was not given
        within `timeout` seconds.
        """
        with self._guard:
            if not self._held:
                self._held = True
                return None
            turn = _Turn[Thing]()
            self._queue.append(turn)
        if turn.come.wait(timeout):
            return turn.thing
        with self._guard:
            if not turn.come.is_set():
                self._queue.remove(turn)
                raise TimeoutError("the lock was not given in time")
            return turn.thing

    def release(self) -> None:
        """Give the lock to whoever is next in line."""
        with self._guard:
            self._held = self._give(None)

    def hand_on(self, thing: Thing) -> bool:
        """Give the lock and a thing to whoever is next in line. False, and nothing is given, when nobody is."""
        with self._guard:
            return self._give(thing)

    def _give(self, thing: Thing | None) -> bool:
        if not self._queue:
            return False
        turn = self._queue.popleft()
        turn.thing = thing
        turn.come.set()
        return True
