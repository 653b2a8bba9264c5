"""The figures of the day so far, counted by the database: they are looked at twice a second, and a worker that read the
turns themselves for it would have the more to do the longer the day.

The same as `app.domain.figures.summarise` makes of these turns, to the last digit.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from sqlalchemy import bindparam, case, func, select

from app.domain.figures import MEDIAN, NINTH_DECILE, Spread, rank
from app.domain.ticket import State
from app.store.kept import Kept
from app.store.models import Turn
from app.store.types import AnyRow
from app.store.work import Hall

_TODAY = (Turn.centre_id == bindparam("centre"), Turn.day == bindparam("day"))
# By whether the headline counts the opening hours only.
WAITS = {True: func.coalesce(Turn.wait_open_ms, 0), False: func.coalesce(Turn.wait_ms, 0)}


@dataclass(frozen=True, slots=True)
class Headline:
    """The waits of the served turns of today, and how many turns ended otherwise."""

    served: int
    spread: Spread
    within_with_no_shows_share: float | None
    no_shows: int
    cancelled: int
    expired: int


def so_far(hall: Hall) -> Headline:
    """Return the figures of the turns of today that are over."""
    ended = {row.outcome: row for row in hall.all(_ENDED[hall.rules.headline_open_hours], **_today(hall))}
    done, missed = ended.get(State.DONE), ended.get(State.NO_SHOW)
    within = _int(done, "waits_within") + _int(missed, "stays_within")
    served, absent = _int(done, "turns"), _int(missed, "turns")
    return Headline(
        served=served,
        spread=_spread(hall, done),
        within_with_no_shows_share=within / (served + absent) if served + absent else None,
        no_shows=absent,
        cancelled=_int(ended.get(State.CANCELLED), "turns"),
        expired=_int(ended.get(State.EXPIRED), "turns"),
    )


def _ended(wait: Any) -> Kept:
    within, stayed = case((wait <= Turn.target_ms, 1), else_=0), case((Turn.stay_ms <= Turn.target_ms, 1), else_=0)
    sums = (func.sum(wait).label("waited"), func.max(wait).label("longest"))
    counts = (func.sum(within).label("waits_within"), func.sum(stayed).label("stays_within"))
    ended = select(Turn.outcome, func.count().label("turns"), *sums, *counts)
    return Kept(ended.where(*_TODAY).group_by(Turn.outcome))


def _at(wait: Any) -> Kept:
    return Kept(
        select(wait.label("wait"))
        .where(*_TODAY, Turn.outcome == State.DONE)
        .order_by(wait)
        .offset(bindparam("place"))
        .limit(1)
    )


_ENDED = {open_hours: _ended(wait) for open_hours, wait in WAITS.items()}
_AT = {open_hours: _at(wait) for open_hours, wait in WAITS.items()}


def _spread(hall: Hall, done: AnyRow | None) -> Spread:
    if done is None:
        return Spread(None, None, None, None, 0)
    return Spread(
        mean_ms=float(Fraction(int(done.waited), done.turns)),
        median_ms=_quantile(hall, done.turns, MEDIAN),
        p90_ms=_quantile(hall, done.turns, NINTH_DECILE),
        max_ms=done.longest,
        within=int(done.waits_within),
    )


def _quantile(hall: Hall, turns: int, share: Fraction) -> int:
    found = hall.one(_AT[hall.rules.headline_open_hours], **_today(hall), place=rank(turns, share))
    assert found is not None
    return int(found.wait)


def _today(hall: Hall) -> dict[str, Any]:
    return {"centre": hall.centre_id, "day": hall.day}


def _int(row: AnyRow | None, name: str) -> int:
    return int(getattr(row, name)) if row else 0
