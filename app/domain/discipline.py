"""Who is next, and why: one number decides.

`due_at = joined_at + allowance`; next is the smallest `(due_at + lag, id)` over the fields a counter serves.
The rule and its sentences live here; the probing of queues is in `app.store.queue`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

JUST_AFTER = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Candidate:
    """The first waiting ticket of one queue a counter may call from; `lag` is what this counter adds to it."""

    ticket_id: int
    due_at: datetime
    lag: timedelta


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a reason is told from. `put_back`: behind the next few; `returned`: since they came back from an absence."""

    joined_at: datetime
    field: str
    target: timedelta
    allowance: timedelta
    priority: bool
    named: bool
    lag: timedelta
    put_back: bool
    returned: bool = False


def due_at(joined_at: datetime, allowance: timedelta) -> datetime:
    """Return the moment that orders a ticket among the others. A negative allowance puts it before joined_at."""
    return joined_at + allowance


def choose(candidates: Iterable[Candidate]) -> Candidate | None:
    """Return the candidate with the smallest `(due_at + lag, id)`, or None when nobody waits."""
    return min(candidates, key=lambda c: (c.due_at + c.lag, c.ticket_id), default=None)


def behind(own: datetime, next_due: Iterable[datetime]) -> datetime:
    """Return the due time just after those of `next_due`, the next few waiting in the field; never an earlier one.

    With nobody waiting the ticket keeps its own.
    """
    last = max(next_due, default=None)
    return own if last is None else max(own, last + JUST_AFTER)


def passing_bound(first: timedelta, second: timedelta, lag: timedelta) -> timedelta:
    """Return how much later than the first person the second may join and still be called before.

    `first` and `second` are their allowances, `lag` the largest a counter adds to the first one's field.
    """
    return max(timedelta(0), first - second) + lag


def reason(why: Circumstances, zone: ZoneInfo) -> str:
    """Return why this ticket is called now, as a Vietnamese sentence a person can read and dispute."""
    taken = why.joined_at.astimezone(zone).strftime("%H:%M")
    if why.named:
        return f"Phiếu chờ riêng quầy này, lấy số {taken}"
    if why.put_back and why.returned:
        return f"Lấy số {taken}, đã quay lại sau khi vắng mặt, đến lượt trong lĩnh vực {why.field}"
    if why.put_back:
        return f"Lấy số {taken}, đến lượt sau khi trả về hàng chờ lĩnh vực {why.field}"
    if why.priority:
        ahead = int((why.target - why.allowance) / timedelta(minutes=1))
        return f"Diện ưu tiên, lấy số {taken}, xếp trước {ahead} phút theo quy chế"
    if why.lag:
        return f"Lấy số {taken}, quầy hỗ trợ lĩnh vực {why.field}"
    return f"Lấy số {taken}, sớm nhất trong lĩnh vực {why.field}"
