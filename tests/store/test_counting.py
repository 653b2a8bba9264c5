"""What the database counts of a year is what is counted of the same turns one by one."""

import sqlite3
from collections import Counter as Tally
from collections import defaultdict
from itertools import pairwise
from typing import Any

import psycopg
import pytest
from sqlalchemy.sql.visitors import iterate

from app.domain.figures import Gathering, Measured, mean, minute_of
from app.domain.ticket import State
from app.services import reports
from app.store import counting, report_sums
from app.store.counting import DAYS_AT_ONCE
from app.store.kept import Kept
from app.store.models import Turn
from app.store.models.ticket import COUNTED
from app.store.reports import By, Range
from app.store.work import Hall as Look
from bench import loading
from bench.year import COLUMNS, FIRST, LAST, Place, turns
from tests.services.acts import rule
from tests.support.hall import Hall

pytestmark = pytest.mark.tampers

TURNS = 2_000
YEAR = Range(FIRST, LAST)
KEY = {By.FIELD: "field_id", By.COUNTER: "counter_id", By.CLERK: "clerk_id", By.HOUR: "hour", By.DAY: "day"}
Row = dict[str, Any]


@pytest.fixture
def year(hall: Hall, database_url: str) -> list[Row]:
    """Write a year of two thousand people into the hall; return it."""
    with hall.look() as look:
        counters = sorted(hall.counter_ids.values())
        clerks = [hall.actor(f"quay{number}").staff_id for number in (1, 2)]
        fields = [field.id for field in reports.fields.every(look)]
    place = Place(hall.centre_id, dict.fromkeys(fields, 900000), counters, [id for id in clerks if id])
    rows = list(turns(place, TURNS))
    if database_url.startswith("sqlite"):
        into = sqlite3.connect(database_url.removeprefix("sqlite:///"))
        loading.into_sqlite(into, rows)
        into.close()
    else:
        with psycopg.connect(database_url) as connection:
            loading.into_postgresql(connection, rows)
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows]


def measured(turn: Row) -> Measured:
    """Return a turn as the figures need it; every seventh ticket's absence was recorded early."""
    told = {name: turn[name] for name in Measured.__slots__ if name in turn and name != "outcome"}
    early = turn["outcome"] == "no_show" and turn["ticket_id"] % 7 == 0
    return Measured(**told, outcome=State(turn["outcome"]), early=early)


def figures(those: list[Row], *, open_hours: bool) -> dict[str, Any]:
    """Return the figures of turns counted one by one."""
    gathering = Gathering()
    for turn in those:
        gathering.add(measured(turn))
    return reports.flat(gathering.figures(open_hours=open_hours))


@pytest.mark.parametrize("open_hours", [True, False])
def test_every_figure_is_the_one_counted_by_hand(hall: Hall, year: list[Row], open_hours: bool) -> None:
    rule(hall, headline_open_hours=open_hours)
    waited = "wait_open_ms" if open_hours else "wait_ms"
    served = [turn for turn in year if turn["outcome"] == "done"]
    bars = Tally(minute_of(turn[waited]) for turn in served)
    for by in By:
        told = report(hall, by)
        assert told["total"] == figures(year, open_hours=open_hours)
        assert {bar["minute"]: bar["turns"] for bar in told["distribution"] if bar["turns"]} == bars
        groups = {group["key"]: group for group in told["groups"]}
        apart = grouped(year, KEY[by])
        assert set(groups) == set(apart)
        for key, those in apart.items():
            assert groups[key]["figures"] == figures(those, open_hours=open_hours)
            assert groups[key]["hours"] == hours([turn for turn in those if turn["outcome"] == "done"], waited)


def test_of_some_days_only_their_turns_are_counted_the_first_and_the_last_too(hall: Hall, year: list[Row]) -> None:
    days = sorted({turn["day"] for turn in year})
    first, last = days[3], days[3 + 2 * DAYS_AT_ONCE]
    told = report(hall, By.DAY, Range(first, last))
    assert told["total"] == figures([t for t in year if first <= t["day"] <= last], open_hours=True)
    assert [group["key"] for group in told["groups"]] == [str(day) for day in days if first <= day <= last]


def test_what_is_counted_in_one_go_joins_and_leaves_out_no_day(hall: Hall) -> None:
    with hall.look() as look:
        spans = list(counting._spans(look, YEAR))
    assert (spans[0].first, spans[-1].last) == (FIRST, LAST)
    assert all((later.first - span.last).days == 1 for span, later in pairwise(spans))


@pytest.mark.parametrize("kept", [*report_sums.SUMS.values(), *report_sums.MIDDLES.values()])
def test_all_that_is_counted_stands_in_the_index(kept: Kept) -> None:
    read = {found.name for found in iterate(kept.statement) if getattr(found, "table", None) is Turn.__table__}
    assert {"outcome", "wait_ms"} <= read <= {"centre_id", "day", *COUNTED}


@pytest.mark.usefixtures("year")
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_of_a_year_postgresql_reads_the_index_alone(hall: Hall) -> None:
    statement = report_sums.SUMS[By.FIELD].statement
    query = statement.params({"centre": hall.centre_id, "first": FIRST, "last": LAST})
    with hall.look() as look:
        # Of so few turns it would rather read the table.
        look.connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        look.connection.exec_driver_sql("SET LOCAL enable_bitmapscan = off")
        assert "Index Only Scan using ix_turns_centre_day on turns" in plan(look, query)


def plan(look: Look, statement: Any) -> str:
    """Return how PostgreSQL would answer a query."""
    query = statement.compile(look.connection, compile_kwargs={"literal_binds": True})
    return "\n".join(row[0] for row in look.connection.exec_driver_sql(f"EXPLAIN {query}".replace("%", "%%")))


def report(hall: Hall, by: By, days: Range = YEAR) -> dict[str, Any]:
    with hall.look() as look:
        return reports.waits(look, days, by)


def grouped(year: list[Row], name: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for turn in year:
        if turn[name] is not None:
            found[str(turn[name])].append(turn)
    return found


def hours(served: list[Row], waited: str) -> dict[str, Any]:
    waits: dict[int, list[int]] = defaultdict(list)
    for turn in served:
        waits[turn["hour"]].append(turn[waited])
    return {f"{hour:02d}": {"mean_ms": mean(those), "turns": len(those)} for hour, those in waits.items()}
