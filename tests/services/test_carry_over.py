"""A whole day over all its boundaries, and what is carried over to the next: to which day, in which order, on paper."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from app.domain.errors import CutOff, DayEnded, HallClosed, NotYourTicket, Refusal
from app.services import day_view
from app.store.models import Device
from tests.services.acts import cancel, claim, day_off, end_day, hours, keep_days, rule, settle, transfer, waiting
from tests.support.hall import MONDAY, Hall

TUESDAY = MONDAY + timedelta(days=1)
THURSDAY = date(2026, 12, 31)


def left_over(hall: Hall, day: date = MONDAY) -> list[tuple[str, Any]]:
    """Return who was not served on a day, each with the day and number that stand for theirs."""
    with hall.look() as look:
        rows = day_view.left_over(look, day)
    return [(row["number"], row["carried_to"] and tuple(row["carried_to"].values())) for row in rows]


def printed(hall: Hall) -> list[dict[str, Any]]:
    """Have the printer print all there is; return the slips."""
    slips = []
    while job := claim(hall):
        settle(hall, job)
        slips.append(job["slip"])
    return slips


def working_days(hall: Hall) -> None:
    """Close on Saturday and Sunday."""
    day_off(hall, weekday=5)
    day_off(hall, weekday=6)


# A day


def test_a_day_across_everything(hall: Hall) -> None:
    rule(hall, stop_when_full=False)
    hall.at("07:14:59").open(1)
    told: list[tuple[str, str | type[Refusal]]] = [
        ("07:14:59", HallClosed),
        ("07:15", "A001"),
        ("11:19:59", "A002"),
        ("11:20", CutOff),
        ("11:30", HallClosed),
        ("12:59:59", HallClosed),
        ("13:00", "A003"),
        ("16:49:59", "A004"),
        ("16:50", CutOff),
        ("17:00", HallClosed),
    ]
    for clock, expected in told:
        hall.at(clock)
        if isinstance(expected, str):
            assert hall.take("A").shown == expected
        else:
            with pytest.raises(expected):
                hall.take("A")
    assert waiting(hall) == 4
    assert [hall.serve(1, minutes=30) for _ in range(3)] == ["A001", "A002", "A003"]
    assert keep_days(hall.at("22:59:59")) is False
    assert keep_days(hall.at("23:00")) is True
    assert left_over(hall) == [("A004", None)]
    with pytest.raises(DayEnded):
        hall.take("A")
    assert hall.at("07:15", TUESDAY).open(1).take("A").shown == "A001"


def test_closing_time_stops_the_giving_of_numbers_and_not_the_calling(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    assert hall.at("17:30").called(1) == "A001"
    hall.start("A001")
    assert hall.finish("A001").state == "done"


def test_a_day_that_ends_while_somebody_is_served_takes_the_ticket_from_the_counter(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.called(1)
    hall.start("A001")
    end_day(hall, carry_over=True)
    assert left_over(hall) == [("A001", ("2026-11-24", "A001"))]
    with pytest.raises(NotYourTicket):
        hall.finish("A001")


def test_a_clock_that_jumps_over_days_ends_what_it_jumped_over(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001", "A002")
    hall.called(1)
    assert keep_days(hall.at("09:00", MONDAY + timedelta(days=3))) is True
    assert left_over(hall) == [("A001", None), ("A002", None)]
    assert keep_days(hall) is False
    assert hall.open(1).take("A").shown == "A001"


def test_a_clock_set_back_within_the_day_ends_nothing(hall: Hall) -> None:
    hall.at("16:00").open(1)
    hall.queue("A001")
    hall.called(1)
    hall.at("15:30")
    assert keep_days(hall) is False
    assert hall.take("A").shown == "A002"


def test_a_hall_with_one_session_ends_like_any_other(hall: Hall) -> None:
    hours(hall, ("07:30", "11:30"))
    hall.open(1)
    hall.queue("A001", "A002")
    with pytest.raises(CutOff):
        hall.at("11:20").take("A")
    assert hall.serve(1) == "A001"
    end_day(hall.at("12:00"), carry_over=True)
    assert left_over(hall) == [("A002", ("2026-11-24", "A001"))]


# To which day


def test_over_a_weekend(hall: Hall) -> None:
    working_days(hall)
    hall.at("09:00", date(2026, 11, 27)).open(1)
    hall.queue("A001")
    assert hall.snapshot("supervisor")["next_day"] == "2026-11-30"
    end_day(hall, carry_over=True)
    assert left_over(hall, date(2026, 11, 27)) == [("A001", ("2026-11-30", "A001"))]


def test_over_a_holiday_next_to_a_weekend(hall: Hall) -> None:
    """New Year's Day of 2027 is a Friday."""
    working_days(hall)
    hall.at("09:00", THURSDAY).open(1)
    hall.queue("A001")
    end_day(hall, carry_over=True)
    assert left_over(hall, THURSDAY) == [("A001", ("2027-01-04", "A001"))]


def test_over_the_nine_days_of_tet(hall: Hall) -> None:
    """Holidays from Friday, 5 February 2027, to the Friday after; the weekends on either side are free anyway."""
    working_days(hall)
    for day in range(5, 13):
        day_off(hall, holiday=date(2027, 2, day))
    hall.at("09:00", date(2027, 2, 4)).open(1)
    hall.queue("A001", "A002")
    end_day(hall, carry_over=True)
    assert left_over(hall, date(2027, 2, 4)) == [
        ("A001", ("2027-02-15", "A001")),
        ("A002", ("2027-02-15", "A002")),
    ]
    assert hall.snapshot("kiosk")["hall"]["opens_at"] == "2027-02-15T00:15:00.000Z"


