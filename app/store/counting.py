"""A report of waits counted by the database: of a year's turns only sums come to the worker.

PostgreSQL counts all the days at once, while the worker goes on with others. SQLite counts within the worker, and is
asked for a few days at a time with a pause after each. The figures are those that `app.domain.figures.summarise` makes
of the same turns, to the last digit.
"""

from collections import Counter as Tally
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import chain
from typing import Any, Final

from app.domain.figures import NO_MIDDLE, Counts, Figures, Middle, Sum, Total, middle
from app.domain.ticket import State
from app.store import report_sums
from app.store.kept import Kept
from app.store.reports import By, Pause, Range
from app.store.types import AnyRow, portions
from app.store.work import Hall

# A large hall's turns of so many days are counted by SQLite in some ten milliseconds.
DAYS_AT_ONCE: Final = 5


@dataclass(slots=True)
class Group:
    """Turns of one field, counter, hour, day or clerk, or all of them; `middles` of both waits, in hours and in all."""

    counts: Counts = field(default_factory=Counts)
    inside: Total = field(default_factory=Total)
    elapsed: Total = field(default_factory=Total)
    middles: tuple[Middle, Middle] = (NO_MIDDLE, NO_MIDDLE)
    hours: dict[int, Sum] = field(default_factory=lambda: defaultdict(Sum))

    def figures(self, *, open_hours: bool) -> Figures:
        """Return the figures of these turns; `open_hours` says which wait is the headline."""
        inside, elapsed = self.inside.spread(self.middles[0]), self.elapsed.spread(self.middles[1])
        return self.counts.with_waits(inside if open_hours else elapsed, elapsed)

    def add(self, row: AnyRow, *, open_hours: bool) -> None:
        """Count in what a row of sums says of the turns of one hour and outcome."""
        counts = self.counts
        counts.turns += row.turns
        counts.out_of_order += row.out_of_order
        counts.spans_outage += row.spans_outage
        if row.outcome == State.DONE:
            self._served(row)
            self.hours[row.hour].add(row.inside if open_hours else row.elapsed, row.turns)
        elif row.outcome in counts.stays:
            counts.stays[State(row.outcome)].add(row.stay, row.turns)
            counts.missed_within += row.stays_within if row.outcome == State.NO_SHOW else 0

    def _served(self, row: AnyRow) -> None:
        self.inside.add(row.inside, row.turns, row.longest_inside, row.within_inside)
        self.elapsed.add(row.elapsed, row.turns, row.longest_elapsed, row.within_elapsed)
        self.counts.service.add(row.service, row.turns)
        self.counts.way.add(row.way or 0, row.walked)
        self.counts.waited_again.add(row.again, row.waited_again)
        self.counts.dossiers += row.dossiers


@dataclass(slots=True)
class Counted:
    """Everything a report tells, from one snapshot; `minutes`: how many waited by the bar of the distribution."""

    total: Group = field(default_factory=Group)
    groups: dict[Any, Group] = field(default_factory=lambda: defaultdict(Group))
    minutes: Tally[int] = field(default_factory=Tally)

    def of(self, key: Any) -> Iterator[Group]:
        """Give the groups a turn of this key is counted in; without one it belongs to all of them together alone."""
        yield self.total
        if key is not None:
            yield self.groups[key]


def count(hall: Hall, days: Range, by: By, pause: Pause) -> Counted:
    """Return what there is to tell of a range of days."""
    counted, open_hours = Counted(), hall.rules.headline_open_hours
    for row in _rows(hall, days, report_sums.SUMS[by], pause):
        for group in counted.of(row.key):
            group.add(row, open_hours=open_hours)
    for row in _rows(hall, days, report_sums.EARLY_ABSENCES[by], pause):
        for group in counted.of(row.key):
            group.counts.early += row.turns
    for row in _rows(hall, days, report_sums.DISTRIBUTION[open_hours], pause):
        counted.minutes[row.minute] += row.turns
    middles = _sorted_here if hall.connection.dialect.name == "sqlite" else _sorted_there
    for group, both in middles(hall, days, by, counted, pause):
        group.middles = both
    return counted


def _rows(hall: Hall, days: Range, statement: Kept, pause: Pause) -> Iterator[AnyRow]:
    for span in _spans(hall, days):
        found = hall.all(statement, centre=hall.centre_id, first=span.first, last=span.last)
        pause()
        for rows in portions(found):
            yield from rows
            pause()


def _spans(hall: Hall, days: Range) -> Iterator[Range]:
    """Give the days that are counted in one go."""
    if hall.connection.dialect.name != "sqlite":
        yield days
        return
    for ahead in range(0, (days.last - days.first).days + 1, DAYS_AT_ONCE):
        first = days.first + timedelta(days=ahead)
        yield Range(first, min(days.last, first + timedelta(days=DAYS_AT_ONCE - 1)))


Middles = Iterator[tuple[Group, tuple[Middle, Middle]]]


def _sorted_there(hall: Hall, days: Range, by: By, counted: Counted, pause: Pause) -> Middles:
    for row in _rows(hall, days, report_sums.MIDDLES[by], pause):
        both = (row.inside_median, row.inside_p90), (row.elapsed_median, row.elapsed_p90)
        if row.whole:
            yield counted.total, both
        elif row.key is not None:
            yield counted.groups[row.key], both


def _sorted_here(hall: Hall, days: Range, by: By, counted: Counted, pause: Pause) -> Middles:
    """SQLite knows no quantiles: they are found among the waits themselves."""
    waits: dict[Any, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for row in _rows(hall, days, report_sums.WAITS[by], pause):
        inside, elapsed = waits[row.key]
        inside.append(row.inside)
        elapsed.append(row.elapsed)
    for key, (inside, elapsed) in waits.items():
        inside.sort()
        elapsed.sort()
        if key is not None:
            yield counted.groups[key], (middle(inside), middle(elapsed))
        pause()
    # What is sorted in parts is sorted as a whole in no time.
    inside_all = middle(chain.from_iterable(inside for inside, _ in waits.values()))
    pause()
    yield counted.total, (inside_all, middle(chain.from_iterable(elapsed for _, elapsed in waits.values())))
