"""What the figures of a report are, computed from turns: one definition for the page, the file and the proof.

Never an average of averages: every figure is over the turns themselves. Durations are whole milliseconds.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from app.domain.ticket import State

MINUTE_MS: Final = 60_000
# The last bar of a distribution holds everybody who waited longer than this.
LAST_MINUTE: Final = 40
MEDIAN: Final = Fraction(1, 2)
NINTH_DECILE: Final = Fraction(9, 10)


@dataclass(frozen=True, slots=True)
class Measured:
    """One ended turn as a report needs it; `early`: an absence recorded sooner than the rules offer it."""

    outcome: State
    wait_ms: int | None
    wait_open_ms: int | None
    way_ms: int | None
    service_ms: int
    waited_again_ms: int
    stay_ms: int
    target_ms: int
    dossiers: int
    out_of_order: bool
    spans_outage: bool
    early: bool = False


# Median and ninth decile of the same durations; none of nothing.
Middle = tuple[int | None, int | None]
NO_MIDDLE: Final[Middle] = (None, None)


@dataclass(frozen=True, slots=True)
class Spread:
    """Mean, median, ninth decile and maximum of some durations, and how many were within the target."""

    mean_ms: float | None
    median_ms: int | None
    p90_ms: int | None
    max_ms: int | None
    within: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one group of turns. Headline over served turns; the others stand beside with their stay."""

    turns: int
    headline: Spread
    elapsed: Spread
    within_share: float | None
    within_with_no_shows_share: float | None
    way_mean_ms: float | None
    service_mean_ms: float | None
    waited_again_mean_ms: float | None
    no_shows: int
    no_show_stay_mean_ms: float | None
    early_no_shows: int
    cancelled: int
    cancelled_stay_mean_ms: float | None
    expired: int
    expired_stay_mean_ms: float | None
    out_of_order: int
    spans_outage: int
    dossiers: int


@dataclass(slots=True)
class Sum:
    """Values added up, so that their mean needs none of them kept."""

    total: int = 0
    count: int = 0

    def add(self, value: int, count: int = 1) -> None:
        """Count a value in, or so many that make it up together."""
        self.total += value
        self.count += count

    def mean(self) -> float | None:
        """Return the arithmetic mean, correctly rounded, or None of nothing."""
        return float(Fraction(self.total, self.count)) if self.count else None


def mean(values: Sequence[int]) -> float | None:
    """Return the arithmetic mean, correctly rounded, or None of nothing."""
    return Sum(sum(values), len(values)).mean()


def quantile(ordered: Sequence[int], share: Fraction) -> int | None:
    """Return the smallest value with at least `share` of the values at or below it (the inverse of the empirical
    distribution: Hyndman & Fan, "Sample Quantiles in Statistical Packages", 1996, type 1). `ordered` is ascending.
    """
    return ordered[rank(len(ordered), share)] if ordered else None


def middle(values: Iterable[int]) -> Middle:
    """Return median and ninth decile of values in any order."""
    ordered = sorted(values)
    return quantile(ordered, MEDIAN), quantile(ordered, NINTH_DECILE)


