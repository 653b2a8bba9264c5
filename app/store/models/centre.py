"""A centre and what it is made of: fields, sectors, counters, hours, priority classes, service days."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.store.models.base import Base


class Centre(Base):
    """One hall. `revision` counts its changes and is the lock every change takes first.

    `arrangement` counts the changes of what the hall is made of (its rules, fields, counters, hours, devices, …; all
    but tickets), whoever makes them: triggers of the database keep it. While it stays, what was read of them holds.
    """

    __tablename__ = "centres"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    kind_en: Mapped[str]
    name: Mapped[str]
    name_en: Mapped[str]
    timezone: Mapped[str]
    sample: Mapped[bool]
    revision: Mapped[int] = mapped_column(server_default="0")
    arrangement: Mapped[int] = mapped_column(server_default="0")
    settings: Mapped[dict[str, Any]]


class Field(Base):
    """A queue of a centre. `waiting` is kept by every step into and out of the queue, never counted.

    `other_sectors`: it also takes every national sector that no field of the centre names. `closed_on`: the day on
    which it was closed while the hall runs, with the reason; the next day finds it open again.
    """

    __tablename__ = "fields"
    __table_args__ = (
        UniqueConstraint("centre_id", "prefix"),
        CheckConstraint("waiting >= 0", name="waiting"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centres.id"))
    prefix: Mapped[str]
    position: Mapped[int] = mapped_column(SmallInteger)
    name_vi: Mapped[str]
    name_en: Mapped[str]
    examples_vi: Mapped[str]
    examples_en: Mapped[str]
    icon: Mapped[str]
    wait_target_minutes: Mapped[int] = mapped_column(SmallInteger)
    service_target_minutes: Mapped[int] = mapped_column(SmallInteger)
    other_sectors: Mapped[bool]
    active: Mapped[bool]
    waiting: Mapped[int] = mapped_column(server_default="0")
    closed_on: Mapped[date | None]
    closed_reason: Mapped[str | None]


class Sector(Base):
    """A national field of procedures ("Lĩnh vực thủ tục hành chính")."""

    __tablename__ = "sectors"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)


class FieldSector(Base):
    """Which field of a centre takes a national sector."""

    __tablename__ = "field_sectors"

    centre_id: Mapped[int] = mapped_column(ForeignKey("centres.id"), primary_key=True)
    sector_id: Mapped[int] = mapped_column(ForeignKey("sectors.id"), primary_key=True)
    field_id: Mapped[int] = mapped_column(ForeignKey("fields.id"))


class Procedure(Base):
    """An administrative procedure with its national code and the dates between which it is in force."""

    __tablename__ = "procedures"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    sector_id: Mapped[int] = mapped_column(ForeignKey("sectors.id"))
    active_from: Mapped[date | None]
    active_to: Mapped[date | None]


class Counter(Base):
    """A counter. Who holds it is here too: one open counter per clerk.

    `heard_at`: when the page of whoever holds it was last heard, in real time; none since it was opened: null.
    """

    __tablename__ = "counters"
    __table_args__ = (
        UniqueConstraint("centre_id", "number"),
        UniqueConstraint("clerk_id"),
        CheckConstraint("state IN ('open', 'paused', 'closed')", name="state"),
        CheckConstraint("(state = 'closed') = (clerk_id IS NULL)", name="closed_without_clerk"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centres.id"))
    number: Mapped[int] = mapped_column(SmallInteger)
    name: Mapped[str]
    state: Mapped[str] = mapped_column(server_default="closed")
    since: Mapped[datetime | None]
    pause_reason: Mapped[str | None]
    clerk_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    heard_at: Mapped[datetime | None]


class CounterField(Base):
    """A field a counter serves: `lag_seconds` is 0 for its own, more where it only helps, none where it is only lent.

    A loan lies over that until it ends: then `loan_seconds` counts no more, and what was before is there again.
    """

    __tablename__ = "counter_fields"

    counter_id: Mapped[int] = mapped_column(ForeignKey("counters.id"), primary_key=True)
    field_id: Mapped[int] = mapped_column(ForeignKey("fields.id"), primary_key=True)
    lag_seconds: Mapped[int | None]
    loan_seconds: Mapped[int | None]
    until: Mapped[datetime | None]


class PlannedServices(Base):
    """What a counter is to serve from a coming day on, as `[{"field": id, "lag_seconds": n}, …]`, and who said so."""

    __tablename__ = "planned_services"

    counter_id: Mapped[int] = mapped_column(ForeignKey("counters.id"), primary_key=True)
    from_day: Mapped[date]
    services: Mapped[list[Any]]
    actor: Mapped[str]
    actor_name: Mapped[str]


class PriorityClass(Base):
    """A class of priority; `allowance_minutes` replaces the field's wait target when ordering."""

    __tablename__ = "priority_classes"
    __table_args__ = (UniqueConstraint("centre_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centres.id"))
    code: Mapped[str]
    name_vi: Mapped[str]
    name_en: Mapped[str]
    allowance_minutes: Mapped[int] = mapped_column(SmallInteger)
    active: Mapped[bool]


class OpeningHours(Base):
    """The sessions of a weekday (0 = Monday) as [["07:30", "11:30"], …]; no row: closed that day."""

    __tablename__ = "opening_hours"

    centre_id: Mapped[int] = mapped_column(ForeignKey("centres.id"), primary_key=True)
    weekday: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    sessions: Mapped[list[Any]]


class Holiday(Base):
    """A day on which the centre gives no numbers."""

    __tablename__ = "holidays"

    centre_id: Mapped[int] = mapped_column(ForeignKey("centres.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    name_vi: Mapped[str]
    name_en: Mapped[str]


class ServiceDay(Base):
    """A day of a centre, made by its first change; keeps the sessions as they were, so figures stay computable.

    `override_until`: until then numbers are given although the open counters may not get through by closing.
    """

    __tablename__ = "service_days"

    centre_id: Mapped[int] = mapped_column(ForeignKey("centres.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    sessions: Mapped[list[Any]]
    ended_at: Mapped[datetime | None]
    override_until: Mapped[datetime | None]


class NumberSeries(Base):
    """The last number given for a prefix on a day."""

    __tablename__ = "number_series"

    centre_id: Mapped[int] = mapped_column(ForeignKey("centres.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    prefix: Mapped[str] = mapped_column(primary_key=True)
    last: Mapped[int]


class Outage(Base):
    """A stretch of hall time in which the server did not run though people were waiting or counters were open."""

    __tablename__ = "outages"
    __table_args__ = (Index("ix_outages_centre_began", "centre_id", "began_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centres.id"))
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime]


class LifeSign(Base):
    """When the server last ran: one row, in hall time and in real time. What is missing after it was an outage."""

    __tablename__ = "life_signs"

    id: Mapped[int] = mapped_column(primary_key=True)
    hall_at: Mapped[datetime]
    real_at: Mapped[datetime]
