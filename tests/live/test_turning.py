"""Screens that turn although nobody does anything: a loan ends, a closed field's day is over."""

from datetime import timedelta
from typing import Any

import pytest

from app.clock import real_now
from app.live.audiences import Audiences
from app.live.broadcast import Broadcaster
from app.services import field_days, staffing
from app.services.snapshots import Audience, Scope
from app.services.snapshots.make import World
from tests.services.acts import SUPERVISOR, share
from tests.support.hall import MONDAY, Hall

SCREENS = (Audience.KIOSK, Audience.ADMIN, Audience.DISPLAY)


class Screens:
    """The screens of a hall and the loop that keeps them current, a round at a time in the test's hand."""

    def __init__(self, hall: Hall) -> None:
        audiences = Audiences()
        for audience in SCREENS:
            audiences.join(audience.value, hall.centre_id, Scope(audience))
        self.shown: dict[str, dict[str, Any]] = {}
        self._sent: list[str] = []
        self._loop = Broadcaster(hall.database, audiences, self._world, self._emit, lambda: None)

    def round(self) -> set[str]:
        """Let the loop go round once; return who was sent something."""
        self._sent.clear()
        self._loop.round()
        return set(self._sent)

    def _world(self) -> World:
        return World(speed=1.0, muted=False, voice="ready", real_now=real_now())

    def _emit(self, _room: str, snapshot: dict[str, Any]) -> None:
        self.shown[snapshot["audience"]] = snapshot
        self._sent.append(snapshot["audience"])


@pytest.fixture
def screens(hall: Hall) -> Screens:
    found = Screens(hall)
    assert found.round() == {audience.value for audience in SCREENS}
    return found


def reasons(screens: Screens) -> dict[str, str | None]:
    return {field["prefix"]: field["reason"] for field in screens.shown["kiosk"]["fields"]}


def test_when_a_loan_ends_every_screen_is_sent_it_in_the_next_round(hall: Hall, screens: Screens) -> None:
    hall.open(1)
    until = hall.now + timedelta(minutes=30)
    hall.act(SUPERVISOR, staffing.set_fields, hall.counter_ids[1], share(("H", 0)), until=until)
    screens.round()
    assert reasons(screens)["H"] is None
    hall.wait(minutes=29.9)
    assert "admin" not in screens.round()
    hall.wait(minutes=0.1)
    assert screens.round() >= {"kiosk", "admin", "display"}
    assert reasons(screens)["H"] == "no_counter"
    assert len(screens.shown["admin"]["counters"][0]["fields"]) == 1
    assert "admin" not in screens.round(), "once is enough"


def test_of_two_loans_each_end_is_shown(hall: Hall, screens: Screens) -> None:
    for number, minutes in ((1, 10), (2, 20)):
        until = hall.now + timedelta(minutes=minutes)
        hall.act(SUPERVISOR, staffing.set_fields, hall.counter_ids[number], share(("H", 0)), until=until)
    screens.round()
    for _ in range(2):
        hall.wait(minutes=10)
        assert "admin" in screens.round()


def test_a_field_closed_for_the_day_opens_at_midnight_on_every_screen(hall: Hall, screens: Screens) -> None:
    hall.act(SUPERVISOR, field_days.close_field, "H", reason="mất điện")
    screens.round()
    assert screens.shown["admin"]["fields"][2]["closed"] == "mất điện"
    hall.at("23:59:59")
    screens.round()
    assert screens.shown["admin"]["fields"][2]["closed"] == "mất điện"
    hall.at("00:00", MONDAY + timedelta(days=1))
    assert "admin" in screens.round()
    assert screens.shown["admin"]["fields"][2]["closed"] is None


def test_the_hall_still_opens_and_closes_on_them(hall: Hall, screens: Screens) -> None:
    hall.open(1)
    screens.round()
    hall.at("11:20")
    assert "kiosk" in screens.round()
    assert screens.shown["kiosk"]["hall"]["reason"] == "cut_off"
