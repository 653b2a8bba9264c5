"""A whole hall for tests: ./run itself, as anybody starts it, in a var folder of its own."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests

from app.settings import load
from app.settings.load import ROOT
from app.supervise.status import ProcessState, processes
from tests.support.databases import free_port
from tests.support.processes import of_hall, pids_of
from tests.support.waiting import until

SECONDS = 45.0


class Started:
    """One ./run, its terminal in a file."""

    def __init__(self, var: Path, *options: str, port: int | None = None, **environ: str) -> None:
        self.var = var
        self.port = port or free_port()
        # Halls that start in the same second would both find 9100 free, and print on one another's paper.
        paper = {"LUOT_PAPER_PORT": str(free_port())}
        self.environ = paper | environ | {"LUOT_VAR": str(var), "PORT": str(self.port)}
        self.terminal = var.with_name(f"{var.name}.{self.port}.terminal")
        plain = {name: os.environ[name] for name in ("PATH",)}
        with self.terminal.open("ab") as file:
            self.process = subprocess.Popen(
                [ROOT / "run", *options],
                env=plain | self.environ,
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def said(self) -> str:
        return self.terminal.read_text(encoding="utf-8")

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def serves(self) -> bool:
        assert self.process.poll() is None, f"./run ended by itself:\n{self.said}"
        try:
            return requests.get(f"{self.url}/healthz", timeout=5).status_code == 200
        except requests.RequestException:
            return False

    def programs(self) -> dict[str, ProcessState]:
        return {process.name: process for process in processes(load(environ=self.environ))}

    def members(self) -> dict[int, str]:
        """Every process of this hall: its id, its command."""
        return of_hall(self.var)

    def pids_of(self, words: str) -> list[int]:
        """The ids of the processes whose command has these words, oldest first."""
        return pids_of(self.var, words)

    def end(self, number: signal.Signals = signal.SIGTERM) -> float:
        """Tell ./run to end; the seconds until the last of its processes was gone."""
        begun = time.monotonic()
        self.process.send_signal(number)
        self.process.wait(SECONDS)
        until(lambda: not self.members(), "all processes end")
        return time.monotonic() - begun


@contextmanager
def running(var: Path, *options: str, port: int | None = None, **environ: str) -> Iterator[Started]:
    """A hall that serves; ended afterwards if it still lives."""
    hall = Started(var, *options, port=port, **environ)
    try:
        until(hall.serves, "the hall serves")
        yield hall
    finally:
        if hall.process.poll() is None:
            hall.end()
