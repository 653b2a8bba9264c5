"""The supervisor lets a field that has stopped go on until the session ends."""

from datetime import timedelta

import pytest

from app.domain.errors import CutOff, DayEnded, HallClosed
from tests.services.acts import day_off, end_day
from tests.services.afternoon import override, recorded, stopped, take
from tests.support.hall import MONDAY, Hall


def test_the_supervisor_lets_numbers_be_given_until_the_session_ends(afternoon: Hall) -> None:
    take(afternoon, 6)
    assert override(afternoon) == afternoon.at("17:00").now
    afternoon.at("16:10")
    assert afternoon.take("A").shown == "A013"
    told = afternoon.snapshot("supervisor")
    assert told["override_until"] == "2026-11-23T10:00:00.000Z"
    assert told["fields"][0]["stopped"] is None


def test_and_takes_it_back(afternoon: Hall) -> None:
    take(afternoon, 6)
    override(afternoon)
    assert override(afternoon, on=False) is None
    assert stopped(afternoon)
    assert afternoon.snapshot("supervisor")["override_until"] is None


def test_each_word_is_recorded_with_what_was_before_and_one_that_changes_nothing_is_not(afternoon: Hall) -> None:
    for on in (True, True, False, False):
        override(afternoon, on=on)
    until = "2026-11-23T10:00:00+00:00"
    assert recorded(afternoon) == [
        ("day_override", "2026-11-23", {"before": {"override_until": None}, "after": {"override_until": until}}),
        ("day_override", "2026-11-23", {"before": {"override_until": until}, "after": {"override_until": None}}),
    ]


def test_a_word_given_in_the_morning_holds_for_the_afternoon(hall: Hall) -> None:
    hall.open(1)
    override(hall)
    take(hall, 30)
    assert hall.at("16:49").take("A").shown == "A031"


def test_it_does_not_hold_on_the_next_day(afternoon: Hall) -> None:
    override(afternoon)
    take(afternoon, 20)
    afternoon.at("16:00", MONDAY + timedelta(days=1))
    assert afternoon.snapshot("supervisor")["override_until"] is None
    assert stopped(afternoon)


def test_it_gives_no_numbers_after_the_cut_off(afternoon: Hall) -> None:
    override(afternoon)
    with pytest.raises(CutOff) as refused:
        afternoon.at("16:50").take("A")
    assert refused.value.data == {"opens": "07:15, 24/11/2026"}


@pytest.mark.parametrize("clock", ["17:00", "22:00"])
def test_after_the_last_session_there_is_nothing_to_let_in(hall: Hall, clock: str) -> None:
    with pytest.raises(HallClosed):
        override(hall.at(clock))


def test_on_a_holiday_there_is_nothing_to_let_in(hall: Hall) -> None:
    day_off(hall, holiday=MONDAY)
    with pytest.raises(HallClosed):
        override(hall)


def test_an_ended_day_stays_ended(hall: Hall) -> None:
    end_day(hall)
    with pytest.raises(DayEnded):
        override(hall)
