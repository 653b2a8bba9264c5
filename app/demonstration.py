"""The clock of a demonstration: whoever tries the hall at night still finds it at work.

While the sample hall is open its clock is the real one. Otherwise hall time starts at eight on a working day, or goes
on from where the last demonstration stopped, so that nothing in the hall's memory lies in its future.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import func, inspect, select

from app.clock import Clock
from app.data import centre_file
from app.data.centre_file import CentreFile
from app.domain import hours
from app.settings import Settings
from app.store.engine import open_engine
from app.store.models import TicketEvent

MORNING = time(8)
# A demonstration that went on until the hall nearly closed goes on with the next morning.
ENOUGH = timedelta(hours=1)
LOOK_AHEAD_DAYS = 60


def clock(settings: Settings, now: datetime) -> Clock | None:
    """Return the clock a demonstration needs at the real moment `now`; None when the real one serves.

    Raises CentreFileError for a centre file that cannot be read.
    """
    if not settings.server.demonstration:
        return None
    described = centre_file.load(Path(settings.centre.file))
    if not described.sample:
        return None
    last = last_step(settings.database.url)
    if is_open(described, now) and (last is None or last <= now):
        return None
    return Clock(starting_moment(described, now, last), now, 1.0)


def is_open(described: CentreFile, moment: datetime) -> bool:
    """Tell whether the described hall gives numbers at a moment."""
    day = moment.astimezone(ZoneInfo(described.timezone)).date()
    return hours.hall_at(
        _spans(described, day),
        moment,
        early=described.rules.early,
        cut_off=described.rules.cut_off,
        ended=False,
        holiday=day in {holiday.day for holiday in described.holidays},
    ).open


def starting_moment(described: CentreFile, now: datetime, last: datetime | None) -> datetime:
    """Return where hall time starts: eight on the first working day from today on that is not used up yet.

    Raises ValueError when the hall is not open on any day of the next two months.
    """
    for day, end in _working_days(described, max(now, last) if last else now):
        eight = datetime.combine(day, MORNING, ZoneInfo(described.timezone))
        if last is None or last < eight:
            return eight
        if last < end - ENOUGH:
            return last + timedelta(seconds=1)
    raise ValueError("the sample centre has no opening hours in the next two months")


def last_step(url: str) -> datetime | None:
    """Return when the newest step in a database was taken; None for a database that has none, or is not there yet."""
    path = url.removeprefix("sqlite:///")
    if path != url and not Path(path).exists():
        return None
    engine = open_engine(url)
    try:
        if not inspect(engine).has_table(TicketEvent.__tablename__):
            return None
        with engine.connect() as connection:
            found: datetime | None = connection.execute(select(func.max(TicketEvent.at))).scalar()
            return found
    finally:
        engine.dispose()


def _working_days(described: CentreFile, first: datetime) -> Iterator[tuple[date, datetime]]:
    """Yield each working day with the end of its last session."""
    start = first.astimezone(ZoneInfo(described.timezone)).date()
    closed = {holiday.day for holiday in described.holidays}
    for ahead in range(LOOK_AHEAD_DAYS):
        day = start + timedelta(days=ahead)
        spans = _spans(described, day)
        if spans and day not in closed:
            yield day, spans[-1].end


def _spans(described: CentreFile, day: date) -> list[hours.Span]:
    return hours.spans(described.week[day.weekday()], day, ZoneInfo(described.timezone))
