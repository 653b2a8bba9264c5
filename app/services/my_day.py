"""A clerk's own day so far: how many, how long, and the strip of it. Nobody is compared with anybody."""

from datetime import datetime, timedelta
from typing import Any

from app.domain.figures import Sum
from app.services.views import moment
from app.store import days, events, turns
from app.store.counters import CounterRow
from app.store.work import Hall


def of_counter(hall: Hall, counter: CounterRow) -> dict[str, Any]:
    """Return the day of whoever holds this counter, as the contract tells it."""
    today = days.of(hall)
    hours = days.spans(hall, today)
    pauses = _pauses(hall, counter, _midnight(hall))
    paused = sum(((end or hall.now) - start for start, end in pauses), timedelta(0))
    bars = [{"from": moment(start), "to": moment(end), "kind": "pause"} for start, end in pauses]
    return {
        "since": moment(hours[0].start) if hours else None,
        **_done(hall, counter.clerk_id),
        "paused_ms": paused // timedelta(milliseconds=1),
        "bars": [*_served(hall, counter.clerk_id), *bars],
        "session": _session(hall, today.sessions),
    }


def _done(hall: Hall, clerk_id: int | None) -> dict[str, Any]:
    if clerk_id is None:
        return {"served": 0, "service_mean_ms": None, "no_shows": 0}
    done = turns.of_clerk(hall, clerk_id)
    served = int(done.served or 0)
    return {
        "served": served,
        "service_mean_ms": Sum(int(done.service_ms or 0), served).mean(),
        "no_shows": int(done.no_shows or 0),
    }


def _served(hall: Hall, clerk_id: int | None) -> list[dict[str, Any]]:
    spells = turns.spells_of_clerk(hall, clerk_id) if clerk_id is not None else []
    return [{"from": moment(row.begun), "to": moment(row.over), "kind": "serving"} for row in spells]


def _pauses(hall: Hall, counter: CounterRow, since: datetime) -> list[tuple[datetime, datetime | None]]:
    """Return the pauses of its clerk at a counter as `(start, end)`; one that goes on has no end."""
    found: list[tuple[datetime, datetime | None]] = []
    for event in events.of_counter(hall, counter.id, since):
        if not event.action.startswith("counter_") or event.action == "counter_fields":
            continue
        if found and found[-1][1] is None:
            found[-1] = (found[-1][0], event.at)
        if event.action == "counter_paused" and event.data["after"]["clerk"] == counter.clerk_id:
            found.append((event.at, None))
    return found


def _session(hall: Hall, sessions: tuple[tuple[str, str], ...]) -> list[str] | None:
    """Return the session that goes on, or the next, or the last of today."""
    now = hall.now.astimezone(hall.zone).strftime("%H:%M")
    going = next((s for s in sessions if now < s[1]), sessions[-1] if sessions else None)
    return list(going) if going else None


def _midnight(hall: Hall) -> datetime:
    return datetime.combine(hall.day, datetime.min.time(), hall.zone)
