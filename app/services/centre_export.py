"""A centre out of the database as the file that describes it: what is exported can be imported elsewhere."""

from typing import Any

from sqlalchemy import select

from app.data.centre_file import (
    Bilingual,
    CentreFile,
    Counter,
    Device,
    Display,
    Field,
    Holiday,
    Kiosk,
    Printer,
    PriorityClass,
    StaffMember,
)
from app.domain.roles import Role
from app.store import counters, days, models
from app.store.types import AnyRow
from app.store.work import Hall


def export_centre(hall: Hall) -> CentreFile:
    """Return the centre as `app.data.centre_file` describes one. Loans that end by themselves are left out."""
    names = select(models.Centre.kind_en, models.Centre.name_en).where(models.Centre.id == hall.centre_id)
    english = hall.connection.execute(names).one()
    return CentreFile(
        slug=hall.slug,
        sample=hall.sample,
        kind=Bilingual(hall.kind, english.kind_en),
        name=Bilingual(hall.name, english.name_en),
        timezone=hall.timezone,
        rules=hall.rules,
        week=_week(hall),
        holidays=_holidays(hall),
        priority_classes=_classes(hall),
        fields=_fields(hall),
        counters=_counters(hall),
        devices=_devices(hall),
        staff=_staff(hall),
    )


def _mine(hall: Hall, table: Any, *order: Any) -> list[AnyRow]:
    query = select(*table.__table__.columns).where(table.centre_id == hall.centre_id)
    return hall.all(query.order_by(*order))


def _week(hall: Hall) -> tuple[tuple[Any, ...], ...]:
    hours = {row.weekday: row.sessions for row in _mine(hall, models.OpeningHours)}
    return tuple(tuple(days.parse(hours.get(weekday, []))) for weekday in range(7))


def _holidays(hall: Hall) -> tuple[Holiday, ...]:
    rows = _mine(hall, models.Holiday, models.Holiday.day)
    return tuple(Holiday(row.day, Bilingual(row.name_vi, row.name_en)) for row in rows)


def _classes(hall: Hall) -> tuple[PriorityClass, ...]:
    rows = _mine(hall, models.PriorityClass, models.PriorityClass.id)
    return tuple(
        PriorityClass(row.code, Bilingual(row.name_vi, row.name_en), row.allowance_minutes)
        for row in rows
        if row.active
    )


def _fields(hall: Hall) -> tuple[Field, ...]:
    rows = _mine(hall, models.Field, models.Field.position)
    return tuple(_field(row, _sectors(hall, row.id)) for row in rows if row.active)


def _field(row: AnyRow, sectors: tuple[str, ...]) -> Field:
    return Field(
        prefix=row.prefix,
        name=Bilingual(row.name_vi, row.name_en),
        examples=Bilingual(row.examples_vi, row.examples_en),
        icon=row.icon,
        wait_target_minutes=row.wait_target_minutes,
        service_target_minutes=row.service_target_minutes,
        sectors=sectors,
        other_sectors=row.other_sectors,
    )


def _sectors(hall: Hall, field_id: int) -> tuple[str, ...]:
    query = select(models.Sector.name).join(models.FieldSector, models.FieldSector.sector_id == models.Sector.id)
    mine = (models.FieldSector.field_id == field_id, models.FieldSector.centre_id == hall.centre_id)
    return tuple(row.name for row in hall.all(query.where(*mine).order_by(models.Sector.id)))


def _counters(hall: Hall) -> tuple[Counter, ...]:
    prefixes = {row.id: row.prefix for row in _mine(hall, models.Field)}
    served = counters.lasting_services(hall)
    return tuple(
        Counter(
            row.number,
            row.name,
            {prefixes[s.field_id]: int(s.lag.total_seconds() // 60) for s in served if s.counter_id == row.id},
        )
        for row in counters.every(hall)
    )


def _devices(hall: Hall) -> tuple[Device, ...]:
    rows = [row for row in _mine(hall, models.Device, models.Device.id) if row.active]
    names = {row.id: row.name for row in rows}
    return tuple(_device(row, names) for row in rows)


def _device(row: AnyRow, names: dict[int, str]) -> Device:
    match row.kind:
        case "kiosk":
            return Kiosk(row.name, names.get(row.printer_id))
        case "display":
            return Display(row.name, bool(row.settings.get("speaks")), row.settings.get("counter"))
        case _:
            return Printer(row.name, int(row.settings.get("width_dots", 576)))


def _staff(hall: Hall) -> tuple[StaffMember, ...]:
    query = (
        select(models.Staff.username, models.Staff.name, models.Membership.role, models.Membership.extra)
        .join(models.Membership, models.Membership.staff_id == models.Staff.id)
        .where(models.Membership.centre_id == hall.centre_id, models.Staff.active)
        .order_by(models.Staff.id)
    )
    return tuple(StaffMember(r.username, r.name, Role(r.role), tuple(r.extra)) for r in hall.all(query))
