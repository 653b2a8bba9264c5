"""Who may come in at all."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from app.domain.errors import NotFound, WrongPassword
from app.domain.roles import Role
from app.services import access
from app.store import people
from app.store.models import Device, Staff, Token
from tests.support.hall import Hall

NOON = datetime(2026, 11, 23, 5, tzinfo=UTC)


@pytest.fixture
def lan(hall: Hall) -> int:
    """A clerk named Lan with a password."""
    with hall.database.write() as connection:
        return access.add_staff(connection, "thu", "lan", "Nguyễn Thị Lan", Role.CLERK, "mùa thu Hà Nội")


def test_a_right_password_lets_in_and_any_wrong_half_is_refused_alike(hall: Hall, lan: int) -> None:
    with hall.database.read() as connection:
        assert access.check_password(connection, "lan", "mùa thu Hà Nội") == lan
        told = set()
        for username, password in (("lan", "mùa thu"), ("nobody", "mùa thu Hà Nội"), ("lan", ""), ("LAN", "x")):
            with pytest.raises(WrongPassword) as refused:
                access.check_password(connection, username, password)
            told.add((refused.value.code, refused.value.message("vi"), str(refused.value.data)))
    assert len(told) == 1


def test_who_was_switched_off_is_let_in_no_more(hall: Hall, lan: int) -> None:
    with hall.database.write() as connection:
        token = access.start_session(connection, lan, NOON).token
        connection.execute(update(Staff).where(Staff.id == lan).values(active=False))
    with hall.database.read() as connection:
        with pytest.raises(WrongPassword):
            access.check_password(connection, "lan", "mùa thu Hà Nội")
        assert access.authenticate(connection, token, NOON) is None


def test_a_session_lasts_a_working_day_and_ends_when_they_leave(hall: Hall, lan: int) -> None:
    with hall.database.write() as connection:
        issued = access.start_session(connection, lan, NOON)
        assert issued.expires_at == NOON + timedelta(hours=14)
        actor = access.authenticate(connection, issued.token, NOON + timedelta(hours=13, minutes=59))
        assert actor is not None
        assert (actor.name, actor.role(hall.centre_id), actor.staff_id) == ("Nguyễn Thị Lan", Role.CLERK, lan)
        assert access.authenticate(connection, issued.token, NOON + timedelta(hours=14)) is None
        access.end_session(connection, issued.token)
        assert access.authenticate(connection, issued.token, NOON) is None


def test_of_many_tokens_those_hold_that_would_let_their_owner_in(hall: Hall, lan: int) -> None:
    printer, kiosk = hall.actor("Máy in 1").device_id, hall.actor("Máy lấy số 1").device_id
    quay1 = hall.actor("quay1").staff_id
    assert None not in (printer, kiosk, quay1)
    with hall.database.write() as connection:
        tokens = {
            "lan": access.start_session(connection, lan, NOON).token,
            "lan yesterday": access.start_session(connection, lan, NOON - timedelta(days=1)).token,
            "switched off": access.start_session(connection, quay1, NOON).token,
            "printer": access.device_token(connection, printer, NOON),
            "kiosk off": access.device_token(connection, kiosk, NOON),
            "guess": "guess",
        }
        connection.execute(update(Staff).where(Staff.id == quay1).values(active=False))
        connection.execute(update(Device).where(Device.id == kiosk).values(active=False))
    digests = {access.digest(token): name for name, token in tokens.items()}
    with hall.database.read() as connection:
        many = [*digests, *(f"unknown {n}" for n in range(2 * people.PORTION))]
        assert {digests[found] for found in people.tokens_that_hold(connection, many, NOON)} == {"lan", "printer"}


def test_a_new_password_ends_every_session(hall: Hall, lan: int) -> None:
    with hall.database.write() as connection:
        token = access.start_session(connection, lan, NOON).token
        people.set_password(connection, lan, access.hash_password("gió mùa đông bắc"))
        assert access.authenticate(connection, token, NOON) is None
        assert access.check_password(connection, "lan", "gió mùa đông bắc") == lan


def test_tokens_and_passwords_are_nowhere_kept_as_they_are(hall: Hall, lan: int) -> None:
    with hall.database.write() as connection:
        token = access.start_session(connection, lan, NOON).token
        kept = connection.execute(select(Token.digest)).scalars().all()
        hashed = connection.execute(select(Staff.password_hash).where(Staff.id == lan)).scalar_one()
    assert access.digest(token) in kept
    assert token not in kept
    assert hashed.startswith("$argon2id$")


def test_a_token_nobody_was_given_is_nobodys(hall: Hall) -> None:
    with hall.database.read() as connection:
        assert access.authenticate(connection, "made up", NOON) is None


def test_a_device_added_to_a_centre_is_told_its_token_once(hall: Hall) -> None:
    with hall.database.write() as connection:
        token = access.add_device(connection, "thu", "kiosk", "Máy lấy số 3", NOON)
        actor = access.authenticate(connection, token, NOON + timedelta(days=3650))
    assert actor is not None
    assert (actor.name, actor.role(hall.centre_id)) == ("Máy lấy số 3", Role.KIOSK)


def test_a_new_token_of_a_device_ends_the_old_one_unless_it_is_for_one_tab(hall: Hall) -> None:
    device = hall.actor("Máy lấy số 1").device_id
    assert device is not None
    with hall.database.write() as connection:
        first = access.device_token(connection, device, NOON)
        tab = access.device_token(connection, device, NOON, alone=False, lasts=timedelta(hours=1))
        assert access.authenticate(connection, first, NOON) is not None
        assert access.authenticate(connection, tab, NOON + timedelta(minutes=61)) is None
        access.device_token(connection, device, NOON)
        assert access.authenticate(connection, first, NOON) is None


def test_a_device_switched_off_is_nobody(hall: Hall) -> None:
    device = hall.actor("Máy lấy số 1").device_id
    assert device is not None
    with hall.database.write() as connection:
        token = access.device_token(connection, device, NOON)
        connection.execute(update(Device).where(Device.id == device).values(active=False))
        assert access.authenticate(connection, token, NOON) is None


def test_nothing_is_added_to_a_centre_that_does_not_exist(hall: Hall) -> None:
    with hall.database.write() as connection:
        with pytest.raises(NotFound):
            access.add_device(connection, "nowhere", "kiosk", "x", NOON)
        with pytest.raises(NotFound):
            access.add_staff(connection, "nowhere", "x", "x", Role.CLERK, "x")


def test_a_new_password_can_be_typed_and_not_be_guessed() -> None:
    passwords = {access.new_password() for _ in range(50)}
    assert len(passwords) == 50
    assert all(len(password) == 19 and not set(password) & set("il1o0") for password in passwords)


def test_the_link_of_a_ticket_opens_that_ticket_alone(hall: Hall) -> None:
    hall.open(1)
    taken = hall.take("A")
    with hall.database.read() as connection:
        holder = people.actor_of_link(connection, taken.token)
        assert people.actor_of_link(connection, taken.token.swapcase()) is None
    assert holder is not None
    assert (holder.ticket_id, holder.role(hall.centre_id)) == (taken.id, Role.HOLDER)
