"""Who may do what. Routes and rooms ask here; nobody compares role names elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """What somebody or something is in a centre."""

    CLERK = "clerk"
    RECEPTION = "reception"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"
    READER = "reader"
    KIOSK = "kiosk"
    DISPLAY = "display"
    PRINTER = "printer"
    HOLDER = "holder"
    SYSTEM = "system"


class Permission(StrEnum):
    """One thing that may be done; every route names exactly one."""

    PUBLIC = "public"
    SEE_CENTRE = "see_centre"
    ISSUE = "issue"
    ISSUE_PAPER = "issue_paper"
    FIND = "find"
    CALL = "call"
    CALL_OUT_OF_ORDER = "call_out_of_order"
    SERVE = "serve"
    RETURN = "return"
    TRANSFER = "transfer"
    CANCEL = "cancel"
    PRIORITY = "priority"
    ASSIST = "assist"
    REPRINT = "reprint"
    UNDO = "undo"
    HOLD_COUNTER = "hold_counter"
    RULE_COUNTERS = "rule_counters"
    END_DAY = "end_day"
    RULE_CENTRE = "rule_centre"
    READ_REPORTS = "read_reports"
    READ_EVENTS = "read_events"
    ASK_HELP = "ask_help"
    ANSWER_HELP = "answer_help"
    PRINT = "print"
    SPEAK = "speak"
    HEARTBEAT = "heartbeat"
    SEE_DISPLAY = "see_display"
    SEE_COUNTER = "see_counter"
    SEE_KIOSK = "see_kiosk"
    SEE_RECEPTION = "see_reception"
    SEE_SUPERVISOR = "see_supervisor"
    SEE_TICKET = "see_ticket"


P = Permission
_CLERK = frozenset(
    {P.SEE_CENTRE, P.FIND, P.CALL, P.SERVE, P.RETURN, P.TRANSFER, P.CANCEL, P.REPRINT, P.UNDO, P.HOLD_COUNTER}
    | {P.ASSIST, P.SEE_COUNTER}
)
_RECEPTION = frozenset(
    {
        P.SEE_CENTRE,
        P.ISSUE,
        P.ISSUE_PAPER,
        P.FIND,
        P.RETURN,
        P.TRANSFER,
        P.CANCEL,
        P.PRIORITY,
        P.ASSIST,
        P.REPRINT,
        P.UNDO,
        P.ANSWER_HELP,
    }
    | {P.SEE_RECEPTION, P.SEE_KIOSK}
)
_DEVICES = {P.PRINT, P.SPEAK, P.HEARTBEAT, P.ASK_HELP, P.SEE_TICKET}
_SUPERVISOR = frozenset(set(Permission) - _DEVICES)

PERMISSIONS: Final[Mapping[Role, frozenset[Permission]]] = {
    Role.CLERK: _CLERK,
    Role.RECEPTION: _RECEPTION,
    Role.SUPERVISOR: _SUPERVISOR,
    Role.ADMINISTRATOR: _SUPERVISOR,
    Role.READER: frozenset({P.SEE_CENTRE, P.FIND, P.READ_REPORTS, P.SEE_SUPERVISOR, P.SEE_DISPLAY}),
    Role.KIOSK: frozenset({P.SEE_CENTRE, P.ISSUE, P.TRANSFER, P.ASK_HELP, P.HEARTBEAT, P.SEE_KIOSK}),
    Role.DISPLAY: frozenset({P.SEE_CENTRE, P.SPEAK, P.HEARTBEAT, P.SEE_DISPLAY}),
    Role.PRINTER: frozenset({P.SEE_CENTRE, P.PRINT, P.HEARTBEAT}),
    # Whoever holds the secret link of a ticket sees that ticket and nothing else, and may give it up.
    Role.HOLDER: frozenset({P.SEE_TICKET, P.ASSIST, P.CANCEL, P.UNDO}),
    Role.SYSTEM: frozenset(Permission),
}
del P


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks: a staff member, a device, the holder of a ticket's link, or the system itself.

    `roles` maps a centre's id to the role there, `extra` to permissions there beyond the role's. `key` is stable and
    names the actor in events and idempotency rows.
    """

    key: str
    name: str
    roles: Mapping[int, Role]
    staff_id: int | None = None
    device_id: int | None = None
    ticket_id: int | None = None
    extra: Mapping[int, frozenset[Permission]] = field(default_factory=dict)

    def role(self, centre_id: int) -> Role | None:
        """Return the actor's role in a centre, or None for a stranger."""
        return self.roles.get(centre_id)

    def may(self, permission: Permission, centre_id: int) -> bool:
        """Tell whether the actor may do this in that centre."""
        return permission in self.permissions(centre_id)

    def permissions(self, centre_id: int) -> frozenset[Permission]:
        """Return all the actor may do in that centre."""
        role = self.roles.get(centre_id)
        if role is None:
            return frozenset()
        return PERMISSIONS[role] | self.extra.get(centre_id, frozenset())


def system(centre_id: int) -> Actor:
    """Return the actor of what happens by itself (a day's end, an expiry, an import)."""
    return Actor(key="system", name="Hệ thống", roles={centre_id: Role.SYSTEM})
