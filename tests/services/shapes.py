"""The shape of what screens see: the keys of `docs/contract.md` that several audiences share, and how to ask for keys.

What is asked of one audience alone stands in the test of that audience.
"""

from typing import Any

HEAD = {"audience", "revision", "now", "speed", "zone", "day", "centre", "hall"}
FIELD = {"id", "prefix", "name"}
OFFERED = FIELD | {"examples", "icon", "waiting", "open", "reason"}


def keys(told: dict[str, Any]) -> set[str]:
    return set(told)


def own(told: dict[str, Any]) -> set[str]:
    """Return the keys of an audience's own part."""
    assert set(told) >= HEAD
    return set(told) - HEAD


def rows(told: list[dict[str, Any]]) -> set[str]:
    """Return the keys all rows have, having checked that there are rows and that they agree."""
    assert told
    (shape,) = {frozenset(row) for row in told}
    return set(shape)
