"""Processes that play weeks side by side, each in databases of its own."""

import multiprocessing
import queue
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.simulation.prepared import ENGINES
from tests.simulation.week import DAYS, FEW, MANY, Failed, Size, Week
from tests.support.ending import put_away_when_told

SIZES = {"few": FEW, "many": MANY}


@dataclass(frozen=True)
class Task:
    """One week to be played."""

    seed: int
    people: str
    engine: str
    days: int = DAYS

    @property
    def size(self) -> Size:
        return SIZES[self.people]


def play(tasks: list[Task], jobs: int) -> Iterator[dict[str, Any]]:
    """Play weeks, so many at a time; give what is written down of each as it ends.

    Raises RuntimeError when a process ends without a word.
    """
    # A forked process would share its parent's connections and threads.
    context = multiprocessing.get_context("spawn")
    rows: Any = context.Queue()
    # Whoever is free takes the next one: a week of hundreds lasts as long as eight of few.
    left: Any = context.Queue()
    count = min(jobs, len(tasks))
    for task in (*tasks, *[None] * count):
        left.put(task)
    processes = [context.Process(target=_player, args=(left, rows)) for _ in range(count)]
    for process in processes:
        process.start()
    try:
        for _ in tasks:
            yield _next(rows, processes)
    except BaseException:
        for process in processes:
            # Not a kill: each has a folder, and perhaps a server, to put away. And no SIGINT, to which processes that
            # were started in the background are deaf.
            process.terminate()
        left.cancel_join_thread()
        raise
    finally:
        for process in processes:
            process.join()


def played(task: Task, url: str) -> dict[str, Any]:
    """Play a week and return what is written down of it."""
    begun = time.monotonic()
    row: dict[str, Any] = {"seed": task.seed, "people": task.people}
    try:
        found = Week(url, task.seed, task.size).play(task.days)
    except Failed as wrong:
        return {**row, "days": 0, "wrong": str(wrong)}
    tallies = {"done": dict(found.done), "refused": dict(found.refused), "faults": dict(found.faults)}
    seconds = round(time.monotonic() - begun, 1)
    return {**row, "days": found.days, "requests": found.requests, **tallies, "mark": found.mark, "seconds": seconds}


def _player(left: Any, rows: Any) -> None:
    put_away_when_told()
    task = left.get()
    if task is None:
        return
    with ENGINES[task.engine]() as fresh:
        while task is not None:
            rows.put(played(task, fresh()))
            task = left.get()


def _next(rows: Any, processes: list[Any]) -> dict[str, Any]:
    while True:
        try:
            row: dict[str, Any] = rows.get(timeout=1)
            return row
        except queue.Empty:
            if any(process.exitcode not in (None, 0) for process in processes):
                raise RuntimeError("a process that played days has ended") from None
