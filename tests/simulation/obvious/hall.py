"""What there is in the obvious hall, and what can be seen by looking at it: hours, who serves what, who is next."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.simulation.obvious.asked import Number, Refused

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
EARLY, CUT_OFF, SETTLING = timedelta(minutes=15), timedelta(minutes=10), timedelta(minutes=15)
OPEN = {"waiting", "called", "serving", "held"}
TICK = timedelta(microseconds=1)


@dataclass
class Ticket:
    """One person's ticket, with everything that was done to it: `(action, at, by, as it was before)`."""

    number: Number
    field: str
    joined: datetime
    arrived: datetime
    due: datetime
    priority: bool
    by: str
    state: str = "waiting"
    counter: int | None = None
    klass: str | None = None
    assist: bool = False
    put_back: bool = False
    calls: int = 0
    came: int = 0
    log: list[tuple[str, datetime, str, dict[str, Any]]] = field(default_factory=list)

    @property
    def day(self) -> str:
        return self.number[0]

    def moved(self, action: str, at: datetime, by: str, **changes: Any) -> "Ticket":
        """Change, and note how it was before."""
        before = {name: getattr(self, name) for name in _CHANGING}
        for name, value in changes.items():
            setattr(self, name, value)
        self.log.append((action, at, by, before))
        return self


_CHANGING = (
    "field", "joined", "arrived", "due", "priority", "state", "counter", "klass", "assist", "put_back", "calls"
)  # fmt: skip


@dataclass
class Counter:
    """A counter, what it serves for good, and what it is lent: minutes it counts later, and until when."""

    number: int
    serves: dict[str, int]
    lent: dict[str, tuple[int, datetime]] = field(default_factory=dict)
    plan: tuple[str, dict[str, int]] | None = None
    state: str = "closed"
    clerk: str | None = None
    since: datetime | None = None


