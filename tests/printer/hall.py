"""A server of the contract, small enough to lie: it can lose answers, go away, and give out nonsense."""

from __future__ import annotations

import json
import threading
import time
from collections import deque
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast

TOKEN = "printer-token-for-tests"


class Hall:
    """Gives out the jobs put into it and writes down what it is told. Listens on a free port of this machine."""

    def __init__(self, port: int = 0) -> None:
        self.changed = threading.Condition()
        self.jobs: deque[Any] = deque()
        self.settled: list[tuple[str, str, str | None]] = []
        self.keys: list[tuple[str, str]] = []
        self.heartbeats: list[dict[str, Any]] = []
        self.lose: list[str] = []
        self.refuse: list[str] = []
        self.answers: dict[str, Any] = {}
        self.open = True
        self._server = _Server(("127.0.0.1", port), _Request)
        self._server.hall = self
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def give(self, *jobs: Any) -> None:
        """Queue jobs for the next claims."""
        with self.changed:
            self.jobs.extend(jobs)
            self.changed.notify_all()

    def wait(self, *, settled: int = 0, heartbeats: int = 0, seconds: float = 8.0) -> None:
        """Until so many jobs are settled and heartbeats heard. Fails when they do not come."""
        with self.changed:
            done = self.changed.wait_for(
                lambda: len(self.settled) >= settled and len(self.heartbeats) >= heartbeats, seconds
            )
        assert done, f"settled {self.settled}, heartbeats {self.heartbeats}"

    def wait_for_state(self, state: str, seconds: float = 8.0) -> dict[str, Any]:
        """The first heartbeat status that tells `state`, from now on or the last one."""
        with self.changed:
            done = self.changed.wait_for(lambda: bool(self.heartbeats) and self.last["state"] == state, seconds)
        assert done, self.heartbeats
        return self.last

    @property
    def last(self) -> dict[str, Any]:
        """The status of the last heartbeat."""
        return self.heartbeats[-1]

    def close(self) -> None:
        """Go away: long polls end and the port is closed."""
        with self.changed:
            self.open = False
            self.changed.notify_all()
        self._server.shutdown()
        self._server.server_close()

    def answer(self, path: str, body: dict[str, Any]) -> Any:
        """What the contract answers."""
        if path.endswith("/claim"):
            return {"job": self._claim(float(body["wait_seconds"]))}
        if path.endswith("/settle"):
            with self.changed:
                self.settled.append((path.split("/")[-2], body["result"], body.get("error")))
                self.changed.notify_all()
            return {"job": {}}
        with self.changed:
            self.heartbeats.append(body["status"])
            self.changed.notify_all()
        return {"now": "2026-11-23T02:41:00.000Z"}

    def _claim(self, seconds: float) -> Any:
        deadline = time.monotonic() + seconds
        with self.changed:
            self.changed.wait_for(lambda: self.jobs or not self.open, deadline - time.monotonic())
            return self.jobs.popleft() if self.jobs else None


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    hall: Hall


class _Request(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        hall = cast(_Server, self.server).hall
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        key, kind = self.headers["Idempotency-Key"], self.path.rsplit("/", 1)[-1]
        assert len(key) >= 8
        if self.headers["Authorization"] != f"Bearer {TOKEN}":
            self._say(401, {"error": {"code": "unknown_caller", "message": "?", "data": {}}})
            return
        hall.keys.append((kind, key))
        if kind in hall.refuse:
            hall.refuse.remove(kind)
            self._say(409, {"error": {"code": "refused_for_a_test", "message": "?", "data": {}}})
            return
        if key not in hall.answers:
            hall.answers[key] = hall.answer(self.path, body)
        if kind in hall.lose or not hall.open:
            hall.lose = [other for other in hall.lose if other != kind]
            self.close_connection = True
            return
        self._say(200, hall.answers[key])

    def _say(self, status: int, body: Any) -> None:
        data = json.dumps(body).encode()
        try:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)
        except OSError:
            self.close_connection = True  # the printer's process has ended meanwhile

    def log_message(self, format: str, *args: Any) -> None:
        """Tests are quiet."""
