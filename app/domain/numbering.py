"""The number on a slip: a prefix of 0–2 signs and a count that starts at 1 each service day."""

import re

from app.domain.errors import NumbersExhausted

LARGEST = 9999
PREFIX = re.compile(r"[A-Z0-9]{0,2}")


def spell(prefix: str, number: int) -> str:
    """Return the number as it is shown: "A042", "H1204". Raises NumbersExhausted past 9999, ValueError below 1."""
    if number < 1:
        raise ValueError(f"a ticket number starts at 1, not {number}")
    if number > LARGEST:
        raise NumbersExhausted(prefix=prefix)
    return f"{prefix}{number:03d}"