def rank(count: int, share: Fraction) -> int:
    """Return where among `count` ascending values, from 0, the quantile of `share` stands."""
    return max(0, -(-share.numerator * count // share.denominator) - 1)


@dataclass(slots=True)
class Waits:
    """Waits gathered one by one, and how many of them were within their target; one equal to it is."""

    gathered: list[int] = field(default_factory=list)
    within: int = 0

    def add(self, wait_ms: int, target_ms: int) -> None:
        """Count a wait in."""
        self.gathered.append(wait_ms)
        self.within += wait_ms <= target_ms

    def spread(self) -> Spread:
        """Return the spread of what was gathered."""
        ordered = sorted(self.gathered)
        return Spread(
            mean_ms=mean(ordered),
            median_ms=quantile(ordered, MEDIAN),
            p90_ms=quantile(ordered, NINTH_DECILE),
            max_ms=ordered[-1] if ordered else None,
            within=self.within,
        )


def spread(pairs: Iterable[tuple[int, int]]) -> Spread:
    """Return the spread of `(wait_ms, target_ms)` pairs."""
    waits = Waits()
    for wait, target in pairs:
        waits.add(wait, target)
    return waits.spread()


def minute_of(wait_ms: int) -> int:
    """Return the bar of a distribution that a wait belongs to. A whole minute belongs to the minute that it ends, so
    15:00 is the last of those within fifteen minutes.
    """
    return min(LAST_MINUTE, max(0, -(-wait_ms // MINUTE_MS) - 1))


def waits_of(minute: int) -> tuple[int, int | None]:
    """Return the waits of a bar: longer than the first (-1: from none at all), up to the second (None: without end)."""
    return minute * MINUTE_MS if minute else -1, (minute + 1) * MINUTE_MS if minute < LAST_MINUTE else None


_AWAY: Final = (State.NO_SHOW, State.CANCELLED, State.EXPIRED)


@dataclass(slots=True)
class Total:
    """Waits of which only their sum, the longest, and how many were within their target are known."""

    waits: Sum = field(default_factory=Sum)
    longest: int | None = None
    within: int = 0

    def add(self, wait_ms: int, count: int, longest: int, within: int) -> None:
        """Count waits in that take so long together."""
        self.waits.add(wait_ms, count)
        self.longest = longest if self.longest is None else max(self.longest, longest)
        self.within += within

    def spread(self, middle: Middle) -> Spread:
        """Return their spread, given the quantiles, which no sums tell."""
        return Spread(self.waits.mean(), *middle, self.longest, self.within)


@dataclass(slots=True)
class Counts:
    """Ended turns counted in any order: all that their figures are made of but the waits."""

    turns: int = 0
    way: Sum = field(default_factory=Sum)
    service: Sum = field(default_factory=Sum)
    waited_again: Sum = field(default_factory=Sum)
    stays: dict[State, Sum] = field(default_factory=lambda: {state: Sum() for state in _AWAY})
    missed_within: int = 0
    early: int = 0
    out_of_order: int = 0
    spans_outage: int = 0
    dossiers: int = 0

    def with_waits(self, headline: Spread, elapsed: Spread) -> Figures:
        """Return the figures of these turns, whose waits were so."""
        served, missed = self.service.count, self.stays[State.NO_SHOW]
        return Figures(
            turns=served,
            headline=headline,
            elapsed=elapsed,
            within_share=_share(headline.within, served),
            within_with_no_shows_share=_share(headline.within + self.missed_within, served + missed.count),
            way_mean_ms=self.way.mean(),
            service_mean_ms=self.service.mean(),
            waited_again_mean_ms=self.waited_again.mean(),
            no_shows=missed.count,
            no_show_stay_mean_ms=missed.mean(),
            early_no_shows=self.early,
            cancelled=self.stays[State.CANCELLED].count,
            cancelled_stay_mean_ms=self.stays[State.CANCELLED].mean(),
            expired=self.stays[State.EXPIRED].count,
            expired_stay_mean_ms=self.stays[State.EXPIRED].mean(),
            out_of_order=self.out_of_order,
            spans_outage=self.spans_outage,
            dossiers=self.dossiers,
        )


@dataclass(slots=True)
class Gathering(Counts):
    """Ended turns counted in one by one: of a year's nothing is kept but the waits themselves."""

    inside: Waits = field(default_factory=Waits)
    elapsed: Waits = field(default_factory=Waits)

    def add(self, turn: Measured) -> None:
        """Count a turn in."""
        self.turns += 1
        self.out_of_order += turn.out_of_order
        self.spans_outage += turn.spans_outage
        if turn.outcome is State.DONE:
            self._served(turn)
        elif turn.outcome in self.stays:
            self._away(turn)

    def figures(self, *, open_hours: bool) -> Figures:
        """Return the figures of what was counted in; `open_hours` says which wait is the headline."""
        elapsed = self.elapsed.spread()
        return self.with_waits(self.inside.spread() if open_hours else elapsed, elapsed)

    def _served(self, turn: Measured) -> None:
        self.inside.add(turn.wait_open_ms or 0, turn.target_ms)
        self.elapsed.add(turn.wait_ms or 0, turn.target_ms)
        self.service.add(turn.service_ms)
        self.dossiers += turn.dossiers
        if turn.way_ms is not None:
            self.way.add(turn.way_ms)
        if turn.waited_again_ms:
            self.waited_again.add(turn.waited_again_ms)

    def _away(self, turn: Measured) -> None:
        self.stays[turn.outcome].add(turn.stay_ms)
        if turn.outcome is State.NO_SHOW:
            self.missed_within += turn.stay_ms <= turn.target_ms
            self.early += turn.early


def summarise(turns: Iterable[Measured], *, open_hours: bool) -> Figures:
    """Return the figures of some ended turns; `open_hours` says which wait is the headline."""
    gathering = Gathering()
    for turn in turns:
        gathering.add(turn)
    return gathering.figures(open_hours=open_hours)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
