"""A whole running hall: everything ./run runs, in a folder of its own, with hall time starting on a Monday at nine."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tests.support import processes
from tests.support.databases import free_port
from tests.support.waiting import until

ROOT = Path(__file__).resolve().parents[2]
MORNING = "2026-11-23T09:00:00+07:00"


class Server:
    """A running hall: where it answers, where it writes, and who may ask it."""

    def __init__(self, port: int, var: Path, process: "subprocess.Popen[str]", environment: dict[str, str]) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.var = var
        self.process = process
        self._environment = environment

    def command(self, *arguments: str, **environment: str) -> str:
        """Run `flask --app app …` against this hall's database; return what it printed."""
        command = [sys.executable, "-P", "-m", "flask", "--app", "app", *arguments]
        env = self._environment | environment
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def staff_token(self, username: str) -> str:
        return self.command("staff", "token", username)

    def ask(self, token: str | None, path: str, body: Any = None, *, key: str | None = None) -> Any:
        """GET, or POST a body, maybe under a key; return the JSON of the answer. Raises HTTPError for a refusal."""
        request = urllib.request.Request(f"{self.url}{path}")
        if key:
            request.add_header("Idempotency-Key", key)
        if token:
            request.add_header("Authorization", f"Bearer {token}")
        if body is not None:
            request.data = json.dumps(body).encode()
            request.add_header("Content-Type", "application/json")
        with urllib.request.urlopen(request, timeout=15) as answer:
            return json.load(answer)

    def pids_of(self, words: str = "") -> list[int]:
        """Return the ids of this hall's processes whose command has these words, oldest first."""
        return processes.pids_of(self.var, words)

    def cut_power(self) -> None:
        """End everything of this hall at one blow, so that nothing can be put in order first."""
        self.process.kill()
        while pids := self.pids_of():
            for pid in pids:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            time.sleep(0.02)
        self.process.wait(20)

    @contextmanager
    def away(self) -> Iterator[None]:
        """Kill the web server alone, and keep it from being started again until the block ends."""
        supervisor = self.process.pid
        os.kill(supervisor, signal.SIGSTOP)
        try:
            while pids := self.pids_of("gunicorn"):
                for pid in pids:
                    with suppress(ProcessLookupError):
                        os.kill(pid, signal.SIGKILL)
                if all(_is_dead(pid) for pid in pids):
                    break
                time.sleep(0.02)
            yield
        finally:
            os.kill(supervisor, signal.SIGCONT)

    def await_back(self, seconds: float = 120) -> None:
        """Wait until the web server answers again."""
        until(lambda: _healthy(self), "the server is back", seconds)

    def slips(self) -> list[Path]:
        """Return the pictures on the virtual paper, oldest first."""
        return sorted((self.var / "paper").glob("*.png"))


@contextmanager
def running(var: Path, *, within: Sequence[str] = (), **environment: str) -> Iterator[Server]:
    """Run a hall on free ports until the block ends; everything it started ends with it.

    `within`: a command that starts it in its own way.
    """
    port = free_port()
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("LUOT_")}
    told = {
        "LUOT_VAR": str(var),
        "PORT": str(port),
        # Two halls that start in the same second would both find 9100 free, and print on one another's paper.
        "LUOT_PAPER_PORT": str(free_port()),
        "LUOT_CLOCK_FROM": MORNING,
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
    }
    env = inherited | told | environment
    log = var / "run.log"
    var.mkdir(parents=True, exist_ok=True)
    with log.open("w") as out:
        command = [*within, sys.executable, "-P", "-m", "app.supervise"]
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=out, stderr=out, text=True)
    try:
        server = Server(port, var, process, env)
        await_ready(server, log)
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def await_ready(server: Server, log: Path, seconds: float = 240) -> None:
    """Wait until the hall answers and its printer has reported. Raises RuntimeError with what it printed."""
    until = time.monotonic() + seconds
    while not (_healthy(server) and re.search(r"ready in \d+ ms", log.read_text())):
        if server.process.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"the hall did not start:\n{log.read_text()}")
        time.sleep(0.1)


def _is_dead(pid: int) -> bool:
    """Tell whether a process is gone; who is only waiting for its parent to take note counts as gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def _healthy(server: Server) -> bool:
    try:
        return bool(server.ask(None, "/healthz")["status"] == "ok")
    except (OSError, urllib.error.URLError, ValueError):
        return False
