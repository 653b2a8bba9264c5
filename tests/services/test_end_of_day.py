"""The day ends: by the supervisor's word, or by itself."""

from datetime import date, timedelta

import pytest

from app.domain.errors import DayEnded, NoWorkingDay
from app.services import issuing, moving, serving, staffing
from app.services.days import Ended
from tests.services.acts import (
    cancel,
    day_off,
    end_day,
    events,
    keep_days,
    pause,
    priority,
    revision,
    rule,
    transfer,
    waiting,
)
from tests.support.hall import MONDAY, Hall, at_once

TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)


@pytest.fixture
def evening(hall: Hall) -> Hall:
    """Somebody in every open state: A001 is served, A002 held, A003 called, A004 waits for counter 2, B001 waits."""
    hall.open(1, 2)
    hall.queue("A001", "A002", "A003", "A004", "B001", "A005")
    hall.called(2)
    hall.start("A001")
    hall.called(1)
    hall.start("A002")
    hall.hold("A002")
    hall.called(1)
    transfer(hall, "A004", 2)
    return hall.at("17:05")


def states(hall: Hall, day: date = MONDAY) -> dict[str, str]:
    numbers = ("A001", "A002", "A003", "A004", "A005", "B001")
    return {number: hall.ticket(number, day).state.value for number in numbers}


def test_whatever_is_open_expires_and_counters_close(evening: Hall) -> None:
    assert end_day(evening) == Ended(expired=6, carried_over=0)
    assert set(states(evening).values()) == {"expired"}
    assert {row["state"] for row in evening.snapshot("supervisor")["counters"]} == {"closed"}
    assert (waiting(evening, "A"), waiting(evening, "B")) == (0, 0)
    headline = evening.snapshot("supervisor")["headline"]
    assert (headline["expired"], headline["called"], headline["serving"], headline["held"]) == (6, 0, 0, 0)
    assert evening.snapshot("display")["to_speak"] == []


def test_nobody_waits_on_a_day_that_has_ended(evening: Hall) -> None:
    evening.no_show("A003")
    cancel(evening, "B001")
    end_day(evening)
    with pytest.raises(DayEnded):
        evening.act("huongdan", serving.bring_back, evening.ticket("A003").id)
    with pytest.raises(DayEnded):
        evening.act("dieuphoi", moving.undo, evening.ticket("B001").id)
    evening.open(1)
    with pytest.raises(DayEnded):
        evening.act("quay1", issuing.serve_now, evening.counter_ids[1], "A", priority=False, clerk_id=None)
    assert (waiting(evening, "A"), waiting(evening, "B")) == (0, 0)


def test_how_long_each_had_stayed_is_kept(evening: Hall) -> None:
    end_day(evening)
    (turn,) = evening.story("A001")["turns"]
    assert (turn["outcome"], turn["ended_at"]) == ("expired", "2026-11-23T10:05:00.000Z")
    (held,) = evening.story("A002")["turns"]
    assert held["held_ms"] > 8 * 3_600_000


def test_what_is_carried_over_gets_a_number_of_the_next_working_day(evening: Hall) -> None:
    assert end_day(evening, carry_over=True) == Ended(expired=0, carried_over=6)
    assert set(states(evening).values()) == {"expired"}
    moved = [evening.ticket(number, TUESDAY) for number in states(evening)]
    assert {ticket.channel for ticket in moved} == {"carried_over"}
    assert {ticket.arrived_at.isoformat() for ticket in moved} == {"2026-11-24T00:30:00+00:00"}
    assert (waiting(evening, "A"), waiting(evening, "B")) == (5, 1)


