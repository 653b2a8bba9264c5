"""A centre while it is looked at, and while it is changed: what every use case and every reading is given."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Executable, bindparam, select

from app.domain import rules as regulations
from app.domain.errors import Refusal
from app.domain.roles import Actor
from app.domain.rules import Rules
from app.store.answer import Answer, Written
from app.store.arrangement import TABLES, Arranged, lasting
from app.store.foreseen import Foreseen
from app.store.kept import Change, Kept
from app.store.models import Centre
from app.store.running import together
from app.store.types import AnyRow

Reading = TypeVar("Reading")
Asked = ParamSpec("Asked")


@dataclass(frozen=True)
class Hall:
    """The centre a piece of work is about, at one revision, with the moment it is looked at."""

    connection: Connection
    centre_id: int
    revision: int
    now: datetime
    arranged: Arranged = field(repr=False, compare=False)
    foreseen: Foreseen = field(repr=False, compare=False)
    readings: dict[Any, Any] = field(default_factory=dict, kw_only=True, repr=False, compare=False)

    @property
    def about(self) -> "About":
        """What the centre is called, and its rules."""
        # No `cached_property` here or below: before Python 3.12 all of a class share its lock, and reading waits.
        if "about" not in self.readings:
            self.readings["about"] = _about(self)
        found: About = self.readings["about"]
        return found

    @property
    def slug(self) -> str:
        return self.about.slug

    @property
    def kind(self) -> str:
        return self.about.kind

    @property
    def name(self) -> str:
        return self.about.name

    @property
    def sample(self) -> bool:
        return self.about.sample

    @property
    def timezone(self) -> str:
        return self.about.timezone

    @property
    def settings(self) -> dict[str, Any]:
        return self.about.settings

    @property
    def rules(self) -> Rules:
        return self.about.rules

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def day(self) -> date:
        """The service day: the date in the centre's own zone."""
        return self.now.astimezone(self.zone).date()

    def one(self, statement: Executable | Kept, **values: Any) -> AnyRow | None:
        """Return the only row of a query, or None."""
        if isinstance(statement, Kept):
            rows = self.all(statement, **values)
            assert len(rows) <= 1, "one row was asked for"
            return rows[0] if rows else None
        self.foreseen.go_on()
        row: AnyRow | None = self.connection.execute(statement, values or None).one_or_none()
        return row

    def value(self, statement: Executable | Kept, **values: Any) -> Any:
        """Return the only value of the only row."""
        ((value,),) = self.all(statement, **values)
        return value

    def all(self, statement: Executable | Kept, **values: Any) -> list[AnyRow]:
        """Return the rows of a query."""
        if isinstance(statement, Kept):
            known = self.foreseen.ask(statement, values)
            if known is not None:
                return known
            self.foreseen.go_on()
            return statement.all(self.connection, values)
        self.foreseen.go_on()
        return list(self.connection.execute(statement, values or None))


@dataclass(frozen=True)
class Work(Hall):
    """A change in the making, and whose it is."""

    actor: Actor
    due: list[Written] = field(default_factory=list, kw_only=True, repr=False, compare=False)
    guards: list[tuple[Written, Refusal]] = field(default_factory=list, kw_only=True, repr=False, compare=False)

    def one(self, statement: Executable | Kept, **values: Any) -> AnyRow | None:
        if not isinstance(statement, Kept):
            self.settle()
        return super().one(statement, **values)

    def all(self, statement: Executable | Kept, **values: Any) -> list[AnyRow]:
        if not isinstance(statement, Kept):
            self.settle()
            return super().all(statement, **values)
        if statement.table is not None:
            self.foreseen.written(statement.table)
        elif (known := self.foreseen.ask(statement, values)) is not None:
            return known
        if self.due and (query := statement.written(self.connection, values)):
            # In the same message as what was left for later.
            return statement.rows(self.connection, self._run_due([query])[-1])
        self.settle()
        return statement.all(self.connection, values)

    def later(self, statement: Kept, otherwise: Refusal | None = None, /, **values: Any) -> None:
        """Execute what is of tickets and returns nothing before anything else is read or written, or at the end. Where
        it is about no row the change fails, at the latest when it ends, with `otherwise`.

        PostgreSQL takes several such statements in one message, with the commit: nobody could look at what became of
        one before. So a statement with an `otherwise` is to divide by zero where it finds what it should not (see
        `tickets.move`). SQLite is not far away, and executes at once.
        """
        self.foreseen.written(statement.table)
        if self.connection.dialect.name != "postgresql":
            if statement.run(self.connection, values) == 0 and otherwise is not None:
                raise otherwise
            return
        written = statement.written(self.connection, values)
        assert written is not None, "what is left for later has no lists"
        self.due.append(written)
        if otherwise is not None:
            self.guards.append((written, otherwise))

    def rest(self) -> list[Written]:
        """Hand over what was left for later."""
        rest = self.due.copy()
        self.due.clear()
        return rest

    def settle(self) -> None:
        """Execute what was left for later."""
        if self.due:
            self._run_due([])

    def _run_due(self, then: list[Written]) -> list[Answer]:
        return together(self.connection, [*self.rest(), *then])

    def execute(self, statement: Change | Kept, **values: Any) -> int:
        """Execute what returns nothing; return how many rows it was about. `values` go where it has `bindparam`s.

        What runs at every press is `Kept`; a statement made for each use costs twenty times as much. Of what is
        arranged, this change knows nothing any more once it has written some of it, and reads it each time.
        """
        self.settle()
        self.foreseen.written(statement.table)
        if statement.table in TABLES:
            self.arranged.readings = None
            self.readings.clear()
        if isinstance(statement, Kept):
            return statement.run(self.connection, values)
        return int(self.connection.execute(statement, values or None).rowcount)

    def execute_each(self, statement: Kept, rows: Sequence[dict[str, Any]]) -> None:
        """Execute what returns nothing for each of many rows of tickets, in their order and in one go."""
        self.settle()
        self.foreseen.written(statement.table)
        if rows:
            statement.run_each(self.connection, rows)


@dataclass(frozen=True, slots=True)
class About:
    """A centre itself."""

    slug: str
    kind: str
    name: str
    sample: bool
    timezone: str
    settings: dict[str, Any]
    rules: Rules


def once(read: Callable[Concatenate[Hall, Asked], Reading]) -> Callable[Concatenate[Hall, Asked], Reading]:
    """Have a reading made once in each look at a centre, however many pages are made of it. Nobody may change what it
    returns.

    In a change it is made each time: the change may be of what is read.
    """

    @wraps(read)
    def reading(hall: Hall, /, *args: Asked.args, **named: Asked.kwargs) -> Reading:
        if isinstance(hall, Work):
            return read(hall, *args, **named)
        key = (read, args, *named.items())
        if key not in hall.readings:
            hall.readings[key] = read(hall, *args, **named)
        known: Reading = hall.readings[key]
        return known

    return reading


_ABOUT = Kept(
    select(Centre.slug, Centre.kind, Centre.name, Centre.sample, Centre.timezone, Centre.settings).where(
        Centre.id == bindparam("centre")
    )
)


@lasting
def _about(hall: Hall) -> About:
    row = hall.one(_ABOUT, centre=hall.centre_id)
    assert row is not None
    return About(**row._asdict(), rules=regulations.from_json(row.settings))
