"""No number for whom nobody could serve: in the last session a field stops when its counters are full until closing.

Only the last session stops anybody, because a number given before lunch lives across it. What full means is in
`app.domain.capacity`; here are the hall's own figures for it, the supervisor's word over it, and its record.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain import capacity
from app.domain.capacity import Hands, Pace
from app.domain.errors import DayEnded, HallClosed
from app.domain.hours import Span
from app.domain.roles import system
from app.domain.ticket import AT_COUNTER
from app.services.steps import plain
from app.store import counters, days, events, fields, tickets, turns
from app.store.database import Database
from app.store.fields import FieldRow
from app.store.work import Hall, Work, once

# Clerks come back from lunch one after the other; until then the open counters say little about the afternoon.
SETTLING = timedelta(minutes=15)
STOPPED, RESUMED = "field_stopped", "field_resumed"


@dataclass(frozen=True, slots=True)
class Stop:
    """A field that gives no numbers, and the two figures that say why. `since`: as noted; None in the first moments."""

    field: FieldRow
    counters: int
    since: datetime | None = None


@once
def stops(hall: Hall) -> dict[int, Stop]:
    """Return the fields that give no numbers now because their counters are full until closing."""
    left = _left(hall)
    return _full(hall, left) if left is not None else {}


def told_stops(hall: Hall) -> dict[int, Stop]:
    """Return the same, each with the moment since when it has been so."""
    found = stops(hall)
    noted = _noted(hall) if found else {}
    return {id: Stop(stop.field, stop.counters, noted.get(id)) for id, stop in found.items()}


def override(work: Work, *, on: bool) -> datetime | None:
    """Let numbers be given until the day's last session ends however many wait, or take that back.

    Returns until when it holds. Raises DayEnded, or HallClosed when there is no more session today.
    """
    today = days.keep(work)
    if today.ended_at is not None:
        raise DayEnded()
    closing = days.spans(work, today)[-1:]
    if today.holiday or not closing or work.now >= closing[0].end:
        raise HallClosed()
    before, until = _in_force(work, today), closing[0].end if on else None
    if before != until:
        days.override(work, until)
        data = {"before": {"override_until": plain(before)}, "after": {"override_until": plain(until)}}
        events.record_centre(work, "day_override", work.day.isoformat(), data=data)
    return until


def overridden_until(hall: Hall) -> datetime | None:
    """Return until when the supervisor lets numbers be given, or None."""
    return _in_force(hall, days.of(hall))


def note(database: Database, centre_id: int) -> bool:
    """Write down which fields have stopped or go on since the last look. Tells whether there was anything to write.

    Safe to run anywhere and as often as one likes, as `days.keep_days` is.
    """
    with database.look(centre_id) as hall:
        if not _unnoted(hall):
            return False
    with database.change(centre_id, system(centre_id)) as work:
        changed = _unnoted(work)
        for row, stop in changed:
            _note(work, row, stop)
    return bool(changed)


def _closing_session(hall: Hall) -> Span | None:
    """Return the session in which fields may stop, while it runs and gives numbers; None at any other time."""
    today = days.of(hall)
    if not hall.rules.stop_when_full or not days.state(hall, today).open:
        return None
    return days.last_session(hall, today)


def _left(hall: Hall) -> timedelta | None:
    """Return how much is left of the session if fields do stop now, else None."""
    session = _closing_session(hall)
    if session is None or hall.now < session.start + SETTLING or overridden_until(hall):
        return None
    return session.end - hall.now


def _in_force(hall: Hall, today: days.Day) -> datetime | None:
    until = today.override_until
    return until if until is not None and hall.now < until else None


def _full(hall: Hall, left: timedelta) -> dict[int, Stop]:
    """Ask the domain with what is in the database: a handful of queries, however many wait."""
    rows = fields.every(hall)
    paces = turns.paces(hall)
    turn = {row.id: paces.get(row.id, Pace()).turn(timedelta(minutes=row.service_target_minutes)) for row in rows}
    waiting = fields.waiting(hall)
    queues = {row.id: capacity.Queue(waiting[row.id], turn[row.id]) for row in rows}
    hands = _hands(hall, turn)
    served = {row.id: sum(row.id in each.fields for each in hands) for row in rows}
    full = capacity.full(queues, hands, left)
    return {row.id: Stop(row, served[row.id]) for row in rows if row.id in full and served[row.id]}


def _hands(hall: Hall, turn: dict[int, timedelta]) -> list[Hands]:
    """A counter paused for a moment counts as open: it comes back, or its clerk closes it."""
    services, here = counters.services(hall), {t.counter_id: t for t in tickets.in_state(hall, *AT_COUNTER)}
    found = []
    for row in counters.every(hall):
        if row.state == "closed":
            continue
        mine = frozenset(s.field_id for s in services if s.counter_id == row.id)
        ticket = here.get(row.id)
        usual = turn.get(ticket.field_id, timedelta(0)) if ticket else timedelta(0)
        found.append(Hands(mine, capacity.still_busy(usual, hall.now - ticket.state_at) if ticket else usual))
    return found


def _noted(hall: Hall) -> dict[int, datetime]:
    """Return since when each field stands noted as stopped in this session."""
    session = _closing_session(hall)
    since: dict[int, datetime] = {}
    for row in events.centre_since(hall, (STOPPED, RESUMED), session.start) if session else ():
        if row.action == STOPPED:
            since[row.data["field"]] = row.at
        else:
            since.pop(row.data["field"], None)
    return since


def _unnoted(hall: Hall) -> list[tuple[FieldRow, Stop | None]]:
    """Return the fields that are not as they were last noted, each with its stop now. At closing all fields are done
    with, which is no change of theirs.
    """
    if _closing_session(hall) is None:
        return []
    now, noted = stops(hall), _noted(hall)
    return [(row, now.get(row.id)) for row in fields.every(hall) if (row.id in now) != (row.id in noted)]


def _note(work: Work, row: FieldRow, stop: Stop | None) -> None:
    waiting = fields.waiting(work)[row.id]
    after = {"stopped": True, "waiting": waiting, "counters": stop.counters} if stop else {"stopped": False}
    data = {"field": row.id, "before": {"stopped": stop is None}, "after": after}
    events.record_centre(work, STOPPED if stop else RESUMED, row.name_vi, data=data)
