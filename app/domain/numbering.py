"""The number on a slip: a prefix of 0–2 signs and a count that starts at 1 each service day.

The last numbers of a prefix are spare: printed on sheets in advance and given by hand while the power is away. The
machines never give them, so a number on such a sheet is nobody else's.
"""

import re
from collections.abc import Iterable

from app.domain.errors import NumbersExhausted, UnknownField

LARGEST = 9999
# So many numbers are kept for paper, from the centre's `spare_from` on: 901–999.
SPARES = 99
PREFIX = re.compile(r"[A-Z0-9]{0,2}")
_COUNT = re.compile(r"[0-9]{3,4}")


def spell(prefix: str, number: int) -> str:
    """Return the number as it is shown: "A042", "H1204". Raises NumbersExhausted past 9999, ValueError below 1."""
    if number < 1:
        raise ValueError(f"a ticket number starts at 1, not {number}")
    if number > LARGEST:
        raise NumbersExhausted(prefix=prefix)
    return f"{prefix}{number:03d}"


def spares(first: int) -> range:
    """Return the numbers kept for paper when the first of them is `first`."""
    return range(first, first + SPARES)


def parted(text: str, prefixes: Iterable[str]) -> tuple[str, int]:
    """Return prefix and count of a number somebody has typed: "h 903" is ("H", 903). Raises UnknownField.

    A prefix may be made of digits itself, so the longest that fits is meant.
    """
    number = "".join(text.split()).upper()
    for prefix in sorted(prefixes, key=len, reverse=True):
        if number.startswith(prefix) and _COUNT.fullmatch(number.removeprefix(prefix)):
            return prefix, int(number.removeprefix(prefix))
    raise UnknownField(field=text.strip())
