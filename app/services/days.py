"""The end of a day: what is still open expires, left or carried over; counters close."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from app.clock import real_now as read_real_now
from app.domain.errors import DayEnded, NoWorkingDay
from app.domain.roles import system
from app.domain.ticket import OPEN
from app.services import carrying, plans
from app.services.carrying import Following
from app.services.staffing import drop_names
from app.services.steps import Leaving, expire_all, plain
from app.store import counters, events, tickets
from app.store import days as store
from app.store.counters import CounterRow
from app.store.database import Database
from app.store.tickets import TicketRow
from app.store.work import Hall, Work


@dataclass(frozen=True, slots=True)
class Ended:
    """How many tickets were left, and how many got a number of the next working day."""

    expired: int
    carried_over: int


def end_day(work: Work, *, carry_over: bool = False, address: str, real_now: datetime) -> Ended:
    """End today: what is open is left, or carried over and its slips of the new numbers queued.

    Raises DayEnded when it has ended already, NoWorkingDay when there is none to carry over to.
    """
    today = store.keep(work)
    if today.ended_at is not None:
        raise DayEnded()
    following = _following(work, address, real_now) if carry_over else None
    ended = expire_open(work, following)
    close_counters(work)
    if work.rules.keep_priority_class is False:
        tickets.forget_classes(work, work.day)
    store.end(work)
    data = {"expired": ended.expired, "carried_over": ended.carried_over}
    events.record_centre(work, "day_end", work.day.isoformat(), data=data)
    return ended


def expire_open(work: Work, following: Following | None, *, before: date | None = None) -> Ended:
    """Expire every open ticket up to today (with `before`: only those of earlier days); carry each over to the
    following day if given, in the order in which they would have been called.
    """
    still = [t for t in tickets.in_state(work, *OPEN) if t.day < (before or work.day + timedelta(days=1))]
    left = sorted(still, key=lambda t: (t.due_at, t.id))
    carried = carrying.carry_over(work, left, following) if following else []
    clerks: dict[int | None, int | None] = {row.id: row.clerk_id for row in counters.every(work)}
    told = [_told(ticket) for ticket in carried] or [{} for _ in left]
    expire_all(work, [Leaving(t, clerks.get(t.counter_id), data) for t, data in zip(left, told, strict=True)])
    return Ended(expired=len(left) - len(carried), carried_over=len(carried))


def close_counters(work: Work, *, forgotten: bool = False) -> None:
    """Close every counter still open; with `forgotten` only those nobody has closed on an earlier day."""
    for counter in counters.every(work):
        if counter.clerk_id is not None and (not forgotten or _is_forgotten(work, counter)):
            drop_names(work, counter.id)
            counters.set_state(work, counter.id, "closed", None)
            data = {"before": {"state": counter.state, "clerk": counter.clerk_id, "since": plain(counter.since)}}
            subject = f"Quầy số {counter.number}"
            events.record_centre(work, "counter_closed", subject, counter_id=counter.id, data=data)


def keep_days(database: Database, centre_id: int, *, address: str) -> bool:
    """Do by itself what a day brings: end today past its hour and whatever an earlier day left open, and let
    counters serve what was planned for today.

    Safe to run anywhere and as often as one likes: whoever comes second finds nothing to do. Tells whether it acted.
    """
    with database.look(centre_id) as hall:
        if not _overdue(hall) and not plans.any_due(hall):
            return False
    with database.change(centre_id, system(centre_id)) as work:
        begun = plans.begin_plans(work)
        if not _overdue(work):
            return begun
        expire_open(work, None, before=work.day)
        if _past_hour(work) and store.keep(work).ended_at is None:
            carries = work.rules.day_end_carries and store.next_opening(work) is not None
            end_day(work, carry_over=carries, address=address, real_now=read_real_now())
        else:
            close_counters(work, forgotten=True)
    return True


def rests_until(hall: Hall) -> datetime:
    """Return until when nothing of this comes due, whatever is pressed meanwhile: a day that may end now does not rest,
    nor does a session in which fields may stop.
    """
    midnight = datetime.combine(hall.day + timedelta(days=1), time(), hall.zone)
    ends, today = _ends(hall), store.of(hall)
    state = store.state(hall, today)
    if (state.open and store.last_session(hall, today) is not None) or (ends <= hall.now and today.ended_at is None):
        return hall.now
    return min(at for at in (midnight, ends, state.opens_at, state.closes_at) if at is not None and at > hall.now)


def _overdue(hall: Hall) -> bool:
    rows = counters.every(hall)
    if tickets.any_open_before(hall, hall.day) or any(_is_forgotten(hall, row) for row in rows):
        return True
    return _past_hour(hall) and _began(hall) and store.of(hall).ended_at is None


def _began(hall: Hall) -> bool:
    """Tell whether there is anything of today to end: even on a day on which nobody came, a counter that is open, and
    whoever was carried over to it.
    """
    if store.of(hall).kept or any(row.clerk_id is not None for row in counters.every(hall)):
        return True
    return tickets.any_open_before(hall, hall.day + timedelta(days=1))


def _is_forgotten(hall: Hall, counter: CounterRow) -> bool:
    """Tell whether a counter has been open since an earlier day and nobody is at it."""
    if counter.clerk_id is None or counter.since is None:
        return False
    earlier = counter.since.astimezone(hall.zone).date() < hall.day
    return earlier and tickets.at_counter(hall, counter.id) is None


def _past_hour(hall: Hall) -> bool:
    return hall.now >= _ends(hall)


def _ends(hall: Hall) -> datetime:
    return datetime.combine(hall.day, time.fromisoformat(hall.rules.day_ends_at), hall.zone)


def _following(work: Work, address: str, real_now: datetime) -> Following:
    opening = store.next_opening(work)
    if opening is None:
        raise NoWorkingDay(days=store.LOOK_AHEAD_DAYS)
    return Following(opening, address, real_now)


def _told(carried: TicketRow) -> dict[str, Any]:
    return {"carried_to": carried.id, "number": carried.shown, "day": carried.day.isoformat()}
