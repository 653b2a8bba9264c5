"""Devices of a centre: what they are, and what they last said of themselves."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from app.store.models import Device, HelpCall
from app.store.types import AnyRow
from app.store.work import Hall

_COLUMNS = (
    Device.id,
    Device.kind,
    Device.name,
    Device.settings,
    Device.printer_id,
    Device.status,
    Device.seen_at,
)


def every(hall: Hall) -> list[AnyRow]:
    """Return the active devices of a centre by kind and name."""
    query = select(*_COLUMNS).where(Device.centre_id == hall.centre_id, Device.active)
    return hall.all(query.order_by(Device.kind, Device.name))


def get(hall: Hall, device_id: int) -> AnyRow | None:
    """Return a device of a centre, or None."""
    return hall.one(select(*_COLUMNS).where(Device.id == device_id, Device.centre_id == hall.centre_id))


def heard(connection: Connection, device_id: int, at: datetime, status: dict[str, Any]) -> None:
    """Write what a device says of itself, and when (real time)."""
    connection.execute(update(Device).where(Device.id == device_id).values(seen_at=at, status=status))


def help_calls(hall: Hall) -> list[AnyRow]:
    """Return `(id, name, at)` of the calls for guidance nobody has answered, oldest first."""
    query = (
        select(HelpCall.id, Device.name, HelpCall.at)
        .join(Device, Device.id == HelpCall.device_id)
        .where(HelpCall.centre_id == hall.centre_id, HelpCall.answered_at.is_(None))
    )
    return hall.all(query.order_by(HelpCall.id).limit(20))
