"""What the figures that somebody relies on have to be. `bench/README.md` says what each of them means."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Goal:
    """A bound that a figure keeps: at least, or at most, so much."""

    bound: float
    at_least: bool

    def holds(self, value: float) -> bool:
        return value >= self.bound if self.at_least else value <= self.bound

    def __str__(self) -> str:
        return f"{'≥' if self.at_least else '≤'} {self.bound:g}"


def _least(bound: float) -> Goal:
    return Goal(bound, at_least=True)


def _most(bound: float) -> Goal:
    return Goal(bound, at_least=False)


GOALS: Final = {
    "issue.sqlite.16.ratio": _least(0.5),
    "next.sqlite.16.ratio": _least(0.5),
    "issue.postgresql.16.ratio": _least(0.4),
    "next.postgresql.16.ratio": _least(0.4),
    "next.busy.p99_ms": _most(100),
    "next.growth.100000": _most(1.2),
    "call.60.p99_ratio": _most(2),
    "call.chromium.p50_ms": _most(100),
    "call.chromium.p99_ms": _most(250),
    "slip.p99_ms": _most(500),
    "report.centre_year.ratio": _most(1.5),
    "report.centre_year.seconds": _most(1),
    "worker.rss_mib": _most(120),
    "country.share": _least(0.4),
}
