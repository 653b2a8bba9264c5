"""When screens change although nobody does anything."""

from datetime import datetime, time, timedelta

from app.store import counters, days
from app.store.work import Hall


def next_turn(hall: Hall) -> datetime:
    """Return the next such moment: the hall opens or closes, a loan of a counter ends, the day is over."""
    state = days.state(hall, days.of(hall))
    midnight = datetime.combine(hall.day + timedelta(days=1), time(), hall.zone)
    moments = (state.opens_at, state.closes_at, counters.next_return(hall), midnight)
    return min(moment for moment in moments if moment is not None)
