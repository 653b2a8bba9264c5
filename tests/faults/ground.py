"""What the hall stands on and ./run does not look after: PostgreSQL and Redis, each kept running as by systemd.

In production their units have `Restart=always`; here a thread does what systemd does then, after its usual tenth of a
second: the same program again, on the same folder and port. PostgreSQL keeps its promise of durability (`fsync`,
`synchronous_commit`), since it is what gets killed.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import psycopg
import redis

from tests.support import databases
from tests.support.waiting import until

RESTART_SECONDS = 0.1


class Kept:
    """A program that is started again whenever it ends."""

    def __init__(self, command: list[str | Path], log: Path, answers: Callable[[], bool], **how: Any) -> None:
        self.answers = answers
        self._command = command
        self._log = log
        self._how = how
        self._ending = threading.Event()
        self._resting = threading.Event()
        self.process = self._start()
        self._keeper = threading.Thread(target=self._keep, daemon=True)
        self._keeper.start()

    def kill(self) -> None:
        """End it at one blow; it comes back by itself."""
        self.process.send_signal(signal.SIGKILL)

    def take_away(self) -> None:
        """End it at one blow, and let it stay away until `bring_back`."""
        self._resting.set()
        self.kill()
        self.process.wait(20)

    def bring_back(self) -> None:
        """Let it be started again."""
        self._resting.clear()

    def end(self) -> None:
        """End it for good."""
        self._ending.set()
        self._keeper.join(20)
        # PostgreSQL would wait for its clients at a SIGTERM.
        self.process.send_signal(signal.SIGINT)
        self.process.wait(20)

    def _start(self) -> "subprocess.Popen[bytes]":
        with self._log.open("ab") as log:
            return subprocess.Popen(self._command, stdout=log, stderr=log, start_new_session=True, **self._how)

    def _keep(self) -> None:
        while not self._ending.wait(RESTART_SECONDS):
            if self.process.poll() is not None and not self._resting.is_set():
                self.process = self._start()


@contextmanager
def postgres() -> Iterator[tuple[Kept, databases.Postgres]]:
    """Run a PostgreSQL that survives being killed; as an unprivileged user where we are root."""
    binaries, port = databases.postgres_binaries(), databases.free_port()
    with _folder("luot-faults-pg-") as folder:
        user = "nobody" if os.getuid() == 0 else None
        if user:
            shutil.chown(folder, user)
        how: dict[str, Any] = {"user": user, "cwd": folder, "env": {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}}
        make: list[str | Path] = [binaries / "initdb", "-D", folder / "data", "-A", "trust", "-U", "luot", "-E", "UTF8"]
        subprocess.run(make, check=True, stdout=subprocess.DEVNULL, **how)
        settings = [f"port={port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={folder}"]
        settings += ["max_connections=100", "fsync=on", "synchronous_commit=on"]
        options = [part for setting in settings for part in ("-c", setting)]
        server = databases.Postgres(folder, port)
        command: list[str | Path] = [binaries / "postgres", "-D", folder / "data", *options]
        kept = Kept(command, folder / "log", lambda: _answers(server), **how)
        try:
            until(kept.answers, "PostgreSQL answers")
            yield kept, server
        finally:
            kept.end()


@contextmanager
def redis_server() -> Iterator[tuple[Kept, str]]:
    """Run a Redis that comes back empty after being killed; gives its address."""
    port = databases.free_port()
    url = f"redis://127.0.0.1:{port}/0"
    with _folder("luot-faults-redis-") as folder, ExitStack() as stack:
        command: list[str | Path] = [
            "redis-server",
            "--port",
            str(port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--appendonly",
            "no",
        ]
        command += ["--dir", folder]
        kept = Kept(command, folder / "log", lambda: _speaks(url))
        stack.callback(kept.end)
        until(kept.answers, "Redis answers")
        yield kept, url


def _speaks(url: str) -> bool:
    try:
        with redis.Redis.from_url(url, socket_timeout=1, socket_connect_timeout=1) as client:
            return bool(client.ping())
    except redis.RedisError:
        return False


def _answers(server: databases.Postgres) -> bool:
    try:
        server.admin("SELECT 1")
    except psycopg.OperationalError:
        return False
    return True


@contextmanager
def _folder(prefix: str) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix=prefix))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
