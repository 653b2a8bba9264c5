"""What every screen sees alike: the hall, its hours and its revision."""

from collections.abc import Callable

import pytest

from app.domain.errors import UnknownCounter, UnknownTicket
from tests.services.acts import pause
from tests.services.shapes import HEAD
from tests.support.hall import Hall


def test_every_snapshot_begins_alike(hall: Hall) -> None:
    for audience in ("display", "kiosk", "reception", "supervisor"):
        told = hall.snapshot(audience)
        assert {name: told[name] for name in sorted(HEAD)} == {
            "audience": audience,
            "revision": 0,
            "now": "2026-11-23T02:00:00.000Z",
            "speed": 1.0,
            "zone": "Asia/Ho_Chi_Minh",
            "day": "2026-11-23",
            "centre": {
                "slug": "thu",
                "kind": "Trung tâm Phục vụ hành chính công",
                "name": "phường Thử",
                "sample": True,
            },
            "hall": {
                "state": "open",
                "reason": None,
                "opens_at": None,
                "closes_at": "2026-11-23T04:20:00.000Z",
                "sessions": [["07:30", "11:30"], ["13:00", "17:00"]],
            },
        }


def test_over_lunch_the_hall_says_between_and_when_numbers_are_given_again(hall: Hall) -> None:
    told = hall.at("12:00").snapshot("kiosk")["hall"]
    assert (told["state"], told["reason"], told["opens_at"]) == (
        "between",
        "between_sessions",
        "2026-11-23T06:00:00.000Z",
    )
    told = hall.at("11:25").snapshot("kiosk")["hall"]
    assert (told["state"], told["reason"]) == ("closed", "cut_off")


def test_a_screen_of_nothing_is_refused_by_name(hall: Hall) -> None:
    for number in (999, None):
        with pytest.raises(UnknownCounter):
            hall.snapshot("counter", number)
        with pytest.raises(UnknownTicket):
            hall.snapshot("ticket", number)


def test_every_change_raises_the_revision_that_screens_see(hall: Hall) -> None:
    def seen() -> int:
        (revision,) = {hall.snapshot(name)["revision"] for name in ("display", "kiosk", "reception", "supervisor")}
        return int(revision)

    acts: list[Callable[[], object]] = [
        lambda: hall.open(1),
        lambda: hall.queue("A001"),
        lambda: hall.called(1),
        lambda: hall.no_show("A001"),
        lambda: pause(hall, 1),
    ]
    for count, act in enumerate(acts, start=1):
        act()
        assert seen() == count
