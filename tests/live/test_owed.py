"""What screens are owed while the database is away is not forgotten."""

from typing import Any

import pytest

from app.clock import real_now
from app.domain.errors import DatabaseGone
from app.live.audiences import Audiences
from app.live.broadcast import Broadcaster
from app.services.snapshots import Audience, Scope
from app.services.snapshots.make import World
from tests.support.hall import Hall


def gone(*_: object, **__: object) -> Any:
    raise DatabaseGone()


def test_a_screen_that_connected_just_before_the_database_went_away_gets_its_snapshot_when_it_is_back(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[dict[str, Any]] = []
    audiences = Audiences()
    world = World(speed=1.0, muted=False, voice="ready", real_now=real_now())
    loop = Broadcaster(hall.database, audiences, lambda: world, lambda _, snapshot: sent.append(snapshot), lambda: None)
    audiences.join("first", hall.centre_id, Scope(Audience.COUNTER, hall.counter_ids[1]))
    loop.round()
    audiences.join("second", hall.centre_id, Scope(Audience.COUNTER, hall.counter_ids[2]))
    with monkeypatch.context() as patch:
        patch.setattr(hall.database, "_reading", gone)
        with pytest.raises(DatabaseGone):
            loop.round()
    sent.clear()
    loop.round()
    assert {snapshot["counter"]["number"] for snapshot in sent} == {1, 2}
