"""A refusal and a reason say what really happened: a day off is no late hour, an absence no putting back."""

from datetime import date, timedelta

import pytest

from app.domain.errors import HallClosed
from app.services import calendar
from tests.services.acts import SUPERVISOR, bring_back, day_off, rule, undo
from tests.support.hall import MONDAY, Hall

NEW_YEAR = date(2027, 1, 1)


def refused(hall: Hall, by: str = "Máy lấy số 1") -> tuple[str, str]:
    """Ask for a number in vain; return what is said, in Vietnamese and in English."""
    with pytest.raises(HallClosed) as said:
        hall.take("A", by=by)
    return said.value.message("vi"), said.value.message("en")


# A day off


@pytest.mark.parametrize("by", ["Máy lấy số 1", "huongdan"])
def test_on_a_holiday_people_are_told_which_and_when_numbers_are_given_again(hall: Hall, by: str) -> None:
    assert refused(hall.at("09:00", NEW_YEAR), by) == (
        "Hôm nay Trung tâm nghỉ (Tết Dương lịch). Lấy số lại từ 07:15, 02/01/2027.",
        "The Centre is closed today (New Year's Day). Numbers are given again from 07:15, 02/01/2027.",
    )


def test_a_weekday_without_hours_is_a_day_off_without_a_name(hall: Hall) -> None:
    day_off(hall, weekday=5)
    assert refused(hall.at("09:00", date(2026, 11, 28))) == (
        "Hôm nay Trung tâm nghỉ. Lấy số lại từ 07:15, 29/11/2026.",
        "The Centre is closed today. Numbers are given again from 07:15, 29/11/2026.",
    )


def test_where_no_day_comes_nothing_is_promised(hall: Hall) -> None:
    for weekday in range(7):
        day_off(hall, weekday=weekday)
    assert refused(hall) == ("Hôm nay Trung tâm nghỉ.", "The Centre is closed today.")


def test_a_day_off_declared_in_the_morning_is_told_at_once(hall: Hall) -> None:
    hall.open(1)
    hall.act("quantri", calendar.declare_holiday, MONDAY, "mất nước", "no water")
    assert refused(hall)[0] == "Hôm nay Trung tâm nghỉ (mất nước). Lấy số lại từ 07:15, 24/11/2026."
    assert refused(hall)[1].startswith("The Centre is closed today (no water).")


def test_outside_hours_of_a_working_day_it_is_only_the_hour(hall: Hall) -> None:
    hall.open(1)
    assert refused(hall.at("12:00"))[0] == "Ngoài giờ tiếp nhận. Lấy số lại từ 13:00."


# Back from an absence


def absent_and_back(hall: Hall) -> None:
    """A001 is called at 09:30, does not come, and comes back; three others wait."""
    hall.at("09:26").open(1)
    hall.queue("A001", "A002")
    hall.called(1)
    hall.no_show("A001")
    bring_back(hall, "A001")


def last_reason(hall: Hall, number: str) -> str:
    calls = [step["detail"] for step in hall.story(number)["story"] if step["action"] == "call"]
    return str(calls[-1])


def test_who_was_absent_and_came_back_is_not_said_to_have_been_put_back(hall: Hall) -> None:
    absent_and_back(hall)
    assert [hall.serve(1), hall.called(1)] == ["A002", "A001"]
    told = "Lấy số 09:26, đã quay lại sau khi vắng mặt, đến lượt trong lĩnh vực Hộ tịch"
    assert hall.counter_snapshot(1)["ticket"]["reason"] == told
    assert last_reason(hall, "A001") == f"Lý do: {told}."


def test_put_back_after_that_it_is_a_put_back_again(hall: Hall) -> None:
    absent_and_back(hall)
    hall.queue("A003")
    assert [hall.serve(1), hall.called(1)] == ["A002", "A001"]
    hall.put_back("A001")
    assert [hall.serve(1), hall.called(1)] == ["A003", "A001"]
    assert "sau khi trả về hàng chờ" in last_reason(hall, "A001")


def test_a_put_back_that_was_taken_back_is_not_told(hall: Hall) -> None:
    rule(hall, undo_seconds=60)
    absent_and_back(hall)
    hall.queue("A003")
    assert [hall.serve(1), hall.called(1)] == ["A002", "A001"]
    hall.put_back("A001")
    undo(hall, "A001", by="quay1")
    hall.wait(seconds=30)
    hall.no_show("A001")
    bring_back(hall, "A001")
    assert [hall.serve(1), hall.called(1)] == ["A003", "A001"]
    assert "đã quay lại sau khi vắng mặt" in last_reason(hall, "A001")


def test_with_nobody_to_stand_behind_who_is_back_is_simply_the_first(hall: Hall) -> None:
    hall.at("09:26").open(1)
    hall.queue("A001")
    hall.called(1)
    hall.no_show("A001")
    bring_back(hall, "A001", by=SUPERVISOR)
    hall.wait(minutes=1)
    assert hall.called(1) == "A001"
    assert last_reason(hall, "A001") == "Lý do: Lấy số 09:26, sớm nhất trong lĩnh vực Hộ tịch."


def test_an_hour_of_absence_changes_nothing_in_the_words(hall: Hall) -> None:
    hall.at("09:26").open(1)
    hall.queue("A001", "A002")
    hall.called(1)
    hall.no_show("A001")
    hall.hand.moment += timedelta(hours=1)
    bring_back(hall, "A001")
    assert [hall.serve(1), hall.called(1)] == ["A002", "A001"]
    assert "09:26, đã quay lại" in last_reason(hall, "A001")
