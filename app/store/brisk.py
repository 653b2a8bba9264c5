"""PostgreSQL's driver in a worker of gevent's: it says much in one message, and looks for an answer for a moment before
it turns to others.

A statement of a press is answered in a tenth of a millisecond, and to turn to the other greenlets and back costs more
than that, at every one of twenty statements. What takes longer, such as a commit or somebody else's lock, is waited for
as ever: the others go on meanwhile. And where somebody waits for that already, everybody else does too: with the
country's load on two workers these moments, one after another, were what a press took longest for.
"""

import select
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import pq
from psycopg.generators import send

# The system's own; where gevent has put its own in place of that, which turns to others at once, `app.worker` says so.
poll: Callable[[], select.poll] = select.poll
MOMENT_MS = 1
# psycopg's words for what it waits for and what has come, which are the same (psycopg.waiting.Wait and Ready).
_READ, _WRITE = 1, 2
_EVENTS = ((_READ, select.POLLIN), (_WRITE, select.POLLOUT))

Waiting = Generator[Any, Any, Any]
# The connections of this process that wait by the driver's own way.
_outside: set[int] = set()


class Message(psycopg.Pipeline):
    """What is said to PostgreSQL between entering and leaving, in one message there and one back.

    The driver's own gives every statement to the system as soon as it is written, waits until PostgreSQL knows that a
    transaction has begun, and asks once more at the end: for six statements nine messages, and each wakes PostgreSQL.
    """

    def __init__(self, connection: "Connection") -> None:
        super().__init__(connection)
        # That a transaction begins is said already, and not yet heard.
        self.begins = False

    def _communicate_gen(self) -> Waiting:
        if self.command_queue and self.command_queue[-1] == self.pgconn.pipeline_sync:
            while self.command_queue:
                self.command_queue.popleft()()
            self.begins = False
            yield from send(self.pgconn)

    def _exit_gen(self) -> Waiting:
        try:
            if self.result_queue:
                self._enqueue_sync()
                yield from self._communicate_gen()
        finally:
            yield from self._fetch_gen(flush=False)


class Connection(psycopg.Connection[Any]):
    """A connection that waits briefly by itself, and longer by the driver's own way."""

    def wait(self, gen: Any, *args: Any, **kwargs: Any) -> Any:
        return super().wait(_looking(gen, self.pgconn.socket), *args, **kwargs)

    @contextmanager
    def message(self) -> Iterator[Message]:
        """Say what is executed in the block in one message; its answers are there when it is left."""
        assert self._pipeline is None, "one message at a time"
        message = self._pipeline = Message(self)
        try:
            with message:
                yield message
        finally:
            self._pipeline = None

    def _start_query(self) -> Waiting:
        message = self._pipeline
        if not isinstance(message, Message):
            yield from super()._start_query()
        elif not (self.autocommit or message.begins) and self.pgconn.transaction_status == pq.TransactionStatus.IDLE:
            message.begins = True
            yield from self._exec_command(self._get_tx_start_command())


def _looking(waiting: Waiting, descriptor: int) -> Waiting:
    """Go through what the driver waits for; only what does not come in a moment is waited for outside."""
    ears = poll()
    try:
        wanted = next(waiting)
        while True:
            ears.register(descriptor, _events(wanted))
            found = ears.poll(0 if _outside else MOMENT_MS)
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
