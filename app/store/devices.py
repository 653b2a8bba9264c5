"""Devices of a centre: what they are, and what they last said of themselves."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, or_, select, update

from app.store.arrangement import lasting
from app.store.kept import Kept
from app.store.models import Device, HelpCall
from app.store.types import AnyRow, Instant
from app.store.work import Hall, once

_COLUMNS = (
    Device.id,
    Device.kind,
    Device.name,
    Device.settings,
    Device.printer_id,
    Device.status,
    Device.seen_at,
)

_OF_CENTRE = select(*_COLUMNS).where(Device.centre_id == bindparam("centre"))
_EVERY = Kept(_OF_CENTRE.where(Device.active).order_by(Device.kind, Device.name))
_GET = Kept(_OF_CENTRE.where(Device.id == bindparam("id")))
_PLACED = Kept(
    select(Device.id, Device.kind, Device.printer_id, Device.settings, Device.active)
    .where(Device.centre_id == bindparam("centre"))
    .order_by(Device.id)
)
_HELP_CALLS = Kept(
    select(HelpCall.id, Device.name, HelpCall.at)
    .join(Device, Device.id == HelpCall.device_id)
    .where(HelpCall.centre_id == bindparam("centre"), HelpCall.answered_at.is_(None))
    .order_by(HelpCall.id)
    .limit(20)
)
_AT = bindparam("at", type_=Instant())
_HEARD = Kept(update(Device).where(Device.id == bindparam("device")))
_HEARD_AGAIN = Kept(
    update(Device)
    .where(Device.id == bindparam("device"), or_(Device.seen_at.is_(None), Device.seen_at < _AT))
    .values(seen_at=_AT)
)
_HEARD_SINCE = Kept(
    select(Device.centre_id, Device.id, Device.kind, Device.status).where(
        Device.active,
        Device.seen_at >= bindparam("moment", type_=Instant()),
    )
)


@once
def every(hall: Hall) -> list[AnyRow]:
    """Return the active devices of a centre by kind and name."""
    return hall.all(_EVERY, centre=hall.centre_id)


@once
def get(hall: Hall, device_id: int) -> AnyRow | None:
    """Return a device of a centre, or None."""
    return hall.one(_GET, centre=hall.centre_id, id=device_id)


@lasting
def placed(hall: Hall) -> dict[int, AnyRow]:
    """Return `(id, kind, printer_id, settings, active)` of each device of a centre by id: where it stands, not how it
    is.
    """
    return {row.id: row for row in hall.all(_PLACED, centre=hall.centre_id)}


def first_printer(hall: Hall) -> AnyRow | None:
    """Return the first active printer of a centre, or None."""
    return next((row for row in placed(hall).values() if row.kind == "printer" and row.active), None)


def heard(connection: Connection, device_id: int, at: datetime, status: dict[str, Any]) -> None:
    """Write what a device says of itself, and when (real time)."""
    _HEARD.run(connection, {"device": device_id, "seen_at": at, "status": status})


def heard_again(connection: Connection, at: Mapping[int, datetime]) -> None:
    """Write when devices that said nothing new were heard (real time); never an earlier moment over a later one."""
    if at:
        # In one order everywhere, so that two workers never wait for each other.
        _HEARD_AGAIN.run_each(connection, [{"device": id, "at": at[id]} for id in sorted(at)])


def heard_since(connection: Connection, moment: datetime) -> list[AnyRow]:
    """Return the active devices, of whatever centre, that were heard at that moment or later."""
    return _HEARD_SINCE.all(connection, {"moment": moment})


def help_calls(hall: Hall) -> list[AnyRow]:
    """Return `(id, name, at)` of the calls for guidance nobody has answered, oldest first."""
    return hall.all(_HELP_CALLS, centre=hall.centre_id)
