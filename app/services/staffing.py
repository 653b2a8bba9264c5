"""Counters: opened, paused, closed, freed, and given other fields; each is an audited event."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from app.domain.errors import BadInput, ClerkElsewhere, CounterTaken, FieldWouldStrand, NotAllowed, ReasonMissing
from app.domain.ticket import Action, State
from app.services import guard
from app.services.meanwhile import require_unchanged
from app.services.serving import Outcome, finish_ticket
from app.services.steps import plain, step
from app.store import counters, events, fields, queue, tickets
from app.store.counters import CounterRow, Service
from app.store.work import Work

LONGEST_LAG = 240


@dataclass(frozen=True, slots=True)
class Share:
    """A field to be served by a counter, the minutes it counts later there, and until when if it is only lent."""

    field: str
    lag_minutes: int
    until: datetime | None = None


def open_counter(work: Work, counter_id: int, *, take_over: bool = False, move: bool = False) -> CounterRow:
    """Open a counter, or open it again after a pause, for the clerk who asks.

    Raises UnknownCounter, NotAllowed; CounterTaken unless `take_over` is said; ClerkElsewhere unless `move` is said,
    which closes the clerk's other counter: CounterBusy while somebody is there.
    """
    clerk_id = work.actor.staff_id
    if clerk_id is None:
        raise NotAllowed()
    counter = counters.get(work, counter_id)
    other = _elsewhere(work, clerk_id, counter)
    if other is not None and not move:
        raise ClerkElsewhere(counter=other.number)
    if counter.clerk_id not in (None, clerk_id) and not take_over:
        raise CounterTaken(counter=counter.number, clerk=counter.clerk_name)
    if other is not None:
        _leave(work, other)
    _hand_over(work, counter, clerk_id)
    return _set(work, counter, "open", clerk_id)


def open_for(work: Work, counter: CounterRow, clerk_id: int) -> CounterRow:
    """Open a closed counter in a clerk's name: only the system does this, for a sample centre."""
    return _set(work, counter, "open", clerk_id)


def pause_counter(work: Work, counter_id: int, *, reason: str) -> CounterRow:
    """Pause a free counter. Raises UnknownCounter, CounterClosed, NotYourCounter, CounterBusy, ReasonMissing."""
    if not reason.strip():
        raise ReasonMissing()
    counter = guard.staffed(work, counter_id)
    guard.require_free(work, counter)
    drop_names(work, counter.id)
    return _set(work, counter, "paused", counter.clerk_id, reason.strip())


def close_counter(work: Work, counter_id: int) -> CounterRow:
    """Close a free counter. Raises UnknownCounter, CounterClosed, NotYourCounter, CounterBusy."""
    return _leave(work, guard.staffed(work, counter_id))


def release_counter(work: Work, counter_id: int) -> CounterRow:
    """Free a counter somebody left open: a called ticket goes back to the queue, one being served is finished.

    Who was called keeps the place in line: the hall has failed them, not they the hall.
    Raises UnknownCounter, CounterClosed.
    """
    counter = guard.staffed(work, counter_id)
    present = tickets.at_counter(work, counter.id)
    if present is not None and present.state is State.CALLED:
        step(work, present, Action.PUT_BACK, counter_id=None, put_back=False)
    elif present is not None:
        finish_ticket(work, present, Outcome(), clerk_id=counter.clerk_id)
    drop_names(work, counter.id)
    return _set(work, counter, "closed", None, action="release")


def set_fields(
    work: Work,
    counter_id: int,
    shares: Sequence[Share],
    *,
    until: datetime | None = None,
    seen: int | None = None,
    confirm: bool = False,
) -> CounterRow:
    """Say what a counter serves. Without `until` the list is all it serves from now on, and loans it does not name
    end; with `until` the list is lent to it over what it serves, and goes by itself. `seen`: the revision its editor
    looked at.

    Raises UnknownCounter, UnknownField, BadInput, ChangedMeanwhile; FieldWouldStrand unless `confirm` is said.
    """
    counter = counters.get(work, counter_id)
    require_unchanged(work, named(counter), {"counter_fields"}, seen)
    if until is not None and until <= work.now:
        raise BadInput(detail="until must be in the future", detail_vi="giờ kết thúc phải ở sau lúc này")
    asked = services_asked(work, counter.id, shares, until)
    before = counters.services(work, counter.id)
    if until is None:
        if not confirm:
            _require_others(work, counter, {s.field_id for s in before} - {s.field_id for s in asked})
        counters.serve_only(work, counter.id, [s for s in asked if s.until is None])
    counters.lend(work, counter.id, [s for s in asked if s.until is not None])
    data = {"before": told(before), "after": told(counters.services(work, counter.id))}
    events.record_centre(work, "counter_fields", named(counter), counter_id=counter.id, data=data)
    return counters.get(work, counter.id)


