"""The machine as its owner sees it: a port, a folder of slips, and the faults it can be made to have."""

from __future__ import annotations

import errno
import logging
import threading
from pathlib import Path
from types import TracebackType

from printer.paper.condition import Condition
from printer.paper.connection import Listener
from printer.paper.sheet import Sheet
from printer.paper.shelf import Shelf

IDLE_SECONDS = 30.0

log = logging.getLogger("printer.paper")


class PortTaken(OSError):
    """Somebody else listens there, or this user may not."""


class VirtualPrinter:
    """A network printer that prints into a folder. Use it as a context manager, or `start` and `stop` it.

    `condition` may be set at any time; `jam_after` slips it jams by itself. With `answers=False` it is a
    printer that never speaks back. `port=0` takes a free one, to be read from `port`.
    """

    def __init__(
        self,
        folder: Path,
        host: str = "127.0.0.1",
        port: int = 0,
        *,
        jam_after: int | None = None,
        answers: bool = True,
        idle_seconds: float = IDLE_SECONDS,
    ) -> None:
        self._condition = Condition.READY
        self.answers = answers
        self.idle_seconds = idle_seconds
        self._jam_in = jam_after
        self._shelf = Shelf(folder)
        self._printed = 0
        self._changed = threading.Condition()
        try:
            self._listener = Listener((host, port), self)
        except (OSError, OverflowError) as problem:
            raise PortTaken(f"cannot listen on {host}:{port}: {_reason(problem)}") from problem
        self.port: int = self._listener.server_address[1]

    def start(self) -> None:
        """Listen, on a thread of its own."""
        threading.Thread(target=self._listener.serve_forever, args=(0.05,), name="paper", daemon=True).start()

    def stop(self) -> None:
        """Close the port. Slips on the way are lost, as when the plug is pulled."""
        self._listener.shutdown()
        self._listener.server_close()

    def __enter__(self) -> VirtualPrinter:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self.stop()

    @property
    def condition(self) -> Condition:
        """How the machine is."""
        return self._condition

    @condition.setter
    def condition(self, condition: Condition) -> None:
        with self._changed:
            self._condition = condition
            self._changed.notify_all()

    @property
    def slips(self) -> list[Path]:
        """The PNG files in the folder, oldest first."""
        return self._shelf.slips()

    def wait_for(self, count: int, seconds: float = 30.0) -> list[Path]:
        """The slips, as soon as `count` have come out since the start. Raises TimeoutError."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._printed >= count, seconds):
                raise TimeoutError(f"{self._printed} of {count} slips in {seconds} s")
        return self.slips

    def wait_for_change(self, seconds: float) -> None:
        """Until a slip is out or the condition is set anew, at most `seconds`."""
        with self._changed:
            self._changed.wait(seconds)

    def begin_slip(self) -> None:
        """The first row of a slip reaches the head; here a jam that was asked for happens."""
        with self._changed:
            if self._jam_in is not None and self._printed >= self._jam_in:
                self._jam_in = None
                self._condition = Condition.JAM

    def finish(self, sheet: Sheet) -> None:
        """Cut: keep what is on the sheet, if anything is."""
        if sheet.full:
            log.warning("a slip longer than 4,000 rows was cut there")
        slip = sheet.tear_off()
        if slip is None:
            return
        try:
            path = self._shelf.put(slip)
        except OSError as problem:
            log.error("a slip could not be saved: %s", problem)
            return
        log.info("slip %s, %d × %d dots", path.name, *slip.size)
        with self._changed:
            self._printed += 1
            self._changed.notify_all()


def _reason(problem: Exception) -> str:
    if isinstance(problem, OSError) and problem.errno == errno.EADDRINUSE:
        return "the port is in use; is another virtual printer running?"
    return str(problem)
