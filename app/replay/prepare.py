"""Making the centre of a recorded day in a database, and the people and machines that will act in it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import count

from sqlalchemy import Connection, select

from app.clock import real_now
from app.data.centre_file import CentreFile, Display
from app.replay.centre import centre_for, prefixes
from app.replay.record import OfficeDay
from app.services import access, centres
from app.store.models import Centre, Counter, Device, Staff


@dataclass(frozen=True, slots=True)
class Stage:
    """A centre ready to be replayed in. By queue: its field's prefix, its counter's id, its clerk's id."""

    centre_id: int
    slug: str
    prefixes: Mapping[str, str]
    counters: Mapping[str, int]
    clerks: Mapping[str, int]
    supervisor: int
    kiosk: int
    display: int


def make_stage(connection: Connection, recorded: OfficeDay) -> Stage:
    """Make the centre of a recorded day; a day replayed before gets another centre beside the first."""
    described = _unused(connection, centre_for(recorded))
    centre_id = centres.import_centre(connection, described, ()).centre_id
    counters = _ids(connection, Counter.number, Counter.id, Counter.centre_id, centre_id)
    devices = _ids(connection, Device.kind, Device.id, Device.centre_id, centre_id)
    staff = [_staff_id(connection, member.username) for member in described.staff]
    queues = list(enumerate(recorded.queues))
    return Stage(
        centre_id=centre_id,
        slug=described.slug,
        prefixes=prefixes(recorded),
        counters={queue: counters[index + 1] for index, queue in queues},
        clerks={queue: staff[index] for index, queue in queues},
        supervisor=staff[-1],
        kiosk=devices["kiosk"],
        display=devices["display"],
    )


@dataclass(frozen=True, slots=True)
class Tokens:
    """What everybody of a stage shows at the door; clerks by queue."""

    kiosk: str
    display: str
    supervisor: str
    clerks: Mapping[str, str]


def give_tokens(connection: Connection, stage: Stage) -> Tokens:
    """Give everybody of a stage a token."""
    now = real_now()
    return Tokens(
        kiosk=access.device_token(connection, stage.kiosk, now),
        display=access.device_token(connection, stage.display, now),
        supervisor=access.start_session(connection, stage.supervisor, now).token,
        clerks={queue: access.start_session(connection, clerk, now).token for queue, clerk in stage.clerks.items()},
    )


def _unused(connection: Connection, described: CentreFile) -> CentreFile:
    """Return the centre under names nobody has yet, and with a display."""
    taken = set(connection.execute(select(Centre.slug)).scalars())
    number = next(n for n in count(1) if _slug(described.slug, n) not in taken)
    staff = tuple(replace(member, username=_slug(member.username, number)) for member in described.staff)
    devices = (*described.devices, Display("Màn hình sảnh 1", speaks=True, counter=None))
    return replace(described, slug=_slug(described.slug, number), staff=staff, devices=devices)


def _slug(name: str, number: int) -> str:
    return name if number == 1 else f"{name}-{number}"


def _ids(connection: Connection, name: object, id: object, mine: object, centre_id: int) -> dict[object, int]:
    rows = connection.execute(select(name, id).where(mine == centre_id))  # type: ignore[call-overload]
    return {row[0]: row[1] for row in rows}


def _staff_id(connection: Connection, username: str) -> int:
    return int(connection.execute(select(Staff.id).where(Staff.username == username)).scalar_one())
