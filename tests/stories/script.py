"""The written day as text: chapters (`# …, 23/11/2026`), situations (`## …`), acts, sights. Nothing is played here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path

DAYS = Path(__file__).parent / "days"

_ACT = re.compile(r"(?P<at>\d\d:\d\d(?::\d\d)?) {2,}(?P<text>\S.*?)(?: → (?P<answer>.+))?")
_SIGHT = re.compile(r" {2,}(?P<text>\S.*?): (?P<answer>.+)")
_DATE = re.compile(r"(\d\d)/(\d\d)/(\d{4})")


class Unreadable(Exception):
    """A line is not written as a line of a day is."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `at` is None of a sight; `answer` is what comes of an act, or what is to be seen."""

    file: str
    number: int
    at: time | None
    text: str
    answer: str | None
    written: str

    @property
    def where(self) -> str:
        return f"{self.file}:{self.number}"


@dataclass(frozen=True, slots=True)
class Situation:
    """A few lines under a title."""

    title: str
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Chapter:
    """Situations of one part of one day."""

    title: str
    day: date
    situations: list[Situation] = field(default_factory=list)


def chapters(folder: Path = DAYS) -> list[Chapter]:
    """Return the written day, file by file in the order of their names. Raises Unreadable."""
    return [chapter for path in sorted(folder.glob("*.txt")) for chapter in read(path.read_text("utf-8"), path.name)]


def read(text: str, file: str) -> Iterator[Chapter]:
    """Give the chapters of one file. Raises Unreadable."""
    chapter: Chapter | None = None
    for number, written in enumerate(text.splitlines(), 1):
        where = f"{file}:{number}"
        if written.startswith("# "):
            if chapter:
                yield chapter
            chapter = Chapter(written[2:], _day(written, where))
        elif written.startswith("## ") and chapter:
            chapter.situations.append(Situation(written[3:]))
        elif written.strip():
            if chapter is None or not chapter.situations:
                raise Unreadable(f"{where}: a line before any situation")
            chapter.situations[-1].lines.append(_line(written, file, number))
    if chapter:
        yield chapter


def _day(written: str, where: str) -> date:
    found = _DATE.search(written)
    if not found:
        raise Unreadable(f"{where}: a chapter names its date, like 23/11/2026")
    day, month, year = map(int, found.groups())
    return date(year, month, day)


def _line(written: str, file: str, number: int) -> Line:
    found = _ACT.fullmatch(written) or _SIGHT.fullmatch(written)
    if not found:
        raise Unreadable(f"{file}:{number}: neither an act with its time nor a sight with its colon: {written}")
    at = found.groupdict().get("at")
    return Line(file, number, time.fromisoformat(at) if at else None, found["text"], found["answer"], written)
