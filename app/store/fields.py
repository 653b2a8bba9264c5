"""The fields of a centre and how many wait in each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import bindparam, select, update

from app.domain.errors import UnknownField
from app.store.arrangement import lasting
from app.store.kept import Kept
from app.store.models import Field, FieldSector, Procedure
from app.store.types import Id
from app.store.work import Hall, Work, once


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field as it is arranged; how many wait in it is asked for apart."""

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
    closed_on: date | None
    closed_reason: str | None

    @property
    def target(self) -> timedelta:
        return timedelta(minutes=self.wait_target_minutes)


_MINE = Field.centre_id == bindparam("centre")
_ALL = Kept(select(*(getattr(Field, name) for name in FieldRow.__slots__)).where(_MINE).order_by(Field.position))
_WAITING = Kept(select(Field.id, Field.waiting).where(_MINE))
_OF_PROCEDURE = Kept(
    select(FieldSector.field_id)
    .join(Procedure, Procedure.sector_id == FieldSector.sector_id)
    .where(FieldSector.centre_id == bindparam("centre"), Procedure.id == bindparam("procedure"))
)
_COUNT = Kept(
    update(Field).where(Field.id == bindparam("field")).values(waiting=Field.waiting + bindparam("change", type_=Id))
)


@lasting
def all_of(hall: Hall) -> dict[int, FieldRow]:
    """Return the fields by id, active or not, in the centre's order."""
    return {row.id: FieldRow(*row) for row in hall.all(_ALL, centre=hall.centre_id)}


@lasting
def every(hall: Hall) -> list[FieldRow]:
    """Return the active fields in the centre's order."""
    return [row for row in all_of(hall).values() if row.active]


@once
def waiting(hall: Hall) -> dict[int, int]:
    """Return how many wait in each field, active or not."""
    return {row.id: row.waiting for row in hall.all(_WAITING, centre=hall.centre_id)}


def get(hall: Hall, field_id: int) -> FieldRow:
    """Return a field by id, active or not. Raises UnknownField."""
    found = all_of(hall).get(field_id)
    if found is None:
        raise UnknownField(field=field_id)
    return found


def named(hall: Hall, name: str) -> FieldRow:
    """Return the active field with this prefix or id. Raises UnknownField."""
    found = known(hall, name)
    if not found.active:
        raise UnknownField(field=name)
    return found


def known(hall: Hall, name: str) -> FieldRow:
    """Return the field with this prefix or id, active or not: figures outlive a field. Raises UnknownField."""
    rows = all_of(hall)
    found = next((row for row in rows.values() if row.prefix == name), None)
    if found is None and name.isdecimal() and len(name) < 19:
        found = rows.get(int(name))
    if found is None:
        raise UnknownField(field=name)
    return found


def of_procedure(hall: Hall, procedure_id: int) -> FieldRow | None:
    """Return the field that takes a procedure's sector here, or None."""
    row = hall.one(_OF_PROCEDURE, centre=hall.centre_id, procedure=procedure_id)
    return get(hall, row.field_id) if row else None


def count(work: Work, field_id: int, change: int) -> None:
    """Keep the count of those who wait in a field."""
    work.later(_COUNT, field=field_id, change=change)


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
