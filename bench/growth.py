"""What a number taken and Next cost when very many wait, and when years lie behind: beside few, and beside one day.

The same person takes a number and presses Next in turns, so that as many wait afterwards as before. The sizes take
turns too, a few presses each, so that whatever else the machine does meets all alike; a figure is the median time of a
size over that of the smallest.
"""

import json
import random
import statistics
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from app.store.database import Database
from app.store.people import every_centre
from bench import halls, past
from bench.drive import Press, kiosk, next_only
from bench.halls import Standing
from bench.results import Results, steps
from bench.servers import ENGINES, fresh
from bench.wire import Line
from tests.support.workers import serving

# Behind every history so many wait today.
WAITING = 100
# The milliseconds of each press, by its name.
Took = dict[str, list[float]]


@dataclass(frozen=True)
class Length:
    """Which sizes are measured on which engines; in each round everybody presses so often of either kind."""

    engines: tuple[str, ...]
    waiting: tuple[int, ...]
    days: tuple[int, ...]
    rounds: int
    presses: int


FULL = Length(ENGINES, (100, 1_000, 10_000, 100_000), (1, 10, 100, 1_000), 60, 10)
SHORT = Length(ENGINES[:1], (100, 10_000), (1, 100), 20, 5)


def growth(results: Results, folder: Path, short: bool) -> None:
    """Measure centres of one server in which ever more people wait."""
    length = SHORT if short else FULL
    for engine in length.engines:
        with _waiting(folder, engine, length.waiting) as people:
            _put_growth(results, _of(engine), _take_turns(people, length))


def history(results: Results, folder: Path, short: bool) -> None:
    """Measure halls with ever more days behind them, each with a database and a server of its own."""
    length = SHORT if short else FULL
    for engine in length.engines:
        with _aged(folder, engine, length.days) as people:
            _put_history(results, _of(engine), _take_turns(people, length))


class Person:
    """Somebody at the kiosk and at the only counter of a centre, on one connection."""

    def __init__(self, port: int, centre: Standing) -> None:
        self.line = Line(port)
        taking = kiosk({"token": centre.kiosk, "centre": centre.slug, "fields": centre.fields})
        calling = next_only({"token": centre.clerks[0], "counter": centre.counters[0]})
        self._presses: Iterator[Press] = chain.from_iterable(zip(taking, calling, strict=True))

    def press(self, took: Took) -> None:
        """Press the next button. Raises RuntimeError when that is refused, or nobody was there to be called."""
        name, request = next(self._presses)
        begun = time.perf_counter()
        status, body = self.line.ask(request)
        took[name].append((time.perf_counter() - begun) * 1000)
        if status not in (200, 201) or json.loads(body).get("ticket", "") is None:
            raise RuntimeError(f"{name}: {status} {body.decode()}")


def _take_turns(people: Mapping[int, Person], length: Length) -> dict[int, Took]:
    """Return what the presses took of each size, in an order that is another in each round and the same each time."""
    took: dict[int, Took] = {size: defaultdict(list) for size in people}
    for number in steps("rounds", range(length.rounds)):
        for size in random.Random(number).sample(sorted(people), len(people)):
            for _ in range(2 * length.presses):
                people[size].press(took[size])
    return took


def _put_growth(results: Results, engine: str, took: Mapping[int, Took]) -> None:
    for size, name, ratio, of_size in _beside_the_smallest(took):
        results.put_times(f"{name}.waiting.{engine}{size}", of_size)
        if ratio is not None:
            results.put(f"{name}.growth.{engine}{size}", ratio)


def _put_history(results: Results, engine: str, took: Mapping[int, Took]) -> None:
    for size, name, ratio, of_size in _beside_the_smallest(took):
        results.put_times(f"{name}.history.{engine}{size}", of_size)
        if ratio is not None:
            results.put(f"{name}.history.{engine}{size}.ratio", ratio)


def _beside_the_smallest(took: Mapping[int, Took]) -> Iterator[tuple[int, str, float | None, list[float]]]:
    """Yield `(size, press, ratio, milliseconds)`; of the smallest itself the ratio is None."""
    smallest = took[min(took)]
    for size, presses in took.items():
        for name, of_size in presses.items():
            ratio = statistics.median(of_size) / statistics.median(smallest[name])
            yield size, name, (None if presses is smallest else ratio), of_size


def _of(engine: str) -> str:
    """Return how an engine is named within a figure: the one a hall begins with is not."""
    return "" if engine == "sqlite" else f"{engine}."


@contextmanager
def _waiting(folder: Path, engine: str, counts: Iterable[int]) -> Iterator[dict[int, Person]]:
    """Give a person in a centre for each count of people waiting, all in one server."""
    with ExitStack() as stack:
        url = stack.enter_context(fresh(folder, engine))("growth")
        server = stack.enter_context(serving(folder / engine, url, prepared=True))
        database = stack.enter_context(halls.opened(url))
        people = {count: _place(stack, database, server.port, number, count) for number, count in enumerate(counts)}
        _analyze(database)
        yield people


def _place(stack: ExitStack, database: Database, port: int, number: int, waiting: int) -> Person:
    centre = halls.add(database, number, 1)
    halls.fill(database, centre, waiting)
    return _person(stack, port, centre)


@contextmanager
def _aged(folder: Path, engine: str, counts: Iterable[int]) -> Iterator[dict[int, Person]]:
    """Give a person in a hall for each count of days behind it."""
    with ExitStack() as stack:
        make = stack.enter_context(fresh(folder, engine))
        yield {count: _old_hall(stack, make(f"days-{count}"), folder / f"{engine}-{count}", count) for count in counts}


def _old_hall(stack: ExitStack, url: str, var: Path, days: int) -> Person:
    """The days come before the server, which would take those that go on for forgotten and end them."""
    with halls.opened(url) as database:
        past.live(database, _only(database), days)
        _analyze(database)
    server = stack.enter_context(serving(var, url, prepared=True))
    database = stack.enter_context(halls.opened(url))
    centre = halls.ready(database, _only(database))
    halls.fill(database, centre, WAITING)
    return _person(stack, server.port, centre)


def _person(stack: ExitStack, port: int, centre: Standing) -> Person:
    person = Person(port, centre)
    stack.callback(person.line.close)
    return person


def _only(database: Database) -> int:
    with database.read() as connection:
        (centre_id,) = every_centre(connection)
    return centre_id


def _analyze(database: Database) -> None:
    """Have PostgreSQL count what is there, as it does by itself within minutes; SQLite asks no such counts here."""
    if not database.sqlite:
        with database.write() as connection:
            connection.exec_driver_sql("ANALYZE")
