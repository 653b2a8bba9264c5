"""The report of waits, recounted by hand for one small written day."""

from datetime import timedelta
from typing import Any

import pytest

from app.domain.errors import BadInput
from app.services import calling, reports
from app.services.serving import Outcome
from app.store.reports import By, Range
from tests.services.acts import SUPERVISOR, cancel, end_day, rule
from tests.support.hall import MONDAY, Hall

MINUTE = 60_000


@pytest.fixture
def day(hall: Hall) -> Hall:
    """One Monday at counters 1 (field A) and 2 (field B).

    | number | taken | called | started | ended | wait | in hours | way | service |
    | A001   | 09:00 | 09:10  | 09:11   | 09:16 | 10   | 10       | 1   | 5       | two dossiers
    | A002   | 09:05 | 09:20  | 09:22   | 09:30 | 15   | 15       | 2   | 8       |
    | B001   | 09:30 | 09:31  |         | 09:33 | absent after 3 minutes
    | A003   | 11:15 | 13:10  | 13:10   | 13:20 | 115  | 25       | 0   | 10      | over lunch
    | B002   | 14:00 |        |         | 14:08 | gave up after 8 minutes
    | B003   | 14:00 | 14:02  | 14:03   | 14:24 | 2    | 2        | 1   | 2 + 5   | out of order, held 14:05–14:15,
    |        |       |        |         |       |      |          |     |         | called again 14:18, started 14:19
    | A004   | 15:00 |        |         | 17:30 | expired after 150 minutes
    """
    hall.open(1, 2)
    script: list[tuple[str, Any]] = [
        ("09:00", lambda: hall.take("A")),
        ("09:05", lambda: hall.take("A")),
        ("09:10", lambda: hall.called(1)),
        ("09:11", lambda: hall.start("A001")),
        ("09:16", lambda: hall.finish("A001", Outcome(2, "received"))),
        ("09:20", lambda: hall.called(1)),
        ("09:22", lambda: hall.start("A002")),
        ("09:30", lambda: (hall.finish("A002"), hall.take("B"))),
        ("09:31", lambda: hall.called(2)),
        ("09:33", lambda: hall.no_show("B001")),
        ("11:15", lambda: hall.take("A")),
        ("13:10", lambda: (hall.called(1), hall.start("A003"))),
        ("13:20", lambda: hall.finish("A003")),
        ("14:00", lambda: (hall.take("B"), hall.take("B"))),
        ("14:02", lambda: out_of_order(hall, "B003")),
        ("14:03", lambda: hall.start("B003")),
        ("14:05", lambda: hall.hold("B003")),
        ("14:08", lambda: cancel(hall, "B002")),
        ("14:15", lambda: hall.resume("B003")),
        ("14:18", lambda: hall.called(2)),
        ("14:19", lambda: hall.start("B003")),
        ("14:24", lambda: hall.finish("B003")),
        ("15:00", lambda: hall.take("A")),
        ("17:30", lambda: end_day(hall)),
    ]
    for clock, act in script:
        hall.at(clock)
        act()
    return hall


def out_of_order(hall: Hall, number: str) -> None:
    ticket = hall.ticket(number).id
    hall.act(SUPERVISOR, calling.call_out_of_order, hall.counter_ids[2], ticket, reason="người bệnh")


def report(hall: Hall, by: By = By.FIELD, *, first: int = 0, last: int = 0) -> dict[str, Any]:
    with hall.look() as look:
        return reports.waits(look, Range(MONDAY + timedelta(days=first), MONDAY + timedelta(days=last)), by)


def test_the_figures_of_the_day_are_those_counted_by_hand(day: Hall) -> None:
    assert report(day)["total"] == {
        "turns": 4,
        "within": 3,
        "within_share": 0.75,
        "mean_ms": 13 * MINUTE,
        "median_ms": 10 * MINUTE,
        "p90_ms": 25 * MINUTE,
        "max_ms": 25 * MINUTE,
        "elapsed": {
            "mean_ms": 35.5 * MINUTE,
            "median_ms": 10 * MINUTE,
            "p90_ms": 115 * MINUTE,
            "max_ms": 115 * MINUTE,
            "within": 3,
        },
        "way_mean_ms": 1 * MINUTE,
        "service_mean_ms": 7.5 * MINUTE,
        "waited_again_mean_ms": 3 * MINUTE,
        "no_shows": 1,
        "no_show_stay_mean_ms": 3 * MINUTE,
        "cancelled": 1,
        "cancelled_stay_mean_ms": 8 * MINUTE,
        "early_no_shows": 1,
        "expired": 1,
        "expired_stay_mean_ms": 150 * MINUTE,
        "within_with_no_shows_share": 0.8,
        "out_of_order": 1,
        "spans_outage": 0,
        "dossiers": 5,
    }


