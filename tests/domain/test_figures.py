"""What the figures of a report are, recounted by hand."""

import math
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.figures import LAST_MINUTE, Measured, Spread, mean, minute_of, quantile, spread, summarise, waits_of
from app.domain.ticket import State

HALF, NINE_TENTHS = Fraction(1, 2), Fraction(9, 10)
MINUTE = 60_000
waits = st.lists(st.integers(0, 10**8), min_size=1, max_size=60)


def ended(outcome: State = State.DONE, **told: Any) -> Measured:
    usual: dict[str, Any] = {
        "wait_ms": 10 * MINUTE,
        "wait_open_ms": 10 * MINUTE,
        "way_ms": MINUTE,
        "service_ms": 5 * MINUTE,
        "waited_again_ms": 0,
        "stay_ms": 16 * MINUTE,
        "target_ms": 15 * MINUTE,
        "dossiers": 1,
        "out_of_order": False,
        "spans_outage": False,
    }
    return Measured(outcome=outcome, **(usual | told))


@given(waits, st.sampled_from([HALF, NINE_TENTHS, Fraction(1, 3), Fraction(1)]))
def test_a_quantile_is_the_smallest_value_with_at_least_its_share_at_or_below(
    values: list[int], share: Fraction
) -> None:
    enough = [value for value in values if Fraction(sum(v <= value for v in values), len(values)) >= share]
    assert quantile(sorted(values), share) == min(enough)


@pytest.mark.parametrize(
    ("values", "median", "p90"),
    [([7], 7, 7), ([1, 2], 1, 2), ([1, 2, 3], 2, 3), (list(range(1, 11)), 5, 9), (list(range(1, 12)), 6, 10)],
)
def test_median_and_ninth_decile_by_hand(values: list[int], median: int, p90: int) -> None:
    assert (quantile(values, HALF), quantile(values, NINE_TENTHS)) == (median, p90)


def test_ten_waits_have_their_ninth_as_ninth_decile_despite_binary_fractions() -> None:
    # 0.9 × 10 is 9.000000000000002 to a careless float, and the tenth would be taken.
    assert quantile([10, 20, 30, 40, 50, 60, 70, 80, 90, 1000], NINE_TENTHS) == 90


@given(waits)
def test_the_mean_is_correctly_rounded(values: list[int]) -> None:
    found = mean(values)
    assert found is not None
    assert math.isclose(found, math.fsum(values) / len(values), rel_tol=1e-15)


def test_of_nothing_there_is_no_figure() -> None:
    assert (mean([]), quantile([], HALF)) == (None, None)
    assert spread([]) == Spread(None, None, None, None, 0)


def test_a_wait_equal_to_the_target_is_within_it() -> None:
    told = spread([(15 * MINUTE, 15 * MINUTE), (15 * MINUTE + 1, 15 * MINUTE)])
    assert (told.within, told.max_ms) == (1, 15 * MINUTE + 1)


def test_each_turn_is_measured_by_the_target_of_its_own_field() -> None:
    assert spread([(6 * MINUTE, 5 * MINUTE), (6 * MINUTE, 15 * MINUTE)]).within == 1


def test_the_headline_is_of_served_turns_alone() -> None:
    away = [ended(State.NO_SHOW, stay_ms=40 * MINUTE), ended(State.CANCELLED), ended(State.EXPIRED, wait_ms=None)]
    told = summarise([ended(), *away], open_hours=True)
    assert (told.turns, told.headline.mean_ms, told.headline.max_ms) == (1, 10 * MINUTE, 10 * MINUTE)
    assert (told.no_shows, told.cancelled, told.expired) == (1, 1, 1)
    assert (told.no_show_stay_mean_ms, told.cancelled_stay_mean_ms) == (40 * MINUTE, 16 * MINUTE)


@pytest.mark.parametrize(("open_hours", "headline"), [(True, 20), (False, 110)])
def test_the_centre_chooses_which_wait_is_the_headline(open_hours: bool, headline: int) -> None:
    lunch = ended(wait_ms=110 * MINUTE, wait_open_ms=20 * MINUTE)
    told = summarise([lunch], open_hours=open_hours)
    assert (told.headline.mean_ms, told.elapsed.mean_ms) == (headline * MINUTE, 110 * MINUTE)


def test_the_second_line_counts_the_absent_by_how_long_they_stayed() -> None:
    patient, hasty = ended(State.NO_SHOW, stay_ms=15 * MINUTE), ended(State.NO_SHOW, stay_ms=15 * MINUTE + 1)
    told = summarise([ended(), ended(wait_open_ms=16 * MINUTE), patient, hasty], open_hours=True)
    assert (told.within_share, told.within_with_no_shows_share) == (0.5, 0.5)
    assert summarise([ended(), hasty], open_hours=True).within_with_no_shows_share == 0.5


def test_a_share_of_nobody_is_no_share() -> None:
    told = summarise([], open_hours=True)
    assert (told.within_share, told.within_with_no_shows_share, told.turns) == (None, None, 0)


def test_waiting_again_is_averaged_over_those_who_did() -> None:
    told = summarise([ended(), ended(waited_again_ms=6 * MINUTE)], open_hours=True)
    assert told.waited_again_mean_ms == 6 * MINUTE


def test_dossiers_are_those_of_served_turns() -> None:
    assert summarise([ended(dossiers=3), ended(dossiers=0), ended(State.CANCELLED)], open_hours=True).dossiers == 3


def test_what_was_out_of_order_or_over_an_outage_is_counted_whatever_became_of_it() -> None:
    turns = [ended(out_of_order=True), ended(State.NO_SHOW, out_of_order=True), ended(spans_outage=True)]
    told = summarise(turns, open_hours=True)
    assert (told.out_of_order, told.spans_outage) == (2, 1)


@given(st.integers(0, 10**8))
def test_a_wait_lies_among_the_waits_of_its_bar_and_of_no_other(wait: int) -> None:
    bars = [minute for minute in range(LAST_MINUTE + 1) if _lies(wait, *waits_of(minute))]
    assert bars == [minute_of(wait)]


def test_a_whole_minute_belongs_to_the_bar_that_it_ends() -> None:
    assert [minute_of(wait) for wait in (0, 1, MINUTE, MINUTE + 1, 15 * MINUTE, 15 * MINUTE + 1)] == [
        0,
        0,
        0,
        1,
        14,
        15,
    ]
    assert [minute_of(minutes * MINUTE) for minutes in (40, 41, 400)] == [39, 40, 40]


def _lies(wait: int, longer: int, up_to: int | None) -> bool:
    return wait > longer and (up_to is None or wait <= up_to)
