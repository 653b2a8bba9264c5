"""Hours by weekday are changed and holidays declared while the hall runs."""

from datetime import date, timedelta
from typing import Any

import pytest

from app.domain.errors import BadHours, BadInput, ChangedMeanwhile, DayEnded, HallClosed, HoursPassed, UnknownHoliday
from app.services import calendar
from tests.services.acts import SUPERVISOR, end_day, events, revision, stored_turns
from tests.support.hall import MONDAY, Hall, at_once

DAY = [("07:30", "11:30"), ("13:00", "17:00")]
SHORT = [("07:30", "11:30"), ("13:00", "15:00")]
TUESDAY, NEXT_MONDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=7)


def set_hours(hall: Hall, weekday: int, *sessions: tuple[str, str], by: str = SUPERVISOR, **said: Any) -> Any:
    return hall.act(by, calendar.set_hours, weekday, sessions, **said)


def declare(hall: Hall, day: date, name: str = "Mất điện", **said: Any) -> None:
    hall.act(SUPERVISOR, calendar.declare_holiday, day, name, **said)


def take_back(hall: Hall, day: date) -> None:
    hall.act(SUPERVISOR, calendar.take_back_holiday, day)


def sessions(hall: Hall) -> list[tuple[str, str]]:
    return [tuple(session) for session in hall.snapshot("kiosk")["hall"]["sessions"]]


def waits(hall: Hall, day: date = MONDAY) -> list[int]:
    """Return how long each turn of a day that is over waited within the hours."""
    with hall.look() as look:
        return [row.wait_open_ms for row in stored_turns(look, day)]


# Hours


def test_a_weekday_has_other_hours_from_its_next_time_on(hall: Hall) -> None:
    set_hours(hall, 0, *SHORT)
    assert sessions(hall) == DAY
    hall.at("08:00", NEXT_MONDAY)
    assert sessions(hall) == SHORT


def test_today_follows_if_asked(hall: Hall) -> None:
    set_hours(hall, 0, *SHORT, from_today=True)
    assert sessions(hall) == SHORT
    hall.open(1).at("15:01")
    with pytest.raises(HallClosed):
        hall.take("A")


def test_a_wait_that_a_clock_put_back_has_left_ahead_is_counted_within_the_hours_that_follow(hall: Hall) -> None:
    hall.at("14:00").open(1)
    hall.queue("A001")
    hall.at("15:30")
    assert hall.serve(1) == "A001"
    assert waits(hall) == [90 * 60_000]
    hall.at("13:05")
    set_hours(hall, 0, *SHORT, from_today=True)
    assert waits(hall) == [60 * 60_000]


def test_so_is_the_wait_of_somebody_who_had_come_up_before_the_clock_was_put_back_and_was_done_after_it(
    hall: Hall,
) -> None:
    hall.at("14:00").open(1)
    hall.queue("A001")
    hall.at("15:30")
    assert hall.called(1) == "A001"
    hall.start("A001")
    hall.at("13:02")
    hall.finish("A001")
    hall.at("13:05")
    set_hours(hall, 0, *SHORT, from_today=True)
    assert waits(hall) == [60 * 60_000]


def carried_over(hall: Hall) -> Hall:
    """Carry A001 and A002 over to Tuesday, on which nobody else comes, and go there."""
    hall.open(1)
    hall.queue("A001", "A002")
    end_day(hall, carry_over=True)
    return hall.at("08:00", TUESDAY)


def test_a_day_that_had_only_people_carried_over_keeps_its_hours_for_the_figures(hall: Hall) -> None:
    carried_over(hall).open(1)
    assert [hall.serve(1), hall.serve(1)] == ["A001", "A002"]
    assert waits(hall, TUESDAY) == [30 * 60_000, 30 * 60_000 + 330_000]
    hall.at("08:00", TUESDAY + timedelta(days=1))
    set_hours(hall, 1, ("08:00", "11:30"))
    assert hall.differences() == []


def test_another_weekday_is_no_matter_of_today(hall: Hall) -> None:
    set_hours(hall, 1, *SHORT, from_today=True)
    assert sessions(hall) == DAY
    assert "today" not in events(hall, "hours")[0].data
    hall.at("08:00", MONDAY + timedelta(days=1))
    assert sessions(hall) == SHORT


def test_sessions_are_put_in_order(hall: Hall) -> None:
    assert set_hours(hall, 0, *reversed(SHORT)) == [list(session) for session in SHORT]


def test_a_weekday_without_sessions_is_closed(hall: Hall) -> None:
    set_hours(hall, 0)
    hall.at("08:00", NEXT_MONDAY)
    with pytest.raises(HallClosed):
        hall.take("A")
    set_hours(hall, 0, *DAY, from_today=False)
    assert hall.snapshot("admin")["week"][0] == [list(session) for session in DAY]


