"""What a visit weighs in the database, table by table and index by index: `python -m deploy.weight`.

A sample hall is played through the HTTP contract, day after day, on SQLite and on PostgreSQL, each a new database. What
is told is the growth from the end of the first day to the end of the last, over the visits between: what a table starts
with, and room that is used again, count for nothing. From a working copy only; it stands on tests.support.
"""

import argparse
import itertools
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, func, select, text

from app.store.models import Base, Call, CounterField, Field
from tests.support import databases
from tests.support.api import Api, Caller, make_api
from tests.support.hall import MONDAY, Hall
from tests.support.server import ROOT

SLUG = "phuong-mau"
CENTRE = f"/api/v1/centres/{SLUG}"
SAMPLE = ROOT / "app" / "data" / f"{SLUG}.toml"
COUNTERS = range(1, 9)
# Of so many visits one is of this kind; the others are the plain one.
RECALLED, HELD, ABSENT, PRIORITY = 10, 20, 25, 12
# Answers to requests are forgotten after two days (app/store/idempotency.py).
KEPT_TWO_DAYS = "idempotency_keys"
Sizes = dict[str, tuple[str, int]]


@dataclass
class Day:
    """One hall and its day: everybody who does something to a ticket."""

    api: Api
    counters: dict[int, str]

    def play(self, day: int, visits: int) -> None:
        """Let so many people come, be served and leave; end the day."""
        self.api.hall.at("07:30", MONDAY + timedelta(days=day))
        for number in self.counters:
            self._done(self.api.clerk(number), f"{self.api.counter(number)}/open")
        for visit, number in zip(range(visits), itertools.cycle(self.counters), strict=False):
            self._visit(visit, number)
            # All of a day lies before noon; what is stored does not know how long anybody was served.
            self.api.hall.wait(seconds=3.5 * 3600 / visits)
        for number in self.counters:
            self._done(self.api.clerk(number), f"{self.api.counter(number)}/close")
        self._done(self.api["dieuphoi"], f"{CENTRE}/day/end")

    def _visit(self, visit: int, number: int) -> None:
        wanted = {"field": self.counters[number], "priority": visit % PRIORITY == 0}
        ticket = self._done(self.api.kiosk, f"{CENTRE}/tickets", wanted)["id"]
        job = self._done(self.api["Máy in 1"], "/api/v1/print-jobs/claim", {"wait_seconds": 0})["job"]
        self._done(self.api["Máy in 1"], f"/api/v1/print-jobs/{job['id']}/settle", {"result": "printed"})
        steps = ["hold", "resume", "next"] if visit % HELD == 0 else ["recall"] if visit % RECALLED == 1 else []
        self._call(number)
        if visit % ABSENT == 2:
            self._done(self.api.clerk(number), f"/api/v1/tickets/{ticket}/no-show")
            return
        before, after = (steps, []) if steps == ["recall"] else ([], steps)
        for step in [*before, "start", *after, *(["start"] if after else []), "finish"]:
            self._step(number, ticket, step)

    def _step(self, number: int, ticket: str, step: str) -> None:
        if step == "next":
            self._call(number)
            return
        said = {"hold": {"reason": "sao chụp"}, "finish": {"dossiers": 1, "outcome": "received"}}.get(step, {})
        self._done(self.api.clerk(number), f"/api/v1/tickets/{ticket}/{step}", said)
        if step == "recall":
            self._speak()

    def _call(self, number: int) -> None:
        self._done(self.api.clerk(number), f"{self.api.counter(number)}/next")
        self._speak()

    def _speak(self) -> None:
        with self.api.hall.database.read() as connection:
            call = connection.execute(select(func.max(Call.id))).scalar_one()
        self._done(self.api["Màn hình sảnh 1"], f"/api/v1/calls/{call}/spoken")

    def _done(self, caller: Caller, path: str, body: Any = None) -> dict[str, Any]:
        """Ask, under a key as every page and program of the hall does."""
        answer = caller.post(path, body, key=str(uuid.uuid4()))
        assert answer.status_code < 300, f"{path}: {answer.text}"
        return dict(answer.get_json())


@contextmanager
def sqlite() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="luot-weight-") as folder:
        yield f"sqlite:///{folder}/luot.db"


@contextmanager
def postgresql() -> Iterator[str]:
    with databases.postgres() as server:
        server.admin("CREATE DATABASE weighed")
        yield server.url("weighed")


