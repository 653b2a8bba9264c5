"""The order in which names stand in a Vietnamese list: by the given name, which comes last, and by the alphabet."""

import re
import unicodedata
from typing import Final

_LETTERS: Final = {letter: place for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
# Huyền, hỏi, ngã, sắc, nặng: a tone decides only between words that are otherwise the same.
_TONES: Final = "\u0300\u0309\u0303\u0301\u0323"
Place = tuple[list[tuple[int, int]], list[int]]


def in_a_list(name: str) -> list[Place]:
    """Return what to sort a person's name by: "Trần Văn An" before "Lê Thị Ba", "Cán bộ quầy 2" before 10."""
    words = name.casefold().split()
    return [_place(word) for word in words[-1:] + words[:-1]]


def _place(word: str) -> Place:
    signs = unicodedata.normalize("NFD", word)
    plain = unicodedata.normalize("NFC", "".join(sign for sign in signs if sign not in _TONES))
    parts = [int(part) if part.isdecimal() else part for part in re.findall(r"\d+|\D", plain)]
    return [_rank(part) for part in parts], [_TONES.index(sign) + 1 for sign in signs if sign in _TONES]


def _rank(part: int | str) -> tuple[int, int]:
    """Numbers first and by their size, then letters in their order, then whatever else there is."""
    if isinstance(part, int):
        return 0, part
    return (1, _LETTERS[part]) if part in _LETTERS else (2, ord(part))
