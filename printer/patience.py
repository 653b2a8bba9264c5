"""Waiting for a server that is not there: longer each time, not in step with others, one line in the log."""

from __future__ import annotations

import logging
import random
import threading

FIRST_SECONDS = 0.5
LONGEST_SECONDS = 5.0

log = logging.getLogger("printer")


class Patience:
    """Back-off from 0.5 to 5 s with jitter. `stop` ends any wait at once."""

    def __init__(self, stop: threading.Event, longest: float = LONGEST_SECONDS) -> None:
        self._stop = stop
        self._longest = longest
        self._next = FIRST_SECONDS
        self._complaint: str | None = None

    def wait(self, complaint: str, reason: object) -> None:
        """Say `complaint` unless it was the last one said, and wait a little longer than the last time."""
        if complaint != self._complaint:
            log.warning("%s: %s", complaint, reason)
            self._complaint = complaint
        self._stop.wait(self._next * random.uniform(0.5, 1.0))
        self._next = min(self._next * 2, self._longest)

    def over(self) -> None:
        """The server has answered."""
        if self._complaint:
            log.info("the server answers again")
        self._complaint = None
        self._next = FIRST_SECONDS
