"""A recorded day against a running server: kiosk and counters over HTTP, display and supervisor over the websocket.

Each queue has a thread that arrives and one that calls; a call waits for the arrival it calls, so in one second
arrivals go before calls. A step that comes late (the server was slow, the machine busy) is taken at once.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import requests
import socketio

from app.clock import monotonic
from app.replay.files import ReplayError
from app.replay.prepare import Stage, Tokens
from app.replay.record import ZONE, Kind, OfficeDay, Step

# What to start the server's clock ahead of the day by, to leave time for starting the replay.
EARLY = timedelta(minutes=75)
TIMEOUT_SECONDS = 20


class Server:
    """A running server and its clock as one caller sees them."""

    def __init__(self, url: str, token: str) -> None:
        self._url = url.rstrip("/")
        self._session = requests.Session()
        self._session.headers["Authorization"] = f"Bearer {token}"

    def get(self, path: str) -> Any:
        return self._answer(self._session.get(f"{self._url}{path}", timeout=TIMEOUT_SECONDS))

    def post(self, path: str, body: dict[str, Any] | None = None) -> Any:
        return self._answer(self._session.post(f"{self._url}{path}", json=body or {}, timeout=TIMEOUT_SECONDS))

    def _answer(self, response: requests.Response) -> Any:
        if not response.ok:
            raise ReplayError(f"{response.request.method} {response.url}: {response.status_code} {response.text}")
        return response.json()


@dataclass(slots=True)
class HallTime:
    """The server's hall time: what it said once, and how fast it runs."""

    said: datetime
    heard: float
    speed: float

    def until(self, moment: datetime) -> float:
        """Return how many real seconds there are until a moment of hall time."""
        return (moment - self.said).total_seconds() / self.speed - (monotonic() - self.heard)


@dataclass(slots=True)
class Watcher:
    """A screen on the websocket; keeps which numbers it saw called, and how many snapshots it got."""

    url: str
    token: str
    audience: str
    called: set[str] = field(default_factory=set)
    snapshots: int = 0
    _client: Any = None

    def connect(self) -> None:
        self._client = socketio.Client(reconnection_delay_max=2)
        self._client.on("snapshot", self._see)
        auth = {"token": self.token, "for": self.audience}
        self._client.connect(self.url, auth=auth, transports=["websocket"], wait_timeout=10)

    def close(self) -> None:
        self._client.disconnect()

    def _see(self, snapshot: dict[str, Any]) -> None:
        self.snapshots += 1
        self.called |= {call["number"] for call in snapshot.get("calls", ())}


@dataclass(slots=True)
class Queue:
    """One queue of the day; `arrived` counts those who have their number and have not been called."""

    name: str
    arrived: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))


@dataclass(frozen=True, slots=True)
class Played:
    """What came of a replay over HTTP."""

    report: dict[str, Any]
    calls: int
    seen: int
    snapshots: int
    latest_seconds: float


