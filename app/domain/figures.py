"""What the figures of a report are, computed from turns: one definition for the page, the file and the proof.

Never an average of averages: every figure is over the turns themselves. Durations are whole milliseconds.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from app.domain.ticket import State

MINUTE_MS: Final = 60_000
# The last bar of a distribution holds everybody who waited longer than this.
LAST_MINUTE: Final = 40


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


def mean(values: Sequence[int]) -> float | None:
    """Return the arithmetic mean, correctly rounded, or None of nothing."""
    return float(Fraction(sum(values), len(values))) if values else None


def quantile(ordered: Sequence[int], share: Fraction) -> int | None:
    """Return the smallest value with at least `share` of the values at or below it (the inverse of the empirical
    distribution: Hyndman & Fan, "Sample Quantiles in Statistical Packages", 1996, type 1). `ordered` is ascending.
    """
    if not ordered:
        return None
    return ordered[max(0, -(-share.numerator * len(ordered) // share.denominator) - 1)]


def spread(waits: Iterable[tuple[int, int]]) -> Spread:
    """Return the spread of `(wait_ms, target_ms)` pairs; a wait equal to the target is within it."""
    pairs = list(waits)
    ordered = sorted(wait for wait, _ in pairs)
    return Spread(
        mean_ms=mean(ordered),
        median_ms=quantile(ordered, Fraction(1, 2)),
        p90_ms=quantile(ordered, Fraction(9, 10)),
        max_ms=ordered[-1] if ordered else None,
        within=sum(wait <= target for wait, target in pairs),
    )


def minute_of(wait_ms: int) -> int:
    """Return the bar of a distribution that a wait belongs to. A whole minute belongs to the minute that it ends, so
    15:00 is the last of those within fifteen minutes.
    """
    return min(LAST_MINUTE, max(0, -(-wait_ms // MINUTE_MS) - 1))


def waits_of(minute: int) -> tuple[int, int | None]:
    """Return the waits of a bar: longer than the first (-1: from none at all), up to the second (None: without end)."""
    return minute * MINUTE_MS if minute else -1, (minute + 1) * MINUTE_MS if minute < LAST_MINUTE else None


def summarise(turns: Iterable[Measured], *, open_hours: bool) -> Figures:
    """Return the figures of some ended turns; `open_hours` says which wait is the headline."""
    everyone = list(turns)
    served = [t for t in everyone if t.outcome is State.DONE]
    away = {state: [t for t in everyone if t.outcome is state] for state in _AWAY}
    inside = spread((t.wait_open_ms or 0, t.target_ms) for t in served)
    elapsed = spread((t.wait_ms or 0, t.target_ms) for t in served)
    headline = inside if open_hours else elapsed
    missed = away[State.NO_SHOW]
    missed_within = sum(t.stay_ms <= t.target_ms for t in missed)
    return Figures(
        turns=len(served),
        headline=headline,
        elapsed=elapsed,
        within_share=_share(headline.within, len(served)),
        within_with_no_shows_share=_share(headline.within + missed_within, len(served) + len(missed)),
        way_mean_ms=mean([t.way_ms for t in served if t.way_ms is not None]),
        service_mean_ms=mean([t.service_ms for t in served]),
        waited_again_mean_ms=mean([t.waited_again_ms for t in served if t.waited_again_ms]),
        no_shows=len(missed),
        no_show_stay_mean_ms=mean(_stays(missed)),
        early_no_shows=_count(missed, lambda t: t.early),
        cancelled=len(away[State.CANCELLED]),
        cancelled_stay_mean_ms=mean(_stays(away[State.CANCELLED])),
        expired=len(away[State.EXPIRED]),
        expired_stay_mean_ms=mean(_stays(away[State.EXPIRED])),
        out_of_order=_count(everyone, lambda t: t.out_of_order),
        spans_outage=_count(everyone, lambda t: t.spans_outage),
        dossiers=sum(t.dossiers for t in served),
    )


_AWAY = (State.NO_SHOW, State.CANCELLED, State.EXPIRED)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _stays(turns: Iterable[Measured]) -> list[int]:
    return [t.stay_ms for t in turns]


def _count(turns: Iterable[Measured], holds: Callable[[Measured], bool]) -> int:
    return sum(map(holds, turns))
