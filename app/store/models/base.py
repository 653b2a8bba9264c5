"""The declarative base and the names of constraints, so that migrations are the same on both engines."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import Date, MetaData, Text
from sqlalchemy.orm import DeclarativeBase

from app.store.types import Id, Instant, Json

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Every table. Rows are read and written with Core statements; no session keeps objects."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        int: Id,
        str: Text(),
        date: Date(),
        datetime: Instant(),
        dict[str, Any]: Json,
        list[Any]: Json,
    }
