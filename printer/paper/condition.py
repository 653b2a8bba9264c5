"""How the virtual machine is at the moment, and the status bytes by which it says so."""

from __future__ import annotations

from enum import Enum

FIXED = 0x12  # bits 1 and 4 are set in every answer to DLE EOT


class Condition(Enum):
    """What a test or a demonstration can make the machine suffer from."""

    READY = "ready"
    PAPER_LOW = "paper_low"
    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    JAM = "jam"

    @property
    def stuck(self) -> bool:
        """Whether nothing is printed until somebody mends it."""
        return self not in (Condition.READY, Condition.PAPER_LOW)


# What each fault adds to the answers of DLE EOT 1 (on line?), 2 (why not?), 3 (which error?) and 4 (paper).
FAULT_BITS = {
    Condition.PAPER_LOW: {4: 0x0C},
    Condition.PAPER_OUT: {1: 0x08, 2: 0x20, 4: 0x6C},
    Condition.COVER_OPEN: {1: 0x08, 2: 0x04},
    Condition.JAM: {1: 0x08, 2: 0x40, 3: 0x08},
}


def real_time_status(condition: Condition, question: int) -> int:
    """The answer to `DLE EOT` question 1 to 4."""
    return FIXED | FAULT_BITS.get(condition, {}).get(question, 0)


def paper_status(condition: Condition) -> int:
    """The answer to `GS r 1`, which only a machine that prints can give."""
    return 0x03 if condition is Condition.PAPER_LOW else 0x00