@dataclass
class Hall:
    """Everything at once. Days are written "2026-11-23", sessions as pairs of "07:30"."""

    targets: dict[str, int]
    counters: dict[int, Counter]
    classes: dict[str, int]
    week: list[list[tuple[str, str]]]
    carries: bool = False
    now: datetime = datetime(2000, 1, 1, tzinfo=UTC)
    tickets: dict[Number, Ticket] = field(default_factory=dict)
    old: dict[Number, Ticket] = field(default_factory=dict)
    kept: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    ended: set[str] = field(default_factory=set)
    holidays: set[str] = field(default_factory=set)
    closed_fields: dict[str, str] = field(default_factory=dict)
    classes_off: set[str] = field(default_factory=set)
    priority_offered: bool = True
    answers: dict[tuple[str, str], Any] = field(default_factory=dict)

    # Time

    @property
    def today(self) -> str:
        return self.now.astimezone(ZONE).date().isoformat()

    def sessions(self, day: str | None = None) -> list[tuple[datetime, datetime]]:
        """Return the sessions of a day as moments."""
        day = day or self.today
        told = self.kept.get(day, self.week[date.fromisoformat(day).weekday()])
        return [(moment(day, opens), moment(day, closes)) for opens, closes in sorted(told)]

    def keep_today(self) -> None:
        """A day keeps the hours it began with."""
        self.kept.setdefault(self.today, list(self.week[date.fromisoformat(self.today).weekday()]))

    def why_no_numbers(self) -> set[str]:
        """Return why no number is given now, as far as the clock goes."""
        if self.today in self.ended:
            return {"day_ended"}
        sessions = self.sessions()
        if self.today in self.holidays or not sessions:
            return {"hall_closed"}
        for at, (opens, closes) in enumerate(sessions):
            if opens - (EARLY if at == 0 else timedelta(0)) <= self.now < closes - CUT_OFF:
                return set()
            if closes - CUT_OFF <= self.now < closes and self.now >= opens - (EARLY if at == 0 else timedelta(0)):
                return {"cut_off"}
        return {"hall_closed"}

    def may_be_full(self) -> bool:
        """Tell whether this is the session in which a field may stop because its counters are full."""
        last = self.sessions()[-1:]
        return any(opens + SETTLING <= self.now < closes for opens, closes in last)

    def next_opening(self) -> datetime | None:
        """Return when the doors open on the next working day after today."""
        for ahead in range(1, 60):
            day = (date.fromisoformat(self.today) + timedelta(days=ahead)).isoformat()
            told = self.week[date.fromisoformat(day).weekday()]
            if told and day not in self.holidays:
                return moment(day, min(told)[0])
        return None

    # Counters and fields

    def services(self, counter: Counter) -> dict[str, int]:
        """Return what a counter serves now, and how many minutes it counts later there."""
        lent = {name: lag for name, (lag, until) in counter.lent.items() if until > self.now}
        return {**counter.serves, **lent}

    def is_served(self, name: str, *states: str) -> bool:
        """Tell whether a counter in one of these states serves a field that is not closed for today."""
        if self.is_closed(name):
            return False
        return any(c.state in states and name in self.services(c) for c in self.counters.values())

    def is_closed(self, name: str) -> bool:
        return self.closed_fields.get(name) == self.today

    def held_by(self, clerk: str) -> Counter | None:
        """Return the counter somebody sits at."""
        return next((c for c in self.counters.values() if c.clerk == clerk), None)

    def allowance(self, name: str, priority: bool, klass: str | None = None) -> timedelta:
        """Return what is added to the moment somebody joined."""
        minutes = self.classes[klass] if klass else -30 if priority else self.targets[name]
        return timedelta(minutes=minutes)

    # People

    def ticket(self, number: Number) -> Ticket:
        found = self.tickets.get(number) or self.old.get(number)
        if found is None:
            raise Refused({"unknown_ticket"})
        return found

    def put_away(self) -> None:
        """Lay what is over and of an earlier day aside, to have fewer to look through."""
        for number, ticket in list(self.tickets.items()):
            if ticket.state not in OPEN and ticket.day < self.today:
                self.old[number] = self.tickets.pop(number)

    def at(self, counter: int) -> Ticket | None:
        """Return who is called to a counter or served there."""
        there = [t for t in self.tickets.values() if t.counter == counter and t.state in ("called", "serving")]
        assert len(there) <= 1, f"two people at counter {counter}"
        return there[0] if there else None

    def waiting(self, name: str | None = None) -> list[Ticket]:
        """Return who waits, in a field or everywhere, by due time and then by the order in which they came."""
        there = [t for t in self.tickets.values() if t.state == "waiting" and name in (None, t.field)]
        return sorted(there, key=lambda t: t.due)

    def queue(self, counter: Counter) -> list[tuple[Ticket, timedelta]]:
        """Return whom a counter could call, the next one first, each with how much later they count here."""
        lags = {name: timedelta(minutes=lag) for name, lag in self.services(counter).items()}
        named = [(t, timedelta(0)) for t in self.waiting() if t.counter == counter.number]
        others = [(t, lags[t.field]) for t in self.waiting() if t.counter is None and t.field in lags]
        return sorted(named + others, key=lambda pair: (pair[0].due + pair[1], pair[0].came))

    def next_number(self, name: str, day: str) -> Number:
        """Return the next number a machine gives: those from 901 on are on paper."""
        given = [n[2] for n in self.tickets if n[0] == day and n[1] == name and n[2] < 901]
        return (day, name, max(given, default=0) + 1)


def moment(day: str, local: str) -> datetime:
    """Return a local time of a day."""
    return datetime.combine(date.fromisoformat(day), time.fromisoformat(local), ZONE).astimezone(UTC)


def told(ticket: Ticket) -> dict[str, Any]:
    """Return what is answered about a ticket."""
    return {
        "number": ticket.number,
        "state": ticket.state,
        "field": ticket.field,
        "counter": ticket.counter,
        "due": ticket.due.isoformat(),
        "calls": ticket.calls,
    }
