"""The counters of a centre file and what each serves: `[hall] counters`."""

from collections.abc import Collection
from typing import Final

from app.data.centre.model import CentreFile, Counter
from app.data.centre.table import Table, quoted

_LARGEST: Final = 999
_LONGEST_LAG: Final = 240


def read_counters(hall: Table, prefixes: Collection[str]) -> tuple[Counter, ...]:
    """Return the counters. At least one; numbers of their own; serving only fields with these prefixes."""
    rows = hall.rows("counters")
    if not rows:
        hall.refuse("a centre needs at least one counter", "counters")
    counters = tuple(_counter(row, prefixes) for row in rows)
    numbers = [counter.number for counter in counters]
    for index, number in enumerate(numbers):
        if number in numbers[:index]:
            hall.refuse(f"the number {number} is given twice", "counters", index, "number")
    return counters


def write_counters(centre: CentreFile) -> list[dict[str, object]]:
    """Return the counters as they stand in the file, one short row each."""
    return [_written(counter) for counter in centre.counters]


def _counter(row: Table, prefixes: Collection[str]) -> Counter:
    number = row.integer("number", 1, _LARGEST)
    name = row.text("name") if row.has("name") else _usual_name(number)
    return Counter(number, name, _serves(row.table("serves"), prefixes))


def _serves(serves: Table, prefixes: Collection[str]) -> dict[str, int]:
    for prefix in serves.names():
        if prefix not in prefixes:
            serves.refuse(f'no field has the prefix "{prefix}"; those here are {quoted(prefixes)}', prefix)
    return {prefix: serves.integer(prefix, 0, _LONGEST_LAG) for prefix in serves.names()}


def _written(counter: Counter) -> dict[str, object]:
    named = {} if counter.name == _usual_name(counter.number) else {"name": counter.name}
    return {"number": counter.number, **named, "serves": dict(counter.serves)}


def _usual_name(number: int) -> str:
    return f"Quầy số {number}"
