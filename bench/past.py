"""Days gone by in a hall: one is played through the services, and copied to every working day after it.

What is copied is what the hall leaves behind of a day, in all its tables, with ids, revisions and dates moved on; the
events say afterwards what the rows say, which `verify` can tell.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import (
    BindParameter,
    Boolean,
    Connection,
    Insert,
    Integer,
    Text,
    bindparam,
    cast,
    func,
    insert,
    select,
    update,
)

from app.domain.roles import Actor, Role
from app.services import calling, days, issuing, serving, staffing
from app.services.issuing import Order
from app.services.serving import Outcome
from app.store import counters, fields, people
from app.store.database import Database
from app.store.models import (
    Call,
    Centre,
    CentreEvent,
    Device,
    NumberSeries,
    PrintJob,
    ServiceDay,
    Ticket,
    TicketEvent,
    Turn,
)
from app.store.types import Id
from bench import halls
from bench.results import steps
from tests.support.hall import MONDAY, ZONE

VISITS = 100
# Each visit is over before the next begins; before lunch there is time for so many.
EVERY, BEFORE_LUNCH = timedelta(minutes=4), 55
_TABLES = tuple(
    model.__table__ for model in (ServiceDay, NumberSeries, Ticket, TicketEvent, Call, Turn, PrintJob, CentreEvent)
)
_AHEAD: BindParameter[int] = bindparam("ahead", type_=Id)
_FIRST, _DAY = bindparam("first", type_=Text()), bindparam("day", type_=Text())


def live(database: Database, centre_id: int, count: int) -> None:
    """Let so many working days pass in a hall in which nothing has happened yet, the last one before MONDAY."""
    first, *others = workdays(count)
    _Day(database, centre_id, first).play()
    with database.write() as connection:
        if not database.sqlite:
            # What is copied refers to what is copied with it; PostgreSQL would look that up for every row.
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        _settle(connection)
        copying = _copying(connection, centre_id, first)
        for ahead, day in enumerate(steps("days", others), 1):
            for statement in copying:
                connection.execute(statement, {"ahead": ahead, "first": f"{first}", "day": f"{day}"})
        _keep_counts(connection, centre_id, count)


def workdays(count: int) -> list[date]:
    """Return the last working days before MONDAY, oldest first."""
    before = (MONDAY - timedelta(days=ago) for ago in range(1, 2 * count + 3))
    return [day for day in before if day.weekday() < 5][:count][::-1]


class _Day:
    """A day in which everybody is served by the next counter in turn, one person after the other."""

    def __init__(self, database: Database, centre_id: int, day: date) -> None:
        self._database, self._centre = database, centre_id
        self._doors = datetime.combine(day, time(7, 30), ZONE)
        self._kiosk = _kiosk(database, centre_id)
        self._clerks = halls.actors(database, centre_id, Role.CLERK)
        with database.look(centre_id) as hall:
            self._counters = [row.id for row in counters.every(hall)]
            served = counters.services(hall)
            letters = {row.id: row.prefix for row in fields.every(hall)}
        self._serves = {id: [letters[s.field_id] for s in served if s.counter_id == id] for id in self._counters}

    def play(self) -> None:
        """Open, have everybody come and go, and end the day."""
        for counter, clerk in zip(self._counters, self._clerks, strict=False):
            self._act(self._doors, clerk, staffing.open_counter, counter)
        for number in range(VISITS):
            self._visit(number)
        closing = self._doors + timedelta(hours=9, minutes=30)
        supervisor = halls.actors(self._database, self._centre, Role.SUPERVISOR)[0]
        self._act(closing, supervisor, days.end_day, address=halls.ADDRESS, real_now=closing)

    def _visit(self, number: int) -> None:
        at = self._doors + EVERY * number
        if number >= BEFORE_LUNCH:
            at = self._doors + timedelta(hours=5, minutes=30) + EVERY * (number - BEFORE_LUNCH)
        turn, place = divmod(number, len(self._counters))
        counter, clerk = self._counters[place], self._clerks[place]
        order = Order(field=self._serves[counter][turn % len(self._serves[counter])])
        said = {"address": halls.ADDRESS, "real_now": at}
        ticket = self._act(at, self._kiosk, issuing.issue_ticket, order, **said)
        self._act(at + timedelta(minutes=2), clerk, calling.call_next, counter)
        self._act(at + timedelta(minutes=2.5), clerk, serving.start, ticket.id)
        self._act(at + timedelta(minutes=3.5), clerk, serving.finish, ticket.id, Outcome(1, "received"))

    def _act(self, at: datetime, actor: Actor, use_case: Callable[..., Any], *about: Any, **said: Any) -> Any:
        with self._database.change(self._centre, actor, now=at) as work:
            return use_case(work, *about, **said)


def _kiosk(database: Database, centre_id: int) -> Actor:
    mine = select(Device.id).where(Device.centre_id == centre_id, Device.kind == "kiosk")
    with database.read() as connection:
        found = people.actor_of_device(connection, connection.execute(mine.order_by(Device.id).limit(1)).scalar_one())
    assert found is not None
    return found


def _settle(connection: Connection) -> None:
    """Everybody has been called aloud and has taken their slip."""
    connection.execute(update(Call).values(spoken_at=Call.called_at))
    connection.execute(update(PrintJob).values(state="printed", attempts=1, settled_at=PrintJob.due_at))


def _copying(connection: Connection, centre_id: int, first: date) -> list[Insert]:
    """Return the statements that copy all rows of the first day to the `day` that is so many days `ahead`."""
    last = {t: connection.execute(select(func.max(t.c.id))).scalar_one() for t in _TABLES if "id" in t.c}
    revision = connection.execute(select(Centre.revision).where(Centre.id == centre_id)).scalar_one()
    copying = []
    for table in _TABLES:
        apart = {"id": last.get(table), "ticket_id": last[Ticket.__table__], "revision": revision}
        moved = [_moved(column, apart.get(column.key), connection.dialect.name) for column in table.c]
        mine = table.c.id <= last[table] if table in last else table.c.day == first
        copying.append(insert(table).from_select([column.key for column in table.c], select(*moved).where(mine)))
    return copying


def _moved(column: Any, apart: int | None, dialect: str) -> Any:
    """Return a column as it is on another day; `apart`: of what is counted, by how much it grows in a day.

    The hall's hours lie within one day of UTC, so that a date is the same text in days, in moments and in JSON.
    """
    if apart is not None:
        return column + _AHEAD * apart
    if column.key == "token":
        return column + cast(_AHEAD, Text)
    if isinstance(column.type, Integer | Boolean):
        return column
    text = func.replace(cast(column, Text), _FIRST, _DAY)
    # SQLite holds all of these as text, and would make numbers of them.
    return text if dialect == "sqlite" else cast(text, column.type)


def _keep_counts(connection: Connection, centre_id: int, count: int) -> None:
    """Keep what is counted: the changes of the centre, and on PostgreSQL the last ids."""
    counted = update(Centre).where(Centre.id == centre_id)
    connection.execute(counted.values(revision=Centre.revision * count))
    if connection.dialect.name == "postgresql":
        for name in (table.name for table in _TABLES if "id" in table.c):
            connection.exec_driver_sql(f"SELECT setval('{name}_id_seq', (SELECT max(id) FROM {name}))")
