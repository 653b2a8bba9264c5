"""The sentences a day can be written in: each a form with slots, and the function that does or sees what it says."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Any, TypeVar

from tests.stories.script import Line, Unreadable

HALL = Path(__file__).parent / "hall.toml"
FIELDS = {row["name_vi"]: row["prefix"] for row in tomllib.loads(HALL.read_text("utf-8"))["fields"]}
YEAR = 2026


@dataclass(frozen=True, slots=True)
class Number:
    """A ticket as people name it: "A031", of another day "A031 ngày 23/11"."""

    shown: str
    day: date | None = None


def _number(text: str) -> Number:
    shown, _, day = text.partition(" ngày ")
    return Number(shown, date(YEAR, int(day[3:]), int(day[:2])) if day else None)


WHO = r"(?:Ông|Bà|Anh|Chị|Cô|Chú|Bác|Em)(?: (?!và )[^\s,]+)+?"
# What stands in a slot, and what the function gets for it.
SLOTS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "who": (WHO, str),
    "people": (rf"{WHO}(?:, {WHO})* và {WHO}", lambda text: re.split(", | và ", text)),
    "field": ("|".join(FIELDS), FIELDS.__getitem__),
    "number": (r"[A-Z]\d{3}(?: ngày \d\d/\d\d)?", _number),
    "counter": (r"\d+", int),
    "counters": (r"\d+(?:, \d+)* và \d+|\d+", lambda text: [int(one) for one in re.findall(r"\d+", text)]),
    "count": (r"\d+", int),
    "time": (r"\d\d:\d\d", time.fromisoformat),
    "words": (r".+", str),
    "thing": (r"[^,:]+", str),
}
Play = TypeVar("Play", bound=Callable[..., str | None])


@dataclass(frozen=True, slots=True)
class Sentence:
    """A form of sentence, and what is done for it: `play(hall, **slots)` gives the answer, None when there is none."""

    form: str
    pattern: re.Pattern[str]
    play: Callable[..., str | None]

    def slots(self, text: str) -> dict[str, Any] | None:
        """Return what fills the slots of this form in a text, or None when it is not of this form."""
        found = self.pattern.fullmatch(text)
        return {name: SLOTS[_kind(name)][1](filling) for name, filling in found.groupdict().items()} if found else None


ACTS: list[Sentence] = []
SIGHTS: list[Sentence] = []


def act(form: str) -> Callable[[Play], Play]:
    """Let a function be what is done when a line says this, and its answer what must stand after the arrow."""
    return _into(ACTS, form)


def sight(form: str) -> Callable[[Play], Play]:
    """Let a function be what is looked at when a line says this, and its answer what must stand after the colon."""
    return _into(SIGHTS, form)


def meaning(line: Line) -> tuple[Sentence, dict[str, Any]]:
    """Return the one sentence a line is, and its slots. Raises Unreadable when there is none, or more than one."""
    known = SIGHTS if line.at is None else ACTS
    found = [(sentence, slots) for sentence in known if (slots := sentence.slots(line.text)) is not None]
    if len(found) == 1:
        return found[0]
    forms = ", ".join(f"“{sentence.form}”" for sentence, _ in found)
    raise Unreadable(f"{line.where}: {f'may be any of {forms}' if found else 'no such sentence'}: {line.text}")


def _into(known: list[Sentence], form: str) -> Callable[[Play], Play]:
    def keep(play: Play) -> Play:
        known.append(Sentence(form, re.compile(_pattern(form)), play))
        return play

    return keep


def _pattern(form: str) -> str:
    """ "Quầy {counter} mở" as a pattern; a slot met twice is told apart by a figure: {counter2}."""
    parts = re.split(r"\{(\w+)\}", form)
    return "".join(f"(?P<{p}>{SLOTS[_kind(p)][0]})" if odd % 2 else re.escape(p) for odd, p in enumerate(parts))


def _kind(name: str) -> str:
    return name.rstrip("0123456789")
