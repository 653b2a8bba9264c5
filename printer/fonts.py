"""The two type families of a slip, read once and kept in memory.

Words are set in Be Vietnam Pro, the number in Barlow Condensed. The files are whole TTFs from npm, because
the subsets made for web pages leave A–Z out of the Vietnamese file. Nothing here knows what is drawn with
them.
"""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

from PIL import ImageFont

REPOSITORY = Path(__file__).resolve().parent.parent
WORDS = {500: "500Medium", 600: "600SemiBold", 700: "700Bold", 800: "800ExtraBold"}
NUMBER = "@expo-google-fonts/barlow-condensed/700Bold/BarlowCondensed_700Bold.ttf"


class FontsMissing(Exception):
    """A font file is not where it should be; the message says which file and what to do."""


def default_folder() -> Path:
    """The folder that holds `@expo-google-fonts`: LUOT_FONTS, or node_modules beside this package."""
    return Path(os.environ.get("LUOT_FONTS") or REPOSITORY / "node_modules")


class Fonts:
    """Fonts by weight and size in dots. Raises FontsMissing at once when a file is not there."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or default_folder()
        self._files = {weight: self._read(words_file(name)) for weight, name in WORDS.items()}
        self._number_file = self._read(NUMBER)
        self._sized: dict[tuple[int, int], ImageFont.FreeTypeFont] = {}
        self._letters: dict[tuple[int, int], dict[str, float]] = {}

    def width(self, weight: int, size: int, text: str) -> float:
        """Dots a line of Be Vietnam Pro takes; remembered by letter, for breaking lines asks very often."""
        letters = self._letters.setdefault((weight, size), {})
        for letter in text:
            if letter not in letters:
                letters[letter] = self.words(weight, size).getlength(letter)
        return sum(map(letters.__getitem__, text))

    def words(self, weight: int, size: int) -> ImageFont.FreeTypeFont:
        """Be Vietnam Pro at a weight of WORDS."""
        return self._at(weight, size, self._files[weight])

    def number(self, size: int) -> ImageFont.FreeTypeFont:
        """Barlow Condensed 700; its capitals and figures are 0.70 em high."""
        return self._at(0, size, self._number_file)

    def _at(self, weight: int, size: int, data: bytes) -> ImageFont.FreeTypeFont:
        font = self._sized.get((weight, size))
        if font is None:
            # Basic layout, because the other engine is there or not from machine to machine, and the same
            # slip must come out dot for dot the same everywhere. It puts letter after letter without kerning.
            font = ImageFont.truetype(BytesIO(data), size, layout_engine=ImageFont.Layout.BASIC)
            self._sized[weight, size] = font
        return font

    def _read(self, name: str) -> bytes:
        path = self._folder / name
        try:
            return path.read_bytes()
        except OSError as problem:
            raise FontsMissing(
                f"font file missing: {path} ({problem.strerror}); run `npm ci` in the repository, "
                "or say with --fonts or LUOT_FONTS which folder holds @expo-google-fonts"
            ) from problem


def words_file(name: str) -> str:
    """Path of one weight of Be Vietnam Pro below the fonts' folder."""
    return f"@expo-google-fonts/be-vietnam-pro/{name}/BeVietnamPro_{name}.ttf"
