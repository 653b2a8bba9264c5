"""Who signs in, as a centre file names them: `[hall] staff`. Passwords are set elsewhere, never in a file."""

from typing import Final

from app.data.centre.model import CentreFile, StaffMember
from app.data.centre.table import Table, quoted
from app.domain.roles import Permission, Role

# The other roles are those of devices and of the system itself.
_ROLES: Final = (Role.CLERK, Role.RECEPTION, Role.SUPERVISOR, Role.ADMINISTRATOR, Role.READER)
_USERNAME: Final = r"[a-z0-9][a-z0-9._-]{1,31}"


def read_staff(hall: Table) -> tuple[StaffMember, ...]:
    """Return the staff, with usernames of their own."""
    staff = tuple(map(_member, hall.rows("staff"))) if hall.has("staff") else ()
    usernames = [member.username for member in staff]
    for index, username in enumerate(usernames):
        if username in usernames[:index]:
            hall.refuse(f'the username "{username}" is given twice', "staff", index, "username")
    return staff


def write_staff(centre: CentreFile) -> list[dict[str, object]]:
    """Return the staff as they stand in the file."""
    return [_written(member) for member in centre.staff]


def _member(row: Table) -> StaffMember:
    return StaffMember(
        username=row.matching("username", _USERNAME, "a username: 2 to 32 of a–z, 0–9, dot, dash, underscore"),
        name=row.text("name"),
        role=Role(row.choice("role", _ROLES)),
        extra=_extra(row) if row.has("extra") else (),
    )


def _extra(row: Table) -> tuple[str, ...]:
    names = row.texts("extra")
    for index, name in enumerate(names):
        if name not in list(Permission):
            row.refuse(f'"{name}" is not one of {quoted(list(Permission))}', "extra", index)
    return names


def _written(member: StaffMember) -> dict[str, object]:
    extra = {"extra": list(member.extra)} if member.extra else {}
    return {"username": member.username, "name": member.name, "role": str(member.role), **extra}
