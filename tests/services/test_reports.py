"""The report of waits, recounted by hand for one small written day."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from app.domain.errors import BadInput
from app.services import reports
from app.store.models import Staff
from app.store.reports import By, Range
from tests.services.acts import rule
from tests.support.hall import MONDAY, Hall

MINUTE = 60_000


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
        "behind",
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


def test_people_stand_in_the_order_of_their_names_whatever_they_did(day: Hall) -> None:
    names = {"quay1": "Trần Thị Bình", "quay2": "Vũ Văn An"}
    with day.database.write() as connection:
        for username, name in names.items():
            connection.execute(update(Staff).where(Staff.username == username).values(name=name))
    groups = report(day, By.CLERK)["groups"]
    assert [(group["label"], group["figures"]["turns"]) for group in groups] == [
        ("Vũ Văn An", 1),
        ("Trần Thị Bình", 3),
    ]


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
