"""A counter is lent to a field for a while, beside what it always serves."""

from datetime import timedelta

import pytest

from app.domain.errors import BadInput, FieldClosed
from app.services import staffing
from app.services.staffing import Share
from tests.services.acts import SUPERVISOR, assign, given, serves
from tests.support.hall import Hall


def lend(hall: Hall, number: int, minutes: float, *told: tuple[str, int]) -> None:
    assign(hall, number, *told, until=hall.now + timedelta(minutes=minutes))


def test_a_loan_lies_over_what_a_counter_serves_and_goes_by_itself(hall: Hall) -> None:
    hall.open(1)
    lend(hall, 1, 30, ("B", 2), ("A", 7))
    assert serves(hall, 1) == {"B": 2, "A": 7}
    lend(hall, 1, 60, ("H", 0))
    assert serves(hall, 1) == {"H": 0, "B": 2, "A": 7}
    assert hall.take("B").shown == "B001"
    hall.wait(minutes=29, seconds=59)
    assert hall.called(1) == "B001"
    hall.wait(seconds=1)
    assert serves(hall, 1) == {"A": 0, "H": 0}
    with pytest.raises(FieldClosed):
        hall.take("B")
    hall.wait(minutes=30)
    assert serves(hall, 1) == {"A": 0}


def test_the_supervisor_sees_until_when_a_counter_is_lent(hall: Hall) -> None:
    hall.open(1)
    lend(hall, 1, 30, ("B", 0))
    (first, *_) = hall.snapshot("supervisor")["counters"]
    until = {field["prefix"]: field["until"] for field in first["fields"]}
    assert until == {"A": None, "B": "2026-11-23T02:30:00.000Z"}


def test_a_lasting_assignment_ends_the_loans(hall: Hall) -> None:
    hall.open(1)
    lend(hall, 1, 30, ("B", 0))
    assign(hall, 1, ("A", 0))
    assert serves(hall, 1) == {"A": 0}


def test_a_loan_named_with_its_end_stays_when_the_rest_is_changed(hall: Hall) -> None:
    until = hall.now + timedelta(minutes=30)
    assign(hall, 1, ("H", 0), until=until)
    shares = [Share("A", 0), Share("B", 5), Share("H", 0, until)]
    hall.act(SUPERVISOR, staffing.set_fields, hall.counter_ids[1], shares)
    assert given(hall, 1) == {"A": (0, False), "B": (5, False), "H": (0, True)}
    hall.wait(minutes=31)
    assert given(hall, 1) == {"A": (0, False), "B": (5, False)}


def test_a_loan_that_ran_out_while_one_hesitated_does_not_come_back(hall: Hall) -> None:
    until = hall.now + timedelta(minutes=30)
    assign(hall, 1, ("H", 0), until=until)
    hall.wait(minutes=31)
    hall.act(SUPERVISOR, staffing.set_fields, hall.counter_ids[1], [Share("B", 0), Share("H", 0, until)])
    assert given(hall, 1) == {"B": (0, False)}


def test_a_field_may_be_served_and_lent_but_not_twice_the_same_way(hall: Hall) -> None:
    until = hall.now + timedelta(minutes=30)
    hall.act(SUPERVISOR, staffing.set_fields, hall.counter_ids[3], [Share("A", 5), Share("A", 0, until)])
    assert given(hall, 3) == {"A": (0, True)}
    with pytest.raises(BadInput):
        hall.act(SUPERVISOR, staffing.set_fields, hall.counter_ids[3], [Share("A", 5), Share("A", 0)])
