"""A country's screens, kiosks and clerks, a process of its own: `python -m bench.crowd` reads one line of JSON and
writes one for each share of the load it has tried.

One loop without libraries between looks after everybody: it shares the machine with what it measures. People come at
their own pace, whether or not those before them have been answered; a request's time begins when it is due.
"""

import heapq
import json
import random
import sys
import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from select import EPOLLIN, epoll
from typing import Any
from uuid import uuid4

from app.supervise import fitness
from bench.ends import Auth, Presser, Screen
from bench.wire import post

# Seconds from one step of a visit to the next, from and to: shorter than people are, so that a minute shows all steps.
WALK, GREETING, SERVICE = (1.0, 3.0), (1.0, 3.0), (2.0, 6.0)
# How long until a share's first visits have come to their end.
SETTLED_SECONDS = 12.0
# So many connect together, and so many connections carry the requests, each in its turn: a country's clerks and kiosks
# have connections of their own, which lie evenly on the workers.
TOGETHER, LINES = 40, 64
PATIENCE_SECONDS = 300


@dataclass
class Place:
    """One centre: its address, the tokens of its kiosk, and the clerks who are free, as (counter, token)."""

    slug: str
    kiosk: str
    fields: list[str]
    free: deque[tuple[int, str]]
    waiting: int = 0


@dataclass
class Ask:
    """A request on its way: its kind, when it was due, and what is done with the answer."""

    kind: str
    due: float
    request: bytes
    then: Callable[[Any], None]


class Line(Presser):
    """A connection for requests, and the request that is on its way."""

    ask: Ask | None = None

    def carry(self, ask: Ask) -> None:
        self.ask = ask
        self.send(ask.request)


@dataclass
class Seen:
    """What came of the load since some moment."""

    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    refused: Counter[str] = field(default_factory=Counter)
    frames: int = 0
    lost: int = 0
    again: int = 0
    asked: int = 0


