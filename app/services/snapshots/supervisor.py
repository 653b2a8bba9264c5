"""What the supervisor sees: the day's figures so far, queues, counters, who is late, devices."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from app.clock import Clock
from app.domain.rules import Rules
from app.domain.ticket import Action, State
from app.services import outages, stopping, views
from app.services.presence import Ear
from app.services.snapshots import history
from app.services.snapshots.common import since_morning
from app.services.views import moment
from app.store import counters, days, devices, events, fields, headline, queue, tickets, turns
from app.store.counters import CounterRow, Service
from app.store.fields import FieldRow
from app.store.tickets import TicketRow
from app.store.work import Hall

_WARNINGS = {
    "paper_low": "sắp hết giấy",
    "paper_out": "hết giấy",
    "cover_open": "nắp đang mở",
    # The agent is there and says so itself: whoever walks to the printer looks at it, not for a cable of ours.
    "offline": "ngừng in",
}
_BEGUN = (State.CALLED, State.SERVING, State.HELD)


@dataclass(frozen=True, slots=True)
class _Lost:
    """Who is lost, told in the hall's time of what was heard in real time."""

    ear: Ear
    clock: Clock

    def since(self, heard_at: datetime | None) -> str | None:
        """Return since when who was last heard then is lost; None for who is not, and for who was never heard."""
        return moment(self.clock.at(heard_at)) if heard_at and self.ear.misses(heard_at) else None


def body(hall: Hall, ear: Ear, clock: Clock) -> dict[str, Any]:
    """Return the supervisor's part; heartbeats are in real time, and `clock` gives the hall's."""
    lost = _Lost(ear, clock)
    rows = fields.every(hall)
    services = counters.services(hall)
    here = tickets.in_state(hall, State.CALLED, State.SERVING)
    held = tickets.in_state(hall, State.HELD)
    following = days.next_opening(hall)
    longest = queue.longest_waiting(hall, [row.id for row in rows])
    waiting = sum(fields.waiting(hall)[row.id] for row in rows)
    return {
        "headline": {**_headline(hall), "waiting": waiting, **_at_counters(here), "held": len(held)},
        "fields": _fields(hall, rows, services, longest, [*here, *held]),
        "counters": _counters(hall, services, here, rows, lost),
        "waiting": [_late(ticket, fields.by_id(rows)) for ticket in longest[: queue.SHOWN]],
        "help_calls": help_calls(hall),
        "devices": [_device(row, lost) for row in devices.every(hall)],
        "outages": outages.of_today(hall),
        "tickets_open": waiting + len(here) + len(held),
        "override_until": moment(stopping.overridden_until(hall)),
        "next_day": following.astimezone(hall.zone).date().isoformat() if following else None,
        **since_morning(hall),
    }


def help_calls(hall: Hall) -> list[dict[str, Any]]:
    """Return the calls for guidance nobody has answered."""
    return [{"id": str(row.id), "kiosk": row.name, "at": moment(row.at)} for row in devices.help_calls(hall)]


def _headline(hall: Hall) -> dict[str, Any]:
    told = headline.so_far(hall)
    spans = days.spans(hall, days.of(hall))
    targets = [row.wait_target_minutes for row in fields.every(hall)]
    return {
        "served": told.served,
        "within": told.spread.within,
        "mean_ms": told.spread.mean_ms,
        "median_ms": told.spread.median_ms,
        "p90_ms": told.spread.p90_ms,
        "max_ms": told.spread.max_ms,
        "within_with_no_shows_share": told.within_with_no_shows_share,
        "no_shows": told.no_shows,
        "cancelled": told.cancelled,
        "expired": told.expired,
        "since": moment(spans[0].start) if spans else None,
        "target_minutes": max(set(targets), key=targets.count, default=15),
    }


def _at_counters(here: list[TicketRow]) -> dict[str, int]:
    serving = sum(ticket.state is State.SERVING for ticket in here)
    return {"called": len(here) - serving, "serving": serving}


def _fields(
    hall: Hall, rows: list[FieldRow], services: list[Service], longest: list[TicketRow], others: list[TicketRow]
) -> list[dict[str, Any]]:
    open_ids = {row.id for row in counters.every(hall) if row.state != "closed"}
    waiting = fields.waiting(hall)
    past = history.waiting(hall, {row.id: waiting[row.id] for row in rows})
    first = {ticket.field_id: ticket for ticket in reversed(longest)}
    stopped = stopping.told_stops(hall)
    return [
        {
            **views.field(row),
            "counters_open": sum(s.field_id == row.id and s.counter_id in open_ids for s in services),
            "waiting": waiting[row.id],
            **{state.value: sum(t.field_id == row.id and t.state is state for t in others) for state in _BEGUN},
            "stopped": _stopped(stopped.get(row.id)),
            "longest_since": moment(first[row.id].arrived_at) if row.id in first else None,
            "target_minutes": row.wait_target_minutes,
            "history": past[row.id],
        }
        for row in rows
    ]


