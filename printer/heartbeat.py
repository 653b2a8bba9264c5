"""Tells the server every five seconds that the printer is there and how it is, at once after a failure."""

from __future__ import annotations

import logging
import threading

from printer.head import Head
from printer.server import Absent, Refused, Server

EVERY_SECONDS = 5.0

log = logging.getLogger("printer")


class Heartbeat:
    """Beats on its own thread, so that a long claim or a slow slip never makes the printer look lost."""

    def __init__(self, server: Server, head: Head, stop: threading.Event, every: float = EVERY_SECONDS) -> None:
        self._server = server
        self._head = head
        self._stop = stop
        self._every = every
        self._now = threading.Event()
        self._last_state = "ready"

    def hurry(self) -> None:
        """Beat now rather than in five seconds."""
        self._now.set()

    def run(self) -> None:
        """Beat until `stop` is set and `hurry` called."""
        while not self._stop.is_set():
            self._now.clear()
            self._beat()
            self._now.wait(self._every)

    def _beat(self) -> None:
        status = self._head.status()
        if status.state != self._last_state:
            log.info("the printer is %s %s", status.state, status.detail)
            self._last_state = status.state
        try:
            self._server.heartbeat(status)
        except (Absent, Refused) as problem:
            log.debug("heartbeat: %s", problem)  # the worker meets the same server and says so once