def weigh(url: str, days: int, visits: int) -> None:
    """Play and print."""
    databases.prepare(url, SAMPLE)
    hall = Hall(url, SLUG)
    with tempfile.TemporaryDirectory() as var:
        day = Day(make_api(hall, var), _fields(hall))
        measured = []
        for number in range(days):
            day.play(number, visits)
            measured.append(_measure(hall))
    begun = time.perf_counter()
    differences = hall.differences()
    assert not differences, differences
    took = time.perf_counter() - begun
    _tell(hall, measured, visits * (days - 1))
    print(f"verified: {visits * days / took:,.0f} visits a second")
    hall.close()


def _fields(hall: Hall) -> dict[int, str]:
    """Return a field of their own for some counters, so that each calls whom it let in."""
    own = select(Field.prefix).join(CounterField, CounterField.field_id == Field.id)
    found: dict[int, str] = {}
    with hall.database.read() as connection:
        for number in COUNTERS:
            mine = (CounterField.counter_id == hall.counter_ids[number], CounterField.lag_seconds == 0)
            prefixes = connection.execute(own.where(*mine).order_by(Field.position)).scalars()
            free = [prefix for prefix in prefixes if prefix not in found.values()]
            if free:
                found[number] = free[0]
    return found


def _measure(hall: Hall) -> tuple[Sizes, dict[str, int], int]:
    """Return the bytes of every table and index, the rows of every table, and how far PostgreSQL's log is."""
    tables = Base.metadata.tables
    if hall.database.sqlite:
        with hall.database.read() as connection:
            return _sqlite_sizes(connection), _rows(connection), 0
    # What autovacuum does by and by.
    with hall.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))
    with hall.database.read() as connection:
        written = connection.execute(text("SELECT pg_current_wal_lsn() - '0/0'::pg_lsn")).scalar_one()
        sizes = connection.execute(
            text(
                "SELECT t.relname, c.relname, pg_relation_size(c.oid) "
                "FROM pg_class c LEFT JOIN pg_index i ON i.indexrelid = c.oid "
                "JOIN pg_class t ON t.oid = coalesce(i.indrelid, c.oid) "
                "WHERE c.relkind IN ('r', 'i') AND c.relnamespace = 'public'::regnamespace"
            )
        )
        found = {name: (table, size) for table, name, size in sizes if table in tables}
        return found, _rows(connection), int(written)


def _sqlite_sizes(connection: Connection) -> Sizes:
    rows = connection.execute(
        text("SELECT m.tbl_name, s.name, sum(s.pgsize) FROM dbstat s JOIN sqlite_master m USING (name) GROUP BY 1, 2")
    )
    return {name: (table, size) for table, name, size in rows if table in Base.metadata.tables}


def _rows(connection: Connection) -> dict[str, int]:
    return {
        name: connection.execute(select(func.count()).select_from(table)).scalar_one()
        for name, table in Base.metadata.tables.items()
    }


def _tell(hall: Hall, measured: list[tuple[Sizes, dict[str, int], int]], visits: int) -> None:
    (first, rows_first, log_first), (last, rows_last, log_last) = measured[0], measured[-1]
    # A table that has got no rows has only moved about in its room.
    grown = {
        name: (table, size - first.get(name, (table, 0))[1])
        for name, (table, size) in last.items()
        if rows_last[table] > rows_first[table]
    }
    by_table: dict[str, int] = {}
    for table, size in grown.values():
        by_table[table] = by_table.get(table, 0) + size
    print(f"\n{hall.database.engine.dialect.name}: bytes for each of {visits:,} visits\n")
    print("| table, index | rows | bytes |\n|---|---:|---:|")
    for table in sorted(by_table, key=lambda name: -by_table[name]):
        rows = (rows_last[table] - rows_first[table]) / visits
        print(f"| **{table}** | {rows:.2f} | **{by_table[table] / visits:,.0f}** |")
        parts = [(name, size) for name, (of, size) in grown.items() if of == table and size]
        for name, size in sorted(parts, key=lambda part: (part[0] != table, -part[1])):
            print(f"| {'rows' if name == table else name} | | {size / visits:,.0f} |")
    lasting = sum(size for table, size in by_table.items() if table != KEPT_TWO_DAYS)
    print(f"\nkept: {lasting / visits:,.0f}; for two days: {by_table.get(KEPT_TWO_DAYS, 0) / visits:,.0f}")
    if log_last:
        print(f"written to the log: {(log_last - log_first) / visits:,.0f}")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m deploy.weight", description=__doc__)
    parser.add_argument("--days", type=int, default=4, help="days to play; the first is not counted (4)")
    parser.add_argument("--visits", type=int, default=500, help="visits a day (500)")
    chosen = parser.parse_args()
    engines: tuple[Callable[[], Any], ...] = (sqlite, postgresql)
    for engine in engines:
        with engine() as url:
            weigh(url, chosen.days, chosen.visits)


if __name__ == "__main__":
    main()
