"""Who may do what, role by role."""

import pytest

from app.domain.roles import PERMISSIONS, Actor, Permission, Role, system

P = Permission
# Written out in full, so that a permission given away by mistake is seen here.
MAY: dict[Role, set[Permission]] = {
    Role.CLERK: {
        P.SEE_CENTRE,
        P.FIND,
        P.CALL,
        P.SERVE,
        P.RETURN,
        P.TRANSFER,
        P.CANCEL,
        P.REPRINT,
        P.UNDO,
        P.HOLD_COUNTER,
        P.ASSIST,
        P.SEE_COUNTER,
    },
    Role.RECEPTION: {
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
        P.SEE_RECEPTION,
        P.SEE_KIOSK,
    },
    Role.READER: {P.SEE_CENTRE, P.FIND, P.READ_REPORTS, P.SEE_SUPERVISOR, P.SEE_DISPLAY},
    Role.KIOSK: {P.SEE_CENTRE, P.ISSUE, P.TRANSFER, P.ASK_HELP, P.HEARTBEAT, P.SEE_KIOSK},
    Role.DISPLAY: {P.SEE_CENTRE, P.SPEAK, P.HEARTBEAT, P.SEE_DISPLAY},
    Role.PRINTER: {P.SEE_CENTRE, P.PRINT, P.HEARTBEAT},
    Role.HOLDER: {P.SEE_TICKET, P.ASSIST, P.CANCEL, P.UNDO},
}
OF_DEVICES = {P.PRINT, P.SPEAK, P.HEARTBEAT, P.ASK_HELP, P.SEE_TICKET}


@pytest.mark.parametrize("role", MAY)
def test_a_role_may_do_exactly_this(role: Role) -> None:
    assert PERMISSIONS[role] == MAY[role]


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.ADMINISTRATOR])
def test_who_rules_the_hall_may_do_all_but_what_machines_and_holders_of_tickets_do(role: Role) -> None:
    assert PERMISSIONS[role] == set(Permission) - OF_DEVICES


def test_the_system_may_do_everything() -> None:
    actor = system(1)
    assert all(actor.may(permission, 1) for permission in Permission)
    assert (actor.key, actor.role(1), actor.role(2)) == ("system", Role.SYSTEM, None)


def test_every_role_has_its_permissions() -> None:
    assert set(PERMISSIONS) == set(Role)


def test_every_permission_is_somebodys_besides_the_system() -> None:
    given = set().union(*(may for role, may in PERMISSIONS.items() if role is not Role.SYSTEM))
    assert given == set(Permission)


def test_a_role_in_one_centre_is_nothing_in_another() -> None:
    clerk = Actor("staff:1", "Cán bộ quầy 1", {1: Role.CLERK}, staff_id=1)
    assert clerk.may(P.CALL, 1)
    assert not clerk.may(P.CALL, 2)


def test_an_extra_permission_counts_in_its_own_centre_alone() -> None:
    clerk = Actor(
        "staff:1",
        "Cán bộ quầy 1",
        {1: Role.CLERK, 2: Role.CLERK},
        staff_id=1,
        extra={1: frozenset({P.CALL_OUT_OF_ORDER})},
    )
    assert clerk.may(P.CALL_OUT_OF_ORDER, 1)
    assert not clerk.may(P.CALL_OUT_OF_ORDER, 2)


def test_an_extra_permission_is_worth_nothing_where_one_has_no_role() -> None:
    more = frozenset({P.CALL_OUT_OF_ORDER})
    clerk = Actor("staff:1", "Cán bộ quầy 1", {1: Role.CLERK}, staff_id=1, extra={1: more, 2: more})
    assert clerk.may(P.CALL_OUT_OF_ORDER, 1)
    assert not clerk.may(P.CALL_OUT_OF_ORDER, 2)


def test_a_stranger_may_do_nothing() -> None:
    stranger = Actor("staff:9", "Ai đó", {})
    assert not any(stranger.may(permission, 1) for permission in Permission)
