"""What screens have seen since a press: which revision came to which screen at which moment."""

import json
import re
from collections.abc import Iterable
from typing import Any

_REVISION = re.compile(rb'"revision":(\d+)')
_EVENT = b'42["snapshot",'


class Seen:
    """Snapshots as they came. Screens are numbers here, tickets ids, moments seconds of the loop's own clock."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """Forget what was before."""
        self.bytes = 0
        self._last = b""
        self._came: dict[int, dict[int, float]] = {}
        self._calls: dict[int, set[str]] = {}

    def note(self, screen: int, at: float, size: int, text: bytes) -> None:
        """Keep that a snapshot came, in so many bytes. Raises ValueError for what is none."""
        found = _REVISION.search(text)
        if not text.startswith(_EVENT) or not found:
            raise ValueError(f"no snapshot: {text[:80]!r}")
        self.bytes += size
        self._last = text
        revision = int(found[1])
        if revision not in self._calls:
            # Once for all screens: that costs as much as everything else.
            self._calls[revision] = {call["ticket"] for call in self.last().get("calls", ())}
        self._came.setdefault(revision, {}).setdefault(screen, at)

    def last(self) -> dict[str, Any]:
        """Return the last snapshot that came."""
        snapshot: dict[str, Any] = json.loads(self._last[len(_EVENT) : -1])
        return snapshot

    def moments(self, ticket: str) -> dict[int, float]:
        """Return when each screen had the call of a ticket: its first snapshot of that revision or a later one."""
        first = min((revision for revision, tickets in self._calls.items() if ticket in tickets), default=None)
        moments: dict[int, float] = {}
        for revision, came in self._came.items():
            if first is not None and revision >= first:
                _keep_earliest(moments, came.items())
        return moments


def _keep_earliest(moments: dict[int, float], came: Iterable[tuple[int, float]]) -> None:
    for screen, at in came:
        moments[screen] = min(at, moments.get(screen, at))
