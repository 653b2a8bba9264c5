"""Copies of the whole database: made while the hall works, and put back where there is no hall yet.

A copy is one file, readable by its owner alone: it holds password hashes. It appears under its name only once it is
whole and on the disk. SQLite is copied by its own backup call, in one snapshot that keeps nobody waiting; PostgreSQL
by `pg_dump` and `pg_restore`, which must be of the server's version or newer.
"""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import URL, Engine, inspect, make_url
from sqlalchemy.exc import SQLAlchemyError

from app.store import migrate
from app.store.engine import open_engine

_SQLITE, _POSTGRESQL = b"SQLite format 3\0", b"PGDMP"
_KINDS = {_SQLITE: "sqlite", _POSTGRESQL: "postgresql"}


class BackupError(Exception):
    """No copy was made, or none was put back; the message says why, and nothing is left half done."""


def backup(url: str, path: Path) -> None:
    """Copy the database of a URL into a new file. Raises BackupError."""
    source = make_url(url)
    with _appearing(path) as part:
        if source.get_backend_name() == "sqlite":
            _copy(_file(source), part)
            _stand_alone(part)
        else:
            options = ("--format=custom", "--no-owner", "--no-privileges")
            _run(source, "pg_dump", *options, f"--file={part}", _named(source))


def restore(path: Path, url: str) -> None:
    """Put a copy back as the database of a URL, in which there is nothing yet. Raises BackupError."""
    target = make_url(url)
    kind = _kind_of(path)
    if kind != target.get_backend_name():
        raise BackupError(f"{path} is a copy of a {kind} database, and the settings name {target.get_backend_name()}")
    if kind == "sqlite":
        # Before anything opens the file: SQLite would take the journal for this one's and throw it away.
        _require_no_journal(_file(target))
    _require_empty(url)
    if kind == "sqlite":
        _put_back(path, _file(target))
    else:
        options = ("--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges")
        _run(target, "pg_restore", *options, f"--dbname={_named(target)}", str(path))


def _kind_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            begins = file.read(len(_SQLITE))
    except OSError as problem:
        raise BackupError(f"{path} cannot be read: {problem.strerror}") from problem
    found = [kind for sign, kind in _KINDS.items() if begins.startswith(sign)]
    if not found:
        raise BackupError(f"{path} is no copy that `backup` has made")
    return found[0]


def _require_empty(url: str) -> None:
    """A hall that is there is never written over."""
    try:
        with _opened(url) as engine:
            tables = inspect(engine).get_table_names()
    except SQLAlchemyError as problem:
        raise BackupError(f"the database cannot be reached: {str(problem).splitlines()[0]}") from problem
    if tables:
        raise BackupError("there is a hall in this database already: move it away, or name another one")


@contextmanager
def _opened(url: str) -> Iterator[Engine]:
    engine = open_engine(url)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def _appearing(path: Path) -> Iterator[Path]:
    """Give a file to write into beside `path`, which gets its name when it is whole. Raises BackupError."""
    if path.exists():
        raise BackupError(f"{path} exists already; a copy never replaces another")
    part = path.with_name(f".{path.name}.part")
    try:
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        yield part
        _to_disk(part)
        part.rename(path)
        _to_disk(path.parent)
    except (OSError, sqlite3.Error) as problem:
        raise BackupError(f"{path} could not be written: {problem}") from problem
    finally:
        for journal in ("", "-journal", "-wal", "-shm"):
            part.with_name(part.name + journal).unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _file(url: URL) -> Path:
    if not url.database:
        raise BackupError("the settings name no file as the database")
    return Path(url.database)


def _copy(source: Path, target: Path) -> None:
    """Copy in one snapshot: whoever changes the hall meanwhile does not wait, and nothing is half in it."""
    original = sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True, timeout=10)
    with closing(original), closing(sqlite3.connect(target)) as copy:
        original.backup(copy)


def _stand_alone(copy: Path) -> None:
    """Make the copy one file without a journal beside it, and look whether a hall can be read from it.

    Raises sqlite3.Error.
    """
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        (found,) = connection.execute("PRAGMA quick_check").fetchone()
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if found != "ok":
        raise sqlite3.DatabaseError(found)
    if not tables:
        raise sqlite3.DatabaseError("there is no hall in this database")


def _require_no_journal(target: Path) -> None:
    journal = target.with_name(f"{target.name}-wal")
    if not target.exists() and journal.exists():
        raise BackupError(f"{journal} belongs to a database that is not there: move it away together with that")


def _put_back(path: Path, target: Path) -> None:
    target.unlink(missing_ok=True)  # empty: that was looked at
    with _appearing(target) as part:
        _copy(path, part)
        _stand_alone(part)
        _require_known(f"sqlite:///{part}")


def _require_known(url: str) -> None:
    try:
        with _opened(url) as engine:
            migrate.require_known(engine)
    except migrate.TooNew as problem:
        raise BackupError(str(problem)) from problem


def _named(url: URL) -> str:
    """The URL as PostgreSQL's own programs take it, without its password: others may read a command line."""
    return url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)


def _run(url: URL, program: str, *arguments: str) -> None:
    if shutil.which(program) is None:
        raise BackupError(f"{program} is not installed: apt-get install postgresql-client")
    environment = os.environ | ({"PGPASSWORD": str(url.password)} if url.password else {})
    done = subprocess.run([program, *arguments], env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise BackupError((done.stderr.strip() or f"{program} ended with {done.returncode}").splitlines()[0])
