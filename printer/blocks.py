"""The parts a slip is made of, and how they are put below and beside one another.

A part knows its height in dots and paints itself below a given line; it knows nothing of tickets. Parts with
letters are in `printer.lettering`; which parts make a slip is decided in `printer.drawing`. Everything is
painted in shades and cut to black and white once, at the end, so each dot of a stroke is decided by itself
and nothing is dithered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from PIL import Image, ImageDraw

INK = 0
WHITE = 255


class Block(Protocol):
    """Something of a fixed height that paints itself with its upper edge at `top`."""

    @property
    def height(self) -> int: ...

    def paint(self, page: Image.Image, top: int) -> None: ...


@dataclass
class Stack:
    """Blocks one below the other, each with a gap above it."""

    rows: list[tuple[int, Block]] = field(default_factory=list)

    def add(self, gap: int, block: Block) -> None:
        """Put a block below the others. A block without height (no text) takes its gap away with it."""
        if block.height:
            self.rows.append((gap, block))

    @property
    def height(self) -> int:
        return sum(gap + block.height for gap, block in self.rows)

    def paint(self, page: Image.Image, top: int) -> None:
        for gap, block in self.rows:
            block.paint(page, top + gap)
            top += gap + block.height


@dataclass(frozen=True)
class Beside:
    """Blocks side by side, each in the middle of the common height; a thin upright line if wanted."""

    blocks: Sequence[Block]
    line_at: int | None = None

    @property
    def height(self) -> int:
        return max(block.height for block in self.blocks)

    def paint(self, page: Image.Image, top: int) -> None:
        for block in self.blocks:
            block.paint(page, top + (self.height - block.height) // 2)
        if self.line_at is not None:
            line = (self.line_at, top, self.line_at + 2, top + self.height - 1)
            ImageDraw.Draw(page).rectangle(line, fill=INK)


@dataclass(frozen=True)
class Rule:
    """A line across the slip, whole (4 dots) or dashed (3 dots high, 6 on and 3 off)."""

    left: int
    right: int
    dashed: bool = False

    @property
    def height(self) -> int:
        return 3 if self.dashed else 4

    def paint(self, page: Image.Image, top: int) -> None:
        draw = ImageDraw.Draw(page)
        step, length = (9, 6) if self.dashed else (self.right - self.left, self.right - self.left)
        for start in range(self.left, self.right, step):
            end = min(start + length, self.right) - 1
            draw.rectangle((start, top, end, top + self.height - 1), fill=INK)


@dataclass(frozen=True)
class Picture:
    """A ready picture, such as a QR code, at a column."""

    image: Image.Image
    left: int

    @property
    def height(self) -> int:
        return self.image.height

    def paint(self, page: Image.Image, top: int) -> None:
        page.paste(self.image, (self.left, top))


def chevrons(width: int, stroke: int) -> Image.Image:
    """Two arrow heads pointing up, `width` dots wide: priority, without saying of which kind."""
    scale = 4  # drawn larger and brought down, so that the slopes are as even as the letters beside them
    pen, wide = stroke * scale, width * scale
    reach = (wide - pen) // 2
    sign = Image.new("L", (wide, reach * 2 + pen), WHITE)
    draw = ImageDraw.Draw(sign)
    for top in (pen // 2, pen // 2 + reach):
        points = [(pen // 2, top + reach), (wide // 2, top), (wide - pen // 2, top + reach)]
        draw.line(points, fill=INK, width=pen, joint="curve")
        for x, y in points:
            draw.ellipse((x - pen // 2, y - pen // 2, x + pen // 2, y + pen // 2), fill=INK)
    return sign.reduce(scale)