def _stopped(stop: stopping.Stop | None) -> dict[str, Any] | None:
    return {"since": moment(stop.since), "counters": stop.counters} if stop else None


def _counters(
    hall: Hall, services: list[Service], here: list[TicketRow], rows: list[FieldRow], lost: _Lost
) -> list[dict[str, Any]]:
    known = fields.by_id(rows)
    at = {ticket.counter_id: ticket for ticket in here}
    ended = turns.last_ended(hall)
    closing, heard = _closing(hall), counters.last_heard(hall)
    without = {(s.counter_id, s.field_id): s.lag for s in counters.lasting_services(hall)}
    served = [(s.counter_id, _service(s, known, without.get((s.counter_id, s.field_id)))) for s in services]
    return [
        {
            **_counter(hall, row, at.get(row.id), ended.get(row.id)),
            "fields": [told for id, told in served if id == row.id],
            "left_open_at": moment(_left_open_at(hall, row, ended.get(row.id), closing)) if row.id not in at else None,
            "silent_since": lost.since(heard[row.id]) if row.clerk_id else None,
        }
        for row in counters.every(hall)
    ]


def _service(service: Service, known: dict[int, FieldRow], lasting: timedelta | None) -> dict[str, Any]:
    under = {"lasting_minutes": None if lasting is None else _minutes(lasting)}
    return {
        "id": str(service.field_id),
        "prefix": known[service.field_id].prefix,
        "lag_minutes": _minutes(service.lag),
        "until": moment(service.until),
        **(under if service.until is not None else {}),
    }


def _minutes(span: timedelta) -> int:
    return int(span / timedelta(minutes=1))


def _counter(hall: Hall, row: CounterRow, ticket: TicketRow | None, ended: datetime | None) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "number": row.number,
        "state": row.state,
        "since": moment(row.since),
        "free_since": moment(_free_since(row, ended)) if ticket is None else None,
        "pause_reason": row.pause_reason,
        "clerk": row.clerk_name,
        "ticket": _ticket(hall, ticket) if ticket else None,
    }


def _free_since(row: CounterRow, ended: datetime | None) -> datetime | None:
    """Return since when an open counter has had nobody: since its last turn ended, or since it opened."""
    if row.state != "open" or row.since is None:
        return None
    return max(row.since, ended) if ended else row.since


def _closing(hall: Hall) -> datetime | None:
    """Return when the last session of today ends; None on a day without one."""
    spans = days.spans(hall, days.of(hall))
    return spans[-1].end if spans else None


def _left_open_at(hall: Hall, row: CounterRow, ended: datetime | None, closing: datetime | None) -> datetime | None:
    """Return from when a counter somebody holds, with nobody at it, counts as left open: so long after the last
    session, after its last turn and after it was opened or paused.
    """
    if row.clerk_id is None or row.since is None:
        return None
    known = (row.since, ended, closing)
    return max(at for at in known if at is not None) + timedelta(minutes=hall.rules.left_open_minutes)


def _ticket(hall: Hall, ticket: TicketRow) -> dict[str, Any]:
    called = events.last_of_action(hall, ticket.id, Action.CALL)
    since = called.at if called and ticket.state is State.CALLED else ticket.state_at
    target = fields.get(hall, ticket.field_id).service_target_minutes
    return {
        "id": str(ticket.id),
        "number": ticket.shown,
        "state": ticket.state.value,
        "since": moment(since),
        "service_target_minutes": target,
        "calls": ticket.calls,
        **_too_long(hall.rules, ticket.state, since, target),
    }


def _too_long(rules: Rules, state: State, since: datetime, target_minutes: int) -> dict[str, Any]:
    """Return from when a call nobody answered, or a service, stands out, and from when a call counts as left."""
    if state is State.CALLED:
        unanswered, left = timedelta(minutes=rules.unanswered_minutes), timedelta(minutes=rules.left_called_minutes)
        return {"too_long_at": moment(since + min(unanswered, left)), "left_at": moment(since + left)}
    overlong = timedelta(minutes=rules.overlong_times * target_minutes)
    return {"too_long_at": moment(since + overlong) if overlong else None, "left_at": None}


def _late(ticket: TicketRow, known: dict[int, FieldRow]) -> dict[str, Any]:
    return {
        "id": str(ticket.id),
        "number": ticket.shown,
        "prefix": known[ticket.field_id].prefix if ticket.field_id in known else ticket.prefix,
        "arrived_at": moment(ticket.arrived_at),
        "target_minutes": known[ticket.field_id].wait_target_minutes,
        "priority": ticket.priority,
    }


def _device(row: Any, lost: _Lost) -> dict[str, Any]:
    said = row.status.get("state") if row.kind == "printer" else None
    silent = lost.ear.misses(row.seen_at)
    state = "lost" if silent else "warning" if said in _WARNINGS else "ok"
    detail = "mất kết nối" if silent else _WARNINGS.get(str(said))
    told = {"id": str(row.id), "kind": row.kind, "name": row.name, "state": state}
    return {**told, "detail": detail, "since": lost.since(row.seen_at)}
