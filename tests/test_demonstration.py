"""Whoever tries the hall at night still finds it at work."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app import demonstration
from app.data import centre_file
from app.settings import Settings, load
from tests.support.hall import Hall

WARD = centre_file.load(centre_file.SAMPLE)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load(environ={"LUOT_VAR": str(tmp_path)})


def test_in_opening_hours_the_clock_is_the_real_one(settings: Settings) -> None:
    assert demonstration.clock(settings, local("2026-11-23T09:41")) is None


@pytest.mark.parametrize("moment", ["2026-11-23T22:13", "2026-11-23T05:00", "2026-11-23T12:10"])
def test_at_night_and_over_lunch_the_hall_is_at_eight_of_the_same_day(settings: Settings, moment: str) -> None:
    clock = demonstration.clock(settings, local(moment))
    assert clock is not None
    assert clock.at(local(moment)) == local("2026-11-23T08:00")


def test_on_a_sunday_the_hall_is_at_eight_of_monday(settings: Settings) -> None:
    clock = demonstration.clock(settings, local("2026-11-22T10:00"))
    assert clock is not None
    assert clock.at(local("2026-11-22T10:00")) == local("2026-11-23T08:00")


def test_a_second_demonstration_goes_on_where_the_first_stopped() -> None:
    last = local("2026-11-23T09:15")
    start = demonstration.starting_moment(WARD, local("2026-11-23T22:30"), last)
    assert start == local("2026-11-23T09:15:01")


def test_a_day_that_was_played_to_its_end_gives_way_to_the_next() -> None:
    last = local("2026-11-23T16:40")
    assert demonstration.starting_moment(WARD, local("2026-11-23T22:30"), last) == local("2026-11-24T08:00")


def test_a_holiday_is_passed_over() -> None:
    start = demonstration.starting_moment(WARD, local("2026-12-31T22:00"), local("2026-12-31T16:50"))
    assert start == local("2027-01-02T08:00")


def test_what_the_hall_remembers_is_never_in_its_future(settings: Settings, sqlite_url: str) -> None:
    hall = Hall(sqlite_url).open(1).at("10:30")
    hall.queue("A001")
    played = replace(settings, database=replace(settings.database, url=sqlite_url))
    clock = demonstration.clock(played, local("2026-11-23T09:00"))
    assert clock is not None
    assert clock.at(local("2026-11-23T09:00")) == local("2026-11-23T10:30:01")
    assert demonstration.last_step(sqlite_url) == local("2026-11-23T10:30").astimezone(UTC)


def test_a_real_centre_always_has_the_real_clock(settings: Settings) -> None:
    real = replace(settings, server=replace(settings.server, demonstration=False))
    assert demonstration.clock(real, local("2026-11-23T22:13")) is None
