"""Which devices are there. Heartbeats are frequent and say mostly the same, so only news is written down."""

from datetime import datetime, timedelta
from typing import Any

from app.store import devices
from app.store.work import Database

# A device is taken for lost after fifteen silent seconds, so its last word must never be older than this.
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
