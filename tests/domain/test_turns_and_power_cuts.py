"""Turns that a power cut went through, and those entered again from paper."""

import pytest

from app.domain.hours import Span
from tests.domain.visits import TAX, A, S, clock, minutes, turn, turns


@pytest.mark.parametrize(
    ("began", "ended", "spans"),
    [
        ("9:05", "9:08", True),
        ("8:00", "9:01", True),
        ("9:19", "10:00", True),
        ("8:00", "12:00", True),
        ("8:00", "9:00", False),
        ("9:20", "9:30", False),
    ],
)
def test_a_turn_spans_an_outage_that_any_of_it_lay_in(began: str, ended: str, spans: bool) -> None:
    outage = Span(clock(began), clock(ended))
    told = turn(("9:00", A.ISSUE), ("9:10", A.CALL), ("9:11", A.START), ("9:20", A.FINISH), outages=[outage])
    assert told.spans_outage is spans


def test_each_turn_of_a_ticket_is_judged_by_itself() -> None:
    steps = (("9:00", A.ISSUE), ("9:10", A.CALL), ("9:11", A.START), ("9:20", A.FURTHER, {"field_id": TAX}))
    outage = Span(clock("9:30"), clock("9:40"))
    assert [told.spans_outage for told in turns(*steps, outages=[outage])] == [False, True]


def test_what_was_entered_again_counts_from_the_time_it_was_really_given() -> None:
    again = {"arrived_at": clock("8:12"), "priority": True}
    told = turn(
        ("9:00", A.ISSUE, {"arrived_at": clock("8:52")}),
        ("9:01", A.CANCEL),
        ("9:02", A.ENTER_AGAIN, again),
        ("9:10", A.CALL),
        ("9:11", A.START),
        ("9:20", A.FINISH),
    )
    assert (told.arrived_at, told.wait, told.outcome) == (clock("8:12"), minutes(58), S.DONE)
    assert told.priority is True
