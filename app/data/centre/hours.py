"""The week's sessions and the holidays of a centre file: `[hours]`."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from itertools import pairwise
from typing import Final

from app.data.centre.model import CentreFile, Holiday
from app.data.centre.table import Table
from app.domain.hours import Session
from app.domain.rules import Rules

DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
Week = tuple[tuple[Session, ...], ...]

_SESSION: Final = re.compile(r"(\d\d:\d\d)-(\d\d:\d\d)", re.ASCII)


def read_week(hours: Table, rules: Rules) -> Week:
    """Return the sessions of the seven days from Monday; a day that is not named has none."""
    week = tuple(_day(hours, day) if hours.has(day) else () for day in DAYS)
    if not any(week):
        hours.refuse(f"no day has hours; give at least one of {', '.join(DAYS)}")
    for day, sessions in zip(DAYS, week, strict=True):
        for session in sessions:
            _refuse_useless(hours, day, session, rules)
    return week


def read_holidays(hours: Table) -> tuple[Holiday, ...]:
    """Return the days on which the centre gives no numbers."""
    holidays = tuple(map(_holiday, hours.rows("holidays"))) if hours.has("holidays") else ()
    days = [holiday.day for holiday in holidays]
    for index, day in enumerate(days):
        if day in days[:index]:
            hours.refuse(f"{day} is already a holiday", "holidays", index, "date")
    return holidays


def read_time(table: Table, key: str) -> time:
    """Return a time of day written "23:00"."""
    text = table.matching(key, r"\d\d:\d\d", 'a time like "23:00"')
    return _time(text) or table.refuse(f'"{text}" is not a time of day', key)


def write_hours(centre: CentreFile) -> dict[str, object]:
    """Return the week and the holidays as they stand in the file."""
    week = zip(DAYS, centre.week, strict=True)
    return {day: [_spell(session) for session in sessions] for day, sessions in week if sessions} | {
        "holidays": [{"date": h.day, "name_vi": h.name.vi, "name_en": h.name.en} for h in centre.holidays]
    }


def _day(hours: Table, day: str) -> tuple[Session, ...]:
    sessions = sorted(_session(hours, day, index, text) for index, text in enumerate(hours.texts(day)))
    _refuse_overlap(hours, day, sessions)
    return tuple(sessions)


def _session(hours: Table, day: str, index: int, text: str) -> Session:
    parts = _SESSION.fullmatch(text)
    if not parts:
        hours.refuse(f'"{text}" is not hours like "07:30-11:30"', day, index)
    opens, closes = map(_time, parts.groups())
    if opens is None or closes is None:
        hours.refuse(f'"{text}" has a time that no clock shows; times run from 00:00 to 23:59', day, index)
    if opens >= closes:
        hours.refuse(f'"{text}" closes before it opens; hours may not cross midnight', day, index)
    return Session(opens, closes)


def _refuse_overlap(hours: Table, day: str, sessions: Sequence[Session]) -> None:
    for earlier, later in pairwise(sessions):
        if later.opens < earlier.closes:
            hours.refuse(f"{_spell(earlier)} and {_spell(later)} overlap", day)


def _refuse_useless(hours: Table, day: str, session: Session, rules: Rules) -> None:
    if session.closes > time.fromisoformat(rules.day_ends_at):
        hours.refuse(f"{_spell(session)} is not over when the day ends at {rules.day_ends_at}", day)
    if _minutes(session.closes) - _minutes(session.opens) <= rules.cut_off_minutes:
        hours.refuse(f"{_spell(session)} is not longer than cut_off_minutes = {rules.cut_off_minutes}", day)


def _holiday(row: Table) -> Holiday:
    day = row.value("date", date, "a date like 2026-09-02, without quotes")
    if isinstance(day, datetime):
        row.refuse(f"{day} has a time of day; write the date alone, like 2026-09-02", "date")
    return Holiday(day, row.bilingual("name"))


def _time(text: str) -> time | None:
    try:
        return time.fromisoformat(text)
    except ValueError:
        return None


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _spell(session: Session) -> str:
    return f"{session.opens:%H:%M}-{session.closes:%H:%M}"
