"""A counter's fields are changed while the hall runs: the last one asks, two people at once do not overwrite."""

from datetime import timedelta

import pytest

from app.domain.errors import BadInput, ChangedMeanwhile, FieldClosed, FieldWouldStrand, UnknownField
from app.services import staffing
from app.services.staffing import Share
from tests.services.acts import SUPERVISOR, assign, close, events, given, pause, revision, serves
from tests.support.hall import Hall, at_once


def test_a_counter_serves_what_it_is_given_from_now_on(hall: Hall) -> None:
    hall.open(1)
    assign(hall, 1, ("B", 0), ("A", 10))
    assert serves(hall, 1) == {"B": 0, "A": 10}
    assert hall.take("B").shown == "B001"
    assign(hall, 1, ("H", 0), confirm=True)
    assert serves(hall, 1) == {"H": 0}
    with pytest.raises(FieldClosed):
        hall.take("B")


def test_what_makes_no_sense_is_refused_and_changes_nothing(hall: Hall) -> None:
    hall.open(1)
    ask = [Share("A", 0)]
    for wrong in ([Share("A", -1)], [Share("A", 241)], [Share("A", 0), Share("A", 5)]):
        with pytest.raises(BadInput):
            hall.act(SUPERVISOR, staffing.set_fields, hall.counter_ids[1], wrong)
    with pytest.raises(UnknownField):
        hall.act(SUPERVISOR, staffing.set_fields, hall.counter_ids[1], [Share("Z", 0)])
    with pytest.raises(BadInput):
        hall.act(SUPERVISOR, staffing.set_fields, hall.counter_ids[1], ask, until=hall.now)
    assert serves(hall, 1) == {"A": 0}


# The last counter of a field


def test_the_last_counter_of_a_field_with_people_waiting_is_not_taken_from_it_unasked(hall: Hall) -> None:
    hall.open(2)
    hall.queue("B001", "B002")
    with pytest.raises(FieldWouldStrand) as refused:
        assign(hall, 2, ("A", 0))
    assert refused.value.data == {"field": "Chứng thực", "prefix": "B", "waiting": 2}
    assert given(hall, 2) == {"A": (0, False), "B": (0, False)}


def test_one_may_insist(hall: Hall) -> None:
    hall.open(2)
    hall.queue("B001")
    assign(hall, 2, ("A", 0), confirm=True)
    assert given(hall, 2) == {"A": (0, False)}
    assert hall.ticket("B001").state == "waiting"


def test_nobody_is_asked_when_nobody_waits_or_another_counter_is_there(hall: Hall) -> None:
    hall.open(2)
    assign(hall, 2, ("A", 0))
    hall.open(1)
    hall.queue("A001")
    assign(hall, 1, ("H", 0))
    assert given(hall, 1) == {"H": (0, False)}


def test_a_counter_paused_for_a_moment_still_stands_by_its_field(hall: Hall) -> None:
    hall.open(2, 3)
    hall.queue("B001")
    pause(hall, 3)
    assign(hall, 2, ("A", 0))
    assert given(hall, 2) == {"A": (0, False)}


def test_a_closed_counter_does_not_stand_by_the_field_of_one_at_work(hall: Hall) -> None:
    hall.open(2, 3)
    hall.queue("B001")
    close(hall, 3)
    with pytest.raises(FieldWouldStrand):
        assign(hall, 2, ("A", 0))


def test_over_lunch_the_last_counter_that_will_be_there_again_asks_too(hall: Hall) -> None:
    hall.open(2)
    hall.queue("B001")
    close(hall, 2)
    assign(hall, 2, ("A", 0))
    with pytest.raises(FieldWouldStrand):
        assign(hall, 3, ("A", 5))


def test_a_loan_that_is_the_last_help_is_not_ended_unasked(hall: Hall) -> None:
    hall.open(1, 2)
    assign(hall, 1, ("H", 0), until=hall.now + timedelta(hours=1))
    hall.queue("H001")
    with pytest.raises(FieldWouldStrand):
        assign(hall, 1, ("A", 0))


# Two people at once


def test_two_supervisors_changing_one_counter_do_not_overwrite_each_other(hall: Hall) -> None:
    seen = revision(hall)

    def change(by: str, field: str) -> str:
        try:
            assign(hall, 1, ("A", 0), (field, 0), by=by, seen=seen)
        except ChangedMeanwhile as refused:
            return refused.code
        return field

    told = at_once(lambda: change(SUPERVISOR, "B"), lambda: change("quantri", "H"))
    (won,) = [name for name in told if name != "changed_meanwhile"]
    assert sorted(told) == sorted([won, "changed_meanwhile"])
    assert given(hall, 1) == {"A": (0, False), won: (0, False)}


def test_the_second_hears_who_was_first_and_both_versions(hall: Hall) -> None:
    seen = revision(hall)
    assign(hall, 1, ("H", 7), by="quantri", seen=seen)
    with pytest.raises(ChangedMeanwhile) as refused:
        assign(hall, 1, ("B", 0), seen=seen)
    told = refused.value.data
    assert (told["subject"], told["by"], told["at"]) == ("Quầy số 1", "Quản trị hệ thống", "2026-11-23T02:00:00.000Z")
    assert [entry["lag_minutes"] for entry in told["before"] + told["after"]] == [0, 7]
    assign(hall, 1, ("B", 0), seen=revision(hall))


def test_who_presses_again_before_the_page_knows_is_not_taken_for_somebody_else(hall: Hall) -> None:
    seen = revision(hall)
    assign(hall, 1, ("H", 7), seen=seen)
    assign(hall, 1, ("B", 0), seen=seen)
    assert given(hall, 1) == {"B": (0, False)}
    with pytest.raises(ChangedMeanwhile):
        assign(hall, 1, ("A", 0), by="quantri", seen=seen)


def test_another_counter_or_a_turn_meanwhile_is_in_nobodys_way(hall: Hall) -> None:
    seen = revision(hall)
    hall.open(1)
    hall.queue("A001")
    assign(hall, 2, ("B", 0), seen=seen)
    assign(hall, 1, ("A", 0), ("B", 5), seen=seen)
    assert given(hall, 1) == {"A": (0, False), "B": (5, False)}


def test_a_loan_that_ends_by_itself_is_no_change_by_another(hall: Hall) -> None:
    assign(hall, 1, ("H", 0), until=hall.now + timedelta(minutes=10))
    seen = revision(hall)
    hall.wait(minutes=11)
    assign(hall, 1, ("B", 0), seen=seen)
    assert given(hall, 1) == {"B": (0, False)}


def test_a_change_is_kept_with_before_and_after(hall: Hall) -> None:
    assign(hall, 1, ("B", 10))
    (event,) = events(hall, "counter_fields")
    assert (event.subject, event.actor_name, event.counter_id) == ("Quầy số 1", "Điều phối", hall.counter_ids[1])
    assert [entry["lag_minutes"] for entry in event.data["before"] + event.data["after"]] == [0, 10]
