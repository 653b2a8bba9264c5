"""Signing in, tokens, devices: who may come in at all."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import Connection, delete, insert, select

from app.domain.errors import NotFound, WrongPassword
from app.domain.roles import Actor, Role
from app.store import people
from app.store.models import Centre, Device, Membership, Staff, Token

SESSION: Final = timedelta(hours=14)
_HASHER: Final = PasswordHasher()


@dataclass(frozen=True, slots=True)
class Issued:
    """A token, told once, and when it ends."""

    token: str
    expires_at: datetime | None


def digest(token: str) -> str:
    """Return what is kept of a token. It has 256 random bits, so one round of SHA-256 is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def authenticate(connection: Connection, token: str, real_now: datetime) -> Actor | None:
    """Return who shows this token, or None."""
    return people.actor_of_token(connection, digest(token), real_now)


def check_password(connection: Connection, username: str, password: str) -> int:
    """Return the id of a staff member. Raises WrongPassword, whichever of the two was wrong."""
    row = people.staff_named(connection, username)
    try:
        _HASHER.verify(row.password_hash if row else _nobody(), password)
    except (VerifyMismatchError, InvalidHashError):
        raise WrongPassword() from None
    if row is None or not row.active:
        raise WrongPassword()
    return int(row.id)


@cache
def _nobody() -> str:
    """A hash to verify when there is no such user: the answer takes as long, and tells nobody which names exist."""
    return _HASHER.hash(secrets.token_hex(16))


def start_session(connection: Connection, staff_id: int, real_now: datetime) -> Issued:
    """Give a staff member a token for one working day."""
    token, until = secrets.token_urlsafe(32), real_now + SESSION
    people.add_token(connection, digest=digest(token), staff_id=staff_id, created_at=real_now, expires_at=until)
    return Issued(token, until)


def end_session(connection: Connection, token: str) -> None:
    """Forget a session's token."""
    people.drop_token(connection, digest(token))


def device_token(
    connection: Connection,
    device_id: int,
    real_now: datetime,
    *,
    alone: bool = True,
    lasts: timedelta | None = None,
) -> str:
    """Give a device a token, without an end unless it `lasts`; with `alone` its earlier tokens stop working."""
    if alone:
        connection.execute(delete(Token).where(Token.device_id == device_id))
    token = secrets.token_urlsafe(32)
    until = real_now + lasts if lasts else None
    people.add_token(connection, digest=digest(token), device_id=device_id, created_at=real_now, expires_at=until)
    return token


def add_device(connection: Connection, centre_slug: str, kind: str, name: str, real_now: datetime) -> str:
    """Add a device to a centre; return its token, told once. Raises NotFound for an unknown centre."""
    centre = connection.execute(select(Centre.id).where(Centre.slug == centre_slug)).one_or_none()
    if centre is None:
        raise NotFound()
    values = {"centre_id": centre.id, "kind": kind, "name": name, "settings": {}, "status": {}}
    made = connection.execute(insert(Device).values(values).returning(Device.id)).one()
    return device_token(connection, made.id, real_now)


def add_staff(connection: Connection, centre_slug: str, username: str, name: str, role: Role, password: str) -> int:
    """Add a staff member with a role in a centre; return the id. Raises NotFound for an unknown centre."""
    centre = connection.execute(select(Centre.id).where(Centre.slug == centre_slug)).one_or_none()
    if centre is None:
        raise NotFound()
    values = {"username": username, "name": name, "password_hash": _HASHER.hash(password)}
    made = connection.execute(insert(Staff).values(values).returning(Staff.id)).one()
    member = {"staff_id": made.id, "centre_id": centre.id, "role": role, "extra": []}
    connection.execute(insert(Membership).values(member))
    return int(made.id)


def new_password() -> str:
    """Return a random password somebody can type: four groups of four unmistakable letters and digits."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(4))


def hash_password(password: str) -> str:
    """Return a password's argon2 hash."""
    return _HASHER.hash(password)
