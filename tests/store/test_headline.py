"""The figures of the day so far are those a report makes of the same turns."""

from random import Random

import pytest

from app.services import reports
from app.store import headline
from app.store.headline import Headline
from app.store.reports import By, Range
from tests.services.acts import cancel, end_day, rule
from tests.support.hall import MONDAY, Hall


def both(hall: Hall) -> tuple[Headline, Headline]:
    """Return what the database counts, and what the report of today says in the same words."""
    with hall.look() as look:
        told = reports.waits(look, Range(MONDAY, MONDAY), By.FIELD)["total"]
        counted = headline.so_far(look)
    spread = {name: told[name] for name in ("mean_ms", "median_ms", "p90_ms", "max_ms", "within")}
    beside = {name: told[name] for name in ("within_with_no_shows_share", "no_shows", "cancelled", "expired")}
    return counted, Headline(served=told["turns"], spread=type(counted.spread)(**spread), **beside)


def one_by_lot(hall: Hall, chance: Random) -> None:
    """Somebody comes, and is served after a while, or gives up, or is not there."""
    number = hall.take(chance.choice("AB")).shown
    hall.wait(seconds=chance.randrange(1, 600))
    if chance.random() < 0.15:
        cancel(hall, number)
        return
    called = hall.called(2)
    assert called is not None
    hall.wait(seconds=chance.randrange(180))
    if chance.random() < 0.25:
        hall.no_show(called)
        return
    hall.start(called)
    hall.wait(seconds=chance.randrange(300))
    hall.finish(called)


@pytest.mark.parametrize("open_hours", [True, False])
def test_a_day_with_lunch_in_it_is_counted_as_its_report_counts_it(hall: Hall, open_hours: bool) -> None:
    rule(hall, headline_open_hours=open_hours)
    hall.open(2)
    chance = Random(3)
    for _ in range(12):
        one_by_lot(hall, chance)
    over_lunch = hall.at("11:15").take("B").shown
    hall.at("13:40")
    assert hall.serve(2) == over_lunch
    counted, reported = both(hall)
    assert counted == reported
    assert min(counted.served, counted.no_shows, counted.cancelled) > 0
    for _ in range(2):
        hall.take("A")
    hall.at("17:30")
    end_day(hall)
    counted, reported = both(hall)
    assert counted == reported
    assert counted.expired == 2


def test_a_day_on_which_nobody_has_been_served_yet_has_counts_and_no_times(hall: Hall) -> None:
    counted, reported = both(hall)
    assert counted == reported
    assert (counted.served, counted.spread.mean_ms) == (0, None)


def test_of_one_who_was_served_every_figure_is_the_wait(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.wait(minutes=4, seconds=59)
    assert hall.serve(1) == "A001"
    counted, reported = both(hall)
    assert counted == reported
    spread = counted.spread
    assert {spread.mean_ms, spread.median_ms, spread.p90_ms, spread.max_ms} == {300_000}
