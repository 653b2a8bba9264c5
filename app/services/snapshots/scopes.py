"""Which snapshot a caller may see. The server chooses; a client only says what it is."""

from app.domain.errors import NotAllowed, UnknownCounter, UnknownTicket
from app.domain.roles import Actor, Permission
from app.services import ids
from app.services.snapshots.common import Audience, Scope
from app.store import counters, devices
from app.store.work import Hall

_SEES = {
    Audience.DISPLAY: Permission.SEE_DISPLAY,
    Audience.COUNTER: Permission.SEE_COUNTER,
    Audience.KIOSK: Permission.SEE_KIOSK,
    Audience.RECEPTION: Permission.SEE_RECEPTION,
    Audience.SUPERVISOR: Permission.SEE_SUPERVISOR,
    Audience.TICKET: Permission.SEE_TICKET,
    Audience.ADMIN: Permission.RULE_CENTRE,
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
            return _display(hall, actor, counter)
        case Audience.KIOSK:
            return Scope(wanted, actor.device_id)
        case Audience.TICKET:
            if actor.ticket_id is None:
                raise UnknownTicket()
            return Scope(wanted, actor.ticket_id)
        case _:
            return Scope(wanted)


def _display(hall: Hall, actor: Actor, counter: str | None) -> Scope:
    """A display bound to a counter shows that one, whatever its page asks; only some displays speak."""
    device = devices.placed(hall).get(actor.device_id) if actor.device_id is not None else None
    bound = device.settings.get("counter") if device else None
    if bound is not None:
        shown = next((row.id for row in counters.every(hall) if row.number == bound), None)
    else:
        shown = ids.parse(counter, UnknownCounter) if counter else None
    speaks = bool(device and device.settings.get("speaks", True)) and shown is None
    return Scope(Audience.DISPLAY, shown, silent=not speaks)
