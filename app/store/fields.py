"""The fields of a centre and how many wait in each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import bindparam, select, update

from app.domain.errors import UnknownField
from app.store.kept import Kept
from app.store.models import Field, FieldSector, Procedure
from app.store.types import Id
from app.store.work import Hall, Work, once


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field as it stands."""

    id: int
    prefix: str
    name_vi: str
    name_en: str
    examples_vi: str
    examples_en: str
    icon: str
    wait_target_minutes: int
    service_target_minutes: int
    active: bool
    waiting: int
    closed_on: date | None
    closed_reason: str | None

    @property
    def target(self) -> timedelta:
        return timedelta(minutes=self.wait_target_minutes)


_COLUMNS = (
    Field.id,
    Field.prefix,
    Field.name_vi,
    Field.name_en,
    Field.examples_vi,
    Field.examples_en,
    Field.icon,
    Field.wait_target_minutes,
    Field.service_target_minutes,
    Field.active,
    Field.waiting,
    Field.closed_on,
    Field.closed_reason,
)


_OF_CENTRE = select(*_COLUMNS).where(Field.centre_id == bindparam("centre"))
_EVERY = Kept(_OF_CENTRE.where(Field.active).order_by(Field.position))
_GET = Kept(_OF_CENTRE.where(Field.id == bindparam("id")))
_NAMED = Kept(_OF_CENTRE.where(Field.prefix == bindparam("prefix")))
_OF_PROCEDURE = Kept(
    _OF_CENTRE.join(FieldSector, FieldSector.field_id == Field.id)
    .join(Procedure, Procedure.sector_id == FieldSector.sector_id)
    .where(Procedure.id == bindparam("procedure"))
)
_JOINED = Kept(
    update(Field).where(Field.id == bindparam("field")).values(waiting=Field.waiting + bindparam("change", type_=Id))
)


@once
def every(hall: Hall) -> list[FieldRow]:
    """Return the active fields in the centre's order."""
    return [FieldRow(*row) for row in hall.all(_EVERY, centre=hall.centre_id)]


@once
def get(hall: Hall, field_id: int) -> FieldRow:
    """Return a field by id, active or not. Raises UnknownField."""
    row = hall.one(_GET, centre=hall.centre_id, id=field_id)
    if row is None:
        raise UnknownField(field=field_id)
    return FieldRow(*row)


def named(hall: Hall, name: str) -> FieldRow:
    """Return the active field with this prefix or id. Raises UnknownField."""
    found = known(hall, name)
    if not found.active:
        raise UnknownField(field=name)
    return found


def known(hall: Hall, name: str) -> FieldRow:
    """Return the field with this prefix or id, active or not: figures outlive a field. Raises UnknownField."""
    row = hall.one(_NAMED, centre=hall.centre_id, prefix=name)
    if row is None and name.isdecimal() and len(name) < 19:
        row = hall.one(_GET, centre=hall.centre_id, id=int(name))
    if row is None:
        raise UnknownField(field=name)
    return FieldRow(*row)


def of_procedure(hall: Hall, procedure_id: int) -> FieldRow | None:
    """Return the field that takes a procedure's sector here, or None."""
    row = hall.one(_OF_PROCEDURE, centre=hall.centre_id, procedure=procedure_id)
    return FieldRow(*row) if row else None


def joined(work: Work, field_id: int, change: int) -> None:
    """Keep the count of those who wait in a field."""
    work.execute(_JOINED, field=field_id, change=change)


def closed_today(hall: Hall, field: FieldRow) -> str | None:
    """Return why a field was closed for today, or None: a day ends it by itself."""
    return field.closed_reason if field.closed_on == hall.day else None


def close(work: Work, field_id: int, reason: str) -> None:
    """Write that a field is closed for today."""
    values = {"closed_on": work.day, "closed_reason": reason}
    work.execute(update(Field).where(Field.id == field_id).values(values))


def reopen(work: Work, field_id: int) -> None:
    """Write that a field is not closed."""
    work.execute(update(Field).where(Field.id == field_id).values(closed_on=None, closed_reason=None))


def by_id(fields: Sequence[FieldRow]) -> dict[int, FieldRow]:
    """Return fields keyed by id."""
    return {field.id: field for field in fields}
