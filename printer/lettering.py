"""The parts of a slip that carry letters: wrapped words, ends of a line, framed words, the large number."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Literal

from PIL import Image, ImageDraw, ImageOps

from printer.blocks import INK, WHITE, chevrons
from printer.fonts import Fonts
from printer.papers import Type
from printer.wrapping import Measure, wrap

SMALLEST_TYPE = 18
CAPITALS = 0.74
NARROWEST = 0.83
APART = 0.02
ROUND_OVER = 8

Align = Literal["left", "centre", "right"]
ANCHORS: dict[Align, str] = {"left": "ls", "centre": "ms", "right": "rs"}


@dataclass(frozen=True)
class Words:
    """Text in as few balanced lines as fit between two columns, smaller only when one word is too long."""

    fonts: Fonts
    text: str
    type: Type
    left: int
    right: int
    align: Align = "centre"

    @cached_property
    def size(self) -> int:
        """Size in dots: the type's, or what the longest word needs."""
        for size in range(self.type.size, SMALLEST_TYPE, -1):
            if all(self._measure(size)(word) <= self.room for word in self.text.split(" ")):
                return size
        return min(self.type.size, SMALLEST_TYPE)

    @cached_property
    def lines(self) -> list[str]:
        return wrap(self.text, self.room, self._measure(self.size))

    @property
    def room(self) -> int:
        """Dots between the two columns."""
        return self.right - self.left

    @property
    def width(self) -> int:
        """Of the longest line, in dots."""
        return max((round(self._measure(self.size)(line)) for line in self.lines), default=0)

    @property
    def height(self) -> int:
        """From one size above the first baseline (room for Ẩ) to a quarter below the last (room for ợ)."""
        return self.size + self.below_first + self.size // 4 if self.lines else 0

    @property
    def below_first(self) -> int:
        """From the first baseline to the last."""
        return self.type.leading * (len(self.lines) - 1)

    def paint(self, page: Image.Image, top: int) -> None:
        draw, font = ImageDraw.Draw(page), self.fonts.words(self.type.weight, self.size)
        column = {"left": self.left, "centre": (self.left + self.right) / 2, "right": self.right}[self.align]
        for at, line in enumerate(self.lines):
            baseline = top + self.size + at * self.type.leading
            draw.text((column, baseline), line, fill=INK, font=font, anchor=ANCHORS[self.align])

    def _measure(self, size: int) -> Measure:
        return partial(self.fonts.width, self.type.weight, size)


@dataclass(frozen=True)
class Ends:
    """Two short texts on one baseline, at both edges or together in the middle.

    When one line cannot hold both they are stacked. Both must be given the same two columns.
    """

    left: Words
    right: Words
    spread: bool = True
    apart: int = 16

    @property
    def abreast(self) -> bool:
        """Whether both fit on one line."""
        single = len(self.left.lines) <= 1 and len(self.right.lines) <= 1
        return single and self._width <= self.left.room

    @property
    def height(self) -> int:
        heights = (self.left.height, self.right.height)
        return max(heights) if self.abreast else sum(heights)

    def paint(self, page: Image.Image, top: int) -> None:
        if not self.abreast:
            self.left.paint(page, top)
            self.right.paint(page, top + self.left.height)
            return
        inwards = 0 if self.spread else (self.left.room - self._width) // 2
        baseline = top + max(self.left.size, self.right.size)
        replace(self.left, left=self.left.left + inwards).paint(page, baseline - self.left.size)
        replace(self.right, right=self.right.right - inwards).paint(page, baseline - self.right.size)

    @property
    def _width(self) -> int:
        return self.left.width + self.apart + self.right.width


@dataclass(frozen=True)
class Framed:
    """Words in a frame, with or without the two chevrons of priority before them.

    `inset` is the free space left and right, `high` the outer height with one line; all in dots.
    """

    words: Words
    border: int
    radius: int
    inset: int
    high: int
    chevrons: bool = False

    @cached_property
    def inner(self) -> Words:
        """The words between the sides of the widest frame there is room for."""
        side = self.border + 8 + (self._sign + 1) // 2
        return replace(self.words, left=self.words.left + side, right=self.words.right - side)

    @property
    def height(self) -> int:
        return self.high + self.inner.below_first if self.words.text else 0

    def paint(self, page: Image.Image, top: int) -> None:
        inner, content = self.inner, self._sign + self.inner.width
        width = min(self.words.room, content + 2 * self.inset)
        left = self.words.left + (self.words.room - width) // 2
        frame = (left, top, left + width - 1, top + self.height - 1)
        ImageDraw.Draw(page).rounded_rectangle(frame, self.radius, outline=INK, width=self.border)
        start = left + (width - content) // 2
        first = top + round((self.high + inner.size * CAPITALS) / 2)
        placed = replace(inner, left=start + self._sign, right=start + content + 1)
        placed.paint(page, first - placed.size)
        if self.chevrons:
            picture = chevrons(round(self.words.type.size * 0.62), self.border)
            page.paste(picture, (start, top + (self.height - picture.height) // 2))

    @property
    def _sign(self) -> int:
        """Room for the chevrons and the space after them."""
        return round(self.words.type.size * 1.28) if self.chevrons else 0


@dataclass(frozen=True)
class Number:
    """The ticket's number (A–Z, 0–9), as high as the width allows: narrowed to 83 % at most, then smaller."""

    fonts: Fonts
    text: str
    size: int
    left: int
    right: int

    @cached_property
    def fitted(self) -> int:
        """Size of type in dots at which the number fits when narrowed as far as it may be."""
        room = self.right - self.left
        at_full_size = self._natural(self.size) * NARROWEST
        guess = self.size if at_full_size <= room else int(self.size * room / at_full_size) + 1
        return next(size for size in range(guess, 0, -1) if self._natural(size) * NARROWEST <= room)

    @property
    def height(self) -> int:
        """Of the capitals; round figures stand out by a few dots above and below."""
        return round(-self.fonts.number(self.fitted).getbbox("H", anchor="ls")[1])

    def paint(self, page: Image.Image, top: int) -> None:
        shape = self._shape(self.fitted)
        ink = ImageOps.invert(shape).getbbox() or (0, 0, 1, 1)
        shape = shape.crop((ink[0], 0, ink[2], shape.height))
        room = self.right - self.left
        if shape.width > room:
            shape = shape.resize((room, shape.height), Image.Resampling.LANCZOS)
        page.paste(shape, (self.left + (room - shape.width) // 2, top - ROUND_OVER))

    def _shape(self, size: int) -> Image.Image:
        """The number at its natural width, with room for round tops and feet."""
        font, capitals = self.fonts.number(size), self.height
        shape = Image.new("L", (round(self._natural(size)) + size, capitals + 2 * ROUND_OVER), WHITE)
        draw, column = ImageDraw.Draw(shape), 0.0
        for sign in self.text:
            draw.text((column, ROUND_OVER + capitals), sign, fill=INK, font=font, anchor="ls")
            column += font.getlength(sign) + round(size * APART)
        return shape

    def _natural(self, size: int) -> float:
        """Width before narrowing, in dots: the signs' own widths, and a little more between them."""
        font = self.fonts.number(size)
        return sum(map(font.getlength, self.text)) + round(size * APART) * (len(self.text) - 1)
