"""What a hall is made of, as against who is in it: fields, counters, hours, devices, rules.

It is asked for at every press and changes a few times a day, so a process reads it once and remembers it for as long as
it lasts. The database counts its changes in `centres.arrangement`, by triggers on the tables below, whoever makes them;
each look and each change reads that count with the centre's revision, in its own snapshot.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from app.store import models

TABLES: frozenset[Any] = frozenset(
    model.__table__
    for model in (
        models.Centre,
        models.Counter,
        models.CounterField,
        models.Device,
        models.Field,
        models.FieldSector,
        models.Holiday,
        models.OpeningHours,
        models.Outage,
        models.PlannedServices,
        models.PriorityClass,
        models.ServiceDay,
    )
)
# Of so many centres a process remembers the arrangement; the country has 3,321. A larger one would not fit into memory
# by itself, and forgets those it has not looked at for longest.
REMEMBERED = 4096


@dataclass(slots=True)
class Arranged:
    """What is known of a centre's arrangement as it is in one look or change; None: of one in the making, nothing."""

    readings: dict[Any, Any] | None


class Arrangements:
    """What a process remembers of centres."""

    def __init__(self) -> None:
        # Those looked at last come last.
        self._known: dict[int, tuple[int, dict[Any, Any]]] = {}

    def of(self, centre_id: int, count: int) -> Arranged:
        """Return what is known of a centre's arrangement of this count. In a look begun before the newest change that
        is nothing, and nothing of it is kept.
        """
        known = self._known.pop(centre_id, None)
        if known is None or known[0] < count:
            while len(self._known) >= REMEMBERED:
                self._known.pop(next(iter(self._known)), None)
            known = (count, {})
        self._known[centre_id] = known
        return Arranged(known[1] if known[0] == count else {})

    def remembered(self, centre_id: int) -> Arranged:
        """Return what is remembered of a centre, which may have changed since."""
        return Arranged(self._known.get(centre_id, (0, {}))[1])

    def forget(self) -> None:
        """Forget all of it: the database below is another from now on."""
        self._known.clear()


class _Arranged(Protocol):
    @property
    def arranged(self) -> Arranged: ...


Place = TypeVar("Place", bound=_Arranged)
Reading = TypeVar("Reading")
Asked = ParamSpec("Asked")


def lasting(read: Callable[Concatenate[Place, Asked], Reading]) -> Callable[Concatenate[Place, Asked], Reading]:
    """Have a reading of a centre's arrangement made once in this process for as long as the arrangement lasts.

    It must depend on nothing else: not on tickets, not on the moment. Nobody may change what it returns.
    """

    @wraps(read)
    def reading(hall: Place, /, *args: Asked.args, **named: Asked.kwargs) -> Reading:
        readings = hall.arranged.readings
        if readings is None:
            return read(hall, *args, **named)
        key = (read, args, *named.items())
        if key not in readings:
            readings[key] = read(hall, *args, **named)
        known: Reading = readings[key]
        return known

    return reading
