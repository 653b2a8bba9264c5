"""After lunch: who has waited since the morning and has not been seen since."""

from datetime import timedelta

import pytest

from app.store.queue import SHOWN
from tests.services.acts import bring_back, day_off, end_day, hours, transfer
from tests.support.hall import MONDAY, Hall

TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture
def lunch(hall: Hall) -> Hall:
    """A001 to A004 waited when the hall went to lunch, B001 as well; counters 1 and 2 are open again."""
    hall.open(1, 2)
    hall.queue("A001", "A002", "A003", "A004", "B001")
    return hall.at("13:05")


def unseen(hall: Hall, audience: str = "supervisor") -> list[str]:
    told = hall.snapshot(audience)
    assert told["morning_total"] == len(told["morning"])
    return [row["number"] for row in told["morning"]]


def in_queue(hall: Hall, counter: int = 1) -> dict[str, bool]:
    return {row["number"]: row["since_morning"] for row in hall.counter_snapshot(counter)["queue"]["rows"]}


def test_tickets_live_across_lunch_with_the_same_due_time(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    due = hall.ticket("A001").due_at
    for clock in ("11:20", "11:30", "12:30", "13:00"):
        assert hall.at(clock).ticket("A001").due_at == due
    assert hall.take("A").shown == "A002"
    assert hall.called(1) == "A001"


def test_they_are_listed_for_supervisor_and_reception_in_calling_order(lunch: Hall) -> None:
    lunch.take("A")
    assert unseen(lunch) == unseen(lunch, "reception") == ["A001", "A002", "A003", "A004", "B001"]
    row = lunch.snapshot("supervisor")["morning"][0]
    assert row == {
        "id": str(lunch.ticket("A001").id),
        "number": "A001",
        "prefix": "A",
        "joined_at": "2026-11-23T02:00:00.000Z",
    }


def test_the_counter_sees_them_marked_in_its_queue(lunch: Hall) -> None:
    lunch.take("A")
    assert in_queue(lunch) == {"A001": True, "A002": True, "A003": True, "A004": True, "A005": False}


def test_neither_in_the_morning_nor_over_lunch_is_anybody_listed(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    for clock in ("10:00", "11:30", "12:59:59"):
        assert unseen(hall.at(clock)) == []
        assert in_queue(hall) == {"A001": False}
    assert unseen(hall.at("13:00")) == ["A001"]


def test_whoever_still_waits_after_closing_is_listed_until_the_day_ends(lunch: Hall) -> None:
    assert len(unseen(lunch.at("17:05"))) == 5
    end_day(lunch)
    assert unseen(lunch) == []


def test_the_one_called_first_after_lunch_says_so_until_they_stand_there(lunch: Hall) -> None:
    lunch.called(1)
    assert lunch.counter_snapshot(1)["ticket"]["since_morning"] is True
    assert unseen(lunch) == ["A002", "A003", "A004", "B001"]
    lunch.start("A001")
    assert lunch.counter_snapshot(1)["ticket"]["since_morning"] is False


def test_who_came_in_the_afternoon_does_not(hall: Hall) -> None:
    hall.at("13:05").open(1)
    hall.queue("A001")
    hall.called(1)
    assert hall.counter_snapshot(1)["ticket"]["since_morning"] is False


def test_absent_and_next_works_down_the_list_with_one_press(lunch: Hall) -> None:
    assert lunch.called(1) == "A001"
    assert lunch.called(1, no_show=True) == "A002"
    assert (lunch.ticket("A001").state, unseen(lunch)) == ("no_show", ["A003", "A004", "B001"])


def test_who_was_brought_back_sent_on_or_put_back_since_has_been_seen(lunch: Hall) -> None:
    lunch.called(1)
    lunch.no_show("A001")
    bring_back(lunch, "A001")
    lunch.called(1)
    lunch.put_back("A002")
    lunch.called(1)
    lunch.start("A003")
    transfer(lunch, "A003", "B", "further_procedure")
    assert unseen(lunch) == ["A004", "B001"]
    assert in_queue(lunch) == {"A001": False, "A002": False, "A004": True}


def test_a_number_moved_to_another_field_is_listed_under_its_letter(lunch: Hall) -> None:
    transfer(lunch, "A004", "B")
    rows = {row["number"]: row["prefix"] for row in lunch.snapshot("supervisor")["morning"]}
    assert (rows["A004"], rows["A003"]) == ("B", "A")


def test_who_was_carried_over_and_is_not_there_is_listed_after_lunch_alone(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    end_day(hall, carry_over=True)
    hall.at("08:00", TUESDAY).open(1)
    assert unseen(hall) == []
    assert unseen(hall.at("13:00")) == ["A001"]


def test_who_was_carried_over_a_weekend_is_not_listed_before_their_day(hall: Hall) -> None:
    day_off(hall, holiday=TUESDAY)
    hall.open(1)
    hall.queue("A001")
    end_day(hall, carry_over=True)
    assert unseen(hall.at("14:00", TUESDAY)) == []


def test_a_hall_with_one_session_has_no_morning_to_miss(hall: Hall) -> None:
    hours(hall, ("07:30", "16:30"))
    hall.open(1)
    hall.queue("A001")
    assert unseen(hall.at("16:00")) == []


def test_a_long_list_is_cut_and_its_length_told(hall: Hall) -> None:
    hall.open(1)
    for _ in range(SHOWN + 2):
        hall.take("A")
    told = hall.at("13:00").snapshot("supervisor")
    assert (len(told["morning"]), told["morning_total"]) == (SHOWN, SHOWN + 2)
