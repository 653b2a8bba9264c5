"""How many waited in each field over the last two hours, one count per ten minutes.

Counted backwards from the kept counts through the event log. A bucket that has passed never changes, so it is
counted once per process.
"""

from collections import OrderedDict
from datetime import datetime, timedelta

from app.domain.ticket import State
from app.store import events
from app.store.types import AnyRow
from app.store.work import Hall

BUCKET = timedelta(minutes=10)
SHOWN = 12
_KEPT = 256
_past: OrderedDict[tuple[str, int, datetime], dict[int, list[int]]] = OrderedDict()


def waiting(hall: Hall, now_waiting: dict[int, int]) -> dict[int, list[int]]:
    """Return for each field its counts at the ends of the last eleven buckets, and now."""
    bucket = _floor(hall.now)
    key = (str(hall.connection.engine.url), hall.centre_id, bucket)
    if key not in _past:
        _past[key] = _count_back(hall, now_waiting, bucket)
        while len(_past) > _KEPT:
            _past.popitem(last=False)
    past = _past[key]
    return {field: [*past.get(field, [0] * (SHOWN - 1)), count] for field, count in now_waiting.items()}


def _count_back(hall: Hall, now_waiting: dict[int, int], bucket: datetime) -> dict[int, list[int]]:
    """Walk the log from now to the past, undoing each step's effect on the counts."""
    ends = [bucket - BUCKET * back for back in range(SHOWN - 1)]
    counts = dict(now_waiting)
    found: dict[int, list[int]] = {field: [] for field in counts}
    steps = events.crossings(hall, ends[-1])
    for end in ends:
        while steps and steps[-1].at > end:
            _take_back(counts, steps.pop())
        for field, count in counts.items():
            found[field].insert(0, max(0, count))
    return found


def _take_back(counts: dict[int, int], step: AnyRow) -> None:
    before = step.data.get("before", {}).get("field_id", step.field_id)
    if step.to_state == State.WAITING and step.field_id in counts:
        counts[step.field_id] -= 1
    if step.from_state == State.WAITING and before in counts:
        counts[before] += 1


def _floor(moment: datetime) -> datetime:
    return moment - timedelta(minutes=moment.minute % 10, seconds=moment.second, microseconds=moment.microsecond)
