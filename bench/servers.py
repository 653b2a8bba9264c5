"""Servers that are measured, each freshly started on loopback: the hall's and the bare stack's, over one database."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from app.store.database import Database
from bench import bare, halls
from tests.support import databases
from tests.support.databases import free_port
from tests.support.screens import redis_server
from tests.support.server import ROOT
from tests.support.waiting import until
from tests.support.workers import SAMPLE, Workers, serving

ENGINES = ("sqlite", "postgresql")


@dataclass(frozen=True)
class Servers:
    """Both servers, and the database they share."""

    hall: Workers
    bare_port: int
    database: Database


@contextmanager
def both(folder: Path, engine: str, *, workers: int = 1, sockets: int = 200) -> Iterator[Servers]:
    """Start both, with as many workers each; several need PostgreSQL and Redis, and get them. The hall lets so many
    `sockets` in from this machine.
    """
    with ExitStack() as stack:
        url, told = f"sqlite:///{folder}/luot.db", {}
        if engine == "postgresql":
            server = stack.enter_context(databases.postgres(durable=True))
            server.admin("CREATE DATABASE hall")
            url = server.url("hall")
        if workers > 1:
            told["REDIS_URL"] = stack.enter_context(redis_server())
        hall = stack.enter_context(serving(folder / "var", url, workers=workers, sockets=sockets, **told))
        bare_port = stack.enter_context(_bare(folder, url, workers, told))
        yield Servers(hall, bare_port, stack.enter_context(halls.opened(url)))


@contextmanager
def fresh(folder: Path, engine: str) -> Iterator[Callable[[str], str]]:
    """Give what makes a database of a name, with the sample hall in it and nobody there yet, and returns its URL."""
    if engine == "sqlite":
        databases.prepare(f"sqlite:///{folder}/prepared.db", SAMPLE)
        yield lambda name: f"sqlite:///{shutil.copy(folder / 'prepared.db', folder / f'{name}.db')}"
        return
    with databases.postgres(durable=True) as server:
        server.admin("CREATE DATABASE prepared")
        databases.prepare(server.url("prepared"), SAMPLE)
        yield lambda _name: server.url(server.copy())


@contextmanager
def _bare(folder: Path, url: str, workers: int, told: dict[str, str]) -> Iterator[int]:
    """Start the bare stack, away from the hall's own settings of gunicorn; gives its port."""
    port = free_port()
    bare.prepare(url)
    command = [sys.executable, "-P", "-m", "gunicorn", "--worker-class", "gevent", "--workers", str(workers)]
    command += ["--bind", f"127.0.0.1:{port}", "--worker-connections", "10000", "--keep-alive", "65"]
    command += ["--no-control-socket"]
    environment = {**os.environ, "DATABASE_URL": url, "PYTHONPATH": str(ROOT), **told}
    with (folder / "bare.log").open("wb") as log:
        process = subprocess.Popen([*command, "bench.bare:make()"], cwd=folder, env=environment, stdout=log, stderr=log)
    try:
        until(lambda: _answers(process, port), "the bare stack answers", 30)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def _answers(process: "subprocess.Popen[bytes]", port: int) -> bool:
    """Tell whether a worker answers: the master listens before any can."""
    assert process.poll() is None, "the bare stack has ended; see bare.log"
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status == 404
    except OSError:
        return False
    finally:
        connection.close()
