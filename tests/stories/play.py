"""Playing the written day: each line is done or looked at, and held against what it says."""

from collections.abc import Callable, Sequence
from typing import Any

from tests.stories import counter, desk, kiosk, phone, screens  # noqa: F401  bring their sentences
from tests.stories.day import Day, Past, Refused, Unlike
from tests.stories.script import Chapter, Line, Situation
from tests.stories.sentences import Sentence, meaning

NO = "không được: "
ALIKE = "mọi màn hình nói như nhau"


class Wrong(Exception):
    """A line does not hold. The message tells where, what was written, and what was seen."""

    def __init__(self, line: Line, expected: str, seen: str) -> None:
        super().__init__(f"{line.where}: {line.text}\n  đã viết: {expected}\n  đã thấy: {seen}")


def play(day: Day, chapters: Sequence[Chapter], told: Callable[[Chapter | Situation | Line], None]) -> None:
    """Play all of it in order, telling each part as it comes. Raises Wrong, Unreadable."""
    for chapter in chapters:
        told(chapter)
        for situation in chapter.situations:
            told(situation)
            for line in situation.lines:
                play_line(day, chapter, line)
                told(line)
        _all_alike(day, chapter)


def play_line(day: Day, chapter: Chapter, line: Line) -> None:
    """Play one line. Raises Wrong, Unreadable."""
    sentence, slots = meaning(line)
    try:
        if line.at is not None:
            day.at(chapter.day, line.at)
        seen = _said(sentence, day, slots)
        if seen != (line.answer or ""):
            raise Wrong(line, line.answer or "(không có mũi tên)", seen or "(làm được, không có gì để nói)")
        if line.at is not None:
            day.settle()
            screens.agree(day)
    except Past as past:
        raise Wrong(line, f"lúc {line.at}", str(past)) from None
    except Unlike as unlike:
        raise Wrong(line, ALIKE, str(unlike)) from None


def _all_alike(day: Day, chapter: Chapter) -> None:
    try:
        screens.agree(day, everywhere=True)
    except Unlike as unlike:
        raise Wrong(chapter.situations[-1].lines[-1], ALIKE, str(unlike)) from None


def _said(sentence: Sentence, day: Day, slots: dict[str, Any]) -> str:
    try:
        return sentence.play(day, **slots) or ""
    except Refused as refused:
        return f"{NO}{refused}"
