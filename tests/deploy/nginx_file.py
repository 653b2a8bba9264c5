"""Reading nginx's configuration, as far as deploy/ uses it: for machines on which no nginx can be asked.

Stricter than nginx in one thing, so that a forgotten semicolon is found: each line begins a directive, ends a block, or
says nothing. It knows no names; whether a directive exists, only nginx can tell.
"""

import re
from dataclasses import dataclass, field

_WORD = re.compile(r"'[^']*'|\"[^\"]*\"|[^\s;{}'\"]+")


class Broken(Exception):
    """The file would not be taken; the message names the line."""


@dataclass
class Directive:
    """A directive with its words, and what stands between its braces, if it has any."""

    words: list[str]
    inside: list["Directive"] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.words[0]

    def all(self, *words: str) -> list["Directive"]:
        """Return what stands directly inside and begins with these words."""
        return [each for each in self.inside if each.words[: len(words)] == list(words)]

    def only(self, *words: str) -> "Directive":
        """Return the one that begins with these words."""
        (found,) = self.all(*words)
        return found

    def value(self, *words: str) -> str:
        """Return the one word that follows these."""
        (value,) = self.only(*words).words[len(words) :]
        return value


def read(text: str) -> Directive:
    """Return the whole file as the inside of one directive. Raises Broken."""
    open_ones = [Directive(["the file"])]
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        if line == "}":
            if len(open_ones) == 1:
                raise Broken(f"line {number}: ends a block that never began")
            open_ones.pop()
            continue
        found, ending = Directive(_words(line[:-1], number)), line[-1]
        open_ones[-1].inside.append(found)
        if ending == "{":
            open_ones.append(found)
        elif ending != ";":
            raise Broken(f"line {number}: does not end")
    if len(open_ones) > 1:
        raise Broken(f"{open_ones[-1].name}: its block does not end")
    return open_ones[0]


def _words(text: str, number: int) -> list[str]:
    if _WORD.sub("", text).strip():
        raise Broken(f"line {number}: more than one directive, or a quotation without its end")
    words = [word[1:-1] if word[0] in "'\"" else word for word in _WORD.findall(text)]
    if not words:
        raise Broken(f"line {number}: no directive")
    return words
