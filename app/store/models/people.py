"""Who and what may ask: staff, their roles in centres, devices, tokens; and the requests already answered."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.store.models.base import Base


class Staff(Base):
    """A person who signs in."""

    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password_hash: Mapped[str]
    active: Mapped[bool] = mapped_column(server_default=text("true"))


class Membership(Base):
    """A person's role in a centre; `extra` names permissions beyond the role, such as calling out of order."""

    __tablename__ = "memberships"

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centres.id"), primary_key=True)
    role: Mapped[str]
    extra: Mapped[list[Any]]


class Device(Base):
    """A kiosk, display or printer. `status` is what it last said of itself, `seen_at` when, in real time."""

    __tablename__ = "devices"
    __table_args__ = (
        UniqueConstraint("centre_id", "name"),
        CheckConstraint("kind IN ('kiosk', 'display', 'printer')", name="kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centres.id"))
    kind: Mapped[str]
    name: Mapped[str]
    settings: Mapped[dict[str, Any]]
    printer_id: Mapped[int | None] = mapped_column(ForeignKey("devices.id"))
    status: Mapped[dict[str, Any]]
    seen_at: Mapped[datetime | None]
    active: Mapped[bool] = mapped_column(server_default=text("true"))


class Token(Base):
    """What a caller shows, kept as SHA-256 only. `expires_at` and `created_at` are real time."""

    __tablename__ = "tokens"
    __table_args__ = (CheckConstraint("(staff_id IS NULL) <> (device_id IS NULL)", name="one_owner"),)

    digest: Mapped[str] = mapped_column(primary_key=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    device_id: Mapped[int | None] = mapped_column(ForeignKey("devices.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]


class IdempotencyKey(Base):
    """The first answer to a request, given again when the request is repeated. Kept 48 hours of real time."""

    __tablename__ = "idempotency_keys"

    actor: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    fingerprint: Mapped[str]
    result: Mapped[dict[str, Any]]
    created_at: Mapped[datetime] = mapped_column(index=True)


class HelpCall(Base):
    """Somebody at a kiosk asked for guidance; answered when staff say they are coming."""

    __tablename__ = "help_calls"

    id: Mapped[int] = mapped_column(primary_key=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centres.id"), index=True)
    device_id: Mapped[int] = mapped_column(ForeignKey("devices.id"))
    at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[str | None]
