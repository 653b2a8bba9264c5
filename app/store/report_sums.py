"""The statements by which a report is counted: for each division of it, over the turns of a centre's range of days."""

from typing import Any, Final

from sqlalchemy import ColumnElement, Label, Select, bindparam, case, cast, func, select

from app.domain.figures import LAST_MINUTE, MEDIAN, MINUTE_MS, NINTH_DECILE
from app.domain.ticket import State
from app.store.headline import WAITS as WAIT
from app.store.kept import Kept
from app.store.models import Turn
from app.store.reports import By
from app.store.turns import EARLY
from app.store.types import Id

_KEYS: Final[dict[By, Any]] = {
    By.FIELD: Turn.field_id,
    By.COUNTER: Turn.counter_id,
    By.HOUR: Turn.hour,
    By.DAY: Turn.day,
    By.CLERK: Turn.clerk_id,
}
_INSIDE, _ELAPSED = WAIT[True], WAIT[False]
_DAYS = (
    Turn.centre_id == bindparam("centre"),
    Turn.day >= bindparam("first"),
    Turn.day <= bindparam("last"),
)
_DONE = Turn.outcome == State.DONE


def _sums(key: Any) -> Select[*tuple[Any, ...]]:
    """The sums of turns of one outcome, hour and group: durations in ms, and how many of them."""
    return (
        select(key.label("key"), Turn.hour, Turn.outcome, func.count().label("turns"))
        .add_columns(_sum(_INSIDE, "inside"), func.max(_INSIDE).label("longest_inside"))
        .add_columns(_sum(_ELAPSED, "elapsed"), func.max(_ELAPSED).label("longest_elapsed"))
        .add_columns(_many(Turn.target_ms >= _INSIDE, "within_inside"))
        .add_columns(_many(Turn.target_ms >= _ELAPSED, "within_elapsed"))
        .add_columns(_sum(Turn.way_ms, "way"), func.count(Turn.way_ms).label("walked"))
        .add_columns(_sum(Turn.waited_again_ms, "again"), _many(Turn.waited_again_ms != 0, "waited_again"))
        .add_columns(_sum(Turn.stay_ms, "stay"), _many(Turn.stay_ms <= Turn.target_ms, "stays_within"))
        .add_columns(_sum(Turn.service_ms, "service"), _sum(Turn.dossiers, "dossiers"))
        .add_columns(_many(Turn.out_of_order, "out_of_order"), _many(Turn.spans_outage, "spans_outage"))
        .where(*_DAYS)
        .group_by(key, Turn.hour, Turn.outcome)
    )


def _early(key: Any) -> Select[*tuple[Any, ...]]:
    """How many absences were recorded early. For itself: it looks into the events of those who were absent alone."""
    early = select(key.label("key"), func.count().label("turns")).where(*_DAYS, EARLY.element)
    return early.group_by(key)


def _distribution(wait: Any) -> Select[*tuple[Any, ...]]:
    """How many waits belong to each bar, as `app.domain.figures.minute_of` has it."""
    minute = case((wait > LAST_MINUTE * MINUTE_MS, LAST_MINUTE), else_=(wait - 1) // MINUTE_MS).label("minute")
    return select(minute, func.count().label("turns")).where(*_DAYS, _DONE).group_by(minute)


def _middles(key: Any) -> Select[*tuple[Any, ...]]:
    """The quantiles of each group and, in the row that is `whole`, of all together; PostgreSQL only."""
    told = [
        func.percentile_disc(float(share)).within_group(wait).label(f"{name}_{which}")
        for name, wait in (("inside", _INSIDE), ("elapsed", _ELAPSED))
        for which, share in (("median", MEDIAN), ("p90", NINTH_DECILE))
    ]
    query = select(key.label("key"), func.grouping(key, type_=Id).label("whole"), *told)
    return query.where(*_DAYS, _DONE).group_by(func.rollup(key))


def _waits(key: Any) -> Select[*tuple[Any, ...]]:
    """The waits themselves."""
    return select(key.label("key"), _INSIDE.label("inside"), _ELAPSED.label("elapsed")).where(*_DAYS, _DONE)


def _sum(value: Any, name: str) -> Label[int]:
    # PostgreSQL adds up to a number of any length, which comes as a Decimal.
    return cast(func.sum(value), Id).label(name)


def _many(which: ColumnElement[bool] | Any, name: str) -> Label[int]:
    return func.sum(case((which, 1), else_=0)).label(name)


SUMS: Final = {by: Kept(_sums(key)) for by, key in _KEYS.items()}
EARLY_ABSENCES: Final = {by: Kept(_early(key)) for by, key in _KEYS.items()}
MIDDLES: Final = {by: Kept(_middles(key)) for by, key in _KEYS.items()}
WAITS: Final = {by: Kept(_waits(key)) for by, key in _KEYS.items()}
DISTRIBUTION: Final = {open_hours: Kept(_distribution(wait)) for open_hours, wait in WAIT.items()}
