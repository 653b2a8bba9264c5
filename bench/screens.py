"""Screens and who presses, a process of its own: `python -m bench.screens` takes a line of JSON and answers with one.

Then the screens stay, until stdin is closed.
"""

import json
import select
import sys
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

from app.supervise import fitness
from bench.room import Room
from bench.wire import post

# After everybody has a call: what else comes of the same press is to be over before the next.
PAUSE_SECONDS = 0.1
# A request, and the ticket it calls when that is known beforehand.
Press = tuple[bytes, str | None]


def main() -> None:
    """Do what stdin says: {"port", "screens": [AUTH, …], "presses": COUNT, "by": {"how": NAME, …}}."""
    fitness.raise_file_limit()
    asked = json.loads(sys.stdin.readline())
    room = Room(asked["port"], asked["screens"])
    # The last who came may have had everybody told once more.
    room.rest(0.5)
    told = press(room, HOW[asked["by"]["how"]](asked["by"]), asked["presses"]) if asked["presses"] else {}
    print(json.dumps(told), flush=True)
    while not select.select([sys.stdin], [], [], 0)[0]:
        room.look(0.1)


def press(room: Room, presses: Iterator[Press], count: int) -> dict[str, Any]:
    """Press so many times, one after the other. Returns `took`: of each press the milliseconds to each screen; `bytes`:
    of each how many came to a screen; and the last `snapshot`.
    """
    took, sizes = [], []
    for _ in range(count):
        took.append(room.press(*next(presses)))
        room.rest(PAUSE_SECONDS)
        sizes.append(room.seen.bytes / len(room))
    return {"took": took, "bytes": sizes, "snapshot": room.seen.last()}


def hall(by: dict[str, Any]) -> Iterator[Press]:
    """Presses Next: whoever is there is finished, whoever is due is called."""
    path = f"/api/v1/counters/{by['counter']}/next"
    while True:
        yield post(path, {"finish": True}, token=by["token"], key=uuid4().hex), None


def bare(by: dict[str, Any]) -> Iterator[Press]:
    """Has the bare stack send a snapshot like the hall's, each time with another revision and another call."""
    snapshot = by["snapshot"]
    for revision in range(1_000_000, 9_999_999):
        calls = [{**snapshot["calls"][0], "ticket": str(revision)}, *snapshot["calls"][1:]]
        yield post("/call", {**snapshot, "revision": revision, "calls": calls}, token=by["token"]), str(revision)


HOW: dict[str, Callable[[dict[str, Any]], Iterator[Press]]] = {"hall": hall, "bare": bare}


if __name__ == "__main__":
    main()
