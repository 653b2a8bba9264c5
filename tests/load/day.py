"""A day of 16,000 tickets, twenty times a large ward's, through one worker: what it leaves in the worker's memory.

Every ticket is taken at a kiosk, its slip fetched and reported printed, its number called, started and finished, with
screens connected. Hall time starts at nine and runs as real time does, so the hall is open all the while.
"""

import json
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from uuid import uuid4

import websocket

from tests.badinput.scene import DISPLAY, KIOSK, PRINTER
from tests.load.holding import ALL, SPARE, USED, Held, held
from tests.load.people import Clerk, Kiosk, Person, make_ready, together
from tests.support.workers import Workers, proportional_kb, resident_kb

TICKETS = 16_000
# The working day has some nine hours.
SHARES = 9
COUNTERS, KIOSKS, PRINTERS, SCREENS = 8, 4, 4, 20
FIELDS = "RABHKLMSTUXY"
# What a worker's memory may have grown by since the first share of a day.
GROWTH = 0.10
# gunicorn's settings for it.
CONFIG = "tests/load/looked_into.py"
SERVES = {number: {FIELDS[number - 1]: 0, **dict.fromkeys(FIELDS, 5)} for number in range(1, COUNTERS + 1)}


@dataclass
class Memory:
    """A worker's memory in kB after each share of the day (in use; its own part of that), and what it held."""

    tickets: int
    resident: list[int] = field(default_factory=list)
    proportional: list[int] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)

    def measure(self, pid: int) -> None:
        self.held.append(held(pid))
        self.resident.append(resident_kb(pid))
        self.proportional.append(proportional_kb(pid))

    @property
    def growth(self) -> float:
        """By what part it has grown since the first share of the day."""
        return self.resident[-1] / self.resident[0] - 1

    @property
    def kept(self) -> float:
        """How many blocks of memory each ticket has left behind, in the share that left the fewest: what is kept for
        each comes with every share, and what is met once with one of them: some six hundred blocks, late in the day.
        """
        blocks = [held[ALL] for held in self.held]
        return min(after - before for before, after in pairwise(blocks)) / (self.tickets / len(blocks))

    def _mib(self, kind: str, at: int) -> str:
        return f"{self.held[at].get(kind, 0) / 1024:.1f}"

    def __str__(self) -> str:
        shares = ", ".join(f"{kb / 1024:.1f}" for kb in self.resident)
        own = f"{self.proportional[0] / 1024:.1f} to {self.proportional[-1] / 1024:.1f}"
        grown = Counter(self.held[-1]) - Counter(self.held[0])
        del grown[USED], grown[SPARE]
        most = ", ".join(f"{kind or 'blocks in all'} +{count}" for kind, count in grown.most_common(8))
        told = f"{self.tickets} tickets: {shares} MiB after each share ({self.growth:+.1%}), its own part {own}"
        heap = [f"{kind} {self._mib(kind, 0)} to {self._mib(kind, -1)}" for kind in (USED, SPARE)]
        told = ", ".join([told, *heap])
        return f"{told}; {self.kept:+.2f} blocks kept for each ticket: {most}"


def live_through(
    server: Workers, tickets: int = TICKETS, *, shares: int = SHARES, told: Callable[[str], object] = lambda _: None
) -> Memory:
    """Let a day's people through the hall, share by share, and measure after each."""
    (pid,) = server.pids()
    make_ready(server, SERVES)
    memory, done = Memory(tickets), 0
    with _screens(server):
        for share in range(1, shares + 1):
            until = tickets * share // shares
            _share(server, until - done)
            done = until
            memory.measure(pid)
            told(f"{done} tickets, {memory.resident[-1] / 1024:.1f} MiB")
    return memory


def _share(server: Workers, tickets: int) -> None:
    """Some people come, and everybody is called, served and gone."""
    coming, given = threading.Semaphore(0), threading.Event()
    kiosks = [_fields(tickets, number) for number in range(KIOSKS)]

    def give() -> None:
        together([partial(_give, Kiosk(server, server.token(KIOSK)), fields, coming) for fields in kiosks])
        given.set()
        coming.release(COUNTERS)

    clerks = [partial(_serve, Clerk(server, number), coming) for number in SERVES]
    printers = [partial(_print, Person(server, server.token(PRINTER)), given) for _ in range(PRINTERS)]
    together([give, *clerks, *printers])


def _fields(tickets: int, kiosk: int) -> list[str]:
    """Return the fields that a kiosk gives numbers of: with the other kiosks, so many of each in turn."""
    return [FIELDS[number % len(FIELDS)] for number in range(tickets)][kiosk::KIOSKS]


def _give(kiosk: Kiosk, fields: list[str], coming: threading.Semaphore) -> None:
    for prefix in fields:
        kiosk.take(prefix, key=uuid4().hex)
        coming.release()
    kiosk.leave()


def _serve(clerk: Clerk, coming: threading.Semaphore) -> None:
    """Press Next whenever somebody has come, and a last time when nobody comes any more."""
    while coming.acquire(timeout=120) and (ticket := clerk.next()) is not None:
        clerk.post(f"/api/v1/tickets/{ticket['id']}/start", key=uuid4().hex)
    clerk.leave()


def _print(printer: Person, given: threading.Event) -> None:
    """Fetch slips, and say that they were printed."""
    while True:
        last = given.is_set()
        job = printer.post("/api/v1/print-jobs/claim", {"wait_seconds": 0 if last else 1})["job"]
        if job is not None:
            printer.post(f"/api/v1/print-jobs/{job['id']}/settle", {"result": "printed"})
        elif last:
            break
    printer.leave()


@contextmanager
def _screens(server: Workers) -> Iterator[None]:
    """Have screens connected that look at everything and keep nothing."""
    over = threading.Event()
    looking = [threading.Thread(target=_look, args=(server, auth, over)) for auth in _auths(server)]
    for thread in looking:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in looking:
            thread.join(60)


def _auths(server: Workers) -> list[dict[str, str]]:
    """Return how each screen signs in: a page of every kind that looks at all of it, and as for the rest displays."""
    desks = [
        {"for": "counter", "counter": str(server.hall.counter_ids[number]), "token": server.token(f"quay{number}")}
        for number in (1, 2)
    ]
    pages = {"supervisor": "dieuphoi", "reception": "huongdan", "kiosk": KIOSK}
    others = [{"for": audience, "token": server.token(name)} for audience, name in pages.items()]
    hall = [{"for": "display", "token": server.token(DISPLAY)}] * (SCREENS - len(desks) - len(others))
    return [*desks, *others, *hall]


def _look(server: Workers, auth: dict[str, str], over: threading.Event) -> None:
    """Be a screen by the least that makes one, so that the load is the hall's and not its clients'; one that has lost
    the hall comes back, as screens do.
    """
    address = f"ws://127.0.0.1:{server.port}/socket.io/?EIO=4&transport=websocket"
    while not over.is_set():
        with suppress(OSError, websocket.WebSocketException):
            connection = websocket.create_connection(address, timeout=60)
            connection.send(f"40{json.dumps(auth)}")
            while not over.is_set():
                if connection.recv() == "2":
                    connection.send("3")
            connection.close()
