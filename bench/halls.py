"""Halls to be measured: centres that are open and give numbers whatever happens, tokens, people who wait."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, insert, select, update

from app.clock import Clock, real_now
from app.data import centre_file
from app.domain.roles import Actor, Role
from app.services import access, centres, issuing, staffing, stopping
from app.services.issuing import Order
from app.services.staffing import Share
from app.store import people
from app.store.database import Database
from app.store.kept import Kept
from app.store.models import Centre, Counter, Device, Field, Membership, NumberSeries, Staff, Ticket, TicketEvent
from tests.support.server import MORNING
from tests.support.workers import SAMPLE

ADDRESS = "http://127.0.0.1:8000"
# Rows are written in portions: what a statement is given lies in memory at once.
PORTION = 1_000
_TICKETS, _EVENTS = Kept(insert(Ticket)), Kept(insert(TicketEvent))


@dataclass(frozen=True)
class Standing:
    """A centre as the load sees it: counters and tokens in their order, fields by their letter."""

    id: int
    slug: str
    fields: tuple[str, ...]
    counters: tuple[int, ...]
    clerks: tuple[str, ...]
    kiosk: str
    display: str
    supervisor: Actor


@contextmanager
def opened(url: str) -> Iterator[Database]:
    """Open a hall's database, at nine on a Monday by the hall's clock."""
    database = Database(url, Clock(datetime.fromisoformat(MORNING), real_now()))
    try:
        yield database
    finally:
        database.engine.dispose()


def add(database: Database, number: int, counters: int) -> Standing:
    """Add a centre like the sample's, with so many of its counters, open."""
    described = centre_file.load(SAMPLE)
    staff = [
        replace(member, username=f"{member.username}-{number}")
        for role, most in ((Role.CLERK, counters), (Role.SUPERVISOR, 1))
        for member in [member for member in described.staff if member.role is role][:most]
    ]
    here = {"slug": f"centre-{number}", "staff": tuple(staff), "counters": described.counters[:counters]}
    with database.write() as connection:
        centre_id = centres.import_centre(connection, replace(described, **here), ()).centre_id
    return ready(database, centre_id)


def ready(database: Database, centre_id: int) -> Standing:
    """Open a centre's counters, each for every field, let numbers run on and be given whatever happens."""
    with database.write() as connection:
        settings = connection.execute(select(Centre.settings).where(Centre.id == centre_id)).scalar_one()
        values = {"settings": {**settings, "spare_from": 1_000_000}}
        connection.execute(update(Centre).where(Centre.id == centre_id).values(values))
    with database.look(centre_id) as hall:
        fields = tuple(row.prefix for row in hall.all(_of(Field, Field.prefix, centre_id).order_by(Field.position)))
        counters = tuple(row.id for row in hall.all(_of(Counter, Counter.id, centre_id).order_by(Counter.number)))
        slug = hall.slug
    clerks, supervisor = actors(database, centre_id, Role.CLERK), actors(database, centre_id, Role.SUPERVISOR)[0]
    for counter, clerk in zip(counters, clerks, strict=False):
        _act(database, centre_id, supervisor, staffing.set_fields, counter, [Share(f, 0) for f in fields], confirm=True)
        _act(database, centre_id, clerk, staffing.open_counter, counter)
    _act(database, centre_id, supervisor, stopping.override, on=True)
    with database.write() as connection:
        sessions = [_session(connection, clerk) for clerk in clerks[: len(counters)]]
        kiosk, display = (_device(connection, centre_id, kind) for kind in ("kiosk", "display"))
    return Standing(centre_id, slug, fields, counters, tuple(sessions), kiosk, display, supervisor)


def fill(database: Database, centre: Standing, count: int) -> None:
    """Have so many wait, evenly in all fields, each a microsecond behind the one before, so that even of very many
    all have come before the next press: copies of one who really came.
    """
    for at, prefix in enumerate(centre.fields):
        here = count // len(centre.fields) + (at < count % len(centre.fields))
        if here:
            _fill_field(database, centre, prefix, here)


def _fill_field(database: Database, centre: Standing, prefix: str, count: int) -> None:
    real = {"address": ADDRESS, "real_now": real_now()}
    first = _act(database, centre.id, centre.supervisor, issuing.issue_ticket, Order(field=prefix), **real)
    with database.write() as connection:
        ticket = connection.execute(select(Ticket.__table__).where(Ticket.id == first.id)).one()._asdict()
        event = connection.execute(select(TicketEvent.__table__).where(TicketEvent.ticket_id == first.id)).one()
        last = int(connection.execute(select(func.max(Ticket.id))).scalar_one())
        # By names of our own for the ids, since the rows refer to each other.
        rows = [_copy(ticket, last + ahead, ahead) for ahead in range(1, count)]
        events = [{**event._asdict(), "ticket_id": row["id"]} for row in rows]
        for made in events:
            del made["id"]
        for start in range(0, len(rows), PORTION):
            _TICKETS.run_each(connection, rows[start : start + PORTION])
            _EVENTS.run_each(connection, events[start : start + PORTION])
        _count(connection, ticket, count - 1)


def _copy(ticket: dict[str, Any], id: int, ahead: int) -> dict[str, Any]:
    later = {name: ticket[name] + timedelta(microseconds=ahead) for name in ("joined_at", "due_at")}
    return {**ticket, **later, "id": id, "number": ticket["number"] + ahead, "token": secrets.token_urlsafe(16)}


def _count(connection: Any, ticket: dict[str, Any], more: int) -> None:
    """Keep what is counted: who waits, the last number, and on PostgreSQL the last id."""
    waiting = update(Field).where(Field.id == ticket["field_id"])
    connection.execute(waiting.values(waiting=Field.waiting + more))
    series = [getattr(NumberSeries, name) == ticket[name] for name in ("centre_id", "day", "prefix")]
    connection.execute(update(NumberSeries).where(*series).values(last=NumberSeries.last + more))
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SELECT setval('tickets_id_seq', (SELECT max(id) FROM tickets))")


def _act(database: Database, centre_id: int, actor: Actor, use_case: Any, *about: Any, **said: Any) -> Any:
    with database.change(centre_id, actor) as work:
        return use_case(work, *about, **said)


def _of(table: Any, column: Any, centre_id: int) -> Any:
    return select(column).where(table.centre_id == centre_id)


def actors(database: Database, centre_id: int, role: Role) -> list[Actor]:
    """Return a centre's people of a role, in their order."""
    query = select(Staff.id).join(Membership, Membership.staff_id == Staff.id)
    mine = (Membership.centre_id == centre_id, Membership.role == role)
    with database.read() as connection:
        ids = list(connection.execute(query.where(*mine).order_by(Staff.id)).scalars())
        return [actor for id in ids if (actor := people.actor_of_staff(connection, id))]


def _session(connection: Any, actor: Actor) -> str:
    assert actor.staff_id is not None
    return access.start_session(connection, actor.staff_id, real_now()).token


def _device(connection: Any, centre_id: int, kind: str) -> str:
    query = select(Device.id).where(Device.centre_id == centre_id, Device.kind == kind).order_by(Device.id).limit(1)
    return access.device_token(connection, connection.execute(query).scalar_one(), real_now(), alone=False)
