"""Screens on the websocket that come back by themselves, in the rhythm of the pages' own client."""

import random
import threading
import time
from typing import Any

import socketio
from socketio.exceptions import ConnectionError as NotConnected

FIRST_PAUSE, LONGEST_PAUSE, CONNECT_SECONDS = 0.3, 2.0, 5.0
Snapshot = dict[str, Any]


class Screen:
    """One screen: what it shows, and when it came to show each revision over its present connection."""

    def __init__(self, url: str, rng: random.Random, **auth: str) -> None:
        self.name = f"{auth['for']} {auth.get('counter', '')}".strip()
        self.auth = auth
        self._url = url
        self._rng = rng
        self._lock = threading.Lock()
        self._shown: list[tuple[float, int]] = []
        self._closing = threading.Event()
        self._cut = threading.Event()
        self.newest: Snapshot | None = None
        self._thread = threading.Thread(target=self._stay_connected, daemon=True)

    def open(self) -> None:
        """Switch it on."""
        self._thread.start()

    def close(self) -> None:
        """Switch it off."""
        self._closing.set()
        self._cut.set()
        self._thread.join(10)

    def current_since(self, revision: int) -> float | None:
        """Return since when, over the connection it has now, it shows this revision or a later one; None: not yet."""
        with self._lock:
            return next((at for at, shown in self._shown if shown >= revision), None)

    def forget(self) -> None:
        """Keep only the moment of what it shows now."""
        with self._lock:
            del self._shown[:-1]

    def _stay_connected(self) -> None:
        pause = FIRST_PAUSE
        while not self._closing.is_set():
            connected = self._connect()
            pause = FIRST_PAUSE if connected else min(pause * 2, LONGEST_PAUSE)
            # Not all at one moment: the client of the pages spreads them as well.
            self._closing.wait(pause * self._rng.uniform(0.5, 1.5))

    def _connect(self) -> bool:
        """Be connected until it is cut; tell whether it ever was."""
        self._cut.clear()
        client = socketio.Client(reconnection=False, request_timeout=CONNECT_SECONDS)
        client.on("snapshot", self._show)
        client.on("disconnect", lambda *_: self._lose())
        try:
            client.connect(self._url, auth=self.auth, transports=["websocket"], wait_timeout=CONNECT_SECONDS)
            self._cut.wait()
            return True
        except (NotConnected, OSError, ValueError):
            return False
        finally:
            client.disconnect()
            self._lose()

    def _show(self, snapshot: Snapshot) -> None:
        with self._lock:
            if self.newest is None or snapshot["revision"] >= self.newest["revision"]:
                self.newest = snapshot
            self._shown.append((time.monotonic(), snapshot["revision"]))

    def _lose(self) -> None:
        with self._lock:
            self._shown.clear()
        self._cut.set()
