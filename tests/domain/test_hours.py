"""Opening hours: when numbers are given, and how much of a wait lay within them."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.domain.errors import BadHours
from app.domain.hours import Hall, Reason, Session, Span, arrange, hall_at, same_before, spans, spell, within

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
WARSAW = ZoneInfo("Europe/Warsaw")
MONDAY = date(2026, 11, 23)
USUAL = [Session(time(7, 30), time(11, 30)), Session(time(13), time(17))]


def local(clock: str, day: date = MONDAY, zone: ZoneInfo = VIETNAM) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), zone)


def at(clock: str, *, ended: bool = False, holiday: bool = False, early: int = 15, cut_off: int = 10) -> Hall:
    return hall_at(
        spans(USUAL, MONDAY, VIETNAM),
        local(clock).astimezone(UTC),
        early=timedelta(minutes=early),
        cut_off=timedelta(minutes=cut_off),
        ended=ended,
        holiday=holiday,
    )


@pytest.mark.parametrize(
    ("clock", "closes"),
    [("07:15", "11:20"), ("07:30", "11:20"), ("11:19:59", "11:20"), ("13:00", "16:50"), ("16:49:59", "16:50")],
)
def test_numbers_are_given_from_a_quarter_of_an_hour_before_until_the_cut_off(clock: str, closes: str) -> None:
    assert at(clock) == Hall(True, None, None, local(closes))


@pytest.mark.parametrize(
    ("clock", "reason", "opens"),
    [
        ("00:00", Reason.BEFORE_HOURS, "07:15"),
        ("07:14:59", Reason.BEFORE_HOURS, "07:15"),
        ("11:20", Reason.CUT_OFF, "13:00"),
        ("11:29:59", Reason.CUT_OFF, "13:00"),
        ("11:30", Reason.BETWEEN_SESSIONS, "13:00"),
        ("12:59:59", Reason.BETWEEN_SESSIONS, "13:00"),
        ("16:50", Reason.CUT_OFF, None),
        ("17:00", Reason.AFTER_HOURS, None),
        ("23:59:59", Reason.AFTER_HOURS, None),
    ],
)
def test_otherwise_the_reason_is_said_and_when_numbers_are_given_again(
    clock: str, reason: Reason, opens: str | None
) -> None:
    assert at(clock) == Hall(False, reason, local(opens) if opens else None, None)


def test_only_the_first_session_begins_early() -> None:
    assert at("12:50").reason is Reason.BETWEEN_SESSIONS
    assert at("07:20").open


def test_without_a_cut_off_numbers_are_given_to_the_last_second() -> None:
    assert at("16:59:59", cut_off=0).open
    assert at("17:00", cut_off=0).reason is Reason.AFTER_HOURS


def test_a_day_that_was_ended_gives_no_numbers_whatever_the_hour() -> None:
    assert at("09:00", ended=True) == Hall(False, Reason.DAY_ENDED, None, None)


def test_a_holiday_gives_no_numbers() -> None:
    assert at("09:00", holiday=True) == Hall(False, Reason.HOLIDAY, None, None)


def test_a_weekday_without_sessions_is_a_day_off() -> None:
    rested = hall_at([], local("09:00"), early=timedelta(0), cut_off=timedelta(0), ended=False, holiday=False)
    assert rested.reason is Reason.HOLIDAY


def test_sessions_follow_the_clock_whatever_their_order_in_the_file() -> None:
    assert spans(reversed(USUAL), MONDAY, VIETNAM) == spans(USUAL, MONDAY, VIETNAM)


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("11:20", "13:10", 20),
        ("11:40", "12:50", 0),
        ("07:00", "08:00", 30),
        ("16:30", "18:00", 30),
        ("09:00", "09:00", 0),
        ("06:00", "20:00", 480),
    ],
)
def test_a_wait_over_lunch_counts_only_what_lay_within_the_hours(start: str, end: str, minutes: int) -> None:
    assert within(spans(USUAL, MONDAY, VIETNAM), local(start), local(end)) == timedelta(minutes=minutes)


def test_a_moment_told_in_another_zone_is_the_same_moment() -> None:
    start, end = local("11:20").astimezone(UTC), local("13:10").astimezone(WARSAW)
    assert within(spans(USUAL, MONDAY, VIETNAM), start, end) == timedelta(minutes=20)


def test_a_day_of_the_centre_is_not_a_day_in_utc() -> None:
    (morning, _) = spans(USUAL, MONDAY, VIETNAM)
    assert morning == Span(datetime(2026, 11, 23, 0, 30, tzinfo=UTC), datetime(2026, 11, 23, 4, 30, tzinfo=UTC))


@pytest.mark.parametrize(
    ("day", "opens"),
    # The clocks of Warsaw: winter time, and summer time an hour nearer to the morning in UTC.
    [(date(2026, 3, 27), 7), (date(2026, 3, 30), 6), (date(2026, 10, 23), 6), (date(2026, 10, 26), 7)],
)
def test_where_clocks_are_changed_the_hall_opens_by_the_clock_on_its_wall(day: date, opens: int) -> None:
    (session,) = spans([Session(time(8), time(16))], day, WARSAW)
    assert session.start == datetime(day.year, day.month, day.day, opens, tzinfo=UTC)
    assert session.end - session.start == timedelta(hours=8)


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 3), (date(2026, 10, 25), 5)])
def test_a_session_over_the_change_of_clocks_has_the_hours_that_really_pass(day: date, hours: int) -> None:
    night = spans([Session(time(1), time(5))], day, WARSAW)
    assert within(night, local("00:00", day, WARSAW), local("06:00", day, WARSAW)) == timedelta(hours=hours)


# Hours somebody asks for


def test_sessions_are_arranged_in_order() -> None:
    assert [spell(session) for session in arrange([("13:00", "17:00"), ("07:30", "11:30")])] == [
        "07:30–11:30",
        "13:00–17:00",
    ]
    assert arrange([]) == []


@pytest.mark.parametrize(
    ("told", "problem"),
    [
        ([("07:30", "11:30"), ("11:29", "17:00")], "overlapping"),
        ([("08:00", "08:00")], "empty"),
        ([("17:00", "07:30")], "reversed"),
        ([("18:00", "06:00")], "reversed"),
        ([("18:00", "05:59")], "over_midnight"),
        ([("7.30", "11:30")], "unreadable"),
    ],
)
def test_sessions_that_cannot_be_are_refused_with_how(told: list[tuple[str, str]], problem: str) -> None:
    with pytest.raises(BadHours) as refused:
        arrange(told)
    assert refused.value.data["problem"] == problem


def test_two_days_are_the_same_in_what_has_passed() -> None:
    def span(start: int, end: int) -> Span:
        return Span(datetime(2026, 11, 23, start, tzinfo=UTC), datetime(2026, 11, 23, end, tzinfo=UTC))

    at = datetime(2026, 11, 23, 5, tzinfo=UTC)
    whole = [span(1, 4), span(6, 10)]
    assert same_before(at, whole, [span(1, 4)])
    assert same_before(at, whole, [span(1, 4), span(7, 12)])
    assert not same_before(at, whole, [span(1, 3), span(6, 10)])
    assert not same_before(at, whole, [span(2, 4), span(6, 10)])
    assert not same_before(at, whole, [])
    in_session = datetime(2026, 11, 23, 3, tzinfo=UTC)
    assert same_before(in_session, whole, [span(1, 9)])
    assert not same_before(in_session, whole, [span(1, 2)])
