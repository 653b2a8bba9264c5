"""Who presses what, over HTTP with a connection of their own; and the sample hall made ready for more than it holds."""

import json
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from sqlalchemy import update

from app.services import staffing, stopping
from app.services.staffing import Share
from app.store.models import Centre
from tests.support import databases
from tests.support.screens import redis_server
from tests.support.workers import CENTRE, Workers, serving


class Person:
    """Somebody with a token and a connection of their own, on whichever worker takes it."""

    def __init__(self, server: Workers, token: str) -> None:
        self._connection = HTTPConnection("127.0.0.1", server.port, timeout=60)
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def post(self, path: str, body: Any = None, *, key: str | None = None) -> Any:
        """POST; return the JSON of the answer. Raises AssertionError for a refusal."""
        headers = self._headers | ({"Idempotency-Key": key} if key else {})
        self._connection.request("POST", path, json.dumps(body or {}), headers)
        answer = self._connection.getresponse()
        told = json.loads(answer.read())
        assert answer.status in (200, 201), f"{path}: {answer.status} {told}"
        return told

    def leave(self) -> None:
        self._connection.close()


class Kiosk(Person):
    def take(self, field: str, *, key: str | None = None) -> dict[str, Any]:
        """Take a number; return the ticket."""
        ticket: dict[str, Any] = self.post(f"{CENTRE}/tickets", {"field": field}, key=key)
        return ticket


class Clerk(Person):
    """A clerk at an open counter."""

    def __init__(self, server: Workers, number: int) -> None:
        super().__init__(server, server.token(f"quay{number}"))
        self.counter = server.hall.counter_ids[number]

    def next(self) -> dict[str, Any] | None:
        """End with whoever is here, and call who is next; None when nobody waits."""
        ticket: dict[str, Any] | None = self.post(f"/api/v1/counters/{self.counter}/next", {"finish": True})["ticket"]
        return ticket


@contextmanager
def two_workers(folder: Path) -> Iterator[Workers]:
    """Serve the sample hall with two workers, PostgreSQL and Redis."""
    with ExitStack() as stack:
        postgres, redis = stack.enter_context(databases.postgres()), stack.enter_context(redis_server())
        postgres.admin("CREATE DATABASE hall")
        told = {"REDIS_URL": redis}
        yield stack.enter_context(serving(folder / "var", postgres.url("hall"), workers=2, **told))


def make_ready(server: Workers, serves: dict[int, dict[str, int]]) -> None:
    """Let numbers run to four digits and be given whatever happens; open counters for these fields, each at its lag."""
    hall = server.hall
    with hall.database.write() as connection:
        settings = connection.execute(Centre.__table__.select()).one().settings
        connection.execute(update(Centre).values(settings={**settings, "spare_from": 9001}))
    for number, fields in serves.items():
        shares = [Share(prefix, lag) for prefix, lag in fields.items()]
        hall.act("dieuphoi", staffing.set_fields, hall.counter_ids[number], shares, confirm=True)
    hall.open(*serves)
    hall.act("dieuphoi", stopping.override, on=True)


def together(acts: Iterable[Callable[[], Any]]) -> list[Any]:
    """Have everybody begin at the same moment, each in a thread; return what each gave. Raises what any raised."""
    doing = list(acts)
    ready, results, faults = threading.Barrier(len(doing)), [None] * len(doing), []

    def run(index: int) -> None:
        try:
            ready.wait(60)
            results[index] = doing[index]()
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=run, args=(index,)) for index in range(len(doing))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    return results
