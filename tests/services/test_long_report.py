"""A report of a year is counted portion by portion, and between two of them the hall goes on."""

from datetime import timedelta
from typing import Any

import pytest

from app.services import reports, turn_list
from app.services.turn_list import Named
from app.store.chosen import Sort
from app.store.reports import PORTION, By, Range
from tests.support import past_turns
from tests.support.hall import MONDAY, Hall

pytestmark = pytest.mark.tampers

YEAR = Range(MONDAY - timedelta(days=365), MONDAY)
TURNS = 4 * PORTION


@pytest.fixture
def long_ago(hall: Hall) -> Hall:
    past_turns.remember(hall, TURNS)
    return hall


class Meanwhile:
    """Whatever is done in the pauses of a report."""

    def __init__(self, hall: Hall) -> None:
        self.hall = hall
        self.pauses = 0

    def __call__(self) -> None:
        self.pauses += 1
        self.hall.take("A")


def test_people_take_numbers_while_a_report_is_being_made(long_ago: Hall) -> None:
    long_ago.open(1)
    meanwhile = Meanwhile(long_ago)
    with long_ago.look() as look:
        told = reports.waits(look, YEAR, By.DAY, pause=meanwhile)
    assert told["total"]["turns"] == TURNS
    assert meanwhile.pauses >= TURNS // PORTION
    assert long_ago.take("A").number == meanwhile.pauses + 1


def test_what_ends_while_a_report_is_being_made_is_in_the_next_one(long_ago: Hall) -> None:
    long_ago.open(1)
    long_ago.queue("A001")

    def pause() -> None:
        long_ago.serve(1)

    def made(**said: Any) -> int:
        with long_ago.look() as look:
            turns: int = reports.waits(look, YEAR, By.FIELD, **said)["total"]["turns"]
        return turns

    assert made(pause=pause) == TURNS
    assert made() == TURNS + 1


def test_the_list_behind_a_figure_pauses_too(long_ago: Hall) -> None:
    long_ago.open(1)
    meanwhile = Meanwhile(long_ago)
    with long_ago.look() as look:
        chosen = turn_list.choose(look, YEAR, Named())
        told = turn_list.page(look, chosen, Sort.WAIT, 1, pause=meanwhile)
    assert (told["total"], len(told["turns"])) == (TURNS, 50)
    assert meanwhile.pauses >= TURNS // PORTION


def test_a_year_has_the_figures_of_its_turns(long_ago: Hall) -> None:
    with long_ago.look() as look:
        told = reports.waits(look, YEAR, By.DAY)
    assert (told["total"]["mean_ms"], told["total"]["max_ms"]) == (630_000, 1_200_000)
    assert (told["total"]["within"], told["total"]["median_ms"]) == (TURNS * 15 // 20, 600_000)
    assert [group["figures"]["turns"] for group in told["groups"]] == [past_turns.PER_DAY] * (
        TURNS // past_turns.PER_DAY
    )
    assert sum(bar["turns"] for bar in told["distribution"]) == TURNS
