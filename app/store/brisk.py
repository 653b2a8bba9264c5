"""How a worker of gevent's waits for PostgreSQL: it looks for an answer for a moment before it turns to others.

A statement of a press is answered in a tenth of a millisecond, and to turn to the other greenlets and back costs more
than that, at every message of a press. What takes longer, such as a commit or somebody else's lock, is waited for by
turning to the others, who go on meanwhile. And where somebody waits for that already, everybody else does too: with the
country's load on two workers these moments, one after another, were what a press took longest for.
"""

import select
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from typing import Any

# The system's own; where gevent has put its own in place of that, which turns to others at once, `app.worker` says so.
poll: Callable[[], select.poll] = select.poll
# How a descriptor is waited for with the others having their turn; None: by the driver's own way.
turn: Callable[[int, int], None] | None = None
MOMENT_MS = 1
# psycopg's words for what it waits for and what has come, which are the same (psycopg.waiting.Wait and Ready).
_READ, _WRITE = 1, 2
_EVENTS = ((_READ, select.POLLIN), (_WRITE, select.POLLOUT))

Waiting = Generator[Any, Any, Any]
# The connections of this process that wait while others have their turn.
_outside: set[int] = set()


def looking(waiting: Waiting, descriptor: int) -> Waiting:
    """Go through what the driver waits for; only what does not come in a moment is waited for outside."""
    ears = poll()
    try:
        wanted = next(waiting)
        while True:
            ears.register(descriptor, _events(wanted))
            found = ears.poll(0 if _outside else MOMENT_MS)
            if not found and turn is not None:
                found = _turned(turn, ears, descriptor, wanted)
            ready = _ready(found[0][1]) if found else 0
            if not ready:
                with _waits(descriptor):
                    ready = yield wanted
            wanted = waiting.send(ready)
    except StopIteration as over:
        return over.value


def _turned(turn: Callable[[int, int], None], ears: Any, descriptor: int, wanted: int) -> Any:
    """Turn to the others until there is something."""
    with _waits(descriptor):
        while True:
            turn(descriptor, wanted)
            found = ears.poll(0)
            if found:
                return found


@contextmanager
def _waits(descriptor: int) -> Iterator[None]:
    _outside.add(descriptor)
    try:
        yield
    finally:
        _outside.discard(descriptor)


def _events(wanted: int) -> int:
    return sum(event for kind, event in _EVENTS if wanted & kind)


def _ready(events: int) -> int:
    """Return what has come; a connection that is lost is left to the driver, which says how."""
    return sum(kind for kind, event in _EVENTS if events & event)
