"""The load, a process of its own: `python -m bench.drive` takes what to do as JSON and tells as JSON what it saw.

Everybody works on a connection of their own until the time is over; each request is timed from its first byte sent to
its last byte read.
"""

import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import gevent

from bench.wire import Line, post

# One press after the other: its name, its request, and what is done with the answer.
Press = tuple[str, bytes]
Work = Callable[[dict[str, Any]], "Iterator[Press]"]


def main() -> None:
    """Do what stdin says: {"port", "seconds", "people": [{"work": NAME, …}, …]}."""
    asked = json.load(sys.stdin)
    told = drive(asked["port"], asked["seconds"], asked["people"])
    json.dump(told, sys.stdout)


def drive(port: int, seconds: float, people: list[dict[str, Any]]) -> dict[str, Any]:
    """Have everybody work for so long. Returns the milliseconds of each request by its name, the refusals by theirs,
    and how many seconds it really took.
    """
    took: dict[str, list[float]] = defaultdict(list)
    refused: dict[str, int] = defaultdict(int)
    begun = time.perf_counter()
    until = begun + seconds
    everybody = [gevent.spawn(_work, Line(port), person, until, took, refused) for person in people]
    gevent.joinall(everybody, raise_error=True)
    return {"took": took, "refused": refused, "seconds": time.perf_counter() - begun}


def _work(line: Line, person: dict[str, Any], until: float, took: Any, refused: Any) -> None:
    presses = WORK[person["work"]](person)
    answer: Any = None
    try:
        while (begun := time.perf_counter()) < until:
            name, request = presses.send(answer) if answer is not None else next(presses)
            status, body = line.ask(request)
            took[name].append((time.perf_counter() - begun) * 1000)
            answer = json.loads(body)
            if status not in (200, 201):
                refused[f"{name} {status} {answer.get('error', {}).get('code')}"] += 1
    finally:
        line.close()


def bare(person: dict[str, Any]) -> Iterator[Press]:
    """Presses the bare stack."""
    request = post("/press", token=person["token"])
    while True:
        yield "bare", request


def kiosk(person: dict[str, Any]) -> Iterator[Press]:
    """Takes numbers, of one field after the other."""
    fields, path = person["fields"], f"/api/v1/centres/{person['centre']}/tickets"
    while True:
        for field in fields:
            yield "issue", post(path, {"field": field}, token=person["token"], key=uuid4().hex)


def next_only(person: dict[str, Any]) -> Any:
    """Presses Next: whoever is there is finished, whoever is due is called."""
    path = f"/api/v1/counters/{person['counter']}/next"
    while True:
        yield "next", post(path, {"finish": True}, token=person["token"], key=uuid4().hex)


def clerk(person: dict[str, Any]) -> Any:
    """Calls, starts and finishes, as a clerk does."""
    path = f"/api/v1/counters/{person['counter']}/next"
    while True:
        called = yield "call", post(path, {"finish": True}, token=person["token"], key=uuid4().hex)
        ticket = called.get("ticket")
        if ticket is None:
            continue
        for act in ("start", "finish"):
            yield act, post(f"/api/v1/tickets/{ticket['id']}/{act}", token=person["token"], key=uuid4().hex)


WORK: dict[str, Callable[[dict[str, Any]], Any]] = {
    "bare": bare,
    "kiosk": kiosk,
    "next": next_only,
    "clerk": clerk,
}


if __name__ == "__main__":
    main()
