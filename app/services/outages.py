"""Power cuts: the server says every few seconds that it runs; where it was silent while the hall was at work, an
outage is written, and the turns it went through are marked.

Silence is judged by the hall's clock. A demonstration whose clock stood still meanwhile has missed nothing, one whose
clock was set forward has; and at any speed it takes so many real seconds, or a fast hall would lose minutes to every
restart. It makes no difference why nobody signed: no power, no server, no database, a machine that slept.
"""

from datetime import datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import select

from app.domain.hours import Span
from app.domain.roles import system
from app.services.views import moment
from app.store import events
from app.store import outages as store
from app.store.database import Database
from app.store.models import Centre
from app.store.outages import Sign
from app.store.work import Hall

EVERY_SECONDS: Final = 10.0
# Another worker's sign is as good as one's own.
FRESH: Final = timedelta(seconds=5)
# A worker that is started again is back sooner; people in the hall have noticed nothing.
UNNOTICED: Final = timedelta(seconds=30)


def sign_of_life(database: Database, real_now: datetime) -> None:
    """Say that the server runs, having written first what was missed since it last said so.

    Safe in any number of workers: whoever comes second finds the outage written. Raises Busy or DatabaseGone.
    """
    now = Sign(database.clock.at(real_now), real_now)
    with database.read() as connection:
        last = store.last_sign(connection)
        centres = list(connection.execute(select(Centre.id)).scalars())
    if last is not None:
        # Who could not write tries again all the same: how else would it know that it can?
        if timedelta(0) <= now.real_at - last.real_at < FRESH and database.unwritable is None:
            return
        if database.clock.real(now.hall_at - last.hall_at) > UNNOTICED:
            for centre_id in centres:
                write_outage(database, centre_id, last.hall_at, now.hall_at)
    with database.write() as connection:
        store.sign(connection, now)


def write_outage(database: Database, centre_id: int, silent_since: datetime, now: datetime) -> None:
    """Write what a centre missed of a silence, if it was at work; nothing that is written already."""
    unnoticed = UNNOTICED * database.clock.speed
    with database.look(centre_id, now=now) as hall:
        if missed(hall, silent_since, unnoticed) is None:
            return
    with database.change(centre_id, system(centre_id), now=now) as work:
        outage = missed(work, silent_since, unnoticed)
        if outage is not None:
            store.add(work, outage)
            data = {"from": moment(outage.start), "to": moment(outage.end)}
            events.record_centre(work, "outage", "Mất điện", data=data)


def missed(hall: Hall, silent_since: datetime, unnoticed: timedelta) -> Span | None:
    """Return the part of a silence up to now in which the hall was at work; None when that is too short to notice.

    It begins with the last thing anybody did, and ends at the latest when that day would have ended by itself.
    """
    at_work = store.at_work_since(hall)
    if at_work is None:
        return None
    known = [silent_since, at_work, *(outage.end for outage in store.since(hall, silent_since))]
    acted = store.last_step(hall, silent_since, silent_since + unnoticed)
    begin = max([*known, acted] if acted else known)
    end = min(hall.now, day_end(hall, begin))
    return Span(begin, end) if end - begin > unnoticed else None


def day_end(hall: Hall, at: datetime) -> datetime:
    """Return when the day of a moment ends by itself."""
    local = at.astimezone(hall.zone)
    return datetime.combine(local.date(), time.fromisoformat(hall.rules.day_ends_at), hall.zone)


def of_today(hall: Hall) -> list[dict[str, Any]]:
    """Return today's outages, oldest first, each with how many turns it went through."""
    midnight = datetime.combine(hall.day, time(), hall.zone)
    return [
        {"from": moment(outage.start), "to": moment(outage.end), "turns": store.turns_through(hall, outage)}
        for outage in store.since(hall, midnight)
        if outage.start <= hall.now
    ]
