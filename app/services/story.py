"""A ticket's story in words: every step, who was called before it and why. Also its turns and its whole JSON."""

from datetime import datetime
from typing import Any

from app.domain.hours import Span
from app.domain.ticket import State
from app.domain.turns import Turn, spans
from app.services import sentences, views
from app.services.views import moment
from app.store import calls, counters, events, fields, outages, print_jobs, tickets, turns
from app.store.tickets import TicketRow
from app.store.types import AnyRow
from app.store.work import Hall


def tell(hall: Hall, ticket_id: int, address: str) -> dict[str, Any]:
    """Return a ticket with its story, turns and who passed it. Raises UnknownTicket."""
    ticket = tickets.get(hall, ticket_id)
    log = events.of_ticket(hall, ticket.id)
    told = turns.folded(hall, ticket)
    names = sentences.Names(
        counters={row.id: row.number for row in counters.every(hall)},
        fields={row.id: row.name_vi for row in fields.every(hall)},
    )
    return {
        **views.ticket(hall, ticket, address),
        "day": ticket.day.isoformat(),
        "story": _steps(hall, ticket, log, names),
        "passed": _passed(hall, ticket, log, names),
        "turns": [_turn(turn, hall) for turn in told],
        "target_minutes": fields.get(hall, ticket.field_id).wait_target_minutes,
    }


def _steps(hall: Hall, ticket: TicketRow, log: list[AnyRow], names: sentences.Names) -> list[dict[str, Any]]:
    steps = [(row.at, 0, _step(hall, row, names)) for row in log]
    steps += [(row.spoken_at, 1, _spoken(row)) for row in calls.of_ticket(hall, ticket.id) if row.spoken_at]
    told = turns.folded(hall, ticket)
    steps += [_late(turn, hall) for turn in told if _was_late(turn, hall)]
    steps += [_outage(outage, told[0], hall) for outage in _outages(hall, told)]
    if "given_at" in log[0].data:
        given = told[0].arrived_at
        steps.append((given, 0, _notice(given, "given", f"Phát số {ticket.shown} trên giấy.")))
    job = print_jobs.of_ticket(hall, ticket.id)
    if job and job.settled_at and job.state == "printed":
        steps[0][2]["detail"] = f"Phiếu in xong {job.settled_at.astimezone(hall.zone):%H:%M:%S}."
    return [step for _, _, step in sorted(steps, key=lambda item: (item[0], item[1]))]


def _step(hall: Hall, row: AnyRow, names: sentences.Names) -> dict[str, Any]:
    text, detail = sentences.of_event(row, names, hall.zone)
    return {
        "at": moment(row.at),
        "action": row.action,
        "from": row.from_state,
        "to": row.to_state,
        "text": text,
        "detail": detail,
        "counter": names.counters.get(row.counter_id),
        "actor": row.actor_name,
        "moves": row.from_state != row.to_state,
    }


def _spoken(row: AnyRow) -> dict[str, Any]:
    return _notice(row.spoken_at, "spoken", f"Loa đọc mời đến Quầy số {row.counter_number}.")


def _was_late(turn: Turn, hall: Hall) -> bool:
    target = fields.get(hall, turn.field_id).target
    return (turn.called_at or turn.ended_at or hall.now) - turn.arrived_at > target


def _late(turn: Turn, hall: Hall) -> tuple[datetime, int, dict[str, Any]]:
    row = fields.get(hall, turn.field_id)
    at = turn.arrived_at + row.target
    return at, 2, _notice(at, "late", f"Quá {row.wait_target_minutes} phút.")


def _outages(hall: Hall, told: list[Turn]) -> list[Span]:
    return [o for o in outages.since(hall, told[0].arrived_at) if any(spans(turn, o) for turn in told)]


def _outage(outage: Span, first: Turn, hall: Hall) -> tuple[datetime, int, dict[str, Any]]:
    """Whoever came while the server was away finds the outage right after that."""
    at = max(outage.start, first.arrived_at)
    began, ended = (f"{m.astimezone(hall.zone):%H:%M}" for m in (outage.start, outage.end))
    return at, 2, _notice(at, "outage", f"Hệ thống ngừng hoạt động {began}–{ended}.")


def _notice(at: datetime, action: str, text: str) -> dict[str, Any]:
    about = {"at": moment(at), "action": action, "text": text, "moves": False}
    return {**about, "from": None, "to": None, "detail": None, "counter": None, "actor": None}


def _passed(hall: Hall, ticket: TicketRow, log: list[AnyRow], names: sentences.Names) -> list[dict[str, Any]]:
    """Return who was called from the ticket's queues while it waited in them, each call once."""
    found: dict[int, AnyRow] = {}
    for row, following in zip(log, [*log[1:], None], strict=True):
        if row.to_state == State.WAITING:
            found |= {call.id: call for call in events.calls_between(hall, row.field_id, row, following)}
    others = (found[key] for key in sorted(found) if found[key].ticket_id != ticket.id)
    return [_before(hall, ticket, row, names) for row in others]


def _before(hall: Hall, ticket: TicketRow, row: AnyRow, names: sentences.Names) -> dict[str, Any]:
    other = tickets.get(hall, row.ticket_id)
    return {
        "number": other.shown,
        "counter": names.counters.get(row.counter_id),
        "called_at": moment(row.at),
        "later": (other.joined_at, other.id) > (ticket.joined_at, ticket.id),
        "priority": row.priority,
        "reason": row.reason,
    }


def _turn(turn: Turn, hall: Hall) -> dict[str, Any]:
    row = fields.get(hall, turn.field_id)
    wait = turn.wait_open if hall.rules.headline_open_hours else turn.wait
    return {
        "field": views.field(row),
        "arrived_at": moment(turn.arrived_at),
        "called_at": moment(turn.called_at),
        "started_at": moment(turn.started_at),
        "ended_at": moment(turn.ended_at),
        "outcome": turn.outcome,
        "wait_ms": views.ms(turn.wait),
        "wait_open_ms": views.ms(turn.wait_open),
        "way_ms": views.ms(turn.way),
        "service_ms": views.ms(turn.service),
        "held_ms": views.ms(turn.held),
        "waited_again_ms": views.ms(turn.waited_again),
        "spans_outage": turn.spans_outage,
        "target_minutes": row.wait_target_minutes,
        "within_target": wait <= row.target if wait is not None else None,
    }
