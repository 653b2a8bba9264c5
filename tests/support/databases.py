"""Databases for tests: SQLite files, and a PostgreSQL server that the tests start and stop themselves.

Each is migrated and given the small hall once; a test gets its own copy.
"""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from app.clock import Clock
from app.data import centre_file
from app.data.catalogue import load_procedures
from app.services import centres
from app.store.database import Database
from app.store.migrate import upgrade

SMALL = Path(__file__).parent / "small.toml"


def free_port() -> int:
    """Return a TCP port of this machine that nobody has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def prepare(url: str, described: Path = SMALL) -> dict[str, str]:
    """Migrate an empty database and bring in a centre; return the passwords."""
    database = Database(url, Clock())
    try:
        upgrade(database.engine)
        with database.write() as connection:
            imported = centres.import_centre(connection, centre_file.load(described), load_procedures())
        return dict(imported.passwords)
    finally:
        database.engine.dispose()


class Postgres:
    """A server on loopback. `copy` makes a database out of the prepared one."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self.port = port
        self._made = 0

    def url(self, name: str) -> str:
        return f"postgresql://luot@127.0.0.1:{self.port}/{name}"

    def admin(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)

    def copy(self) -> str:
        self._made += 1
        name = f"hall{self._made}"
        self.admin(f"CREATE DATABASE {name} TEMPLATE prepared")
        return name


@contextmanager
def postgres(*, durable: bool = False, **more: str) -> Iterator[Postgres]:
    """Run a PostgreSQL server, as an unprivileged user where we are root: it refuses to run as root.

    Tests look at what is committed, never at what survives the machine, and do not wait for its disk unless `durable`.
    `more` are settings of the server.
    """
    binaries = postgres_binaries()
    user = "nobody" if os.getuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="luot-pg-"))
    port = free_port()
    try:
        if user:
            shutil.chown(folder, user)
        data = folder / "data"
        as_user = {"user": user, "cwd": folder, "env": {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}}
        command = [binaries / "initdb", "-D", data, "-A", "trust", "-U", "luot", "-E", "UTF8", "--no-sync"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **as_user)
        settings = [f"port={port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={folder}"]
        settings += [f"fsync={'on' if durable else 'off'}", "max_connections=200"]
        settings += [f"{name}={value}" for name, value in more.items()]
        options = [part for setting in settings for part in ("-c", setting)]
        with open(folder / "log", "w") as log:
            server = subprocess.Popen([binaries / "postgres", "-D", data, *options], stderr=log, **as_user)
        try:
            found = Postgres(folder, port)
            _await(found, server)
            yield found
        finally:
            # The quick end: the usual one waits until everybody has left.
            server.send_signal(signal.SIGINT)
            server.wait(20)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def postgres_binaries() -> Path:
    """Return where PostgreSQL's programs lie."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    on_path = shutil.which("postgres")
    if not found and not on_path:
        raise RuntimeError("the tests need PostgreSQL's server: apt-get install postgresql")
    return found[-1].parent if found else Path(os.path.realpath(str(on_path))).parent


def _await(server: Postgres, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 30
    while True:
        try:
            server.admin("SELECT 1")
            return
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > until:
                raise
            time.sleep(0.05)
