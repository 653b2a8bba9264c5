"""How the printer is: its states, and the questions and answers (`DLE EOT`, `GS r`) by which it says so.

A printer that never answers is believed ready, since many are wired for one direction only; one that has
answered before and falls silent is offline.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Literal

from printer.outputs import Output

State = Literal["ready", "offline", "cover_open", "paper_low", "paper_out"]

CONFIRM_SECONDS = 6.0
ASK_AGAIN_SECONDS = 60.0

OFFLINE, COVER, STOPPED, ERROR, PAPER_OUT, PAPER_LOW = 0x08, 0x04, 0x20, 0x40, 0x60, 0x0C


@dataclass(frozen=True)
class Status:
    """What the heartbeat tells: a state of the contract and one Vietnamese sentence about it."""

    state: State
    detail: str = ""

    @property
    def can_print(self) -> bool:
        """Whether a slip sent now would come out."""
        return self.state in ("ready", "paper_low")


READY = Status("ready")
LOW = Status("paper_low", "Giấy in sắp hết.")
OUT = Status("paper_out", "Máy in hết giấy.")
OPEN = Status("cover_open", "Nắp máy in đang mở.")
STUCK = Status("offline", "Máy in ngừng: kẹt giấy, lỗi dao cắt hoặc chưa sẵn sàng.")


class Silent(Exception):
    """A printer that used to answer does not any more."""


class Inquiry:
    """Asks one printer. Remembers which questions it is able to answer, so that none costs a wait twice."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self._has_answered = False
        self._confirms = True
        self._through = False
        self._ask_from = 0.0

    def status(self) -> Status:
        """What the printer says of itself. Raises Silent, or the transport's own errors."""
        if not self._output.answers or time.monotonic() < self._ask_from:
            return READY
        answers = []
        for number in (1, 2, 4):
            answer = self._ask(number)
            if answer is None:
                return self._unanswered(number)
            answers.append(answer)
        self._has_answered = True
        return read_status(*answers)

    def confirm(self) -> Status:
        """Wait until the printer has worked through all it was sent, or says why it cannot. Raises as
        `status`.

        `GS r` is answered in its turn behind the slip, unlike real-time status. A printer that is well and
        still does not answer within six seconds does not know the question, and is not asked again.
        """
        if not (self._has_answered and self._confirms):
            return READY
        self._through = False
        self._output.send(b"\x1dr\x01")
        deadline = time.monotonic() + CONFIRM_SECONDS
        while time.monotonic() < deadline:
            self._read()
            status = READY if self._through else self.status()
            if self._through or not status.can_print:
                return status
        self._confirms = False
        return READY

    def _ask(self, number: int) -> int | None:
        """One byte of real-time status, or None."""
        self._output.send(b"\x10\x04" + bytes([number]))
        answer = [byte for byte in self._read() if byte & 0x93 == 0x12]
        return answer[-1] if answer else None

    def _read(self) -> bytes:
        said = self._output.hear()
        # Bits 4 and 7 are clear in the answer to GS r alone; real-time status and flow control have bit 4
        # set.
        self._through = self._through or any(byte & 0x90 == 0 for byte in said)
        return said

    def _unanswered(self, number: int) -> Status:
        if self._has_answered:
            raise Silent(f"no answer to status question {number}")
        self._ask_from = time.monotonic() + ASK_AGAIN_SECONDS
        return READY


def read_status(offline: int, cause: int, paper: int) -> Status:
    """The state behind the answers to `DLE EOT` 1, 2 and 4; what can be mended comes before its effects."""
    if cause & COVER:
        return OPEN
    if paper & PAPER_OUT or cause & STOPPED:
        return OUT
    if cause & ERROR or offline & OFFLINE:
        return STUCK
    return LOW if paper & PAPER_LOW else READY
