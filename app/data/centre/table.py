"""Reading one table of a centre file: each value is asked for by name and checked, and a stranger is refused.

Knows types and shapes, not what a centre is.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping
from difflib import get_close_matches
from typing import Final, NoReturn, TypeVar

from app.data.centre.lines import Path
from app.data.centre.model import Bilingual
from app.data.centre.source import Source

T = TypeVar("T")
LONGEST: Final = 500
_KINDS: Final[Mapping[type, str]] = {
    str: "text in quotes",
    bool: "true or false",
    int: "a whole number",
    list: "a list, [...]",
    dict: "a table",
}


class Table:
    """One table: hands out its values checked, and at the end refuses those it was never asked for."""

    def __init__(self, source: Source, values: Mapping[str, object], at: Path = ()) -> None:
        self._source, self._values, self._at = source, values, at
        self._known: list[str] = []
        self._parts: dict[str, list[Table]] = {}

    def refuse(self, message: str, *at: str | int) -> NoReturn:
        """Raise CentreFileError about this table, or about what lies at `at` in it."""
        raise self._source.error((*self._at, *at), message)

    def names(self) -> list[str]:
        """Return the names of all keys present; for tables whose keys are themselves data."""
        self._known += self._values
        return list(self._values)

    def has(self, key: str) -> bool:
        """Tell whether the key is there, and let it be."""
        self._know(key)
        return key in self._values

    def text(self, key: str, *, empty: bool = False, longest: int = LONGEST) -> str:
        """Return a text, trimmed and in the composed form of Unicode, in which sectors can be compared."""
        return self._clean(self._take(key, str), key, empty=empty, longest=longest)

    def matching(self, key: str, pattern: str, shape: str) -> str:
        """Return a text that matches the whole pattern; `shape` says in words what it must look like."""
        text = self._take(key, str)
        if not re.fullmatch(pattern, text, re.ASCII):
            self.refuse(f'"{text}" is not {shape}', key)
        return text

    def choice(self, key: str, allowed: Collection[str]) -> str:
        """Return a text out of those allowed."""
        text = self._take(key, str)
        if text not in allowed:
            self.refuse(f'"{text}" is not one of {quoted(allowed)}', key)
        return text

    def bilingual(self, key: str, *, empty: bool = False) -> Bilingual:
        """Return the texts of `key_vi` and `key_en`."""
        return Bilingual(self.text(f"{key}_vi", empty=empty), self.text(f"{key}_en", empty=empty))

    def integer(self, key: str, least: int, most: int) -> int:
        """Return a whole number between the two, inclusive."""
        number = self._take(key, int)
        if isinstance(number, bool):
            self._wrong_kind(key, int)
        if not least <= number <= most:
            self.refuse(f"{number} is not between {least} and {most}", key)
        return number

    def flag(self, key: str) -> bool:
        """Return true or false."""
        return self._take(key, bool)

    def value(self, key: str, kind: type[T], what: str) -> T:
        """Return a value of another kind; `what` says in words what is expected."""
        return self._take(key, kind, what)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts."""
        texts = self._take(key, list)
        for index, text in enumerate(texts):
            if not isinstance(text, str):
                self.refuse(f"{text!r} is not {_KINDS[str]}", key, index)
        return tuple(self._clean(text, key, empty=False, longest=LONGEST) for text in texts)

    def table(self, key: str) -> "Table":
        """Return the table under this key, the same one each time."""
        if key not in self._parts:
            values = self._take(key, dict)
            self._parts[key] = [Table(self._source, values, (*self._at, key))]
        return self._parts[key][0]

    def rows(self, key: str) -> list["Table"]:
        """Return the list of tables under this key."""
        rows = self._take(key, list)
        for index, row in enumerate(rows):
            if not isinstance(row, dict):
                self.refuse(f"{row!r} is not a table, {{...}}", key, index)
        tables = [Table(self._source, row, (*self._at, key, index)) for index, row in enumerate(rows)]
        self._parts[key] = tables
        return tables

    def finish(self) -> None:
        """Refuse the first key nobody asked for, here and in the tables taken from here."""
        for key in self._values:
            if key not in self._known:
                self.refuse(f"unknown key; known here: {', '.join(self._known)}", key)
        for tables in self._parts.values():
            for table in tables:
                table.finish()

    def _take(self, key: str, kind: type[T], what: str = "") -> T:
        self._know(key)
        if key not in self._values:
            self.refuse(self._missing(key))
        value = self._values[key]
        if not isinstance(value, kind):
            self._wrong_kind(key, kind, what)
        return value

    def _know(self, key: str) -> None:
        if key not in self._known:
            self._known.append(key)

    def _missing(self, key: str) -> str:
        strangers = [k for k in self._values if k not in self._known]
        meant = get_close_matches(key, strangers, 1)
        return f'"{key}" is missing' + (f' (is "{meant[0]}" meant to be it?)' if meant else "")

    def _wrong_kind(self, key: str, kind: type[object], what: str = "") -> NoReturn:
        self.refuse(f"{self._values[key]!r} is not {what or _KINDS[kind]}", key)

    def _clean(self, text: str, key: str, *, empty: bool, longest: int) -> str:
        text = unicodedata.normalize("NFC", text).strip()
        if not text and not empty:
            self.refuse("the text is empty", key)
        if len(text) > longest:
            self.refuse(f"the text has {len(text)} characters, more than {longest}", key)
        if any(unicodedata.category(sign) == "Cc" for sign in text):
            self.refuse("the text has a line break or another control character in it", key)
        return text


def quoted(names: Collection[str]) -> str:
    """Return names for a message: "a", "b"."""
    return ", ".join(f'"{name}"' for name in names)
