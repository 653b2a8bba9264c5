"""When the hall is open: the sessions of each weekday, and holidays declared while it runs."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from app.domain import hours
from app.domain.errors import BadInput, DayEnded, HoursPassed, UnknownHoliday
from app.domain.hours import Session
from app.domain.slip import DAYS_VI
from app.services.meanwhile import require_unchanged
from app.store import days, events, tickets, turns
from app.store.days import Day
from app.store.work import Hall, Work

Told = list[list[str]]


def set_hours(
    work: Work,
    weekday: int,
    sessions: Sequence[tuple[str, str]],
    *,
    from_today: bool = False,
    seen: int | None = None,
) -> Told:
    """Write the sessions of a weekday (0: Monday; none: closed). Today keeps its own unless `from_today` is said.

    Raises BadHours, ChangedMeanwhile; DayEnded or HoursPassed when today cannot follow.
    """
    asked = hours.arrange(sessions)
    require_unchanged(work, DAYS_VI[weekday], {"hours"}, seen)
    before, after = days.week(work)[weekday], days.told(asked)
    data: dict[str, Any] = {"before": before, "after": after}
    if weekday == work.day.weekday():
        # A day not yet begun would follow the weekday's new sessions by itself: it is written down with those it has.
        today = days.keep(work)
        if from_today:
            data["today"] = _follow(work, today, asked)
    days.set_weekday(work, weekday, asked)
    if before != after or from_today:
        events.record_centre(work, "hours", DAYS_VI[weekday], data=data)
    return after


def declare_holiday(work: Work, day: date, name_vi: str, name_en: str | None = None) -> None:
    """Give no numbers on a day, today or later: who waits is still served, and the day keeps its sessions for the
    figures. Declared again, it has another name. Raises BadInput for a day that has passed or no name.
    """
    name = name_vi.strip()
    if day < work.day or not name:
        raise BadInput(
            detail="a holiday is today or later, and has a name",
            detail_vi="ngày nghỉ là hôm nay hoặc về sau, và phải có tên",
        )
    if day == work.day:
        days.keep(work)
    before = _name(work, day)
    days.set_holiday(work, day, name, (name_en or "").strip() or name)
    if before != name:
        data = {"before": before, "after": name}
        events.record_centre(work, "holiday_declared", day.isoformat(), data=data)


def take_back_holiday(work: Work, day: date) -> None:
    """Work on a day that was declared a holiday. Raises UnknownHoliday, BadInput for a day that has passed."""
    before = _name(work, day)
    if before is None:
        raise UnknownHoliday()
    if day < work.day:
        raise BadInput(detail="this day has passed", detail_vi="ngày này đã qua")
    days.drop_holiday(work, day)
    data = {"before": before, "after": None}
    events.record_centre(work, "holiday_taken_back", day.isoformat(), data=data)


def _follow(work: Work, today: Day, asked: Sequence[Session]) -> dict[str, Told]:
    """Give today other sessions, but for what has passed of it."""
    if today.ended_at is not None:
        raise DayEnded()
    if not hours.same_before(work.now, days.spans(work, today), hours.spans(asked, work.day, work.zone)):
        raise HoursPassed()
    days.reset(work, asked)
    _count_anew(work)
    return {"before": [list(session) for session in today.sessions], "after": days.told(asked)}


def _count_anew(work: Work) -> None:
    """Have waits that lie in the changed hours counted within them. Of what has happened none does, but where a clock
    was put back.
    """
    ids = events.moved_after(work, work.now)
    if ids:
        turns.rewrite_all(work, list(tickets.several(work, ids).values()))


def _name(hall: Hall, day: date) -> str | None:
    return next((row.name_vi for row in days.holidays(hall, day) if row.day == day), None)
