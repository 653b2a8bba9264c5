"""Bringing a described centre into the database, with the national catalogue it draws on, and writing it out again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select

from app.data.catalogue import Procedure as Listed
from app.data.centre_file import CentreFile, Device, Display, Kiosk, Printer
from app.domain import rules as regulations
from app.domain.errors import Kind, Refusal
from app.services import access
from app.store.models import (
    Centre,
    Counter,
    CounterField,
    Field,
    FieldSector,
    Holiday,
    Membership,
    OpeningHours,
    PriorityClass,
    Procedure,
    Sector,
    Staff,
)
from app.store.models import Device as DeviceTable


class CentreExists(Refusal):
    code, kind = "centre_exists", Kind.CONFLICT
    vi, en = "Đã có Trung tâm “{slug}”.", "There is a centre “{slug}” already."


class UsernameTaken(Refusal):
    code, kind = "username_taken", Kind.CONFLICT
    vi, en = "Tên đăng nhập “{username}” đã có người dùng.", "The user name “{username}” is taken."


@dataclass(frozen=True, slots=True)
class Imported:
    """A centre just brought in, and the passwords of its staff, told once."""

    centre_id: int
    passwords: Mapping[str, str]


def import_centre(connection: Connection, described: CentreFile, catalogue: Iterable[Listed]) -> Imported:
    """Make a centre as a file describes it. Raises CentreExists, UsernameTaken."""
    _require_new(connection, described)
    sectors = import_catalogue(connection, catalogue)
    centre_id = _insert_centre(connection, described)
    fields = _insert_fields(connection, centre_id, described)
    _map_sectors(connection, centre_id, described, sectors, fields)
    _insert_counters(connection, centre_id, described, fields)
    _insert_calendar(connection, centre_id, described)
    _insert_devices(connection, centre_id, described.devices)
    return Imported(centre_id, _insert_staff(connection, centre_id, described))


def import_catalogue(connection: Connection, catalogue: Iterable[Listed]) -> dict[str, int]:
    """Add the procedures and sectors not yet known; return the ids of all sectors by name."""
    sectors = {row.name: row.id for row in connection.execute(select(Sector.id, Sector.name))}
    known = set(connection.execute(select(Procedure.code)).scalars())
    for listed in catalogue:
        if listed.sector not in sectors:
            sectors[listed.sector] = _made(connection, Sector, name=listed.sector)
        if listed.code not in known:
            connection.execute(insert(Procedure).values(_procedure(listed, sectors[listed.sector])))
    return sectors


def _require_new(connection: Connection, described: CentreFile) -> None:
    if connection.execute(select(Centre.id).where(Centre.slug == described.slug)).first():
        raise CentreExists(slug=described.slug)
    names = [member.username for member in described.staff]
    taken = connection.execute(select(Staff.username).where(Staff.username.in_(names))).scalar()
    if taken is not None:
        raise UsernameTaken(username=taken)


def _insert_centre(connection: Connection, described: CentreFile) -> int:
    return _made(
        connection,
        Centre,
        slug=described.slug,
        kind=described.kind.vi,
        kind_en=described.kind.en,
        name=described.name.vi,
        name_en=described.name.en,
        timezone=described.timezone,
        sample=described.sample,
        settings=regulations.to_json(described.rules),
    )


def _insert_fields(connection: Connection, centre_id: int, described: CentreFile) -> dict[str, int]:
    return {
        field.prefix: _made(
            connection,
            Field,
            centre_id=centre_id,
            prefix=field.prefix,
            position=position,
            name_vi=field.name.vi,
            name_en=field.name.en,
            examples_vi=field.examples.vi,
            examples_en=field.examples.en,
            icon=field.icon,
            wait_target_minutes=field.wait_target_minutes,
            service_target_minutes=field.service_target_minutes,
            other_sectors=field.other_sectors,
            active=True,
        )
        for position, field in enumerate(described.fields)
    }


def _map_sectors(
    connection: Connection,
    centre_id: int,
    described: CentreFile,
    sectors: Mapping[str, int],
    fields: Mapping[str, int],
) -> None:
    named = {name for field in described.fields for name in field.sectors}
    known = {**sectors, **{name: _made(connection, Sector, name=name) for name in sorted(named - sectors.keys())}}
    for name, sector_id in known.items():
        field = described.field_for(name)
        if field is not None:
            values = {"centre_id": centre_id, "sector_id": sector_id, "field_id": fields[field.prefix]}
            connection.execute(insert(FieldSector).values(values))


def _insert_counters(connection: Connection, centre_id: int, described: CentreFile, fields: Mapping[str, int]) -> None:
    for counter in described.counters:
        counter_id = _made(
            connection, Counter, centre_id=centre_id, number=counter.number, name=counter.name, state="closed"
        )
        for prefix, minutes in counter.serves.items():
            values = {"counter_id": counter_id, "field_id": fields[prefix], "lag_seconds": minutes * 60}
            connection.execute(insert(CounterField).values(values))


def _insert_calendar(connection: Connection, centre_id: int, described: CentreFile) -> None:
    for weekday, sessions in enumerate(described.week):
        told = [[f"{s.opens:%H:%M}", f"{s.closes:%H:%M}"] for s in sessions]
        if told:
            values = {"centre_id": centre_id, "weekday": weekday, "sessions": told}
            connection.execute(insert(OpeningHours).values(values))
    for holiday in described.holidays:
        names = {"name_vi": holiday.name.vi, "name_en": holiday.name.en}
        values = {"centre_id": centre_id, "day": holiday.day, **names}
        connection.execute(insert(Holiday).values(values))
    for listed in described.priority_classes:
        values = {"centre_id": centre_id, "code": listed.code, "active": True}
        values |= {"name_vi": listed.name.vi, "name_en": listed.name.en}
        connection.execute(insert(PriorityClass).values(**values, allowance_minutes=listed.allowance_minutes))


def _insert_devices(connection: Connection, centre_id: int, devices: Iterable[Device]) -> None:
    """Printers first: a kiosk names the one its slips come out of."""
    printers: dict[str, int] = {}
    for device in sorted(devices, key=lambda d: not isinstance(d, Printer)):
        printer = printers.get(device.printer) if isinstance(device, Kiosk) and device.printer else None
        values = {"centre_id": centre_id, "name": device.name, "kind": _kind(device), "status": {}}
        made = _made(connection, DeviceTable, **values, settings=_settings(device), printer_id=printer)
        if isinstance(device, Printer):
            printers[device.name] = made


def _insert_staff(connection: Connection, centre_id: int, described: CentreFile) -> dict[str, str]:
    passwords = {member.username: access.new_password() for member in described.staff}
    for member in described.staff:
        hashed = access.hash_password(passwords[member.username])
        staff_id = _made(connection, Staff, username=member.username, name=member.name, password_hash=hashed)
        values = {
            "staff_id": staff_id,
            "centre_id": centre_id,
            "role": member.role,
            "extra": list(member.extra),
        }
        connection.execute(insert(Membership).values(values))
    return passwords


def _kind(device: Device) -> str:
    return "kiosk" if isinstance(device, Kiosk) else "display" if isinstance(device, Display) else "printer"


def _settings(device: Device) -> dict[str, Any]:
    if isinstance(device, Display):
        return {"speaks": device.speaks, "counter": device.counter}
    return {"width_dots": device.width_dots} if isinstance(device, Printer) else {}


def _procedure(listed: Listed, sector_id: int) -> dict[str, Any]:
    return {
        "code": listed.code,
        "name": listed.name,
        "sector_id": sector_id,
        "active_from": listed.active_from,
        "active_to": listed.active_to,
    }


def _made(connection: Connection, table: Any, **values: Any) -> int:
    return int(connection.execute(insert(table).values(values).returning(table.id)).scalar_one())
