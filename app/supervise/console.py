"""What the hall's programs say, on the terminal: whole lines, each with its program's name before it."""

import os
import select

_WIDTH = 10
_LONGEST = 4000


class Console:
    """Writes to a terminal or a pipe that may be gone or stuck: the hall goes on, only the line is lost."""

    def __init__(self, handle: int = 1) -> None:
        self._handle = handle
        self._unfinished: dict[str, bytes] = {}
        self._last: dict[str, str] = {}

    def feed(self, name: str, data: bytes) -> None:
        """Take a piece of a program's output; its whole lines are shown."""
        *lines, rest = (self._unfinished.get(name, b"") + data).split(b"\n")
        self._unfinished[name] = rest[-_LONGEST:]
        for line in lines:
            self.say(name, line.decode("utf-8", "replace").rstrip())

    def say(self, name: str, line: str) -> None:
        """Show one line as a program's."""
        if line:
            self._last[name] = line
        self._write(f"{name:<{_WIDTH}} {line[:_LONGEST]}\n".encode())

    def forget(self, name: str) -> None:
        """A program begins anew: what it said before is no longer its last word."""
        self._unfinished.pop(name, None)
        self._last.pop(name, None)

    def last_line(self, name: str) -> str | None:
        """The last thing a program said."""
        return self._last.get(name)

    def _write(self, data: bytes) -> None:
        try:
            if select.select([], [self._handle], [], 0)[1]:
                os.write(self._handle, data)
        except OSError:
            # The terminal was closed; a hall does not end for that.
            self._handle = os.open(os.devnull, os.O_WRONLY)
