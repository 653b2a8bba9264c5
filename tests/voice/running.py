"""A voice to talk to: the real process, the real engine, a real socket. Only the loudspeaker is missing."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.support.waiting import until

ROOT = Path(__file__).parents[2]
CALL = "Xin mời công dân có số A, không bốn hai, đến quầy số ba"


class Connection(http.client.HTTPConnection):
    def __init__(self, path: Path) -> None:
        super().__init__("voice", timeout=20)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(os.fspath(self._path))


class Voice:
    """A running `python -m display.voice` in a folder of its own (short, as sockets have short paths)."""

    def __init__(self, folder: Path, *options: str, environment: Mapping[str, str] | None = None) -> None:
        self.socket, self.cache = folder / "voice.sock", folder / "kept"
        places = ["--socket", str(self.socket), "--cache", str(self.cache)]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "display.voice", *places, *options],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})},
            stderr=subprocess.PIPE,
        )

    def request(self, method: str, path: str, body: bytes = b"") -> tuple[int, bytes]:
        connection = Connection(self.socket)
        try:
            connection.request(method, path, body)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def say(self, *texts: str, language: str = "vi") -> tuple[int, bytes]:
        return self.say_parts(*({"language": language, "text": text} for text in texts))

    def say_parts(self, *parts: Mapping[str, Any]) -> tuple[int, bytes]:
        return self.request("POST", "/speech", json.dumps({"parts": parts}).encode())

    def health(self) -> dict[str, Any]:
        status, body = self.request("GET", "/health")
        assert status == 200
        return dict(json.loads(body))

    def await_state(self, state: str) -> dict[str, Any]:
        def reached() -> dict[str, Any] | None:
            health = self.answering()
            return health if health is not None and health["state"] == state else None

        return until(reached, f"the voice is {state}")

    def answering(self) -> dict[str, Any] | None:
        try:
            return self.health()
        except (FileNotFoundError, ConnectionRefusedError):
            return None  # not yet listening

    def child(self) -> int:
        """Return the process that holds the engine."""
        return until(lambda: next(iter(children(self.process.pid)), None), "the engine runs")

    def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Return the exit code."""
        self.process.send_signal(how)
        self.process.communicate(timeout=10)
        return int(self.process.returncode)


def children(parent: int) -> list[int]:
    return [int(stat.parent.name) for stat in Path("/proc").glob("[0-9]*/stat") if _parent(stat) == parent]


def _parent(stat: Path) -> int | None:
    try:
        state, parent = stat.read_text().rpartition(")")[2].split()[:2]
    except (FileNotFoundError, ProcessLookupError):
        return None
    return None if state == "Z" else int(parent)


def running(pid: int) -> bool:
    return _parent(Path(f"/proc/{pid}/stat")) is not None


def error_of(body: bytes) -> str:
    return str(json.loads(body)["error"]["code"])
