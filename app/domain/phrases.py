"""What the hall says aloud, in words: no digit and no bare code ever reaches the speech engine.

The engine's own reading of digits, letters and codes differs with its version and its voice, so we spell them
out. How a sentence becomes sound is the voice process's business, not this module's.
"""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

Kind = Literal["call", "recall", "last"]

LARGEST_COUNTER = 999

# Names used in Việt Nam, each heard apart from all others in the engine's three Vietnamese voices. D is "đê"
# (a code has no Đ) and G "gờ", since "dê" and "giê" sound alike; J is written "di", which is how its name
# "gi" is said; I and Y have their length, because alone both are "i". A letter that is its own name stays as
# it is.
LETTERS_VI = {
    "A": "A", "B": "bê", "C": "xê", "D": "đê", "E": "E", "F": "ép-phờ", "G": "gờ", "H": "hát", "I": "i ngắn",
    "J": "di", "K": "ca", "L": "e-lờ", "M": "em-mờ", "N": "en-nờ", "O": "O", "P": "pê", "Q": "quy",
    "R": "e-rờ", "S": "ét-xì", "T": "tê", "U": "U", "V": "vê", "W": "vê kép", "X": "ích-xì", "Y": "i dài",
    "Z": "dét",
}  # fmt: skip
DIGITS_VI = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
DIGITS_EN = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TEENS_EN = (
    "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS_EN = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

_NUMBER = re.compile(r"([A-Z0-9]{0,2}?)([0-9]{3,4})")


class Phrase(NamedTuple):
    """One sentence to be spoken: `language` is "vi" or "en", `text` has no digit in it."""

    language: str
    text: str


def call_phrases(
    number: str,
    counter: int,
    *,
    kind: Kind = "call",
    priority: bool = False,
    prefix: str | None = None,
    languages: Sequence[str] = ("vi",),
) -> tuple[Phrase, ...]:
    """Return the call of a ticket to a counter, one phrase for each language, in their order.

    `number` is as shown ("A042"), `counter` 1–999. `prefix` tells where the count begins when signs are
    digits too ("12042"); without it the count is the last three or four digits. A recall has the words of the
    call: who missed them must hear the same. Raises ValueError, naming what is wrong.
    """
    signs, count = _split(number, prefix)
    if type(counter) is not int or not 1 <= counter <= LARGEST_COUNTER:
        raise ValueError(f"counter must be 1–{LARGEST_COUNTER}, not {counter!r}")
    if kind not in ("call", "recall", "last"):
        raise ValueError(f"kind must be call, recall or last, not {kind!r}")
    if not languages or any(language not in _SENTENCES for language in languages):
        raise ValueError(f"languages must be some of {', '.join(_SENTENCES)}, not {languages!r}")
    last = kind == "last"
    return tuple(Phrase(each, _SENTENCES[each](signs, count, counter, last, priority)) for each in languages)


def cardinal_vi(number: int) -> str:
    """Return 0–999 in Vietnamese words: 24 "hai mươi tư", 105 "một trăm linh năm". Raises ValueError."""
    hundreds, rest = _hundreds(number)
    if not hundreds:
        return _below_hundred_vi(rest)
    head = f"{DIGITS_VI[hundreds]} trăm"
    if rest == 0:
        return head
    return f"{head} linh {DIGITS_VI[rest]}" if rest < 10 else f"{head} {_below_hundred_vi(rest)}"


def cardinal_en(number: int) -> str:
    """Return 0–999 in English words: 24 "twenty-four", 105 "one hundred and five". Raises ValueError."""
    hundreds, rest = _hundreds(number)
    if not hundreds:
        return _below_hundred_en(rest)
    head = f"{DIGITS_EN[hundreds]} hundred"
    return f"{head} and {_below_hundred_en(rest)}" if rest else head


def _split(number: str, prefix: str | None) -> tuple[str, str]:
    match = _NUMBER.fullmatch(number)
    if match is None:
        raise ValueError(f"number must be 0–2 signs of A–Z, 0–9 and 3–4 digits, not {number!r}")
    if prefix is None:
        return match[1], match[2]
    count = number.removeprefix(prefix)
    if not number.startswith(prefix) or not re.fullmatch("[0-9]{3,4}", count):
        raise ValueError(f"prefix {prefix!r} does not fit the number {number!r}")
    return prefix, count


def _hundreds(number: int) -> tuple[int, int]:
    if not 0 <= number <= 999:
        raise ValueError(f"a number in words must be 0–999, not {number!r}")
    return divmod(number, 100)


def _below_hundred_vi(number: int) -> str:
    tens, unit = divmod(number, 10)
    if tens == 0:
        return DIGITS_VI[unit]
    head = "mười" if tens == 1 else f"{DIGITS_VI[tens]} mươi"
    if unit == 0:
        return head
    return f"{head} {_unit_after_tens_vi(tens, unit)}"


def _unit_after_tens_vi(tens: int, unit: int) -> str:
    """After tens, five is "lăm"; from twenty on, one is "mốt" and four is "tư"."""
    if unit == 5:
        return "lăm"
    return {1: "mốt", 4: "tư"}.get(unit, DIGITS_VI[unit]) if tens > 1 else DIGITS_VI[unit]


def _below_hundred_en(number: int) -> str:
    if number < 10:
        return DIGITS_EN[number]
    if number < 20:
        return TEENS_EN[number - 10]
    tens, unit = divmod(number, 10)
    return f"{TENS_EN[tens]}-{DIGITS_EN[unit]}" if unit else TENS_EN[tens]


def _sign_vi(sign: str) -> str:
    return LETTERS_VI.get(sign) or DIGITS_VI[int(sign)]


def _sign_en(sign: str) -> str:
    return DIGITS_EN[int(sign)] if sign.isdigit() else sign


def _sentence_vi(signs: str, count: str, counter: int, last: bool, priority: bool) -> str:
    spoken = " ".join(_sign_vi(sign) for sign in signs)
    digits = " ".join(DIGITS_VI[int(digit)] for digit in count)
    opening = "Mời lần cuối: công dân có số" if last else "Xin mời công dân có số"
    number = f"{spoken}, {digits}" if spoken else digits
    return f"{opening}{' ưu tiên' if priority else ''} {number}, đến quầy số {cardinal_vi(counter)}"


def _sentence_en(signs: str, count: str, counter: int, last: bool, priority: bool) -> str:
    # Commas between the signs: the engine reads "A B" as an article and a letter.
    digits = " ".join(DIGITS_EN[int(digit)] for digit in count)
    number = ", ".join([*(_sign_en(sign) for sign in signs), digits])
    opening = f"{'last call: ' if last else ''}{'priority ' if priority else ''}number"
    return f"{opening.capitalize()} {number}, please go to counter {cardinal_en(counter)}"


_SENTENCES = {"vi": _sentence_vi, "en": _sentence_en}
