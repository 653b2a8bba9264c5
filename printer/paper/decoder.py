"""ESC/POS bytes into what happens on paper. It keeps only bytes it has not understood yet, never a whole
slip.

Commands that would not show on a slip are passed over by their known lengths; an unknown one by its two
bytes.
"""

from __future__ import annotations

import re
from collections.abc import Generator
from typing import Protocol

WIDEST_BYTES = 144  # 1,152 dots: wider than any receipt printer's head
LINE_ROWS = 30
REAL_TIME = re.compile(rb"\x10\x04([\x01-\x04])")

# Bytes that follow the two of a command, where their number is fixed.
AFTER_ESC = dict.fromkeys(b"@2<im\x0cLS", 0) | dict.fromkeys(b" !%-3=EGKMRTVaertuvU{?", 1)
AFTER_ESC |= dict.fromkeys(b"$\\cB", 2) | {ord("p"): 3, ord("W"): 8}
AFTER_GS = dict.fromkeys(b":c", 0) | dict.fromkeys(b"!BEHITabfhwx/", 1)
AFTER_GS |= dict.fromkeys(b"LPW$\\", 2) | {ord("^"): 3}
AFTER_FS = dict.fromkeys(b"&.", 0) | dict.fromkeys(b"!-CW", 1) | dict.fromkeys(b"Sp?", 2)
AFTER_DC4 = {1: 2, 2: 2, 3: 5, 7: 1, 8: 7}

Reading = Generator[None, None, bytes]
Doing = Generator[None, None, None]


class Machine(Protocol):
    """What the decoder moves. While it stands still, as in a jam, no further row or command reaches it."""

    def stands_still(self) -> bool: ...

    def initialise(self) -> None: ...

    def print_row(self, dots: bytes) -> None: ...

    def feed_rows(self, rows: int) -> None: ...

    def cut(self) -> None: ...

    def answer_real_time(self, question: int) -> None: ...

    def answer_in_turn(self) -> None: ...


class Decoder:
    """Feed it bytes as they come; it moves the machine as far as they reach."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._waiting = bytearray()
        self._run = self._commands()
        next(self._run)

    @property
    def backlog(self) -> int:
        """Bytes not worked through yet: few, unless the machine stands still."""
        return len(self._waiting)

    def feed(self, data: bytes) -> None:
        """Take bytes; none at all makes a machine that has been mended go on."""
        stood_still = self._machine.stands_still()
        self._waiting += data
        next(self._run)
        if self._machine.stands_still():
            # A machine that stands still hears real-time questions, and nothing else.
            for question in REAL_TIME.findall(data if stood_still else self._waiting):
                self._machine.answer_real_time(question[0])

    def _commands(self) -> Doing:
        while True:
            while self._machine.stands_still():
                yield
            first = (yield from self._take(1))[0]
            match first:
                case 0x0A:
                    self._machine.feed_rows(LINE_ROWS)
                case 0x10:
                    yield from self._dle()
                case 0x1B:
                    yield from self._esc()
                case 0x1C:
                    yield from self._fs()
                case 0x1D:
                    yield from self._gs()
                case _:
                    pass  # text and other control signs: virtual paper shows pictures only

    def _dle(self) -> Doing:
        command, argument = yield from self._take(2)
        if command == 0x04 and argument in (1, 2, 3, 4):
            self._machine.answer_real_time(argument)
        elif command == 0x04:
            yield from self._skip(1)
        elif command == 0x14:
            yield from self._skip(AFTER_DC4.get(argument, 0))

    def _esc(self) -> Doing:
        command = (yield from self._take(1))[0]
        match chr(command):
            case "@":
                self._machine.initialise()
            case "J":
                self._machine.feed_rows((yield from self._take(1))[0])
            case "d":
                self._machine.feed_rows((yield from self._take(1))[0] * LINE_ROWS)
            case "D":
                yield from self._skip_to_nul()
            case "*":
                mode, low, high = yield from self._take(3)
                yield from self._skip((low + high * 256) * (3 if mode >= 32 else 1))
            case "(":
                yield from self._skip_sized()
            case _:
                yield from self._skip(AFTER_ESC.get(command, 0))

    def _fs(self) -> Doing:
        command = (yield from self._take(1))[0]
        if command == ord("("):
            yield from self._skip_sized()
        else:
            yield from self._skip(AFTER_FS.get(command, 0))

    def _gs(self) -> Doing:
        command = (yield from self._take(1))[0]
        match chr(command):
            case "v":
                yield from self._raster()
            case "V":
                mode = (yield from self._take(1))[0]
                yield from self._skip(1 if mode >= 65 else 0)
                self._machine.cut()
            case "r":
                yield from self._skip(1)
                self._machine.answer_in_turn()
            case "k":
                yield from self._barcode()
            case "(":
                yield from self._skip_sized()
            case "8":
                header = yield from self._take(5)
                yield from self._skip(int.from_bytes(header[1:], "little"))
            case "*":
                across, down = yield from self._take(2)
                yield from self._skip(across * down * 8)
            case "Q":
                header = yield from self._take(6)
                yield from self._skip(_area(header))
            case _:
                yield from self._skip(AFTER_GS.get(command, 0))

    def _raster(self) -> Doing:
        header = yield from self._take(6)
        width, rows = int.from_bytes(header[2:4], "little"), int.from_bytes(header[4:6], "little")
        if not 0 < width <= WIDEST_BYTES:
            yield from self._skip(_area(header))
            return
        for _ in range(rows):
            while self._machine.stands_still():
                yield
            dots = yield from self._take(width)
            self._machine.print_row(dots)

    def _barcode(self) -> Doing:
        system = (yield from self._take(1))[0]
        if system <= 6:
            yield from self._skip_to_nul()
        else:
            yield from self._skip_counted()

    def _skip_counted(self) -> Doing:
        yield from self._skip((yield from self._take(1))[0])

    def _skip_sized(self) -> Doing:
        header = yield from self._take(3)
        yield from self._skip(int.from_bytes(header[1:], "little"))

    def _skip_to_nul(self) -> Doing:
        while (yield from self._take(1)) != b"\x00":
            pass

    def _skip(self, count: int) -> Doing:
        while count:
            while not self._waiting:
                yield
            passed = min(count, len(self._waiting))
            del self._waiting[:passed]
            count -= passed

    def _take(self, count: int) -> Reading:
        while len(self._waiting) < count:
            yield
        taken = bytes(self._waiting[:count])
        del self._waiting[:count]
        return taken


def _area(header: bytes) -> int:
    """Bytes of a picture whose header ends in its width in bytes and its height, both little-endian."""
    return int.from_bytes(header[2:4], "little") * int.from_bytes(header[4:6], "little")
