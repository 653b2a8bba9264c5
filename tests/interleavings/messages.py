"""What a party and whoever steps it say to one another."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Play:
    """Do the part of a scene in the hall at an address, at this moment of hall time."""

    url: str
    moment: datetime
    scene: str
    part: int


@dataclass(frozen=True)
class Stopped:
    """Standing before a statement; `backend` is the database's own process for the connection, where it has one."""

    before: str
    backend: int | None = None


@dataclass(frozen=True)
class Waits:
    """The database refused a statement since another connection holds it."""


@dataclass(frozen=True)
class Ended:
    """What came of it: an answer, a refusal or a fault."""

    outcome: dict[str, Any]


Report = Stopped | Waits | Ended
