"""Procedures: found by their national code, listed for the kiosk's search."""

from datetime import date

from sqlalchemy import select

from app.domain.errors import ProcedureRetired, UnknownProcedure
from app.store.models import Field, FieldSector, Procedure
from app.store.types import AnyRow
from app.store.work import Hall


def in_force(hall: Hall, code: str) -> AnyRow:
    """Return `(id, code, name)` of a procedure in force today. Raises UnknownProcedure or ProcedureRetired."""
    columns = (Procedure.id, Procedure.code, Procedure.name, Procedure.active_from, Procedure.active_to)
    row = hall.one(select(*columns).where(Procedure.code == code))
    if row is None or not _begun(row.active_from, hall.day):
        raise UnknownProcedure(procedure=code)
    if row.active_to is not None and row.active_to < hall.day:
        raise ProcedureRetired(procedure=code, since=row.active_to.isoformat())
    return row


def taken_here(hall: Hall) -> list[AnyRow]:
    """Return `(code, name, field_id)` of every procedure in force that a field of this centre takes, by name."""
    query = (
        select(Procedure.code, Procedure.name, FieldSector.field_id)
        .join(FieldSector, FieldSector.sector_id == Procedure.sector_id)
        .join(Field, Field.id == FieldSector.field_id)
        .where(FieldSector.centre_id == hall.centre_id, Field.active)
        .where((Procedure.active_to.is_(None)) | (Procedure.active_to >= hall.day))
        .where((Procedure.active_from.is_(None)) | (Procedure.active_from <= hall.day))
        .order_by(Procedure.name, Procedure.code)
    )
    return hall.all(query)


def _begun(active_from: date | None, day: date) -> bool:
    return active_from is None or active_from <= day
