"""Service days: the sessions a day had, whether it has ended, and which day opens next."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import BindParameter, bindparam, delete, insert, select, update

from app.domain import hours
from app.domain.hours import Session, Span
from app.store.arrangement import lasting
from app.store.kept import Kept
from app.store.models import Holiday, OpeningHours, ServiceDay
from app.store.types import AnyRow
from app.store.work import Hall, Work, once

# Beyond this nobody is told when the hall opens again, and nothing is carried over.
LOOK_AHEAD_DAYS = 60
Sessions = Sequence[Session]

_CENTRE: BindParameter[int] = bindparam("centre")
_DAY: BindParameter[date] = bindparam("day")
_KEPT = Kept(
    select(ServiceDay.sessions, ServiceDay.ended_at, ServiceDay.override_until).where(
        ServiceDay.centre_id == _CENTRE, ServiceDay.day == _DAY
    )
)
_WEEK = Kept(select(OpeningHours.weekday, OpeningHours.sessions).where(OpeningHours.centre_id == _CENTRE))
_HOLIDAYS = Kept(
    select(Holiday.day, Holiday.name_vi, Holiday.name_en).where(Holiday.centre_id == _CENTRE).order_by(Holiday.day)
)


@dataclass(frozen=True, slots=True)
class Day:
    """A service day. `kept` tells whether it has its row already; `override_until`: see `ServiceDay`."""

    day: date
    sessions: tuple[tuple[str, str], ...]
    ended_at: datetime | None
    holiday: bool
    kept: bool
    override_until: datetime | None = None


@once
def of(hall: Hall, day: date | None = None) -> Day:
    """Return a day (default: today): as kept, else as the hours in force would make it."""
    today = hall.day
    return _today(hall, today) if day in (None, today) else _of(hall, day)


def _of(hall: Hall, day: date) -> Day:
    kept = _kept(hall, day)
    if kept is not None:
        sessions = tuple((opens, closes) for opens, closes in kept.sessions)
        return Day(day, sessions, kept.ended_at, _is_holiday(hall, day), True, kept.override_until)
    return Day(day, _planned(hall, day), None, _is_holiday(hall, day), False)


_today = lasting(_of)


def keep(work: Work) -> Day:
    """Return today, written down if this is its first change: from now on it keeps its sessions."""
    today = of(work)
    if not today.kept:
        sessions = [list(session) for session in today.sessions]
        work.execute(insert(ServiceDay).values(centre_id=work.centre_id, day=today.day, sessions=sessions))
    return today


def end(work: Work) -> None:
    """Write that today has ended."""
    mine = (ServiceDay.centre_id == work.centre_id, ServiceDay.day == work.day)
    work.execute(update(ServiceDay).where(*mine).values(ended_at=work.now))


def override(work: Work, until: datetime | None) -> None:
    """Write until when numbers of today are given however many wait, or that this is over."""
    mine = (ServiceDay.centre_id == work.centre_id, ServiceDay.day == work.day)
    work.execute(update(ServiceDay).where(*mine).values(override_until=until))


def reset(work: Work, sessions: Sessions) -> None:
    """Write other sessions of today, which is kept."""
    mine = (ServiceDay.centre_id == work.centre_id, ServiceDay.day == work.day)
    work.execute(update(ServiceDay).where(*mine).values(sessions=told(sessions)))


def week(hall: Hall) -> list[list[list[str]]]:
    """Return the sessions of Monday to Sunday."""
    known = _week(hall)
    return [known.get(weekday, []) for weekday in range(7)]


def set_weekday(work: Work, weekday: int, sessions: Sessions) -> None:
    """Write the sessions of a weekday; none: closed that day."""
    mine = (OpeningHours.centre_id == work.centre_id, OpeningHours.weekday == weekday)
    work.execute(delete(OpeningHours).where(*mine))
    if sessions:
        values = {"centre_id": work.centre_id, "weekday": weekday, "sessions": told(sessions)}
        work.execute(insert(OpeningHours).values(values))


def holidays(hall: Hall, since: date) -> list[AnyRow]:
    """Return `(day, name_vi, name_en)` of the holidays from a day on."""
    return [row for row in _holidays(hall).values() if row.day >= since]


def holiday(hall: Hall, day: date) -> AnyRow | None:
    """Return `(day, name_vi, name_en)` of a holiday, or None of any other day."""
    return _holidays(hall).get(day)


def set_holiday(work: Work, day: date, name_vi: str, name_en: str) -> None:
    """Write that a day is a holiday, with its name."""
    drop_holiday(work, day)
    names = {"name_vi": name_vi, "name_en": name_en}
    work.execute(insert(Holiday).values(centre_id=work.centre_id, day=day, **names))


def drop_holiday(work: Work, day: date) -> None:
    """Write that a day is no holiday."""
    work.execute(delete(Holiday).where(Holiday.centre_id == work.centre_id, Holiday.day == day))


def told(sessions: Sessions) -> list[list[str]]:
    """Return sessions as [["07:30", "11:30"], …]."""
    return [[f"{s.opens:%H:%M}", f"{s.closes:%H:%M}"] for s in sessions]


def spans(hall: Hall, day: Day) -> list[Span]:
    """Return a day's sessions as absolute spans."""
    return list(_spans(day.sessions, day.day, hall.zone))


