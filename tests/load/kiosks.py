"""Sixteen kiosks give numbers on two workers: none twice, none left out, and a request sent twice is one ticket."""

import threading
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any
from uuid import uuid4

from sqlalchemy import func, select

from app.store.models import Ticket
from tests.load.people import Kiosk, make_ready, together
from tests.support.workers import Workers

KIOSKS = 16
FIELDS = "HAB"
SERVES = {number: dict.fromkeys(FIELDS, 0) for number in (1, 2, 3)}


@dataclass(frozen=True)
class Result:
    """What came of it. `differing`: requests sent twice whose two answers were not the same."""

    tickets: int
    duplicates: int
    gaps: int
    differing: int

    def __str__(self) -> str:
        told = f"{self.tickets} tickets: {self.duplicates} numbers given twice, {self.gaps} left out"
        return f"{told}, {self.differing} repeats answered otherwise"


def give_together(server: Workers, count: int, *, twice: bool = False) -> Result:
    """Have the kiosks give `count` numbers in all; with `twice` every request goes out twice at the same moment."""
    make_ready(server, SERVES)
    times = 2 if twice else 1
    giving = [one for number in range(KIOSKS) for one in _kiosk(server, number, count // KIOSKS, times)]
    answers = together([partial(list, one) for one in giving])
    first, last = [*chain(*answers[::times])], [*chain(*answers[times - 1 :: times])]
    differing = sum(one != again for one, again in zip(first, last, strict=True))
    duplicates = len(first) - len({ticket["number"] for ticket in first})
    return Result(_kept(server), duplicates, _gaps(first), differing)


def _kiosk(server: Workers, number: int, count: int, times: int) -> list[Iterator[dict[str, Any]]]:
    """Return a kiosk's giving: once, or twice by two connections that press at the same moment under the same keys."""
    token, press = server.device("kiosk", f"Máy thử {number}"), uuid4().hex
    moment = threading.Barrier(times)
    return [_give(Kiosk(server, token), press, count, moment) for _ in range(times)]


def _give(kiosk: Kiosk, press: str, count: int, moment: threading.Barrier) -> Iterator[dict[str, Any]]:
    for number in range(count):
        moment.wait(60)
        yield kiosk.take(FIELDS[number % len(FIELDS)], key=f"{press}-{number}")
    kiosk.leave()


def _gaps(tickets: list[dict[str, Any]]) -> int:
    """Count the numbers that were left out of what was given."""
    given: defaultdict[str, set[int]] = defaultdict(set)
    for ticket in tickets:
        prefix = ticket["field"]["prefix"]
        given[prefix].add(int(ticket["number"].removeprefix(prefix)))
    return sum(max(numbers) - len(numbers) for numbers in given.values())


def _kept(server: Workers) -> int:
    with server.hall.database.read() as connection:
        return int(connection.execute(select(func.count()).select_from(Ticket)).scalar_one())
