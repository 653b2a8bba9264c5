"""Service days: the sessions a day had, and whether it has ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import insert, select, update

from app.domain import hours
from app.domain.hours import Session, Span
from app.store.models import Holiday, OpeningHours, ServiceDay
from app.store.work import Hall, Work


@dataclass(frozen=True, slots=True)
class Day:
    """A service day. `kept` tells whether it has its row already."""

    day: date
    sessions: tuple[tuple[str, str], ...]
    ended_at: datetime | None
    holiday: bool
    kept: bool


def of(hall: Hall, day: date | None = None) -> Day:
    """Return a day (default: today): as kept, else as the hours in force would make it."""
    day = day or hall.day
    mine = (ServiceDay.centre_id == hall.centre_id, ServiceDay.day == day)
    kept = hall.one(select(ServiceDay.sessions, ServiceDay.ended_at).where(*mine))
    if kept is not None:
        sessions = tuple((opens, closes) for opens, closes in kept.sessions)
        return Day(day, sessions, kept.ended_at, _is_holiday(hall, day), True)
    return Day(day, _planned(hall, day), None, _is_holiday(hall, day), False)


def keep(work: Work) -> Day:
    """Return today, written down if this is its first change."""
    today = of(work)
    if not today.kept:
        values = {
            "centre_id": work.centre_id,
            "day": today.day,
            "sessions": [list(s) for s in today.sessions],
        }
        work.execute(insert(ServiceDay).values(values))
    return today


def end(work: Work) -> None:
    """Write that today has ended."""
    mine = (ServiceDay.centre_id == work.centre_id, ServiceDay.day == work.day)
    work.execute(update(ServiceDay).where(*mine).values(ended_at=work.now))


def spans(hall: Hall, day: Day) -> list[Span]:
    """Return a day's sessions as absolute spans."""
    return hours.spans(parse(day.sessions), day.day, hall.zone)


def parse(sessions: Sequence[Sequence[Any]]) -> list[Session]:
    """Return [["07:30", "11:30"], …] as sessions."""
    return [Session(time.fromisoformat(opens), time.fromisoformat(closes)) for opens, closes in sessions]


def state(hall: Hall, day: Day) -> hours.Hall:
    """Return whether the hall gives numbers now."""
    rules = hall.rules
    return hours.hall_at(
        spans(hall, day),
        hall.now,
        early=rules.early,
        cut_off=rules.cut_off,
        ended=day.ended_at is not None,
        holiday=day.holiday,
    )


def before_doors(hall: Hall, day: Day) -> bool:
    """Tell whether the first session of a day has not begun: numbers may be given, counters are not open yet."""
    hours = spans(hall, day)
    return bool(hours) and hall.now < hours[0].start


def _planned(hall: Hall, day: date) -> tuple[tuple[str, str], ...]:
    mine = (OpeningHours.centre_id == hall.centre_id, OpeningHours.weekday == day.weekday())
    row = hall.one(select(OpeningHours.sessions).where(*mine))
    return tuple((opens, closes) for opens, closes in row.sessions) if row else ()


def _is_holiday(hall: Hall, day: date) -> bool:
    return hall.one(select(Holiday.day).where(Holiday.centre_id == hall.centre_id, Holiday.day == day)) is not None
