"""How the hall's programs fare, asked of the running supervisor over its socket. For the front page."""

import http.client
import socket
import xmlrpc.client
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from app.settings import Settings
from app.supervise.config import socket_path

_SECONDS = 1.0


class State(StrEnum):
    """`RESTARTING`: started again and not yet settled. `DOWN`: not running; tried again after `retry_in`."""

    OK = "ok"
    RESTARTING = "restarting"
    DOWN = "down"


@dataclass(frozen=True)
class ProcessState:
    """One program. Times are real, aware, in UTC; `detail` is the last thing it said before it failed."""

    name: str
    state: State
    since: datetime
    restarts: int
    detail: str | None
    retry_in: float | None


def processes(settings: Settings) -> list[ProcessState]:
    """The programs of this var folder's ./run that were started; none when no ./run looks after it (or answers)."""
    path = socket_path(settings.var_dir)
    try:
        with xmlrpc.client.ServerProxy("http://supervisor", transport=_UnixTransport(path)) as server:
            answer: Any = server.hall.processes()
    except (OSError, http.client.HTTPException, xmlrpc.client.Error):
        return []
    return [_process(entry) for entry in answer if entry["started"]]


def _process(entry: dict[str, Any]) -> ProcessState:
    state = _state(entry["state"], entry["restarts"])
    retry_in = entry["retry_in"]
    return ProcessState(
        name=entry["name"],
        state=state,
        since=datetime.fromtimestamp(entry["stopped" if state is State.DOWN else "started"], UTC),
        restarts=entry["restarts"],
        detail=entry["detail"] or None,
        retry_in=None if retry_in < 0 else retry_in,
    )


def _state(name: str, restarts: int) -> State:
    if name == "RUNNING" or (name == "STARTING" and not restarts):
        return State.OK
    return State.RESTARTING if name in ("STARTING", "EXITED") else State.DOWN


class _UnixConnection(http.client.HTTPConnection):
    def __init__(self, path: Path) -> None:
        super().__init__("localhost", timeout=_SECONDS)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(str(self._path))


class _UnixTransport(xmlrpc.client.Transport):
    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def make_connection(self, _host: Any) -> http.client.HTTPConnection:
        return _UnixConnection(self._path)