@pytest.mark.parametrize(
    ("told", "problem", "session"),
    [
        ([("07:30", "11:30"), ("11:00", "17:00")], "overlapping", "11:00–17:00"),
        ([("07:30", "17:00"), ("08:00", "09:00")], "overlapping", "08:00–09:00"),
        ([("07:30", "07:30")], "empty", "07:30–07:30"),
        ([("11:30", "07:30")], "reversed", "11:30–07:30"),
        ([("22:00", "02:00")], "over_midnight", "22:00–02:00"),
        ([("13:00", "00:00")], "over_midnight", "13:00–00:00"),
        ([("07:30", "24:00")], "unreadable", "07:30–24:00"),
    ],
)
def test_hours_that_cannot_be_are_refused_by_name(hall: Hall, told: Any, problem: str, session: str) -> None:
    with pytest.raises(BadHours) as refused:
        set_hours(hall, 0, *told)
    assert (refused.value.data["problem"], refused.value.data["session"]) == (problem, session)
    assert session in refused.value.message("vi")
    assert session in refused.value.message("en")
    assert hall.snapshot("admin")["week"][0] == [list(s) for s in DAY]


def test_two_sessions_may_touch(hall: Hall) -> None:
    told = [("07:30", "11:30"), ("11:30", "17:00")]
    assert set_hours(hall, 0, *told) == [list(session) for session in told]


@pytest.mark.parametrize("told", [[("08:00", "11:30"), DAY[1]], DAY[1:], [], [("07:30", "08:30")]])
def test_what_has_passed_of_today_stays_since_waits_are_counted_within_it(hall: Hall, told: Any) -> None:
    with pytest.raises(HoursPassed):
        set_hours(hall, 0, *told, from_today=True)
    assert sessions(hall) == DAY


def test_a_day_that_has_ended_keeps_its_hours(hall: Hall) -> None:
    end_day(hall)
    with pytest.raises(DayEnded):
        set_hours(hall, 0, *SHORT, from_today=True)


def test_of_two_who_change_one_weekday_the_second_sees_both_versions(hall: Hall) -> None:
    seen = revision(hall)

    def change(by: str, closes: str) -> Any:
        try:
            return set_hours(hall, 0, ("07:30", closes), by=by, seen=seen)
        except ChangedMeanwhile as refused:
            return refused.data["after"]

    one, other = at_once(lambda: change(SUPERVISOR, "11:00"), lambda: change("quantri", "12:00"))
    assert one == other == hall.snapshot("admin")["week"][0]
    set_hours(hall, 1, *SHORT, seen=seen)


def test_hours_as_they_were_are_no_event(hall: Hall) -> None:
    set_hours(hall, 0, *DAY)
    assert events(hall, "hours") == []
    set_hours(hall, 0, *SHORT)
    (event,) = events(hall, "hours")
    assert (event.subject, event.data["before"], event.data["after"]) == (
        "Thứ Hai",
        [list(session) for session in DAY],
        [list(session) for session in SHORT],
    )


# Holidays


def test_a_holiday_declared_in_the_morning_stops_numbers_and_serves_who_waits(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    declare(hall, MONDAY)
    assert hall.snapshot("kiosk")["hall"]["reason"] == "holiday"
    with pytest.raises(HallClosed):
        hall.take("A")
    assert hall.serve(1) == "A001"
    assert sessions(hall) == DAY


def test_figures_keep_the_hours_of_a_day_that_became_a_holiday(hall: Hall) -> None:
    declare(hall, MONDAY)
    set_hours(hall, 0, *SHORT)
    assert sessions(hall) == DAY


def test_it_can_be_taken_back(hall: Hall) -> None:
    hall.open(1)
    declare(hall, MONDAY)
    take_back(hall, MONDAY)
    assert hall.take("A").shown == "A001"
    with pytest.raises(UnknownHoliday):
        take_back(hall, MONDAY)


def test_a_holiday_to_come_is_listed_and_carrying_over_leaps_it(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    declare(hall, MONDAY + timedelta(days=1), " Bảo trì ", name_en="Maintenance")
    assert hall.snapshot("admin")["holidays"][0] == {
        "day": "2026-11-24",
        "name": {"vi": "Bảo trì", "en": "Maintenance"},
    }
    assert end_day(hall, carry_over=True).carried_over == 1
    assert hall.ticket("A001", MONDAY + timedelta(days=2)).channel == "carried_over"


def test_declared_again_it_has_another_name_and_the_same_name_is_no_event(hall: Hall) -> None:
    declare(hall, NEXT_MONDAY, "Bão")
    declare(hall, NEXT_MONDAY, "Bão số 9")
    declare(hall, NEXT_MONDAY, "Bão số 9")
    told = [(event.data["before"], event.data["after"]) for event in events(hall, "holiday_declared")]
    assert told == [("Bão", "Bão số 9"), (None, "Bão")]


@pytest.mark.parametrize(("day", "name"), [(MONDAY - timedelta(days=1), "Bão"), (MONDAY, "  ")])
def test_a_holiday_is_today_or_later_and_has_a_name(hall: Hall, day: date, name: str) -> None:
    with pytest.raises(BadInput):
        declare(hall, day, name)


def test_a_holiday_that_has_passed_is_not_taken_back(hall: Hall) -> None:
    declare(hall, MONDAY)
    hall.at("08:00", NEXT_MONDAY)
    with pytest.raises(BadInput):
        take_back(hall, MONDAY)