def test_a_report_says_of_what_it_is_and_by_which_definitions(day: Hall) -> None:
    told = report(day)
    assert {name: told[name] for name in ("centre", "from", "to", "by", "headline", "target_minutes")} == {
        "centre": "thu",
        "from": "2026-11-23",
        "to": "2026-11-23",
        "by": "field",
        "headline": "open_hours",
        "target_minutes": 15,
    }
    assert told["generated_at"] == "2026-11-23T10:30:00.000Z"
    assert set(told) == {
        "centre",
        "from",
        "to",
        "by",
        "headline",
        "target_minutes",
        "generated_at",
        "total",
        "groups",
        "distribution",
        "definitions",
    }
    assert {frozenset(row) for row in told["definitions"]} == {frozenset({"term", "text"})}


# Served turns, their mean wait in minutes, and the absent.
GROUPS: dict[By, dict[str, tuple[int, float | None, int]]] = {
    By.FIELD: {"Hộ tịch": (3, 50 / 3, 0), "Chứng thực": (1, 2, 1)},
    By.COUNTER: {"Quầy số 1": (3, 50 / 3, 0), "Quầy số 2": (1, 2, 1)},
    By.CLERK: {"Cán bộ quầy 1": (3, 50 / 3, 0), "Cán bộ quầy 2": (1, 2, 1)},
    By.HOUR: {"09:00": (2, 12.5, 1), "11:00": (1, 25, 0), "14:00": (1, 2, 0), "15:00": (0, None, 0)},
    By.DAY: {"23/11/2026": (4, 13, 1)},
}


def test_the_groups_of_every_division(day: Hall) -> None:
    for by in By:
        found = {row["label"]: row["figures"] for row in report(day, by)["groups"]}
        assert list(found) == list(GROUPS[by])
        for label, (turns, mean, no_shows) in GROUPS[by].items():
            figures = found[label]
            assert (figures["turns"], figures["no_shows"]) == (turns, no_shows)
            assert figures["mean_ms"] == (pytest.approx(mean * MINUTE) if mean is not None else None)


def test_a_group_tells_the_mean_wait_of_each_hour_in_which_numbers_were_taken(day: Hall) -> None:
    (land, certification) = report(day)["groups"]
    assert (land["prefix"], certification["prefix"]) == ("A", "B")
    assert land["hours"] == {
        "09": {"mean_ms": 12.5 * MINUTE, "turns": 2},
        "11": {"mean_ms": 25 * MINUTE, "turns": 1},
    }


def test_a_wait_of_exactly_the_target_stands_before_the_line(day: Hall) -> None:
    told = {row["minute"]: row["turns"] for row in report(day)["distribution"]}
    assert {minute: turns for minute, turns in told.items() if turns} == {1: 1, 9: 1, 14: 1, 24: 1}
    assert list(told) == list(range(41))


def test_a_centre_may_make_the_whole_wait_its_headline(day: Hall) -> None:
    rule(day, headline_open_hours=False)
    told = report(day)
    assert (told["headline"], told["total"]["mean_ms"]) == ("elapsed", 35.5 * MINUTE)
    assert sum(row["turns"] for row in told["distribution"][40:]) == 1


def test_the_supervisors_screen_and_the_report_say_the_same(day: Hall) -> None:
    headline, total = day.snapshot("supervisor")["headline"], report(day)["total"]
    same = ("within", "mean_ms", "median_ms", "p90_ms", "max_ms", "within_with_no_shows_share", "no_shows")
    assert {name: headline[name] for name in same} == {name: total[name] for name in same}
    assert headline["served"] == total["turns"]


def test_days_outside_the_range_are_left_out(day: Hall) -> None:
    assert report(day, first=1, last=7)["total"]["turns"] == 0
    assert report(day, first=-7, last=-1)["groups"] == []
    assert report(day, first=-7, last=7)["total"]["turns"] == 4


def test_a_range_that_runs_backwards_or_has_no_end_is_refused(hall: Hall) -> None:
    with pytest.raises(BadInput):
        report(hall, first=1, last=0)
    with pytest.raises(BadInput):
        report(hall, first=0, last=3661)
    assert report(hall, first=0, last=3660)["total"]["turns"] == 0


def test_an_empty_day_has_no_figures_and_no_faults(hall: Hall) -> None:
    told = report(hall)
    assert (told["total"]["turns"], told["total"]["mean_ms"], told["total"]["within_share"]) == (0, None, None)
    assert sum(row["turns"] for row in told["distribution"]) == 0
