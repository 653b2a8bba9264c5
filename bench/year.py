"""A centre's year as it may have been: turns drawn by lot from a seed, the same ones for either engine."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any, Final
from zoneinfo import ZoneInfo

from app.store.models import Turn

COLUMNS: Final = tuple(column.key for column in Turn.__table__.columns)
# Two hundred and fifty working days, all before the Monday on which a measured hall's clock starts.
FIRST, LAST = date(2025, 12, 8), date(2026, 11, 20)
DAYS: Final = [day for ahead in range((LAST - FIRST).days + 1) if (day := FIRST + timedelta(days=ahead)).weekday() < 5]
TURNS: Final = 250 * 700

_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
_MINUTE_MS = 60_000
_LUNCH, _LUNCH_MS, _CLOSED = time(11, 30), 90 * _MINUTE_MS, time(17, 30)
# By the hour of arrival: how many of about a hundred come, and how many minutes half of them wait at most.
_HOURS = {7: (9, 4), 8: (20, 9), 9: (18, 12), 10: (12, 8), 11: (4, 5), 13: (13, 7), 14: (12, 8), 15: (8, 5), 16: (4, 3)}
_CAME = [share for share, _ in _HOURS.values()]
# What becomes of a thousand of them.
_OUTCOMES = {"done": 920, "no_show": 40, "cancelled": 25, "expired": 15}
_ENDED = list(_OUTCOMES.values())


@dataclass(frozen=True)
class Place:
    """The centre where it was: its fields with their targets in milliseconds, its counters and clerks, by id."""

    centre_id: int
    targets: dict[int, int]
    counters: Sequence[int]
    clerks: Sequence[int]


def turns(place: Place, count: int, seed: int = 26) -> Iterator[tuple[Any, ...]]:
    """Give so many turns of tickets 1, 2, …, in the order of their days, each as COLUMNS say."""
    chance = Random(seed)
    for number in range(count):
        turn = _turn(place, chance, DAYS[number * len(DAYS) // count])
        yield tuple([turn.get(name, number + 1) for name in COLUMNS])


def _turn(place: Place, chance: Random, day: date) -> dict[str, Any]:
    """Return a turn, all but its ticket."""
    (hour,), (outcome,) = chance.choices([*_HOURS], _CAME), chance.choices([*_OUTCOMES], _ENDED)
    # The first fields are asked for most.
    nth = int(len(place.targets) * chance.random() ** 1.6)
    field_id, target = [*place.targets.items()][nth]
    whose = {"ordinal": 1, "centre_id": place.centre_id, "day": day, "field_id": field_id, "hour": hour}
    marks = {"priority": chance.random() < 0.08, "out_of_order": chance.random() < 0.01}
    marks["spans_outage"] = chance.random() < 0.004
    came = _came(chance, day, hour)
    how = _HOW[outcome](chance, came, hour)
    if how["called_at"]:
        how |= _at_counter(place, chance, nth, day)
    how["stay_ms"] = (how["ended_at"] - came) // timedelta(milliseconds=1)
    return _NOTHING | whose | marks | how | {"arrived_at": came, "outcome": outcome, "target_ms": target}


_NOTHING: dict[str, Any] = {
    **dict.fromkeys(
        ("counter_id", "clerk_id", "called_at", "started_at", "result", "wait_ms", "wait_open_ms", "way_ms")
    ),
    **dict.fromkeys(("service_ms", "held_ms", "waited_again_ms", "calls"), 0),
    "dossiers": 1,
}


def _came(chance: Random, day: date, hour: int) -> datetime:
    minutes = {7: (30, 60), 11: (0, 20)}.get(hour, (0, 60))
    came = datetime.combine(day, time(hour, chance.randrange(*minutes)), _ZONE).astimezone(UTC)
    return came + _ms(chance.randrange(_MINUTE_MS))


def _served(chance: Random, came: datetime, hour: int) -> dict[str, Any]:
    wait_open, wait = _waited(chance, came, hour)
    way, service = chance.randrange(4_000, 90_000), _about(chance, 6)
    held, again = (_about(chance, 8), _about(chance, 2)) if chance.random() < 0.06 else (0, 0)
    called = came + _ms(wait)
    moments = {
        "called_at": called,
        "started_at": called + _ms(way),
        "ended_at": called + _ms(way + service + held + again),
    }
    spans = {"wait_ms": wait, "wait_open_ms": wait_open, "way_ms": way, "service_ms": service}
    more = {"held_ms": held, "waited_again_ms": again, "calls": 1 + (again > 0), "result": "received"}
    return moments | spans | more | {"dossiers": 1 + (chance.random() < 0.2)}


def _absent(chance: Random, came: datetime, hour: int) -> dict[str, Any]:
    called = came + _ms(_waited(chance, came, hour)[1])
    return {"called_at": called, "ended_at": called + _ms(chance.randrange(30_000, 200_000)), "calls": 2}


def _cancelled(chance: Random, came: datetime, hour: int) -> dict[str, Any]:
    return {"called_at": None, "ended_at": came + _ms(_about(chance, 10))}


def _expired(chance: Random, came: datetime, hour: int) -> dict[str, Any]:
    return {"called_at": None, "ended_at": datetime.combine(came.astimezone(_ZONE), _CLOSED, _ZONE).astimezone(UTC)}


_HOW: dict[str, Callable[[Random, datetime, int], dict[str, Any]]] = {
    "done": _served,
    "no_show": _absent,
    "cancelled": _cancelled,
    "expired": _expired,
}


def _waited(chance: Random, came: datetime, hour: int) -> tuple[int, int]:
    """Return how long somebody waited, within opening hours and in all: lunch lies between for some."""
    wait = _about(chance, _HOURS[hour][1])
    over_lunch = hour < 12 and (came + _ms(wait)).astimezone(_ZONE).time() > _LUNCH
    return wait, wait + _LUNCH_MS * over_lunch


def _at_counter(place: Place, chance: Random, nth: int, day: date) -> dict[str, int]:
    """Return one of the field's three counters, and who sits there: each clerk a month, then at the next one."""
    at = 2 * nth + chance.randrange(3)
    counters, clerks = place.counters, place.clerks
    return {"counter_id": counters[at % len(counters)], "clerk_id": clerks[(at + day.month) % len(clerks)]}


def _about(chance: Random, minutes: float) -> int:
    """Return milliseconds, half of the time no more than these minutes, and sometimes many times as many."""
    return min(180 * _MINUTE_MS, int(minutes * _MINUTE_MS * math.exp(chance.gauss(0, 0.8))))


def _ms(count: int) -> timedelta:
    return timedelta(milliseconds=count)
