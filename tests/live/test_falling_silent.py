"""Whoever falls silent is shown by time alone, and whoever comes back: nobody has to press anything for it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.live import broadcast
from app.live.audiences import Audiences
from app.live.broadcast import Broadcaster
from app.services.presence import Roll
from app.services.snapshots import Audience, Scope
from app.services.snapshots.make import World
from tests.support.hall import Hall

NOON = datetime(2026, 11, 23, 5, tzinfo=UTC)
PRINTER, DISPLAY = "Máy in 1", "Màn hình sảnh 1"


class Loop:
    """A worker's loop, a round a second, with both clocks in the test's hand."""

    def __init__(self, hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
        self.hall = hall
        self.seconds = 0.0
        self.roll = Roll(hall.database)
        self.sent: list[dict[str, Any]] = []
        kiosk = hall.actor("Máy lấy số 1").device_id
        audiences = Audiences()
        for name, scope in (
            ("kiosk", Scope(Audience.KIOSK, kiosk)),
            ("supervisor", Scope(Audience.SUPERVISOR)),
            ("counter", Scope(Audience.COUNTER, hall.counter_ids[1])),
            ("display", Scope(Audience.DISPLAY)),
        ):
            audiences.join(name, hall.centre_id, scope)
        monkeypatch.setattr(broadcast, "monotonic", lambda: 1000 + self.seconds)
        self.audiences = audiences
        self._loop = Broadcaster(hall.database, audiences, self._world, self._emit, lambda: None)
        self.round()

    @property
    def now(self) -> datetime:
        return NOON + timedelta(seconds=self.seconds)

    def says(self, device: str, **status: str) -> None:
        id = self.hall.actor(device).device_id
        assert id is not None
        self.roll.device(self.hall.centre_id, id, status, self.now)

    def counter_beats(self) -> None:
        staff = self.hall.actor("quay1").staff_id
        self.roll.counter(self.hall.centre_id, self.hall.counter_ids[1], staff, self.now)

    def round(self) -> set[str]:
        """Go round once; return who was sent something."""
        self.sent.clear()
        self._loop.round()
        return {snapshot["audience"] for snapshot in self.sent}

    def second(self) -> set[str]:
        """Let a second pass, write down what was heard, and go round."""
        self.seconds += 1
        self.roll.write()
        return self.round()

    def shown(self, audience: str) -> dict[str, Any]:
        (found,) = [snapshot for snapshot in self.sent if snapshot["audience"] == audience]
        return found

    def _world(self) -> World:
        return World(1.0, False, "ready", self.now, clock=self.hall.clock)

    def _emit(self, _room: str, snapshot: dict[str, Any]) -> None:
        self.sent.append(snapshot)


@pytest.fixture
def loop(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> Loop:
    hall.open(1)
    return Loop(hall, monkeypatch)


def state_of(snapshot: dict[str, Any], name: str) -> str:
    return str(next(row["state"] for row in snapshot["devices"] if row["name"] == name))


def test_a_printer_that_falls_silent_is_shown_in_the_second_after_the_fifteen(loop: Loop) -> None:
    loop.says(PRINTER, state="ready")
    assert loop.second() == {"kiosk", "supervisor"}
    assert loop.shown("kiosk")["printer"]["state"] == "ready"
    quiet = [loop.second() for _ in range(14)]
    assert quiet == [set()] * 14
    assert loop.second() == {"kiosk", "supervisor"}
    assert state_of(loop.shown("supervisor"), PRINTER) == "lost"
    assert loop.shown("kiosk")["printer"]["state"] == "offline"
    assert loop.second() == set(), "once is enough"


def test_and_when_it_is_back_the_mark_goes_in_the_same_second(loop: Loop) -> None:
    loop.says(PRINTER, state="ready")
    for _ in range(20):
        loop.second()
    loop.says(PRINTER, state="ready")
    assert loop.second() == {"kiosk", "supervisor"}
    assert state_of(loop.shown("supervisor"), PRINTER) == "ok"


def test_what_another_worker_heard_is_shown_here_without_a_notice(loop: Loop) -> None:
    """The roll is called in the database: it does not matter which worker a device beats at."""
    other = Roll(loop.hall.database)
    printer = loop.hall.actor(PRINTER).device_id
    assert printer is not None
    other.device(loop.hall.centre_id, printer, {"state": "cover_open"}, loop.now)
    assert loop.second() == {"kiosk", "supervisor"}
    assert loop.shown("kiosk")["printer"]["state"] == "cover_open"


def test_a_counters_page_that_falls_silent_while_somebody_is_called_is_shown(loop: Loop) -> None:
    loop.counter_beats()
    loop.hall.queue("A001")
    loop.hall.called(1)
    for _ in range(15):
        loop.second()
    assert "supervisor" in loop.second()
    counter = loop.shown("supervisor")["counters"][0]
    assert (counter["silent_since"], counter["ticket"]["number"]) == ("2026-11-23T05:00:00.000Z", "A001")
    loop.counter_beats()
    assert "supervisor" in loop.second()
    assert loop.shown("supervisor")["counters"][0]["silent_since"] is None


def test_a_clerk_hears_that_nobody_reads_calls_out_any_more(loop: Loop) -> None:
    loop.says(DISPLAY, sound="on")
    assert "counter" in loop.second()
    assert loop.shown("counter")["voice"] == "ready"
    for _ in range(14):
        loop.second()
    assert "counter" in loop.second()
    assert loop.shown("counter")["voice"] == "absent"


def test_heartbeats_that_say_nothing_new_send_nothing_to_anybody(loop: Loop) -> None:
    for device in (PRINTER, DISPLAY, "Máy lấy số 1", "Máy lấy số 2"):
        loop.says(device, state="ready", sound="on")
    loop.counter_beats()
    loop.second()
    for _ in range(12):
        for _ in range(5):
            assert loop.second() == set()
        for device in (PRINTER, DISPLAY, "Máy lấy số 1", "Máy lấy số 2"):
            loop.says(device, state="ready", sound="on")
        loop.counter_beats()


def test_what_a_display_is_reading_at_the_moment_is_news_to_nobody(loop: Loop) -> None:
    loop.says(DISPLAY, sound="on", speaking="true")
    loop.second()
    loop.says(DISPLAY, sound="on", speaking="false")
    assert loop.second() == set()


def test_a_hall_where_no_device_was_ever_heard_is_still(loop: Loop) -> None:
    assert [loop.second() for _ in range(30)] == [set()] * 30


def test_a_screen_of_another_centre_may_come_in_while_it_is_seen_who_is_there(
    loop: Loop, monkeypatch: pytest.MonkeyPatch
) -> None:
    calling_over = broadcast.called_over

    def meanwhile(*asked: Any) -> Any:
        there = calling_over(*asked)
        loop.audiences.join("elsewhere", loop.hall.centre_id + 1, Scope(Audience.DISPLAY))
        return there

    loop.says(PRINTER, paper="low")
    monkeypatch.setattr(broadcast, "called_over", meanwhile)
    assert "supervisor" in loop.second()