def test_who_was_carried_over_goes_before_everybody_who_comes_that_day_in_the_order_they_had(hall: Hall) -> None:
    hall.open(1)
    for dossiers in (1, 2):
        hall.take("A", dossiers=dossiers)
        hall.wait(seconds=1)
    hall.called(1)
    hall.put_back("A001")
    hall.take("A", dossiers=3, priority=True)
    assert [row["number"] for row in hall.counter_snapshot(1)["queue"]["rows"]] == ["A003", "A002", "A001"]
    end_day(hall, carry_over=True)
    hall.at("07:15", TUESDAY).open(1)
    assert hall.take("A").shown == "A004"
    assert hall.story("A004")["people_ahead"] == 3
    assert [hall.ticket(f"A00{n}", TUESDAY).dossiers for n in (1, 2, 3)] == [3, 2, 1]


def test_the_story_of_who_was_carried_over_says_so(evening: Hall) -> None:
    end_day(evening, carry_over=True)
    assert evening.story("A005")["story"][-1]["text"] == (
        "Chuyển sang ngày làm việc tiếp theo: số A005, ngày 24/11/2026."
    )


def test_priority_language_and_dossiers_go_along(hall: Hall) -> None:
    hall.open(1)
    hall.take("A", priority=True, language="en", assist=True, dossiers=3)
    end_day(hall, carry_over=True)
    moved = hall.ticket("A001", TUESDAY)
    assert (moved.priority, moved.language, moved.assist, moved.dossiers) == (True, "en", True, 3)
    assert moved.due_at == moved.joined_at - timedelta(minutes=30)


def test_holidays_and_days_off_are_skipped(hall: Hall) -> None:
    day_off(hall, weekday=2, holiday=TUESDAY)
    hall.open(1)
    hall.queue("A001")
    end_day(hall, carry_over=True)
    assert hall.ticket("A001", date(2026, 11, 26)).state == "waiting"


