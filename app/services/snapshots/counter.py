"""What a clerk sees: the ticket at the counter, who waits in its fields in calling order, who is on hold, the day."""

from datetime import datetime, timedelta
from typing import Any

from app.domain.ticket import UNDOABLE, Action, State
from app.services import absence, my_day, views
from app.services.snapshots.common import late_counts
from app.services.views import moment
from app.store import calls, counters, days, events, fields, queue, tickets, turns
from app.store.counters import CounterRow, Service
from app.store.fields import FieldRow
from app.store.tickets import TicketRow
from app.store.work import Hall

CHANNEL_NAMES = {
    "kiosk": "Máy lấy số",
    "reception": "Bàn hướng dẫn",
    "counter": "Tại quầy",
    "phone": "Điện thoại",
    "paper": "Phiếu giấy",
    "carried_over": "Chuyển từ ngày trước",
}
_ZERO = timedelta(0)


def body(hall: Hall, counter_id: int, *, read_out: bool) -> dict[str, Any]:
    """Return the counter's part; `read_out`: calls are read out in this hall now. Raises UnknownCounter."""
    counter = counters.get(hall, counter_id)
    serves = counters.services(hall, counter_id)
    known = fields.by_id(fields.every(hall))
    open_ids = counters.fields_open(hall)
    present = tickets.at_counter(hall, counter_id)
    return {
        "counter": _counter(counter, serves, known, _waiting(hall, counter_id, serves, known)),
        "ticket": _present(hall, present, read_out=read_out) if present else None,
        "queue": _queue(hall, counter_id, serves, known),
        "held": [_held(hall, row) for row in tickets.in_state(hall, State.HELD, counter_id=counter_id)],
        **_behind(hall, counter),
        "my_day": my_day.of_counter(hall, counter),
        "fields": [{**views.field(row), "open": row.id in open_ids} for row in known.values()],
        "counters": [{"id": str(row.id), "number": row.number, "state": row.state} for row in counters.every(hall)],
        "reasons": {
            "pause": [dict(reason) for reason in hall.rules.pause_reasons],
            "hold": [dict(reason) for reason in hall.rules.hold_reasons],
        },
        "outcomes": hall.rules.outcomes,
        "voice": "ready" if read_out else "absent",
    }


