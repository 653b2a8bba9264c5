"""What a request asks to be spoken, checked at the door: only plain words go on to the engine."""

import json
import unicodedata
from dataclasses import dataclass
from typing import Any

from display.voice.errors import BadInput

LANGUAGES = ("vi", "en")
MOST_PARTS = 4
LONGEST_TEXT = 300
# Digits are refused because engines read them each in their own way; control characters because espeak takes
# commands from them (change of speed, of voice) in the middle of a text.
PUNCTUATION = frozenset(" ,.:;!?-'’")


@dataclass(frozen=True, slots=True)
class Part:
    """One sentence in one language, composed (NFC) and with single spaces."""

    language: str
    text: str


def parse(body: bytes) -> tuple[Part, ...]:
    """Read the JSON body of POST /speech. Raises BadInput, whose data says which part is wrong."""
    try:
        asked = json.loads(body)
    except (ValueError, RecursionError):
        raise BadInput("The body must be JSON.") from None
    if not isinstance(asked, dict) or set(asked) != {"parts"} or not isinstance(asked["parts"], list):
        raise BadInput('The body must be {"parts": [{"language", "text"}, …]} and nothing else.')
    if not 1 <= len(asked["parts"]) <= MOST_PARTS:
        raise BadInput(f"There must be 1–{MOST_PARTS} parts.", parts=len(asked["parts"]))
    return tuple(_part(index, each) for index, each in enumerate(asked["parts"]))


def _part(index: int, asked: Any) -> Part:
    if not isinstance(asked, dict) or set(asked) != {"language", "text"}:
        raise BadInput("A part must have a language and a text and nothing else.", part=index)
    if asked["language"] not in LANGUAGES:
        raise BadInput(f"The language must be one of {', '.join(LANGUAGES)}.", part=index)
    return Part(asked["language"], _text(index, asked["text"]))


def _text(index: int, asked: Any) -> str:
    if not isinstance(asked, str):
        raise BadInput("The text must be a string.", part=index)
    text = " ".join(unicodedata.normalize("NFC", asked).split())
    if not 1 <= len(text) <= LONGEST_TEXT:
        raise BadInput(f"The text must have 1–{LONGEST_TEXT} characters.", part=index, length=len(text))
    strange = sorted({sign for sign in text if not sign.isalpha() and sign not in PUNCTUATION})
    if strange:
        raise BadInput("The text must be words: letters and plain punctuation.", part=index, signs=strange)
    if not any(sign.isalpha() for sign in text):
        raise BadInput("The text has no word to speak.", part=index)
    return text
