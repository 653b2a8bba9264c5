"""Notices between workers: each is heard by all, and those that have come together go together."""

import threading
from typing import Any

import pytest
import redis

from app import notices
from app.live.redis_notices import CHANNEL, RedisNotices
from tests.support.screens import redis_server
from tests.support.waiting import until


def rest(_seconds: float) -> None:
    """Sleep for good: Redis does not come back."""
    threading.Event().wait()


def test_what_was_committed_meanwhile_goes_in_one_message_and_all_of_it_is_heard(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    heard: list[tuple[int, int]] = []
    monkeypatch.setattr(notices, "_watchers", [lambda centre, revision: heard.append((centre, revision))])
    with redis_server() as url, redis.Redis.from_url(url) as client:
        between = RedisNotices(url)
        threading.Thread(target=between.hear, args=(rest,), daemon=True).start()
        channel: Any = client.pubsub(ignore_subscribe_messages=True)  # type: ignore[no-untyped-call]
        channel.subscribe(CHANNEL)
        until(lambda: dict(client.pubsub_numsub(CHANNEL)) == {CHANNEL.encode(): 2}, "both listen")
        for centre in (1, 2, 3):
            between.committed(centre, 10 + centre)
        threading.Thread(target=between.publish, daemon=True).start()
        until(lambda: len(heard) == 3, "all are heard")
        messages = [channel.get_message(timeout=1.0) for _ in range(2)]
    assert heard == [(1, 11), (2, 12), (3, 13)]
    assert [message["data"] for message in messages if message] == [b"1:11 2:12 3:13"]
