"""Priority classes of a centre."""

from datetime import timedelta

from sqlalchemy import bindparam, select, update

from app.store.arrangement import lasting
from app.store.kept import Kept
from app.store.models import Centre, PriorityClass
from app.store.types import AnyRow
from app.store.work import Hall, Work

_COLUMNS = (
    PriorityClass.id,
    PriorityClass.code,
    PriorityClass.name_vi,
    PriorityClass.name_en,
    PriorityClass.allowance_minutes,
    PriorityClass.active,
)
_OF_CENTRE = select(*_COLUMNS).where(PriorityClass.centre_id == bindparam("centre")).order_by(PriorityClass.id)
_LISTED = Kept(_OF_CENTRE)
_EVERY = Kept(_OF_CENTRE.where(PriorityClass.active))


@lasting
def every(hall: Hall) -> list[AnyRow]:
    """Return the classes in force."""
    return hall.all(_EVERY, centre=hall.centre_id)


def allowance(hall: Hall, class_id: int) -> timedelta:
    """Return what a class, in force or not, puts in the place of the field's wait target."""
    return timedelta(minutes=next(row.allowance_minutes for row in listed(hall) if row.id == class_id))


def named(hall: Hall, code: str) -> AnyRow | None:
    """Return the class in force with this code, or None."""
    return next((row for row in every(hall) if row.code == code), None)


@lasting
def listed(hall: Hall) -> list[AnyRow]:
    """Return all classes, those switched off too."""
    return hall.all(_LISTED, centre=hall.centre_id)


def switch(work: Work, class_id: int, active: bool) -> None:
    """Put a class in force or out of it; tickets that have it keep it."""
    work.execute(update(PriorityClass).where(PriorityClass.id == class_id).values(active=active))


def offer(work: Work, offered: bool) -> None:
    """Write whether kiosks offer priority."""
    settings = {**work.settings, "priority_offered": offered}
    work.execute(update(Centre).where(Centre.id == work.centre_id).values(settings=settings))
