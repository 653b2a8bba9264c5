"""The hall's server alone: gunicorn and its workers over the sample hall, without the programs around them.

For tests that send it more than a hall ever would, and look at what that does to its processes.
"""

import math
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path

from app.clock import Clock, real_now
from app.services import access
from tests.support import databases
from tests.support.databases import free_port
from tests.support.hall import Hall
from tests.support.server import MORNING, ROOT
from tests.support.waiting import until

SAMPLE = ROOT / "app" / "data" / "phuong-mau.toml"
CENTRE = "/api/v1/centres/phuong-mau"
_PAGE_KB = os.sysconf("SC_PAGE_SIZE") // 1024


class Workers:
    """A running server: where it answers, its processes, and the hall behind it as the services see it.

    `start_seconds`: from its first process to its first answer.
    """

    def __init__(
        self, port: int, environment: Mapping[str, str], process: "subprocess.Popen[bytes]", log: Path
    ) -> None:
        self.port = port
        self.environment = environment
        database_url = environment["DATABASE_URL"]
        self.hall = Hall(database_url, "phuong-mau")
        self.start_seconds = math.nan
        self._process = process
        self._log = log

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def pids(self) -> list[int]:
        """Return the ids of the workers, oldest first."""
        master = self._process.pid
        return sorted(map(int, Path(f"/proc/{master}/task/{master}/children").read_text().split()))

    def token(self, name: str) -> str:
        """Return a new token of a person or a device: "quay1", "dieuphoi", "Máy lấy số 1"."""
        return self.hall.token(name)

    def device(self, kind: str, name: str) -> str:
        """Add a device to the hall; return its token."""
        with self.hall.database.write() as connection:
            return access.add_device(connection, "phuong-mau", kind, name, real_now())

    def said(self) -> str:
        """Return what the server has written to its log."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    def faults(self) -> list[str]:
        """Return the lines of the log that tell of a fault of the server's own."""
        return [line for line in self.said().splitlines() if "Traceback" in line or "[CRITICAL]" in line]

    def healthy(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except OSError:
            assert self._process.poll() is None, f"the server ended:\n{self.said()}"
            return False
        finally:
            connection.close()


@contextmanager
def serving(
    var: Path,
    database_url: str = "",
    *,
    workers: int = 1,
    sockets: int = 200,
    config: str = "gunicorn.conf.py",
    prepared: bool = False,
    **environment: str,
) -> Iterator[Workers]:
    """Serve the sample hall on a free port until the block ends; `prepared`: the database holds it already.

    Hall time starts on a Monday at nine; so many `sockets` may come from one address.
    """
    port, url = free_port(), database_url or f"sqlite:///{var}/luot.db"
    var.mkdir(parents=True, exist_ok=True)
    if not prepared:
        databases.prepare(url, SAMPLE)
    clock = Clock(datetime.fromisoformat(MORNING), datetime.now(UTC))
    settings = _settings(var, workers, sockets)
    told = {"LUOT_VAR": str(var), "PORT": str(port), "DATABASE_URL": url, "LUOT_CONFIG": str(settings)}
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("LUOT_")}
    env = inherited | told | clock.environment() | {"LUOT_VOICE_MUTED": "1"} | environment
    command = [sys.executable, "-P", "-m", "gunicorn", "--config", config, "app.wsgi:app"]
    log, begun = var / "server.log", time.monotonic()
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=out, stderr=out)
    server = Workers(port, env, process, log)
    try:
        until(lambda: server.healthy() and len(server.pids()) == workers, "the server answers", 120)
        server.start_seconds = time.monotonic() - begun
        yield server
    finally:
        server.hall.close()
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def _settings(var: Path, workers: int, sockets: int) -> Path:
    """Write the settings of this server beside what it writes."""
    text = (ROOT / "config.toml").read_text(encoding="utf-8")
    text = text.replace("workers = 1", f"workers = {workers}").replace('"app/data', f'"{ROOT}/app/data')
    text = text.replace("sockets_per_address = 200", f"sockets_per_address = {sockets}")
    path = var / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


# What a process holds


def descriptors(pid: int) -> int:
    """Return how many files and sockets a process has open."""
    return len(os.listdir(f"/proc/{pid}/fd"))


def resident_kb(pid: int) -> int:
    """Return how much memory of a process lies in the machine's memory."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE_KB


def proportional_kb(pid: int) -> int:
    """Return the same with what it shares counted by its share."""
    told = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in told if line.startswith("Pss:"))


def busy_seconds(pid: int) -> float:
    """Return how long the machine has worked for a process."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