def _counter(
    counter: CounterRow, serves: list[Service], known: dict[int, FieldRow], waiting: dict[int, int]
) -> dict[str, Any]:
    return {
        "id": str(counter.id),
        "number": counter.number,
        "name": counter.name,
        "state": counter.state,
        "since": moment(counter.since),
        "pause_reason": counter.pause_reason,
        "clerk": {"id": str(counter.clerk_id), "name": counter.clerk_name} if counter.clerk_id else None,
        "fields": [
            {
                **views.field(known[s.field_id]),
                "lag_minutes": int(s.lag.total_seconds() // 60),
                "waiting": waiting[s.field_id],
            }
            for s in serves
        ],
    }


def _present(hall: Hall, ticket: TicketRow, *, read_out: bool) -> dict[str, Any]:
    turn = turns.folded(hall, ticket)[-1]
    log = events.of_ticket(hall, ticket.id)
    called = next(row for row in reversed(log) if row.action == Action.CALL)
    where = fields.get(hall, ticket.field_id)
    serving = ticket.state is State.SERVING
    return {
        "id": str(ticket.id),
        "number": ticket.shown,
        "state": ticket.state.value,
        "field": views.field(where),
        "procedure": views.procedure(hall, ticket.procedure_id),
        "priority": ticket.priority,
        "assist": ticket.assist,
        "since_morning": not serving and _unseen_since(days.resumed_at(hall, days.of(hall)), _joined_queue(log)),
        "channel": ticket.channel,
        "channel_name": log[0].actor_name if ticket.channel == "kiosk" else CHANNEL_NAMES[ticket.channel],
        "joined_at": moment(ticket.joined_at),
        "arrived_at": moment(ticket.arrived_at),
        "called_at": moment(called.at),
        "started_at": moment(turn.started_at),
        "serving_since": moment(ticket.state_at) if serving else None,
        "service_ms": views.ms(turn.service),
        "wait_ms": views.ms(turn.wait if turn.wait is not None else called.at - ticket.arrived_at),
        "calls": ticket.calls,
        "call": _call(hall, ticket),
        "reason": called.reason,
        "dossiers": ticket.dossiers,
        "service_target_minutes": where.service_target_minutes,
        **_absence(hall, ticket, read_out=read_out),
    }


def _call(hall: Hall, ticket: TicketRow) -> dict[str, Any] | None:
    row = calls.newest_of(hall, ticket.id)
    if row is None:
        return None
    ahead = calls.ahead(hall, row.id) if row.standing and row.spoken_at is None else 0
    spoken, called = moment(row.spoken_at), moment(row.called_at)
    return {
        "id": str(row.id),
        "called_at": called,
        "spoken_at": spoken,
        "ahead": ahead,
        "standing": row.standing,
    }


def _absence(hall: Hall, ticket: TicketRow, *, read_out: bool) -> dict[str, Any]:
    """Return from when an absence may be recorded without a question, how many calls that takes, and whether it may."""
    called = absence.notice(hall, ticket, read_out=read_out)
    return {
        "no_show_after": moment(absence.due_at(hall, ticket, called)),
        "no_show_calls": hall.rules.no_show_calls,
        "no_show_offered": absence.is_due(hall, ticket, called),
    }


def _queue(hall: Hall, counter_id: int, serves: list[Service], known: dict[int, FieldRow]) -> dict[str, Any]:
    """Return who waits for this counter in true calling order: `(due_at + lag, id)`, the first fifty."""
    rows = [(ticket, s.lag) for s in serves for ticket in queue.first_waiting(hall, s.field_id)]
    rows += [(ticket, _ZERO) for ticket in queue.naming(hall, counter_id)]
    rows.sort(key=lambda pair: (pair[0].due_at + pair[1], pair[0].id))
    shown = [ticket for ticket, _ in rows[: queue.SHOWN]]
    targets = {row.id: row.target for row in known.values()}
    past, soon = late_counts(hall, shown, targets)
    resumed = days.resumed_at(hall, days.of(hall))
    waiting = _waiting(hall, counter_id, serves, known)
    named = sum(ticket.field_id not in waiting for ticket in queue.naming(hall, counter_id))
    return {
        "total": sum(waiting.values()) + named,
        "past": past,
        "soon": soon,
        "rows": [{**_row(t, known), "since_morning": _unseen_since(resumed, t.state_at)} for t in shown],
    }


def _unseen_since(resumed: datetime | None, waiting_since: datetime) -> bool:
    """Tell whether somebody has waited untouched since before the doors last opened again."""
    return resumed is not None and waiting_since < resumed


def _joined_queue(log: list[Any]) -> datetime:
    """Return when the ticket that is called now last began to wait."""
    began: datetime = next(row.at for row in reversed(log) if row.to_state == State.WAITING != row.from_state)
    return began


def _waiting(hall: Hall, counter_id: int, serves: list[Service], known: dict[int, FieldRow]) -> dict[int, int]:
    """Return how many wait in each field for this counter: those who name another one are not for it to call."""
    elsewhere = queue.named_elsewhere(hall, [s.field_id for s in serves], counter_id)
    return {s.field_id: fields.waiting(hall)[s.field_id] - elsewhere.get(s.field_id, 0) for s in serves}


def _row(ticket: TicketRow, known: dict[int, FieldRow]) -> dict[str, Any]:
    return {
        "id": str(ticket.id),
        "number": ticket.shown,
        "prefix": known[ticket.field_id].prefix,
        "priority": ticket.priority,
        "assist": ticket.assist,
        "joined_at": moment(ticket.joined_at),
        "arrived_at": moment(ticket.arrived_at),
        "target_minutes": known[ticket.field_id].wait_target_minutes,
        "named": ticket.counter_id is not None,
    }


def _held(hall: Hall, ticket: TicketRow) -> dict[str, Any]:
    last = events.last_of_action(hall, ticket.id, Action.HOLD)
    told = {"id": str(ticket.id), "number": ticket.shown, "prefix": ticket.prefix}
    return {**told, "reason": last.reason if last else None, "since": moment(ticket.state_at)}


def _behind(hall: Hall, counter: CounterRow) -> dict[str, Any]:
    """Return the turn its clerk ended last and the step that can still be taken back."""
    if counter.clerk_id is None:
        return {"undo": None, "last": None}
    undo = _undo(hall, counter.clerk_id)
    last = turns.last_of_clerk(hall, counter.clerk_id)
    return {"undo": undo, "last": _last(hall, last, undo) if last else None}


def _undo(hall: Hall, clerk_id: int) -> dict[str, Any] | None:
    last = events.last_of_actor(hall, f"staff:{clerk_id}")
    if last is None or last.action not in UNDOABLE:
        return None
    until = last.at + timedelta(seconds=hall.rules.undo_seconds)
    if hall.now >= until or events.last_of_ticket(hall, last.ticket_id).id != last.id:
        return None
    ticket = tickets.get(hall, last.ticket_id)
    return {"ticket": str(ticket.id), "number": ticket.shown, "action": last.action, "until": moment(until)}


def _last(hall: Hall, turn: Any, undo: dict[str, Any] | None) -> dict[str, Any]:
    ticket = tickets.get(hall, turn.ticket_id)
    return {
        "ticket": str(ticket.id),
        "number": ticket.shown,
        "prefix": ticket.prefix,
        "field": views.field(fields.get(hall, turn.field_id)),
        "action": turn.outcome,
        "wait_ms": turn.wait_ms,
        "way_ms": turn.way_ms,
        "service_ms": turn.service_ms,
        "ended_at": moment(turn.ended_at),
        "undo_until": undo["until"] if undo and undo["ticket"] == str(ticket.id) else None,
    }
