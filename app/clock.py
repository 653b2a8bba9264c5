"""The only module that reads the wall clock.

Hall time (waits, opening hours, the service day) comes from a `Clock`; it may start at any date and run fast,
one origin shared by all processes of a hall. Sessions, rate limits, heartbeats and retries use `real_now` or
`monotonic`.
"""

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

FROM, ORIGIN, SPEED = "LUOT_CLOCK_FROM", "LUOT_CLOCK_ORIGIN", "LUOT_CLOCK_SPEED"

Value = TypeVar("Value")


def real_now() -> datetime:
    """The real time, aware, in UTC."""
    return datetime.now(UTC)


def monotonic() -> float:
    """Real seconds from an arbitrary moment; never goes back."""
    return time.monotonic()


@dataclass(frozen=True)
class Clock:
    """Hall time: `start` at the real moment `origin`, `speed` times as fast. Without them: real time."""

    start: datetime | None = None
    origin: datetime | None = None
    speed: float = 1.0
    read: Callable[[], datetime] = real_now

    def __post_init__(self) -> None:
        if (self.start is None) != (self.origin is None):
            raise ValueError("a clock's start and origin are given together or not at all")
        if self.start is None and self.speed != 1:
            raise ValueError("a clock that runs fast needs a start and an origin")
        if not 0 < self.speed < float("inf"):
            raise ValueError(f"a clock's speed is above 0, not {self.speed}")

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "Clock":
        """The clock ./run set for every process of this hall. Raises ValueError naming a wrong variable."""
        if not any(environ.get(name) for name in (FROM, ORIGIN, SPEED)):
            return cls()
        origin = _read(environ, ORIGIN, lambda text: datetime.fromtimestamp(float(text), UTC))
        return cls(_read(environ, FROM, _moment), origin, _read(environ, SPEED, float, "1"))

    def environment(self) -> dict[str, str]:
        """The variables that give another process this clock; none for real time."""
        if self.start is None or self.origin is None:
            return {}
        return {
            FROM: self.start.isoformat(),
            ORIGIN: repr(self.origin.timestamp()),
            SPEED: repr(self.speed),
        }

    def now(self) -> datetime:
        """The hall's time, aware, in UTC."""
        return self.at(self.read())

    def at(self, real: datetime) -> datetime:
        """The hall's time at a real moment."""
        if self.start is None or self.origin is None:
            return real.astimezone(UTC)
        return (self.start + (real - self.origin) * self.speed).astimezone(UTC)

    def real(self, hall: timedelta) -> timedelta:
        """How long a stretch of hall time really lasts."""
        return hall / self.speed


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("without an offset")
    return moment


def _read(environ: Mapping[str, str], name: str, convert: Callable[[str], Value], default: str = "") -> Value:
    text = environ.get(name) or default
    try:
        return convert(text)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{name}={text!r} cannot be used: {error}") from None
