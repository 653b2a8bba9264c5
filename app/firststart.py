"""What every start makes sure of: `python -m app.firststart`.

An empty database gets the centre that config.toml names, and its passwords are printed once. Printers of this
machine get their tokens. The sample centre gets its counters opened, so that somebody who has just come finds a
hall at work.
"""

import os
import re
import sys
import unicodedata
from pathlib import Path

from sqlalchemy import Connection, func, select

from app.clock import Clock, real_now
from app.data import centre_file
from app.data.catalogue import load_procedures
from app.domain.errors import Refusal
from app.domain.roles import system
from app.services import access, centres, staffing
from app.settings import Settings, SettingsError, load
from app.store import counters, days
from app.store.database import Database
from app.store.models import Centre, Device, Membership, Staff, Token


def main() -> int:
    """Prepare the database of the settings; one clear line when it cannot be."""
    try:
        settings = load()
        database = Database(settings.database.url, Clock.from_environment())
        prepare(database, settings)
    except (SettingsError, centre_file.CentreFileError, Refusal, ValueError) as reason:
        print(f"first start: {reason}", file=sys.stderr)
        return 1
    return 0


def prepare(database: Database, settings: Settings) -> None:
    """Do whatever of it has not been done. Raises CentreFileError or a Refusal."""
    with database.write() as connection:
        if connection.execute(select(func.count()).select_from(Centre)).scalar_one() == 0:
            _bring_in(connection, settings)
        _give_tokens(connection, settings)
    if settings.server.demonstration:
        for centre_id in _samples(database):
            open_sample_counters(database, centre_id)


def open_sample_counters(database: Database, centre_id: int) -> None:
    """Open each counter of a sample centre for its own clerk, unless somebody has opened or ended this day."""
    with database.change(centre_id, system(centre_id)) as work:
        if days.of(work).ended_at is not None or any(c.clerk_id for c in counters.every(work)):
            return
        for counter, clerk_id in zip(counters.every(work), _clerks(work.connection, centre_id), strict=False):
            staffing.open_for(work, counter, clerk_id)


def token_name(device: str) -> str:
    """Return the name of a device's token file: "Máy in 1" is "may-in-1"."""
    plain = unicodedata.normalize("NFD", device.replace("đ", "d").replace("Đ", "D"))
    kept = "".join(sign for sign in plain if not unicodedata.combining(sign)).lower()
    return re.sub(r"[^a-z0-9]+", "-", kept).strip("-")


def _bring_in(connection: Connection, settings: Settings) -> None:
    described = centre_file.load(Path(settings.centre.file))
    imported = centres.import_centre(connection, described, load_procedures())
    print(f"{described.kind.vi} {described.name.vi}: passwords, shown only this once")
    for member in described.staff:
        print(f"  {member.username:<12} {imported.passwords[member.username]}   {member.name}")


def _give_tokens(connection: Connection, settings: Settings) -> None:
    """Write the token of each printer that this machine looks after, where its agent reads it."""
    wanted = {output.device for output in settings.printers.outputs}
    folder = settings.var_dir / "tokens"
    rows = connection.execute(select(Device.id, Device.name).where(Device.kind == "printer", Device.active))
    for row in rows.all():
        name = token_name(row.name)
        if name in wanted and not _has_token(connection, folder / name, row.id):
            _write(folder / name, access.device_token(connection, row.id, real_now()))


def _has_token(connection: Connection, path: Path, device_id: int) -> bool:
    if not path.exists():
        return False
    digest = access.digest(path.read_text(encoding="ascii").strip())
    return connection.execute(select(Token.device_id).where(Token.digest == digest)).scalar() == device_id


def _write(path: Path, token: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_suffix(".new")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(token + "\n")
    draft.replace(path)


def _samples(database: Database) -> list[int]:
    with database.read() as connection:
        return list(connection.execute(select(Centre.id).where(Centre.sample)).scalars())


def _clerks(connection: Connection, centre_id: int) -> list[int]:
    query = select(Staff.id).join(Membership, Membership.staff_id == Staff.id)
    mine = (Membership.centre_id == centre_id, Membership.role == "clerk")
    return list(connection.execute(query.where(*mine).order_by(Staff.id)).scalars())


if __name__ == "__main__":
    sys.exit(main())