class Crowd:
    """Everybody, and the loop that looks after them."""

    def __init__(self, port: int, places: list[dict[str, Any]], seed: int) -> None:
        self._port = port
        self._random = random.Random(seed)
        self._poll = epoll()
        self._screens: dict[int, Screen] = {}
        self._strangers: set[Screen] = set()
        self._lines: dict[int, Line] = {}
        self._idle: deque[Line] = deque()
        self._queue: deque[Ask] = deque()
        self._due: list[tuple[float, int, Callable[[float], None]]] = []
        self._count = 0
        self.seen = Seen()
        self._places = [
            Place(p["slug"], p["kiosk"], p["fields"], deque((id, token) for id, token in p["clerks"])) for p in places
        ]
        self._let_in([{"for": kind, "token": p[kind]} for p in places for kind in ("display", "kiosk")])
        for _ in range(LINES):
            self._open_line()

    def _let_in(self, everybody: list[Auth]) -> None:
        for start in range(0, len(everybody), TOGETHER):
            for auth in everybody[start : start + TOGETHER]:
                self._connect(auth)
            until = time.perf_counter() + PATIENCE_SECONDS
            while self._strangers:
                self._look(0.1)
                if time.perf_counter() > until:
                    raise TimeoutError("screens are not let in")

    def _connect(self, auth: Auth) -> None:
        screen = Screen(self._port, auth)
        self._screens[screen.socket.fileno()] = screen
        self._strangers.add(screen)
        self._poll.register(screen.socket, EPOLLIN)

    def run(self, rate: float, seconds: float) -> Seen:
        """Let so many people come each second for so long; return what came of it once it had settled."""
        begun = time.perf_counter()
        self._at(begun, lambda due: self._arrive(due, rate, begun + seconds))
        self.seen, settled = Seen(), False
        while (now := time.perf_counter()) < begun + seconds:
            if not settled and now > begun + SETTLED_SECONDS:
                self.seen, settled = Seen(), True
            self._step(now)
        return self.seen

    def rest(self, seconds: float) -> None:
        """Let those who are there come to their end; nobody comes any more."""
        until = time.perf_counter() + seconds
        while (now := time.perf_counter()) < until:
            self._step(now)

    def _step(self, now: float) -> None:
        while self._due and self._due[0][0] <= now:
            due, _, act = heapq.heappop(self._due)
            act(due)
        wait = self._due[0][0] - now if self._due else 0.1
        self._look(max(0.0, min(wait, 0.1)))

    def _look(self, seconds: float) -> None:
        for number, _ in self._poll.poll(seconds):
            line = self._lines.get(number)
            if line is None:
                self._hear(self._screens[number])
            elif (told := self._answer(line)) is not None:
                self._answered(line, *told)

    def _answer(self, line: Line) -> tuple[int, Any] | None:
        """Take in a part of an answer. A connection that nobody has used for a minute is closed, as any server does it;
        a request that meets that is sent once more, with its key, as pages do.
        """
        with suppress(ConnectionResetError):
            return line.take(line.socket.recv(65536))
        self._poll.unregister(line.socket)
        del self._lines[line.socket.fileno()]
        line.socket.close()
        if line.ask is None:
            self._idle.remove(line)
        else:
            self.seen.again += 1
            self._queue.appendleft(line.ask)
        self._open_line()
        if self._queue:
            self._idle.popleft().carry(self._queue.popleft())
        return None

    def _open_line(self) -> None:
        line = Line(self._port)
        self._lines[line.socket.fileno()] = line
        self._poll.register(line.socket, EPOLLIN)
        self._idle.appendleft(line)

    def _hear(self, screen: Screen) -> None:
        """Take in what a screen is sent; one that the hall shows out comes back, as pages do, and is counted."""
        try:
            frames = screen.cut(screen.socket.recv(65536))
            self.seen.frames += sum(screen.hear(frame) is not None for frame in frames)
        except (ConnectionResetError, BrokenPipeError):
            self.seen.lost += 1
            self._strangers.discard(screen)
            self._poll.unregister(screen.socket)
            del self._screens[screen.socket.fileno()]
            screen.socket.close()
            self._connect(screen.auth)
        if screen.welcome:
            self._strangers.discard(screen)

    def _answered(self, line: Line, status: int, body: Any) -> None:
        ask, line.ask = line.ask, None
        assert ask is not None
        self._idle.append(line)
        if self._queue:
            self._idle.popleft().carry(self._queue.popleft())
        self.seen.took[ask.kind].append((time.perf_counter() - ask.due) * 1000)
        if status not in (200, 201):
            self.seen.refused[f"{ask.kind} {status} {body.get('error', {}).get('code')}"] += 1
        ask.then(body)

    def _ask(self, kind: str, due: float, path: str, body: Any, token: str, then: Callable[[Any], None]) -> None:
        ask = Ask(kind, due, post(path, body, token=token, key=uuid4().hex), then)
        self.seen.asked += 1
        if self._idle:
            self._idle.popleft().carry(ask)
        else:
            self._queue.append(ask)

    def _at(self, due: float, act: Callable[[float], None]) -> None:
        self._count += 1
        heapq.heappush(self._due, (due, self._count, act))

    def _after(self, span: tuple[float, float], act: Callable[[float], None]) -> None:
        self._at(time.perf_counter() + self._random.uniform(*span), act)

    # A visit

    def _arrive(self, due: float, rate: float, until: float) -> None:
        if (following := due + self._random.expovariate(rate)) < until:
            self._at(following, lambda at: self._arrive(at, rate, until))
        place = self._random.choice(self._places)
        path, body = f"/api/v1/centres/{place.slug}/tickets", {"field": self._random.choice(place.fields)}
        self._ask("issue", due, path, body, place.kiosk, lambda told: self._took(place))

    def _took(self, place: Place) -> None:
        self._after(WALK, lambda due: self._wait(due, place))

    def _wait(self, due: float, place: Place) -> None:
        place.waiting += 1
        self._call(due, place)

    def _call(self, due: float, place: Place) -> None:
        """Somebody free presses Next, if anybody waits."""
        if not place.waiting or not place.free:
            return
        place.waiting -= 1
        counter, token = place.free.popleft()
        path = f"/api/v1/counters/{counter}/next"
        self._ask("next", due, path, {}, token, lambda told: self._called(place, counter, token, told))

    def _called(self, place: Place, counter: int, token: str, told: Any) -> None:
        ticket = (told.get("ticket") or {}).get("id")
        if ticket is None:
            self.seen.refused["next calls nobody"] += 1
            place.free.append((counter, token))
            return
        path = f"/api/v1/tickets/{ticket}"
        finish = lambda due: self._ask("finish", due, f"{path}/finish", {}, token, gone)  # noqa: E731
        gone = lambda _: self._gone(place, counter, token)  # noqa: E731
        started = lambda _: self._after(SERVICE, finish)  # noqa: E731
        self._after(GREETING, lambda due: self._ask("start", due, f"{path}/start", {}, token, started))

    def _gone(self, place: Place, counter: int, token: str) -> None:
        place.free.append((counter, token))
        self._call(time.perf_counter(), place)


def main() -> None:
    """Do what stdin says: {"port", "places", "seed", "runs": [[RATE, SECONDS], …]}; a line that is no JSON ends it.

    After "ready" and after each run a line is written, and one is read: another run, or the end.
    """
    fitness.raise_file_limit()
    asked = json.loads(sys.stdin.readline())
    with open(asked["places"], encoding="utf-8") as places:
        crowd = Crowd(asked["port"], json.load(places), asked["seed"])
    print(json.dumps({"lost": crowd.seen.lost}), flush=True)
    for line in sys.stdin:
        run = json.loads(line)
        seen = crowd.run(run["rate"], run["seconds"])
        measured = run["seconds"] - SETTLED_SECONDS
        answered = sum(map(len, seen.took.values()))
        told = {"took": seen.took, "refused": seen.refused, "asked": seen.asked, "answered": answered}
        print(
            json.dumps({**told, "frames": seen.frames, "lost": seen.lost, "again": seen.again, "seconds": measured}),
            flush=True,
        )
        crowd.rest(run.get("rest", 0))


if __name__ == "__main__":
    main()