@lru_cache(maxsize=256)
def _spans(sessions: tuple[tuple[str, str], ...], day: date, zone: ZoneInfo) -> tuple[Span, ...]:
    return tuple(hours.spans(parse(sessions), day, zone))


def parse(sessions: Sequence[Sequence[Any]]) -> list[Session]:
    """Return [["07:30", "11:30"], …] as sessions."""
    return [Session(time.fromisoformat(opens), time.fromisoformat(closes)) for opens, closes in sessions]


def state(hall: Hall, day: Day) -> hours.Hall:
    """Return whether the hall gives numbers now; when today is over, `opens_at` is on the next working day."""
    rules = hall.rules
    found = hours.hall_at(
        spans(hall, day),
        hall.now,
        early=rules.early,
        cut_off=rules.cut_off,
        ended=day.ended_at is not None,
        holiday=day.holiday,
    )
    if found.open or found.opens_at is not None:
        return found
    following = next_opening(hall)
    return replace(found, opens_at=following - rules.early if following else None)


def last_session(hall: Hall, day: Day) -> Span | None:
    """Return the last session of a day while it runs, else None."""
    last = spans(hall, day)[-1:]
    return next((span for span in last if span.start <= hall.now < span.end), None)


def resumed_at(hall: Hall, day: Day) -> datetime | None:
    """Return when the doors of a day last opened again after a break; None before they have."""
    return max((span.start for span in spans(hall, day)[1:] if span.start <= hall.now), default=None)


@once
def next_opening(hall: Hall) -> datetime | None:
    """Return when the doors open next on a later day; None when they do not within two months."""
    week, holidays = _week(hall), _holidays(hall)
    for ahead in range(1, LOOK_AHEAD_DAYS):
        day = hall.day + timedelta(days=ahead)
        sessions = parse(week.get(day.weekday(), ()))
        if sessions and day not in holidays:
            return hours.spans(sessions, day, hall.zone)[0].start
    return None


def before_doors(hall: Hall, day: Day) -> bool:
    """Tell whether the first session of a day has not begun: numbers may be given, counters are not open yet."""
    hours = spans(hall, day)
    return bool(hours) and hall.now < hours[0].start


def _kept(hall: Hall, day: date) -> AnyRow | None:
    return hall.one(_KEPT, centre=hall.centre_id, day=day)


@lasting
def _week(hall: Hall) -> dict[int, list[list[str]]]:
    """Return the sessions of each weekday that has any."""
    return {row.weekday: row.sessions for row in hall.all(_WEEK, centre=hall.centre_id)}


@lasting
def _holidays(hall: Hall) -> dict[date, AnyRow]:
    """Return the holidays by day, in order."""
    return {row.day: row for row in hall.all(_HOLIDAYS, centre=hall.centre_id)}


def _planned(hall: Hall, day: date) -> tuple[tuple[str, str], ...]:
    return tuple((opens, closes) for opens, closes in _week(hall).get(day.weekday(), ()))


def _is_holiday(hall: Hall, day: date) -> bool:
    return holiday(hall, day) is not None