def test_a_holiday_declared_later_is_not_jumped_over_again(hall: Hall) -> None:
    """Whoever was carried to a day that turns out to be free waits there until that day ends as every day does."""
    hall.open(1)
    hall.queue("A001")
    end_day(hall, carry_over=True)
    day_off(hall, holiday=TUESDAY)
    assert keep_days(hall.at("09:00", TUESDAY + timedelta(days=1))) is True
    assert hall.ticket("A001", TUESDAY).state == "expired"


def test_ending_a_free_day_in_between_leaves_them_their_day(hall: Hall) -> None:
    working_days(hall)
    hall.at("09:00", date(2026, 11, 27)).open(1)
    hall.queue("A001")
    end_day(hall, carry_over=True)
    end_day(hall.at("09:00", date(2026, 11, 28)))
    assert hall.ticket("A001", date(2026, 11, 30)).state == "waiting"


def test_nobody_is_called_before_the_day_they_were_carried_over_to(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    end_day(hall.at("17:05"), carry_over=True)
    assert hall.open(1).called(1) is None
    assert hall.at("07:30", TUESDAY).called(1) == "A001"


# In which order


def test_the_order_of_calling_is_kept_in_every_field(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("A001", "B001", "A002")
    hall.take("B", priority=True)
    hall.called(1)
    hall.put_back("A001")
    end_day(hall, carry_over=True)
    assert [number for number, _ in left_over(hall)] == ["B002", "B001", "A002", "A001"]
    hall.at("07:30", TUESDAY).open(1, 2)
    assert [hall.serve(2) for _ in range(4)] == ["B001", "B002", "A001", "A002"]


def test_a_number_moved_to_another_field_is_carried_over_in_that_field(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("A001", "A002")
    transfer(hall, "A001", "B")
    end_day(hall, carry_over=True)
    assert left_over(hall) == [("A001", ("2026-11-24", "B001")), ("A002", ("2026-11-24", "A001"))]


def test_who_was_served_cancelled_or_absent_is_not_left_over(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001", "A002", "A003", "A004")
    hall.serve(1)
    cancel(hall, "A002")
    hall.called(1)
    hall.no_show("A003")
    end_day(hall, carry_over=True)
    assert left_over(hall) == [("A004", ("2026-11-24", "A001"))]


# On paper


def test_the_slips_of_the_new_numbers_are_printed_in_calling_order_and_say_whose_they_are(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001", "A002")
    hall.serve(1)
    hall.take("A", priority=True, language="en", by="Máy lấy số 2")
    printed(hall)
    end_day(hall, carry_over=True)
    first, second = printed(hall)
    assert (first["number"], first["mark"], first["notes"][0]) == (
        "A001",
        "Priority",
        "Carried over from number A003 of 23/11/2026.",
    )
    assert (second["number"], second["banner"], second["facts"]) == ("A002", None, [])
    assert second["taken"] == "Thứ Ba, 24/11/2026, 07:30"
    assert second["notes"] == [
        "Chuyển từ số A002, ngày 23/11/2026.",
        "Người thuộc diện ưu tiên có thể được mời trước.",
    ]
    assert second["qr"]["text"].endswith(hall.ticket("A002", TUESDAY).token)


def test_who_is_left_gets_no_slip(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    printed(hall)
    end_day(hall)
    assert printed(hall) == []


def test_without_a_printer_the_list_has_to_do(hall: Hall) -> None:
    hall.open(1)
    hall.take("A", by="Máy lấy số 2")
    with hall.database.write() as connection:
        connection.execute(update(Device).where(Device.kind == "printer").values(active=False))
    end_day(hall, carry_over=True)
    assert left_over(hall) == [("A001", ("2026-11-24", "A001"))]
    assert printed(hall) == []


# By itself


def test_a_centre_may_choose_that_a_day_which_ends_by_itself_carries_over(hall: Hall) -> None:
    rule(hall, day_end_carries=True)
    hall.open(1)
    hall.queue("A001")
    printed(hall)
    assert keep_days(hall.at("23:00")) is True
    assert left_over(hall) == [("A001", ("2026-11-24", "A001"))]
    assert [slip["number"] for slip in printed(hall)] == ["A001"]


def test_it_then_carries_over_from_a_day_too_on_which_nobody_came_to_work(hall: Hall) -> None:
    rule(hall, day_end_carries=True)
    hall.open(1)
    hall.queue("A001")
    end_day(hall, carry_over=True)
    day_off(hall, holiday=TUESDAY)
    assert keep_days(hall.at("23:00", TUESDAY)) is True
    assert left_over(hall, TUESDAY) == [("A001", ("2026-11-25", "A001"))]
    assert keep_days(hall) is False


def test_and_leaves_them_where_there_is_no_day_to_carry_over_to(hall: Hall) -> None:
    rule(hall, day_end_carries=True)
    hall.open(1)
    hall.queue("A001")
    for weekday in range(7):
        day_off(hall, weekday=weekday)
    assert keep_days(hall.at("23:00")) is True
    assert left_over(hall) == [("A001", None)]
