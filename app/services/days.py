"""The end of a day: what is still open expires, left or carried over; counters close."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.domain.errors import DayEnded
from app.domain.roles import system
from app.domain.ticket import OPEN, Action
from app.services import issuing, plans
from app.services.staffing import drop_names
from app.services.steps import plain, step
from app.store import counters, events, tickets
from app.store import days as store
from app.store.counters import CounterRow
from app.store.tickets import TicketRow
from app.store.work import Database, Hall, Work

LOOK_AHEAD_DAYS = 60


@dataclass(frozen=True, slots=True)
class Ended:
    """How many tickets were left, and how many got a number of the next working day."""

    expired: int
    carried_over: int


def end_day(work: Work, *, carry_over: bool = False) -> Ended:
    """End today. Raises DayEnded when it has ended already."""
    today = store.keep(work)
    if today.ended_at is not None:
        raise DayEnded()
    opening = next_opening(work) if carry_over else None
    ended = expire_open(work, opening)
    close_counters(work)
    if work.rules.keep_priority_class is False:
        tickets.forget_classes(work, work.day)
    store.end(work)
    data = {"expired": ended.expired, "carried_over": ended.carried_over}
    events.record_centre(work, "day_end", work.day.isoformat(), data=data)
    return ended


def expire_open(work: Work, opening: datetime | None, *, before: date | None = None) -> Ended:
    """Expire every open ticket (with `before`: only those of earlier days); carry each over to `opening` if given,
    in the order in which they would have been called.
    """
    left = [t for t in tickets.in_state(work, *OPEN) if before is None or t.day < before]
    for ticket in sorted(left, key=lambda t: (t.due_at, t.id)):
        _expire(work, ticket, opening)
    carried = len(left) if opening else 0
    return Ended(expired=len(left) - carried, carried_over=carried)


def close_counters(work: Work, *, forgotten: bool = False) -> None:
    """Close every counter still open; with `forgotten` only those nobody has closed on an earlier day."""
    for counter in counters.every(work):
        if counter.clerk_id is not None and (not forgotten or _is_forgotten(work, counter)):
            drop_names(work, counter.id)
            counters.set_state(work, counter.id, "closed", None)
            data = {"before": {"state": counter.state, "clerk": counter.clerk_id, "since": plain(counter.since)}}
            subject = f"Quầy số {counter.number}"
            events.record_centre(work, "counter_closed", subject, counter_id=counter.id, data=data)


def next_opening(hall: Hall) -> datetime | None:
    """Return when the centre opens next on a later day, or None within two months."""
    for ahead in range(1, LOOK_AHEAD_DAYS):
        day = store.of(hall, hall.day + timedelta(days=ahead))
        spans = store.spans(hall, day)
        if spans and not day.holiday:
            return spans[0].start
    return None


def keep_days(database: Database, centre_id: int) -> bool:
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
            end_day(work)
        else:
            close_counters(work, forgotten=True)
    return True


def _overdue(hall: Hall) -> bool:
    if tickets.any_open_before(hall, hall.day) or any(_is_forgotten(hall, row) for row in counters.every(hall)):
        return True
    today = store.of(hall)
    return _past_hour(hall) and today.kept and today.ended_at is None


def _is_forgotten(hall: Hall, counter: CounterRow) -> bool:
    """Tell whether a counter has been open since an earlier day and nobody is at it."""
    if counter.clerk_id is None or counter.since is None:
        return False
    earlier = counter.since.astimezone(hall.zone).date() < hall.day
    return earlier and tickets.at_counter(hall, counter.id) is None


def _past_hour(hall: Hall) -> bool:
    ends = datetime.combine(hall.day, time.fromisoformat(hall.rules.day_ends_at), hall.zone)
    return hall.now >= ends


def _expire(work: Work, ticket: TicketRow, opening: datetime | None) -> None:
    clerk_id = counters.get(work, ticket.counter_id).clerk_id if ticket.counter_id else None
    if opening is None:
        step(work, ticket, Action.EXPIRE, clerk_id=clerk_id, counter_id=None)
        return
    following = issuing.carry_over(work, ticket, opening)
    data = {"carried_to": following.id}
    step(work, ticket, Action.EXPIRE, clerk_id=clerk_id, data=data, counter_id=None)