def services_asked(work: Work, counter_id: int, shares: Sequence[Share], until: datetime | None) -> list[Service]:
    """Return what a counter is asked to serve; a loan that has run out meanwhile is none any more.

    Raises UnknownField, BadInput.
    """
    asked = [_service(work, counter_id, share, until) for share in shares]
    if len({(s.field_id, s.until is None) for s in asked}) != len(asked):
        raise BadInput(detail="a field is named twice", detail_vi="một lĩnh vực được ghi hai lần")
    return [s for s in asked if s.until is None or s.until > work.now]


def _require_others(work: Work, counter: CounterRow, lost: set[int]) -> None:
    """Refuse to take the last counter from a field in which people wait.

    Of a counter somebody sits at, the others that count are those somebody sits at; of one that is closed, all.
    Raises FieldWouldStrand.
    """
    at_work = counter.state != "closed"
    others = {row.id for row in counters.every(work) if row.state != "closed" or not at_work} - {counter.id}
    served = {s.field_id for s in counters.services(work) if s.counter_id in others}
    waiting = fields.waiting(work)
    for field in fields.every(work):
        if field.id in lost - served and waiting[field.id]:
            raise FieldWouldStrand(field=field.name_vi, prefix=field.prefix, waiting=waiting[field.id])


def drop_names(work: Work, counter_id: int) -> None:
    """Let those who wait for this counter by name wait for their field: it closes or pauses."""
    for ticket in queue.naming(work, counter_id, limit=None):
        step(work, ticket, Action.DROP_COUNTER, counter_id=None)


def _elsewhere(work: Work, clerk_id: int, counter: CounterRow) -> CounterRow | None:
    """Return the counter a clerk holds, if it is another one."""
    held = counters.held_by(work, clerk_id)
    return held if held is not None and held.id != counter.id else None


def _leave(work: Work, counter: CounterRow) -> CounterRow:
    guard.require_free(work, counter)
    drop_names(work, counter.id)
    return _set(work, counter, "closed", None)


def _hand_over(work: Work, counter: CounterRow, clerk_id: int) -> None:
    """Whoever is at the counter stays there when it changes hands; their story says so."""
    present = tickets.at_counter(work, counter.id)
    if present is not None and counter.clerk_id != clerk_id:
        step(work, present, Action.HAND_OVER, clerk_id=clerk_id, data={"from": counter.clerk_name})


def _set(
    work: Work,
    counter: CounterRow,
    state: str,
    clerk_id: int | None,
    reason: str | None = None,
    *,
    action: str | None = None,
) -> CounterRow:
    counters.set_state(work, counter.id, state, clerk_id, reason)
    after = counters.get(work, counter.id)
    data = {
        "before": {"state": counter.state, "clerk": counter.clerk_id, "since": plain(counter.since)},
        "after": {"state": state, "clerk": clerk_id},
    }
    name = f"counter_{action or state}"
    events.record_centre(work, name, f"Quầy số {counter.number}", counter_id=counter.id, reason=reason, data=data)
    return after


def _service(work: Work, counter_id: int, share: Share, until: datetime | None) -> Service:
    if not 0 <= share.lag_minutes <= LONGEST_LAG:
        raise BadInput(
            detail=f"lag is 0 to {LONGEST_LAG} minutes", detail_vi=f"số phút nhận sau là từ 0 đến {LONGEST_LAG}"
        )
    field = fields.named(work, share.field)
    return Service(counter_id, field.id, timedelta(minutes=share.lag_minutes), share.until or until)


def named(counter: CounterRow) -> str:
    """Return what the log calls a counter."""
    return f"Quầy số {counter.number}"


def told(services: Iterable[Service]) -> list[dict[str, Any]]:
    """Return services as the log keeps them."""
    return [
        {"field": s.field_id, "lag_minutes": int(s.lag.total_seconds() // 60), "until": plain(s.until)}
        for s in services
    ]
