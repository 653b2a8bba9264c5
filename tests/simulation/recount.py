"""The figures of a day counted once more, from the rows of the event log and the hours of the day alone.

It follows docs/figures.md and none of the program's code: who was served, how long each waited within opening hours
from coming to the call that led to service, without the time on hold.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app.store.models import Field, ServiceDay, Ticket, TicketEvent, Turn
from app.store.work import Hall

Span = tuple[datetime, datetime]
_ENDS = {"finish": "done", "no_show": "no_show", "cancel": "cancelled", "expire": "expired"}


@dataclass
class Visit:
    """One person's turn as the log tells it."""

    came: datetime
    field: int
    call: datetime | None = None
    served_call: datetime | None = None
    held_from: datetime | None = None
    holds: list[Span] = field(default_factory=list)
    outcome: str | None = None
    holds_before: int = 0


def figures(look: Hall, day: date) -> dict[str, Any]:
    """Return those figures of a day that a person can count with a pencil."""
    visits = [visit for log in _logs(look, day) for visit in _visits(log)]
    sessions, targets = _sessions(look, day), _targets(look)
    ended = [visit for visit in visits if visit.outcome]
    waits = sorted((_wait(visit, sessions), targets[visit.field]) for visit in ended if visit.outcome == "done")
    only = [wait for wait, _ in waits]
    return {
        "turns": len(waits),
        "mean_ms": sum(only) / len(only) if only else None,
        "median_ms": only[(len(only) - 1) // 2] if only else None,
        "max_ms": only[-1] if only else None,
        "within": sum(wait <= target for wait, target in waits),
        **{name: sum(v.outcome == state for v in ended) for name, state in _BESIDE.items()},
    }


_BESIDE = {"no_shows": "no_show", "cancelled": "cancelled", "expired": "expired"}


def negative(look: Hall) -> list[Any]:
    """Return the turns with a duration below zero."""
    spans = (Turn.wait_ms, Turn.wait_open_ms, Turn.way_ms, Turn.service_ms, Turn.held_ms, Turn.waited_again_ms)
    rows = look.all(select(Turn.ticket_id, *spans, Turn.stay_ms).where(Turn.centre_id == look.centre_id))
    return [row for row in rows if any(span is not None and span < 0 for span in row[1:])]


def _logs(look: Hall, day: date) -> list[list[Any]]:
    """Return the steps of each ticket of a day that were not taken back."""
    query = select(*TicketEvent.__table__.columns).join(Ticket, Ticket.id == TicketEvent.ticket_id)
    rows = look.all(query.where(Ticket.centre_id == look.centre_id, Ticket.day == day).order_by(TicketEvent.id))
    logs: dict[int, list[Any]] = {}
    for row in rows:
        log = logs.setdefault(row.ticket_id, [])
        if row.action == "undo":
            assert log.pop().id == row.data["undoes"]
        else:
            log.append(row)
    return list(logs.values())


def _visits(log: list[Any]) -> list[Visit]:
    visits: list[Visit] = []
    for step in log:
        if step.action in ("issue", "enter_again"):
            came = datetime.fromisoformat(step.data["arrived_at"])
            visits = [*visits[:-1], Visit(came, step.field_id)]
        elif step.action == "further":
            _serve(visits[-1], step.at)
            visits[-1].outcome = "done"
            visits.append(Visit(step.at, step.field_id))
        else:
            _step(visits[-1], step)
    return visits


def _step(visit: Visit, step: Any) -> None:
    match step.action:
        case "call":
            visit.call = step.at
        case "start":
            _serve(visit, step.at)
        case "hold":
            visit.held_from = step.at
        case "resume":
            _come_back(visit, step.at)
        case "transfer":
            visit.field, visit.call, visit.served_call = step.field_id, None, None
        case "return":
            visit.outcome = None
        case "finish" | "no_show" | "cancel" | "expire":
            _come_back(visit, step.at)
            visit.outcome = _ENDS[step.action]


def _serve(visit: Visit, at: datetime) -> None:
    """The call before the first start ends the wait; what was on hold before it does not count."""
    if visit.served_call is None:
        visit.served_call = visit.call or at
        visit.holds_before = len(visit.holds)


def _come_back(visit: Visit, at: datetime) -> None:
    if visit.held_from is not None:
        visit.holds.append((visit.held_from, at))
        visit.held_from = None


def _wait(visit: Visit, sessions: list[Span]) -> int:
    """Return the milliseconds of a wait that lay within the hours, rounded down as all durations are."""
    assert visit.served_call is not None
    spans = [(visit.came, visit.served_call, 1)]
    spans += [(begun, over, -1) for begun, over in visit.holds[: visit.holds_before]]
    total = 0.0
    for begun, over, sign in spans:
        for opens, closes in sessions:
            total += sign * max(0.0, (min(over, closes) - max(begun, opens)).total_seconds())
    return max(0, int(round(total * 1_000_000) // 1_000))


def _sessions(look: Hall, day: date) -> list[Span]:
    mine = (ServiceDay.centre_id == look.centre_id, ServiceDay.day == day)
    kept = look.one(select(ServiceDay.sessions).where(*mine))
    zone = ZoneInfo("Asia/Ho_Chi_Minh")

    def moment(local: str) -> datetime:
        return datetime.combine(day, time.fromisoformat(local), zone)

    return [(moment(opens), moment(closes)) for opens, closes in (kept.sessions if kept else [])]


def _targets(look: Hall) -> dict[int, int]:
    rows = look.all(select(Field.id, Field.wait_target_minutes).where(Field.centre_id == look.centre_id))
    return {row.id: row.wait_target_minutes * 60_000 for row in rows}
