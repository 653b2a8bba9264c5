"""The plain SQL that the report of waits by field needs, and the report's numbers made of what it returns.

Four statements, as somebody would write them who wants every number and nothing twice: sums by field, hour and outcome
(those of a field, of its hours and of the whole centre are additions away), quantiles by field and of all, the bars of
the distribution, and absences recorded early. All figures in one statement with ROLLUP take half as long again: whole
turns have to be sorted by field then. The headline is the wait within opening hours.
"""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any, Final

import psycopg

_OF = "FROM turns WHERE centre_id = %(centre)s AND day BETWEEN %(first)s AND %(last)s"
_SUMS = f"""
    SELECT field_id, hour, outcome, count(*),
        sum(wait_open_ms), max(wait_open_ms), count(*) FILTER (WHERE wait_open_ms <= target_ms),
        sum(wait_ms), max(wait_ms), count(*) FILTER (WHERE wait_ms <= target_ms),
        sum(way_ms), count(way_ms), sum(waited_again_ms), count(*) FILTER (WHERE waited_again_ms > 0),
        sum(stay_ms), count(*) FILTER (WHERE stay_ms <= target_ms), sum(service_ms), sum(dossiers),
        count(*) FILTER (WHERE out_of_order), count(*) FILTER (WHERE spans_outage)
    {_OF} GROUP BY field_id, hour, outcome"""
_SUMMED: Final = (
    *("field", "hour", "outcome", "turns", "inside", "longest_inside", "within_inside"),
    *("elapsed", "longest_elapsed", "within_elapsed", "way", "walked", "again", "waited_again"),
    *("stay", "stays_within", "service", "dossiers", "out_of_order", "spans_outage"),
)
_MIDDLES = f"""
    SELECT field_id,
        percentile_disc(0.5) WITHIN GROUP (ORDER BY wait_open_ms),
        percentile_disc(0.9) WITHIN GROUP (ORDER BY wait_open_ms),
        percentile_disc(0.5) WITHIN GROUP (ORDER BY wait_ms),
        percentile_disc(0.9) WITHIN GROUP (ORDER BY wait_ms)
    {_OF} AND outcome = 'done' GROUP BY ROLLUP (field_id)"""
_DISTRIBUTION = f"""
    SELECT least(40, (wait_open_ms - 1) / 60000) AS minute, count(*) {_OF} AND outcome = 'done' GROUP BY minute"""
_EARLY = f"""
    SELECT field_id, count(*) {_OF} AND outcome = 'no_show' AND EXISTS (
        SELECT FROM ticket_events AS event WHERE event.ticket_id = turns.ticket_id
        AND event.action = 'confirm_absence' AND event.at = turns.ended_at)
    GROUP BY field_id"""
STATEMENTS: Final = (_SUMS, _MIDDLES, _DISTRIBUTION, _EARLY)

Rows = list[tuple[Any, ...]]
Sums = list[dict[str, Any]]


def fetch(connection: "psycopg.Connection[Any]", centre: int, first: date, last: date) -> list[Rows]:
    """Return the rows of each of STATEMENTS, all read in one snapshot."""
    asked = {"centre": centre, "first": first, "last": last}
    with connection.transaction():
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        return [connection.execute(text, asked).fetchall() for text in STATEMENTS]


def numbers(fetched: list[Rows]) -> dict[str, Any]:
    """Return what `of_report` returns of the report of the same days."""
    sums, middles, bars, absences = fetched
    rows = [dict(zip(_SUMMED, row, strict=True)) for row in sums]
    middle, early, turns = {row[0]: row[1:] for row in middles}, dict(absences), dict(bars)
    fields = {field: [row for row in rows if row["field"] == field] for field in {row["field"] for row in rows}}
    return {
        "total": _figures(rows, middle[None], sum(early.values())),
        "groups": {str(key): _figures(of, middle[key], early.get(key, 0)) for key, of in fields.items()},
        "hours": {str(key): _hours(of) for key, of in fields.items()},
        "distribution": [turns.get(minute, 0) for minute in range(41)],
    }


def of_report(report: dict[str, Any]) -> dict[str, Any]:
    """Return the numbers of a report by field: figures of the centre and of each field, its hours, the bars."""
    return {
        "total": report["total"],
        "groups": {group["key"]: group["figures"] for group in report["groups"]},
        "hours": {group["key"]: group["hours"] for group in report["groups"]},
        "distribution": [bar["turns"] for bar in report["distribution"]],
    }


def _figures(rows: Sums, middle: tuple[int, ...], early: int) -> dict[str, Any]:
    done, absent, cancelled, expired = (_of(rows, name) for name in ("done", "no_show", "cancelled", "expired"))
    served, missed = _sum(done, "turns"), _sum(absent, "turns")
    inside, elapsed = _spread(done, "inside", middle[:2]), _spread(done, "elapsed", middle[2:])
    return {
        "turns": served,
        **inside,
        "elapsed": elapsed,
        "within_share": inside["within"] / served,
        "within_with_no_shows_share": (inside["within"] + _sum(absent, "stays_within")) / (served + missed),
        "way_mean_ms": _mean(done, "way", "walked"),
        "service_mean_ms": _mean(done, "service"),
        "waited_again_mean_ms": _mean(done, "again", "waited_again"),
        "no_shows": missed,
        "no_show_stay_mean_ms": _mean(absent, "stay"),
        "early_no_shows": early,
        "cancelled": _sum(cancelled, "turns"),
        "cancelled_stay_mean_ms": _mean(cancelled, "stay"),
        "expired": _sum(expired, "turns"),
        "expired_stay_mean_ms": _mean(expired, "stay"),
        "out_of_order": _sum(rows, "out_of_order"),
        "spans_outage": _sum(rows, "spans_outage"),
        "dossiers": _sum(done, "dossiers"),
    }


def _spread(done: Sums, wait: str, middle: tuple[int, ...]) -> dict[str, Any]:
    told = {"mean_ms": _mean(done, wait), "median_ms": middle[0], "p90_ms": middle[1]}
    return told | {"max_ms": max(row[f"longest_{wait}"] for row in done), "within": _sum(done, f"within_{wait}")}


def _hours(rows: Sums) -> dict[str, Any]:
    """Return the mean wait of the served of each hour, and how many they are."""
    done = sorted(_of(rows, "done"), key=lambda row: int(row["hour"]))
    return {f"{row['hour']:02d}": {"mean_ms": _mean([row], "inside"), "turns": row["turns"]} for row in done}


def _of(rows: Sums, outcome: str) -> Sums:
    return [row for row in rows if row["outcome"] == outcome]


def _sum(rows: Iterable[dict[str, Any]], name: str) -> int:
    return sum(int(row[name] or 0) for row in rows)


def _mean(rows: Sums, name: str, count: str = "turns") -> float | None:
    counted = _sum(rows, count)
    return float(Fraction(_sum(rows, name), counted)) if counted else None
