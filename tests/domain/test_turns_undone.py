"""Turns of which a step was taken back."""

from typing import Any

import pytest

from app.domain.turns import Event, effective
from tests.domain.visits import LAND, TAX, A, S, clock, minutes, turn, turns

UNDOABLE_STEPS = [
    ([("9:20", A.FINISH, {"dossiers": 3, "outcome": "received"})], [("9:30", A.FINISH, {"dossiers": 1})]),
    ([("9:20", A.HOLD)], [("9:30", A.FINISH)]),
    ([("9:20", A.TRANSFER, {"field_id": TAX})], [("9:30", A.FINISH)]),
    ([("9:20", A.FURTHER, {"field_id": TAX})], [("9:30", A.FINISH)]),
]


@pytest.mark.parametrize(("undone", "then"), UNDOABLE_STEPS)
def test_after_an_undo_it_is_as_if_the_step_had_never_been(undone: list[Any], then: list[Any]) -> None:
    before: list[Any] = [("9:00", A.ISSUE), ("9:10", A.CALL), ("9:11", A.START)]
    undo = ("9:21", A.UNDO, {"undoes": 4})
    assert turns(*before, *undone, undo, *then) == turns(*before, *then)


def test_the_undo_of_a_start_leaves_the_person_on_the_way() -> None:
    steps = [("9:00", A.ISSUE), ("9:10", A.CALL), ("9:11", A.START), ("9:12", A.UNDO, {"undoes": 3}), ("9:15", A.START)]
    assert turn(*steps).way == minutes(5)


def test_what_was_undone_and_the_undo_itself_are_left_out() -> None:
    rows = [
        Event(1, A.ISSUE, S.WAITING, clock("9:00"), LAND, None, None, False),
        Event(2, A.CANCEL, S.CANCELLED, clock("9:01"), LAND, None, None, False),
        Event(3, A.UNDO, S.WAITING, clock("9:02"), LAND, None, None, False, undoes=2),
    ]
    assert effective(rows) == rows[:1]
