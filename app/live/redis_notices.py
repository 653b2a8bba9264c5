"""Notices between workers through Redis: `centre:revision`, never snapshots, so losing one costs a second at most.

Those that have come while one is on its way go together, with spaces between them.
"""

import queue
from contextlib import suppress
from typing import Any

import redis
import structlog

from app import notices
from app.clock import monotonic

CHANNEL = "luot"
PAUSE_SECONDS = 1.0
_log = structlog.get_logger()


class RedisNotices:
    """Publishes this worker's commits and hears the others'."""

    def __init__(self, url: str) -> None:
        self._client = redis.Redis.from_url(url, socket_timeout=5, socket_connect_timeout=2)
        self._outbox: queue.Queue[str] = queue.Queue(maxsize=10_000)
        self._complained = 0.0

    def committed(self, centre_id: int, revision: int) -> None:
        """Queue a notice; never waits, and drops it when Redis has been away for long."""
        try:
            self._outbox.put_nowait(f"{centre_id}:{revision}")
        except queue.Full:
            self._complain("full")

    def publish(self) -> None:
        """Send notices until the process ends."""
        while True:
            notes = [self._outbox.get(), *self._more()]
            try:
                self._client.publish(CHANNEL, " ".join(notes))
                notices.between.works()
            except redis.RedisError as fault:
                self._complain(str(fault))

    def _more(self) -> list[str]:
        """Take what else is there to be sent."""
        more = []
        with suppress(queue.Empty):
            while True:
                more.append(self._outbox.get_nowait())
        return more

    def hear(self, sleep: Any) -> None:
        """Pass on the notices of other workers until the process ends."""
        while True:
            try:
                with self._client.pubsub(ignore_subscribe_messages=True) as channel:  # type: ignore[no-untyped-call]
                    channel.subscribe(CHANNEL)
                    notices.between.works()
                    self._pass_on(channel)
            except redis.RedisError as fault:
                self._complain(str(fault))
                sleep(PAUSE_SECONDS)

    def _pass_on(self, channel: Any) -> None:
        while True:
            message = channel.get_message(timeout=4.0)
            if message is None:
                continue
            for note in message["data"].split():
                centre_id, _, revision = note.partition(b":")
                if centre_id.isdigit() and revision.isdigit():
                    notices.look_again(int(centre_id), int(revision))

    def _complain(self, why: str) -> None:
        notices.between.is_gone()
        if monotonic() - self._complained > 30:
            self._complained = monotonic()
            _log.warning("redis does not answer; screens are kept current by looking each second", why=why)
