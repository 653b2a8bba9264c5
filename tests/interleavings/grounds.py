"""Where a scene is played: a hall on SQLite or PostgreSQL, put back as it was within milliseconds."""

import shutil
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

import psycopg

from tests.interleavings.beginnings import BEGINNINGS
from tests.interleavings.rows import CHANGING
from tests.support.databases import Postgres
from tests.support.hall import Hall


class Ground(Protocol):
    """A place for scenes that begin alike."""

    url: str
    hall: Hall
    moment: datetime

    def reset(self) -> None:
        """Let everything be as in the beginning."""

    def all_held(self, backends: Sequence[int | None]) -> bool:
        """Tell whether all of these connections wait for others, and one of them for a connection not among them."""

    def close(self) -> None:
        """Leave nothing open."""


class OnSqlite:
    """A file that is copied anew for each order. Each party is a process, as SQLite's locks are between processes."""

    def __init__(self, prepared: Path, folder: Path, beginning: str) -> None:
        self._kept = folder / f"{beginning}.db"
        self._file = folder / f"{beginning}-now.db"
        shutil.copy(prepared, self._kept)
        self.moment = _begin(f"sqlite:///{self._kept}", beginning)
        shutil.copy(self._kept, self._file)
        self.url = f"sqlite:///{self._file}"
        self.hall = Hall(self.url)

    def reset(self) -> None:
        self.hall.database.engine.dispose()
        self.hall.database.arrangements.forget()
        for more in ("-wal", "-shm"):
            self._file.with_name(self._file.name + more).unlink(missing_ok=True)
        shutil.copyfile(self._kept, self._file)

    def all_held(self, backends: Sequence[int | None]) -> bool:
        return False

    def close(self) -> None:
        self.hall.close()


class OnPostgres:
    """A database with a second copy of its changing rows, written back for each order. Each party is a thread."""

    def __init__(self, server: Postgres, beginning: str) -> None:
        self._server = server
        self._database = server.copy()
        self.url = server.url(self._database)
        self.moment = _begin(self.url, beginning)
        self.hall = Hall(self.url)
        self._own = psycopg.connect(self.url, autocommit=True)
        self._restore = self._keep()

    def _keep(self) -> str:
        """Put the rows of the beginning aside; return what writes them back."""
        said = ["SET session_replication_role = replica", "BEGIN"]
        self._own.execute("CREATE SCHEMA kept")
        for table in CHANGING:
            self._own.execute(f"CREATE TABLE kept.{table.name} AS SELECT * FROM {table.name}")
            said += [f"DELETE FROM {table.name}", f"INSERT INTO {table.name} SELECT * FROM kept.{table.name}"]
        for name, last in self._own.execute("SELECT sequencename, last_value FROM pg_sequences").fetchall():
            said.append(f"SELECT setval('{name}', {last or 1}, {last is not None})")
        return ";".join([*said, "COMMIT"])

    def reset(self) -> None:
        self._own.execute(self._restore)
        self.hall.database.arrangements.forget()

    def all_held(self, backends: Sequence[int | None]) -> bool:
        if None in backends:
            return False
        query = "SELECT pg_blocking_pids(pid) FROM unnest(%s::int[]) AS pid"
        by = [row[0] for row in self._own.execute(query, [list(backends)])]
        return all(by) and bool({pid for pids in by for pid in pids} - set(backends))

    def close(self) -> None:
        self.hall.close()
        self._own.close()
        self._server.admin(f"DROP DATABASE {self._database} WITH (FORCE)")


def _begin(url: str, beginning: str) -> datetime:
    """Let the hall come to a beginning; return its moment."""
    hall = Hall(url)
    try:
        BEGINNINGS[beginning](hall)
        return hall.now
    finally:
        hall.close()
