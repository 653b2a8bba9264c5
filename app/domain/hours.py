"""Opening hours: the sessions of a day, whether numbers are given now, and how much of a span lay within them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise
from zoneinfo import ZoneInfo

from app.domain.errors import BadHours

# A session that ends earlier in the day than it begins was meant to go over midnight if it would be shorter than this.
HALF_A_DAY = timedelta(hours=12)


@dataclass(frozen=True, slots=True, order=True)
class Session:
    """One stretch of opening hours, `opens <= t < closes`, local time, within one day."""

    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of absolute time."""

    start: datetime
    end: datetime


class Reason(StrEnum):
    """Why no number is given."""

    BEFORE_HOURS = "before_hours"
    BETWEEN_SESSIONS = "between_sessions"
    AFTER_HOURS = "after_hours"
    HOLIDAY = "holiday"
    DAY_ENDED = "day_ended"
    CUT_OFF = "cut_off"


@dataclass(frozen=True, slots=True)
class Hall:
    """Whether the hall gives numbers now; `opens_at` is when it does again today, `closes_at` when it stops."""

    open: bool
    reason: Reason | None
    opens_at: datetime | None
    closes_at: datetime | None


def arrange(told: Iterable[tuple[str, str]]) -> list[Session]:
    """Return the sessions of a day, given as ("07:30", "11:30"), in order. Raises BadHours for one that cannot be."""
    sessions = sorted(_session(opens, closes) for opens, closes in told)
    for earlier, later in pairwise(sessions):
        if later.opens < earlier.closes:
            raise BadHours(problem="overlapping", session=spell(later), other=spell(earlier))
    return sessions


def spell(session: Session) -> str:
    """Return "07:30–11:30"."""
    return f"{session.opens:%H:%M}–{session.closes:%H:%M}"


def _session(opens: str, closes: str) -> Session:
    told = f"{opens}–{closes}"
    try:
        session = Session(time.fromisoformat(opens), time.fromisoformat(closes))
    except ValueError:
        raise BadHours(problem="unreadable", session=told) from None
    if session.opens == session.closes:
        raise BadHours(problem="empty", session=told)
    if session.closes < session.opens:
        through = timedelta(days=1) - (_since_midnight(session.opens) - _since_midnight(session.closes))
        raise BadHours(problem="over_midnight" if through < HALF_A_DAY else "reversed", session=told)
    return session


def _since_midnight(local: time) -> timedelta:
    return timedelta(hours=local.hour, minutes=local.minute)


def same_before(moment: datetime, one: Iterable[Span], other: Iterable[Span]) -> bool:
    """Tell whether two days' hours are the same in all that has passed by `moment`."""

    def passed(hours: Iterable[Span]) -> list[Span]:
        return [Span(s.start, min(s.end, moment)) for s in hours if s.start < moment]

    return passed(one) == passed(other)


def spans(sessions: Iterable[Session], day: date, zone: ZoneInfo) -> list[Span]:
    """Return the day's sessions as absolute spans, in UTC: between two moments of one zone Python subtracts what the
    clocks on the wall show, which is an hour wrong on the night they are changed.
    """

    def moment(local: time) -> datetime:
        return datetime.combine(day, local, zone).astimezone(UTC)

    return [Span(moment(s.opens), moment(s.closes)) for s in sorted(sessions)]


def within(hours: Iterable[Span], start: datetime, end: datetime) -> timedelta:
    """Return how much of `start`–`end` lay within the hours."""
    overlaps = (min(end, s.end) - max(start, s.start) for s in hours)
    return sum((o for o in overlaps if o > timedelta(0)), timedelta(0))


def hall_at(
    hours: Sequence[Span], now: datetime, *, early: timedelta, cut_off: timedelta, ended: bool, holiday: bool
) -> Hall:
    """Return the state of the hall at `now`.

    `early`: numbers are given this long before the first session of the day (people stand at the door before it
    opens). `cut_off`: the last number is given this long before a session closes.
    """
    if ended or holiday or not hours:
        return Hall(False, Reason.DAY_ENDED if ended else Reason.HOLIDAY, None, None)
    for index, span in enumerate(hours):
        opens = span.start - early if index == 0 else span.start
        if now < opens:
            return Hall(False, Reason.BETWEEN_SESSIONS if index else Reason.BEFORE_HOURS, opens, None)
        if now < span.end - cut_off:
            return Hall(True, None, None, span.end - cut_off)
        if now < span.end:
            following = hours[index + 1].start if index + 1 < len(hours) else None
            return Hall(False, Reason.CUT_OFF, following, None)
    return Hall(False, Reason.AFTER_HOURS, None, None)
