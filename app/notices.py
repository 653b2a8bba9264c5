"""Who waits within this process for something to change in a centre: broadcasts, and printers asking for a slip."""

import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from app.clock import real_now


@dataclass
class Between:
    """How this worker hears of what the others change: since when what carries it has been away (real time)."""

    gone_since: datetime | None = None

    def works(self) -> None:
        self.gone_since = None

    def is_gone(self) -> None:
        self.gone_since = self.gone_since or real_now()


between = Between()
_events: dict[int, set[threading.Event]] = defaultdict(set)
_watchers: list[Callable[[int, int], None]] = []


@contextmanager
def listen(centre_id: int) -> Iterator[threading.Event]:
    """Give an event that is set at the next notice for a centre; ask the database after it began, not before."""
    event = threading.Event()
    _events[centre_id].add(event)
    try:
        yield event
    finally:
        _events[centre_id].discard(event)


def watch(watcher: Callable[[int, int], None]) -> None:
    """Have `watcher(centre_id, revision)` called at each notice."""
    _watchers.append(watcher)


def look_again(centre_id: int, revision: int) -> None:
    """Tell everybody who waits that a centre is not what it was, and its revision since."""
    for event in list(_events[centre_id]):
        event.set()
    for watcher in _watchers:
        watcher(centre_id, revision)
