"""A recorded day of one office: its tickets, the steps they make, and the figures they must come to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import IntEnum
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from app.replay.figures import Figures, figures

ZONE: Final = ZoneInfo("Europe/Warsaw")


class Ticket(NamedTuple):
    """One recorded ticket, times in seconds since local midnight.

    `scored` is False for someone who already waited when recording began: they wait, and are called, like
    everyone else, but when they came is not known, so no figure counts them.
    """

    queue: str
    seq: int
    arrived: int
    called: int
    scored: bool

    @property
    def wait(self) -> int:
        """Seconds from arrival to call."""
        return self.called - self.arrived


class Kind(IntEnum):
    """What happens in a step. In one second people arrive before anyone is called."""

    ARRIVAL = 0
    CALL = 1


class Step(NamedTuple):
    """One thing that happened: somebody took a number, or it was called. `second` is since local midnight."""

    second: int
    kind: Kind
    ticket: Ticket


@dataclass(frozen=True, slots=True)
class OfficeDay:
    """The tickets of one office on one day, queue by queue, each in the order of its numbering."""

    office: str
    day: date
    tickets: tuple[Ticket, ...]

    @property
    def queues(self) -> tuple[str, ...]:
        """The queues in the order of the file."""
        return tuple(dict.fromkeys(ticket.queue for ticket in self.tickets))

    def steps(self) -> list[Step]:
        """Return everything that happened, earliest first.

        Within a second arrivals go before calls, and of the arrivals those who already waited go first.
        """
        arrivals = [Step(t.arrived, Kind.ARRIVAL, t) for t in sorted(self.tickets, key=lambda t: t.scored)]
        calls = [Step(t.called, Kind.CALL, t) for t in self.tickets]
        return sorted(arrivals + calls, key=lambda step: (step.second, step.kind))

    def moment(self, second: int) -> datetime:
        """Return the UTC moment at which the clock on the wall showed this second of the day."""
        wall = datetime.combine(self.day, time()) + timedelta(seconds=second)
        return wall.replace(tzinfo=ZONE).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Expected:
    """The figures of a day: over all its scored turns, and queue by queue."""

    total: Figures
    by_queue: Mapping[str, Figures]


def expected_figures(recorded: OfficeDay) -> Expected:
    """Return the figures over the scored tickets.

    Waits are elapsed; the hours of `app.replay.centre.centre_for` hold them whole, so within hours they are
    the same.
    """
    scored = [ticket for ticket in recorded.tickets if ticket.scored]
    return Expected(
        total=figures([ticket.wait for ticket in scored]),
        by_queue={q: figures([t.wait for t in scored if t.queue == q]) for q in recorded.queues},
    )
