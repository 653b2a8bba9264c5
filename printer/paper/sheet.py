"""The slip that is coming out of one machine: rows of dots until the cut, and no more than 4,000 of them."""

from __future__ import annotations

from PIL import Image

LONGEST_ROWS = 4_000


class Sheet:
    """Rows of dots from the top; 1 is black. What is beyond the longest slip is dropped until the cut."""

    def __init__(self) -> None:
        self._rows: list[bytes] = []

    @property
    def full(self) -> bool:
        """Whether no further row is taken."""
        return len(self._rows) >= LONGEST_ROWS

    def add(self, dots: bytes) -> None:
        """One row, eight dots a byte."""
        if not self.full:
            self._rows.append(dots)

    def feed(self, rows: int) -> None:
        """White paper."""
        self._rows.extend([b""] * min(rows, LONGEST_ROWS - len(self._rows)))

    def tear_off(self) -> Image.Image | None:
        """The slip as a 1-bit picture, black 0, and a clean sheet; None when there is no picture on it."""
        rows, self._rows = self._rows, []
        width = max(map(len, rows), default=0)
        if not width:
            return None
        data = b"".join(row.ljust(width, b"\x00") for row in rows)
        return Image.frombytes("1", (width * 8, len(rows)), data, "raw", "1;I")
