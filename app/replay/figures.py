"""The figures a report must show for a replayed day, computed from the recorded waits and nothing else.

Deliberately not `app.domain.figures`: this is the second opinion which that one is held against.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

TARGET_SECONDS: Final = 15 * 60


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures over some turns, durations in milliseconds; None where there is no turn.

    Median and p90 are the smallest wait that at least half, nine tenths, of the turns did not exceed.
    A wait of exactly 15:00 is within the target.
    """

    turns: int
    within: int
    within_share: float | None
    mean_ms: float | None
    median_ms: int | None
    p90_ms: int | None
    max_ms: int | None


NO_TURN: Final = Figures(0, 0, None, None, None, None, None)


def figures(waits: Sequence[int]) -> Figures:
    """Return the figures over waits in whole seconds."""
    if not waits:
        return NO_TURN
    within = sum(wait <= TARGET_SECONDS for wait in waits)
    return Figures(
        turns=len(waits),
        within=within,
        within_share=within / len(waits),
        mean_ms=1000 * sum(waits) / len(waits),
        median_ms=1000 * _not_exceeded(waits, tenths=5),
        p90_ms=1000 * _not_exceeded(waits, tenths=9),
        max_ms=1000 * max(waits),
    )


def _not_exceeded(waits: Sequence[int], *, tenths: int) -> int:
    """Return the smallest wait that at least so many tenths of the waits do not exceed."""
    return next(w for w in sorted(set(waits)) if 10 * sum(other <= w for other in waits) >= tenths * len(waits))
