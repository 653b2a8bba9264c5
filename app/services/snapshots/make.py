"""Which audience gets which parts."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.clock import Clock
from app.domain.errors import UnknownCounter, UnknownTicket
from app.services import presence
from app.services.snapshots import admin, counter, display, kiosk, phone, reception, supervisor
from app.services.snapshots.common import Audience, Scope, head
from app.store.work import Hall


@dataclass(frozen=True, slots=True)
class World:
    """What a snapshot tells that is not in the database. `listening_since`: since when heartbeats are heard here."""

    speed: float
    muted: bool
    voice: str
    real_now: datetime
    listening_since: datetime = presence.EVER
    clock: Clock = field(default_factory=Clock)

    @property
    def ear(self) -> presence.Ear:
        """Who is lost by now, and who is not."""
        return presence.Ear(self.real_now, self.listening_since)

    def reads_out(self, hall: Hall) -> bool:
        """Tell whether calls are read out in this hall now: a voice, not muted, and a display that can sound."""
        return self.voice == "ready" and not self.muted and presence.reads_out(hall, self.ear)


def make(hall: Hall, scope: Scope, world: World) -> dict[str, Any]:
    """Return the snapshot for a scope. Raises UnknownCounter or UnknownTicket."""
    top = head(hall, scope, world.speed)
    return {**top, **_body(hall, scope, world, top)}


def _body(hall: Hall, scope: Scope, world: World, top: dict[str, Any]) -> dict[str, Any]:
    match scope.audience:
        case Audience.DISPLAY:
            return display.body(hall, scope.id, muted=world.muted or scope.silent)
        case Audience.KIOSK:
            return kiosk.body(hall, top, scope.id, world.ear)
        case Audience.SUPERVISOR:
            return supervisor.body(hall, world.ear, world.clock)
        case Audience.RECEPTION:
            return reception.body(hall, top)
        case Audience.ADMIN:
            return admin.body(hall)
        case Audience.COUNTER:
            if scope.id is None:
                raise UnknownCounter()
            return counter.body(hall, scope.id, read_out=world.reads_out(hall))
        case Audience.TICKET:
            if scope.id is None:
                raise UnknownTicket()
            return phone.body(hall, scope.id)
