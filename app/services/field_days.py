"""A field closed for the rest of the day while the hall runs, with people waiting in it; and open again."""

from dataclasses import dataclass

from app.domain.errors import FieldClosed, ReasonMissing, SameField
from app.services import guard, moving
from app.services.meanwhile import require_unchanged
from app.store import counters, events, fields, queue
from app.store.fields import FieldRow
from app.store.work import Work

_EDITS = {"field_closed", "field_opened"}


@dataclass(frozen=True, slots=True)
class Closed:
    """A field as it is after it was closed, and how many were sent to wait elsewhere."""

    field: FieldRow
    moved: int


def close_field(work: Work, name: str, *, reason: str, move_to: str | None = None, seen: int | None = None) -> Closed:
    """Close a field for today: it takes nobody new. Who waits is still called by the counters that serve it, or with
    `move_to` waits in that field instead, ordered by when the number was taken as before. Who waits for a counter by
    name stays: it finishes what it began.

    Raises UnknownField, ReasonMissing, ChangedMeanwhile; SameField or FieldClosed for where they would go.
    """
    where = fields.named(work, name)
    require_unchanged(work, where.name_vi, _EDITS, seen)
    if not reason.strip():
        raise ReasonMissing()
    to = _open_field(work, where, move_to) if move_to is not None else None
    before = fields.closed_today(work, where)
    fields.close(work, where.id, reason.strip())
    waiting = fields.waiting(work)[where.id]
    moved = _move_all(work, where, to, reason.strip()) if to else 0
    data = {
        "before": {"closed": before},
        "after": {"closed": reason.strip()},
        "waiting": waiting,
        "moved": moved,
        "to": to.name_vi if to else None,
    }
    events.record_centre(work, "field_closed", where.name_vi, reason=reason.strip(), data=data)
    return Closed(fields.get(work, where.id), moved)


def reopen_field(work: Work, name: str, *, seen: int | None = None) -> FieldRow:
    """Open a field again that was closed for today; of one that is open nothing changes.

    Raises UnknownField, ChangedMeanwhile.
    """
    where = fields.named(work, name)
    require_unchanged(work, where.name_vi, _EDITS, seen)
    before = fields.closed_today(work, where)
    if before is not None:
        fields.reopen(work, where.id)
        data = {"before": {"closed": before}, "after": {"closed": None}, "waiting": fields.waiting(work)[where.id]}
        events.record_centre(work, "field_opened", where.name_vi, data=data)
    return fields.get(work, where.id)


def _open_field(work: Work, where: FieldRow, name: str) -> FieldRow:
    to = fields.named(work, name)
    if to.id == where.id:
        raise SameField()
    guard.taking(work, to)
    if to.id not in counters.fields_open(work):
        raise FieldClosed(field=to.name_vi)
    return to


def _move_all(work: Work, where: FieldRow, to: FieldRow, reason: str) -> int:
    waiting = queue.first_waiting(work, where.id, limit=None)
    for ticket in waiting:
        moving.redirect(work, ticket, to, reason=reason)
    return len(waiting)