def test_a_hall_that_opens_no_more_has_no_day_to_carry_over_to(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    for weekday in range(7):
        day_off(hall, weekday=weekday)
    with pytest.raises(NoWorkingDay) as refused:
        end_day(hall, carry_over=True)
    assert refused.value.data == {"days": 60}
    assert hall.ticket("A001").state == "waiting"
    assert end_day(hall) == Ended(expired=1, carried_over=0)


def test_a_day_ends_once(hall: Hall) -> None:
    end_day(hall)
    with pytest.raises(DayEnded):
        end_day(hall)


def test_two_ending_the_day_together_end_it_once(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")

    def end() -> str:
        try:
            return str(end_day(hall, carry_over=True).carried_over)
        except DayEnded as refused:
            return refused.code

    assert sorted(at_once(end, end)) == ["1", "day_ended"]
    assert waiting(hall) == 1


def test_which_class_of_priority_somebody_had_is_forgotten_but_not_that_they_had_it(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    priority(hall, "A001")
    end_day(hall)
    ticket = hall.ticket("A001")
    assert (ticket.priority, ticket.priority_class_id) == (True, None)


def test_a_centre_may_choose_to_keep_the_class(hall: Hall) -> None:
    rule(hall, keep_priority_class=True)
    hall.open(1)
    hall.queue("A001")
    priority(hall, "A001")
    end_day(hall)
    assert hall.ticket("A001").priority_class_id is not None


def test_at_eleven_at_night_a_day_ends_by_itself(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.at("22:59:59")
    assert keep_days(hall) is False
    hall.at("23:00")
    assert keep_days(hall) is True
    assert hall.ticket("A001").state == "expired"
    last = hall.story("A001")["story"][-1]
    assert (last["actor"], last["text"]) == ("Hệ thống", "Hết giờ, chưa được phục vụ.")
    assert hall.snapshot("kiosk")["hall"]["reason"] == "day_ended"


def test_the_hour_is_the_rules_to_say(hall: Hall) -> None:
    rule(hall, day_ends_at="18:00")
    hall.open(1)
    hall.queue("A001")
    assert keep_days(hall.at("17:59:59")) is False
    assert keep_days(hall.at("18:00")) is True


def test_keeping_the_day_again_finds_nothing_to_do(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    keep_days(hall.at("23:00"))
    before = revision(hall)
    assert [keep_days(hall), keep_days(hall.at("23:59"))] == [False, False]
    assert revision(hall) == before


def test_several_servers_keeping_the_day_together_end_it_once(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.at("23:00")
    assert sum(at_once(*[lambda: keep_days(hall)] * 4)) == 1
    assert [step["action"] for step in hall.story("A001")["story"]] == ["issue", "late", "expire"]


def test_a_counter_left_open_is_closed_with_the_day_also_when_nobody_came(hall: Hall) -> None:
    hall.open(1, 2)
    pause(hall, 2)
    assert keep_days(hall.at("22:59:59")) is False
    assert keep_days(hall.at("23:00")) is True
    assert {row["state"] for row in hall.snapshot("supervisor")["counters"]} == {"closed"}
    assert len(events(hall, "counter_closed")) == 2, "the log says so of each"
    assert keep_days(hall) is False


def test_who_is_left_called_or_at_a_counter_for_the_night_expires_with_the_day(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("A001", "A002")
    hall.called(1)
    hall.called(2)
    hall.start("A002")
    assert keep_days(hall.at("23:00")) is True
    assert [hall.ticket(number).state for number in ("A001", "A002")] == ["expired", "expired"]
    assert {row["ticket"] for row in hall.snapshot("supervisor")["counters"]} == {None}


def test_a_day_on_which_nothing_happened_is_not_ended(hall: Hall) -> None:
    assert keep_days(hall.at("23:00")) is False
    assert revision(hall) == 0


def test_what_a_night_without_power_left_open_expires_in_the_morning(evening: Hall) -> None:
    evening.at("07:00", WEDNESDAY)
    assert keep_days(evening) is True
    assert set(states(evening).values()) == {"expired"}
    assert {row["state"] for row in evening.snapshot("supervisor")["counters"]} == {"closed"}
    assert (waiting(evening, "A"), waiting(evening, "B")) == (0, 0)
    assert evening.open(1).at("07:30").take("A").shown == "A001"
    assert keep_days(evening) is False


def test_a_counter_opened_this_morning_stays_open_when_a_forgotten_one_closes(hall: Hall) -> None:
    hall.open(1)
    hall.at("07:20", TUESDAY).open(2)
    assert keep_days(hall) is True
    assert [row["state"] for row in hall.snapshot("supervisor")["counters"]] == ["closed", "open", "closed"]


def test_a_clerk_who_works_on_at_a_counter_opened_yesterday_is_not_sent_away_from_a_person(hall: Hall) -> None:
    hall.open(1)
    hall.at("07:30", TUESDAY)
    hall.queue("A001")
    hall.called(1)
    assert keep_days(hall) is False
    hall.start("A001")
    assert hall.finish("A001").state == "done"


def test_who_was_carried_over_is_not_taken_for_forgotten(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    end_day(hall, carry_over=True)
    assert keep_days(hall.at("06:00", TUESDAY)) is False
    hall.at("07:30").open(1)
    hall.wait(minutes=5)
    assert hall.serve(1) == "A001"
    (turn,) = hall.story("A001")["turns"]
    assert turn["wait_ms"] == 5 * 60_000


def test_who_was_carried_over_and_gives_up_before_the_opening_has_not_stayed(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    end_day(hall, carry_over=True)
    hall.at("06:00", TUESDAY)
    cancel(hall, "A001")
    with hall.look() as look:
        stays = look.connection.exec_driver_sql("SELECT stay_ms FROM turns WHERE outcome = 'cancelled'")
        assert stays.scalars().all() == [0]


def test_numbers_are_given_again_the_next_morning(hall: Hall) -> None:
    hall.open(1)
    end_day(hall)
    hall.at("07:15", TUESDAY)
    hall.act("quay1", staffing.open_counter, hall.counter_ids[1])
    assert hall.take("A").shown == "A001"
