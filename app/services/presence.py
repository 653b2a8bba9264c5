"""Which devices are there. Heartbeats are frequent and say mostly the same, so only news is written down."""

from datetime import datetime, timedelta
from typing import Any

from app.store import devices
from app.store.types import AnyRow
from app.store.work import Database, Hall

# A device that has been silent for so long is lost.
SILENT = timedelta(seconds=15)
# So its last word must never be older than this.
WRITE_EVERY = timedelta(seconds=8)


def heard(database: Database, centre_id: int, device_id: int, status: dict[str, Any], real_now: datetime) -> bool:
    """Take note of a heartbeat; tell whether it brought news that screens should show."""
    with database.look(centre_id) as hall:
        known = devices.get(hall, device_id)
    if known is None:
        return False
    silent = real_now - known.seen_at if known.seen_at else timedelta.max
    changed = known.status != status
    if changed or silent > WRITE_EVERY:
        with database.write() as connection:
            devices.heard(connection, device_id, real_now, status)
    return changed or silent > WRITE_EVERY * 2


def is_heard(hall: Hall, real_now: datetime) -> bool:
    """Tell whether a display that reads calls out is there and can sound."""
    return any(_sounds(row, real_now) for row in devices.every(hall) if row.kind == "display")


def _sounds(row: AnyRow, real_now: datetime) -> bool:
    """A screen above one counter reads nothing out; one that says nothing of its sound is taken at its word."""
    reads_out = row.settings.get("speaks", True) and row.settings.get("counter") is None
    there = row.seen_at is not None and real_now - row.seen_at <= SILENT
    return bool(reads_out and there and row.status.get("sound", "on") == "on")
