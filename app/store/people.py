"""Who asks: tokens, staff with their roles, devices. Tokens are kept as digests only."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, or_, select, update

from app.domain.errors import UnknownCentre
from app.domain.roles import Actor, Permission, Role
from app.store.foreseen import Question
from app.store.kept import Kept
from app.store.models import Centre, Device, Membership, Staff, Ticket, Token
from app.store.types import AnyRow, Instant

# Whoever holds a ticket's link is the person, as far as anybody can tell; and the hall should know the way it came.
HOLDER = "Công dân, qua điện thoại"

_PERSON = (Staff.name, Staff.active, Membership.centre_id, Membership.role, Membership.extra)
_MACHINE = (Device.centre_id, Device.kind, Device.name, Device.active)
_STAFF = Kept(
    select(*_PERSON)
    .join(Membership, Membership.staff_id == Staff.id, isouter=True)
    .where(Staff.id == bindparam("staff"))
)
_DEVICE = Kept(select(*_MACHINE).where(Device.id == bindparam("device")))
# With whoever it belongs to, since every request begins with this question.
_TOKEN = Kept(
    select(
        Token.staff_id,
        Token.device_id,
        Token.expires_at,
        *_PERSON,
        *(column.label(f"device_{column.key}") for column in _MACHINE),
    )
    .join(Staff, Staff.id == Token.staff_id, isouter=True)
    .join(Membership, Membership.staff_id == Token.staff_id, isouter=True)
    .join(Device, Device.id == Token.device_id, isouter=True)
    .where(Token.digest == bindparam("digest"))
)
_HOLD = Kept(
    select(Token.digest)
    .join(Staff, Staff.id == Token.staff_id, isouter=True)
    .join(Device, Device.id == Token.device_id, isouter=True)
    .where(Token.digest.in_(bindparam("digests", expanding=True)))
    .where(or_(Token.expires_at.is_(None), Token.expires_at > bindparam("now", type_=Instant())))
    .where(or_(Staff.active, Device.active))
)
# As many values as a statement takes without making the engine think.
PORTION = 500
_LINK = Kept(select(Ticket.id, Ticket.centre_id).where(Ticket.token == bindparam("token")))


def actor_of_token(connection: Connection, digest: str, real_now: datetime) -> Actor | None:
    """Return who shows this token, or None when it is unknown, expired, or its owner was switched off."""
    statement, values = asked_of_token(digest)
    return actor_of_rows(statement.all(connection, values), real_now)


def asked_of_token(digest: str) -> Question:
    """Return the question whom a token shows."""
    return _TOKEN, {"digest": digest}


def actor_of_rows(rows: Sequence[AnyRow], real_now: datetime) -> Actor | None:
    """Return who is shown by what was answered to that."""
    if not rows or (rows[0].expires_at is not None and rows[0].expires_at <= real_now):
        return None
    if rows[0].staff_id is not None:
        return _person(rows[0].staff_id, rows)
    row = rows[0]
    return _machine(row.device_id, row.device_centre_id, row.device_kind, row.device_name, row.device_active)


def actor_of_staff(connection: Connection, staff_id: int) -> Actor | None:
    """Return a staff member as an actor, with the roles held in each centre."""
    return _person(staff_id, _STAFF.all(connection, {"staff": staff_id}))


def _person(staff_id: int, rows: Sequence[AnyRow]) -> Actor | None:
    """Return the actor of a person's rows, one for each centre they have a role in."""
    if not rows or not rows[0].active:
        return None
    held = [row for row in rows if row.centre_id is not None]
    extra = {row.centre_id: frozenset(map(Permission, row.extra)) for row in held}
    roles = {row.centre_id: Role(row.role) for row in held}
    return Actor(f"staff:{staff_id}", rows[0].name, roles, staff_id=staff_id, extra=extra)


def actor_of_device(connection: Connection, device_id: int) -> Actor | None:
    """Return a device as an actor of its centre."""
    row = _DEVICE.one(connection, {"device": device_id})
    return _machine(device_id, *row) if row is not None else None


def _machine(device_id: int, centre_id: int, kind: str, name: str, active: bool) -> Actor | None:
    if not active:
        return None
    return Actor(f"device:{device_id}", name, {centre_id: Role(kind)}, device_id=device_id)


def actor_of_link(connection: Connection, token: str) -> Actor | None:
    """Return the holder of a ticket's secret link."""
    row = _LINK.one(connection, {"token": token})
    if row is None:
        return None
    return Actor(holder_key(row.id), HOLDER, {row.centre_id: Role.HOLDER}, ticket_id=row.id)


def holder_key(ticket_id: int) -> str:
    """Return what events call whoever holds a ticket's link."""
    return f"ticket:{ticket_id}"


def staff_named(connection: Connection, username: str) -> Any:
    """Return `(id, name, password_hash, active)` of a user name, or None."""
    columns = (Staff.id, Staff.name, Staff.password_hash, Staff.active)
    return connection.execute(select(*columns).where(Staff.username == username)).one_or_none()


def add_token(connection: Connection, **values: Any) -> None:
    """Keep a token's digest."""
    connection.execute(insert(Token).values(values))


def tokens_that_hold(connection: Connection, digests: Collection[str], real_now: datetime) -> set[str]:
    """Return which of these tokens still open a door: known, not run out, their owners not switched off."""
    found = list(digests)
    portions = [found[at : at + PORTION] for at in range(0, len(found), PORTION)]
    asked = [_HOLD.all(connection, {"digests": portion, "now": real_now}) for portion in portions]
    return {row.digest for held in asked for row in held}


def drop_token(connection: Connection, digest: str) -> None:
    """Forget a token: who shows it is nobody from now on."""
    connection.execute(delete(Token).where(Token.digest == digest))


def drop_expired(connection: Connection, real_now: datetime) -> None:
    """Forget the tokens that have run out."""
    connection.execute(delete(Token).where(Token.expires_at <= real_now))


def set_password(connection: Connection, staff_id: int, password_hash: str) -> None:
    """Replace a password; every session of that person ends."""
    connection.execute(update(Staff).where(Staff.id == staff_id).values(password_hash=password_hash))
    connection.execute(delete(Token).where(Token.staff_id == staff_id))


def every_centre(connection: Connection) -> list[int]:
    """Return the ids of all centres, oldest first."""
    return list(connection.execute(select(Centre.id).order_by(Centre.id)).scalars())


def centre_named(connection: Connection, slug: str) -> int:
    """Return a centre's id. Raises UnknownCentre."""
    found = connection.execute(select(Centre.id).where(Centre.slug == slug)).scalar()
    if found is None:
        raise UnknownCentre()
    return int(found)
