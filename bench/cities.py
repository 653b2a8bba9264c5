"""A city: one centre many times over in one PostgreSQL, each with its year.

Every id of centre n is `n × APART` higher than the first one's, which is there already.
"""

from collections.abc import Iterator
from typing import Any, Final

from app.store.models import Centre, Counter, Field, Membership, Staff
from bench.loading import Connection, Rows, copy, events, settle
from bench.results import steps
from bench.year import COLUMNS, DAYS

APART: Final = 1_000_000
_IDS = ("ticket_id", "centre_id", "field_id", "counter_id", "clerk_id", "staff_id", "id")
_NAMES = ("slug", "username")

_DAY = (
    f"INSERT INTO turns ({', '.join(COLUMNS)})"
    f" SELECT {', '.join(f'{name} + n * {APART}' if name in _IDS else name for name in COLUMNS)}"
    " FROM one_year, generate_series(0, %(last)s) AS n WHERE day = %(day)s ORDER BY ended_at, n"
)
_NAMED = "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'turns'::regclass"
_INDEXED = "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'turns'"


def found(connection: Connection, centres: int, reader: str) -> None:
    """Copy the first centre with its fields, counters and staff until there are so many; whoever is named reads all."""
    connection.execute("SET session_replication_role = replica")
    for model in (Centre, Field, Counter, Staff, Membership):
        connection.execute(_copies(model.__table__), {"last": centres - 1})
    connection.execute(
        f"INSERT INTO memberships SELECT staff_id, centre_id + n * {APART}, role, extra FROM memberships"
        f" JOIN staff ON staff.id = staff_id, generate_series(1, %(last)s) AS n WHERE username = %(reader)s",
        {"last": centres - 1, "reader": reader},
    )
    connection.commit()


def fill(connection: Connection, rows: Rows, centres: int) -> None:
    """Write the first centre's turns for each centre, day by day in the order in which they ended: so a city's come in,
    and those of one centre lie far from each other.

    Of the events there are those of the absent alone, where a report looks. The table has its indexes in the end, no
    foreign keys, and would not outlive a crash.
    """
    connection.execute("SET session_replication_role = replica")
    connection.execute("SET work_mem = '256MB'; SET maintenance_work_mem = '1GB'")
    connection.execute("CREATE UNLOGGED TABLE one_year (LIKE turns)")
    copy(connection, "one_year", rows)
    connection.execute("CREATE INDEX ON one_year (day); ANALYZE one_year")
    statements = list(_statements(connection, centres))
    for at in steps("city", range(len(statements))):
        connection.execute(*statements[at])
    settle(connection)


def _statements(connection: Connection, centres: int) -> Iterator[tuple[Any, ...]]:
    """Give the statements that write all turns into a bare table, and then make its indexes."""
    named, indexed = (connection.execute(query).fetchall() for query in (_NAMED, _INDEXED))
    names = {name for name, _ in named}
    yield from ((f"ALTER TABLE turns DROP CONSTRAINT {name}",) for name in sorted(names))
    yield from ((f"DROP INDEX {name}",) for name, _ in indexed if name not in names)
    yield ("ALTER TABLE turns SET UNLOGGED",)
    yield from ((_DAY, {"day": day, "last": centres - 1}) for day in DAYS)
    yield from ((definition,) for name, definition in indexed if name not in names)
    yield from ((f"ALTER TABLE turns ADD CONSTRAINT {name} {said}",) for name, said in named if "PRIMARY" in said)
    yield from ((f"{statement} AND outcome = 'no_show'",) for statement in events())
    yield ("DROP TABLE one_year",)


def _copies(table: Any) -> str:
    """Return the statement that copies the rows of a table for the centres after the first."""
    names = [column.key for column in table.columns]
    told = f"SELECT {', '.join(map(_copied, names))} FROM {table.name}, generate_series(1, %(last)s) AS n"
    return f"INSERT INTO {table.name} ({', '.join(names)}) {told}"


def _copied(name: str) -> str:
    if name in _NAMES:
        return f"{name} || '-' || n"
    return f"{name} + n * {APART}" if name in _IDS else name
