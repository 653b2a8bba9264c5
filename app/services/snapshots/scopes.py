"""Which snapshot a caller may see. The server chooses; a client only says what it is."""

from app.domain.errors import NotAllowed, UnknownCounter, UnknownTicket
from app.domain.roles import Actor, Permission, Role
from app.services import ids
from app.services.snapshots.common import Audience, Scope
from app.store import devices
from app.store.work import Hall

_SEES = {
    Audience.DISPLAY: Permission.SEE_DISPLAY,
    Audience.COUNTER: Permission.SEE_COUNTER,
    Audience.KIOSK: Permission.SEE_KIOSK,
    Audience.RECEPTION: Permission.SEE_RECEPTION,
    Audience.SUPERVISOR: Permission.SEE_SUPERVISOR,
    Audience.TICKET: Permission.SEE_TICKET,
}


def require_scope(hall: Hall, actor: Actor, audience: str, counter: str | None, ticket: str | None) -> Scope:
    """Return the scope a caller asked for. Raises NotAllowed, UnknownCounter, UnknownTicket."""
    wanted = Audience(audience)
    if not actor.may(_SEES[wanted], hall.centre_id):
        raise NotAllowed()
    match wanted:
        case Audience.COUNTER:
            if counter is None:
                raise UnknownCounter()
            return Scope(wanted, ids.parse(counter, UnknownCounter))
        case Audience.DISPLAY:
            return Scope(wanted, _shown_counter(hall, actor, counter))
        case Audience.KIOSK:
            return Scope(wanted, actor.device_id)
        case Audience.TICKET:
            if actor.ticket_id is None:
                raise UnknownTicket()
            return Scope(wanted, actor.ticket_id)
        case _:
            return Scope(wanted)


def _shown_counter(hall: Hall, actor: Actor, counter: str | None) -> int | None:
    """A display bound to a counter shows that one, whatever its page asks."""
    if actor.role(hall.centre_id) is Role.DISPLAY and actor.device_id is not None:
        device = devices.get(hall, actor.device_id)
        if device is not None and device.settings.get("counter_id"):
            return int(device.settings["counter_id"])
    return ids.parse(counter, UnknownCounter) if counter else None