class Play:
    """One day played against a server."""

    def __init__(self, recorded: OfficeDay, stage: Stage, tokens: Tokens, url: str, done: Callable[[], object]) -> None:
        self._recorded = recorded
        self._stage = stage
        self._tokens = tokens
        self._url = url
        self._done = done
        self._faults: list[Exception] = []
        self._late = 0.0
        self._time = self._hall_time()

    def run(self) -> Played:
        """Play the day and return its report. Raises ReplayError."""
        display = Watcher(self._url, self._tokens.display, "display")
        supervisor = Watcher(self._url, self._tokens.supervisor, "supervisor")
        for watcher in (display, supervisor):
            watcher.connect()
        try:
            self._open_counters()
            self._play_queues()
        finally:
            for watcher in (display, supervisor):
                watcher.close()
        return self._result(display, supervisor)

    def _hall_time(self) -> HallTime:
        kiosk = Server(self._url, self._tokens.kiosk)
        snapshot = kiosk.get(f"/api/v1/centres/{self._stage.slug}/snapshot?for=kiosk")
        found = HallTime(datetime.fromisoformat(snapshot["now"]), monotonic(), snapshot["speed"])
        first = self._recorded.moment(self._recorded.steps()[0].second)
        if found.said > first or first - found.said > timedelta(hours=12):
            said, begins = (moment.astimezone(ZONE).strftime("%Y-%m-%d %H:%M") for moment in (found.said, first))
            start = (first - EARLY).astimezone(ZONE).isoformat(timespec="minutes")
            raise ReplayError(
                f"the server's clock says {said}, and the day begins at {begins}: start the server with "
                f"./run --clock-from {start} --speed 120, and the replay within half a minute"
            )
        return found

    def _open_counters(self) -> None:
        for queue, counter in self._stage.counters.items():
            Server(self._url, self._tokens.clerks[queue]).post(f"/api/v1/counters/{counter}/open")

    def _play_queues(self) -> None:
        queues = [Queue(name) for name in self._recorded.queues]
        parts = (self._play_arrivals, self._play_calls)
        threads = [threading.Thread(target=self._guarded, args=(part, q)) for q in queues for part in parts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if self._faults:
            raise ReplayError(str(self._faults[0])) from self._faults[0]

    def _guarded(self, part: Callable[[Queue], None], queue: Queue) -> None:
        """Run one thread's part; its fault ends the others too, so that nobody waits for what will not come."""
        try:
            part(queue)
        except Exception as fault:
            self._faults.append(fault)

    def _steps(self, queue: Queue, kind: Kind) -> list[Step]:
        return [step for step in self._recorded.steps() if step.ticket.queue == queue.name and step.kind is kind]

    def _play_arrivals(self, queue: Queue) -> None:
        kiosk = Server(self._url, self._tokens.kiosk)
        body = {"field": self._stage.prefixes[queue.name]}
        for step in self._steps(queue, Kind.ARRIVAL):
            self._await(step)
            kiosk.post(f"/api/v1/centres/{self._stage.slug}/tickets", body)
            queue.arrived.release()
            self._done()

    def _play_calls(self, queue: Queue) -> None:
        clerk = Server(self._url, self._tokens.clerks[queue.name])
        present: tuple[str, bool] | None = None
        for step in self._steps(queue, Kind.CALL):
            self._await(step)
            while not queue.arrived.acquire(timeout=1):
                if self._faults:
                    return
            present = self._call(clerk, queue.name, step, present)
            self._done()
        self._end(clerk, present)

    def _await(self, step: Step) -> None:
        seconds = self._time.until(self._recorded.moment(step.second))
        self._late = max(self._late, -seconds)
        if seconds > 0:
            threading.Event().wait(seconds)

    def _call(self, clerk: Server, queue: str, step: Step, present: tuple[str, bool] | None) -> tuple[str, bool]:
        """Press Next, which ends the one before; then, for somebody who counts, let service begin."""
        said = {} if present is None else {"finish": True} if present[1] else {"no_show": True}
        answer = clerk.post(f"/api/v1/counters/{self._stage.counters[queue]}/next", said)
        ticket = answer["ticket"]
        if ticket is None:
            raise ReplayError(f"nobody waits in queue {queue} at {step.second}, where the record has a call")
        if step.ticket.scored:
            clerk.post(f"/api/v1/tickets/{ticket['id']}/start")
        return ticket["id"], step.ticket.scored

    def _end(self, clerk: Server, present: tuple[str, bool] | None) -> None:
        if present is not None:
            clerk.post(f"/api/v1/tickets/{present[0]}/{'finish' if present[1] else 'no-show'}")

    def _result(self, display: Watcher, supervisor: Watcher) -> Played:
        day = self._recorded.day.isoformat()
        path = f"/api/v1/centres/{self._stage.slug}/reports/waits?from={day}&to={day}&by=field"
        report = Server(self._url, self._tokens.supervisor).get(path)
        return Played(
            report=report,
            calls=len(self._recorded.tickets),
            seen=len(display.called),
            snapshots=display.snapshots + supervisor.snapshots,
            latest_seconds=self._late,
        )
