"""How a worker of gevent's waits for PostgreSQL: it looks for an answer for a moment before it turns to others.

A statement of a press is answered in a tenth of a millisecond, and to turn to the other greenlets and back costs more
than that, at every one of twenty statements. What takes longer, such as a commit or somebody else's lock, is waited for
as ever: the others go on meanwhile. And where somebody waits for that already, everybody else does too: with the
country's load on two workers these moments, one after another, were what a press took longest for.
"""

import os
import select
from collections.abc import Callable, Generator
from typing import Any

# The system's own; where gevent has put its own in place of that, which turns to others at once, `app.worker` says so.
poll: Callable[[], select.poll] = select.poll
MOMENT_MS = float(os.environ.get("MOMENT", "1"))
# How to turn to the others until there may be what is waited for; None: by the driver's own way.
turn: Callable[[int, int], None] | None = None
# psycopg's words for what it waits for and what has come, which are the same (psycopg.waiting.Wait and Ready).
_READ, _WRITE = 1, 2
_EVENTS = ((_READ, select.POLLIN), (_WRITE, select.POLLOUT))

Waiting = Generator[Any, Any, Any]
# The connections of this process that wait by the driver's own way.
_outside: set[int] = set()


def looking(waiting: Waiting, descriptor: int) -> Waiting:
    """Go through what the driver waits for; only what does not come in a moment is waited for outside."""
    ears = poll()
    try:
        wanted = next(waiting)
        while True:
            ears.register(descriptor, _events(wanted))
            found = ears.poll(0 if _outside else MOMENT_MS)
            while turn is not None and not found:
                _outside.add(descriptor)
                try:
                    turn(descriptor, wanted)
                finally:
                    _outside.discard(descriptor)
                found = ears.poll(0)
            ready = _ready(found[0][1]) if found else 0
            if not ready:
                _outside.add(descriptor)
                try:
                    ready = yield wanted
                finally:
                    _outside.discard(descriptor)
            wanted = waiting.send(ready)
    except StopIteration as over:
        return over.value


def _events(wanted: int) -> int:
    return sum(event for kind, event in _EVENTS if wanted & kind)


def _ready(events: int) -> int:
    """Return what has come; a connection that is lost is left to the driver, which says how."""
    return sum(kind for kind, event in _EVENTS if events & event)
