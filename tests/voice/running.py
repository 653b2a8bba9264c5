"""A voice to talk to: the real process, the real engine, a real socket. Only the loudspeaker is missing."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

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
        return until(lambda: (health := self.answering()) is not None and health["state"] == state and health)

    def answering(self) -> dict[str, Any] | None:
        try:
            return self.health()
        except (FileNotFoundError, ConnectionRefusedError):
            return None  # not yet listening

    def child(self) -> int:
        """Return the process that holds the engine."""
        return until(lambda: next(iter(children(self.process.pid)), None))

    def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Return the exit code."""
        self.process.send_signal(how)
        self.process.communicate(timeout=10)
        return int(self.process.returncode)


def until(condition: Callable[[], Any], seconds: float = 10) -> Any:
    """Return the first truthy result; fail when none comes in time."""
    give_up = time.monotonic() + seconds
    while time.monotonic() < give_up:
        if result := condition():
            return result
        time.sleep(0.01)
    raise AssertionError(f"not within {seconds} s")


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
