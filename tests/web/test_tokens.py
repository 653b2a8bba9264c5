"""Tokens: how long they last, and whose stop working."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.clock import real_now
from app.services import access
from app.store.models import Device, Staff, Token
from tests.support.api import Api, Caller, refusal
from tests.web.scenes import CENTRE, DISPLAY


def staff_token(api: Api, username: str, *, ago: timedelta = timedelta(0)) -> Caller:
    """Return somebody who signed in so long ago."""
    staff_id = api.hall.actor(username).staff_id
    assert staff_id is not None
    with api.hall.database.write() as connection:
        token = access.start_session(connection, staff_id, real_now() - ago).token
    return Caller(api.app.test_client(), token)


def test_a_session_lasts_a_working_day(api: Api) -> None:
    nearly = staff_token(api, "quay1", ago=timedelta(hours=13, minutes=59))
    over = staff_token(api, "quay1", ago=timedelta(hours=14, seconds=1))
    assert nearly.get(CENTRE).status_code == 200
    assert refusal(over.get(CENTRE)) == (401, "not_signed_in")


def test_a_session_is_real_time_whatever_the_hall_plays(api: Api) -> None:
    clerk = staff_token(api, "quay1")
    api.hall.wait(minutes=60 * 24 * 30)
    assert clerk.get(CENTRE).status_code == 200


def test_somebody_switched_off_is_a_stranger_at_once(api: Api) -> None:
    clerk = staff_token(api, "quay1")
    with api.hall.database.write() as connection:
        connection.execute(update(Staff).where(Staff.username == "quay1").values(active=False))
    assert refusal(clerk.get(CENTRE)) == (401, "not_signed_in")


def test_a_device_switched_off_is_a_stranger_at_once(api: Api) -> None:
    display = api[DISPLAY]
    assert display.get(CENTRE).status_code == 200
    with api.hall.database.write() as connection:
        connection.execute(update(Device).where(Device.name == DISPLAY).values(active=False))
    assert refusal(display.get(CENTRE)) == (401, "not_signed_in")


def test_a_devices_token_has_no_end_until_it_is_given_another(api: Api) -> None:
    display = api[DISPLAY]
    device_id = api.hall.actor(DISPLAY).device_id
    assert device_id is not None
    with api.hall.database.write() as connection:
        kept = connection.execute(select(Token.expires_at).where(Token.device_id == device_id)).scalars().all()
        access.device_token(connection, device_id, real_now())
    assert kept == [None]
    assert refusal(display.get(CENTRE)) == (401, "not_signed_in")


def test_the_database_keeps_no_token_itself(api: Api) -> None:
    token = api[DISPLAY].token
    with api.hall.database.read() as connection:
        kept = connection.execute(select(Token.digest)).scalars().all()
    assert kept == [access.digest(str(token))]
    assert token not in kept


@pytest.mark.parametrize("header", ["Bearer x", "bearer x", "Bearer " + "x" * 5000, "Bearer \u00ff", "x"])
def test_a_token_nobody_was_given_is_a_strangers(api: Api, header: str) -> None:
    assert refusal(api.stranger.get(CENTRE, headers={"Authorization": header})) == (401, "not_signed_in")


def test_the_word_bearer_may_be_written_as_one_likes(api: Api) -> None:
    headers = {"Authorization": f"bearer   {api.kiosk.token}"}
    assert api.stranger.get(CENTRE, headers=headers).status_code == 200
