"""POST /devices/heartbeat."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from app import notices
from app.clock import real_now
from app.store.models import Device
from tests.support.api import Api, refusal
from tests.web.scenes import DISPLAY, PRINTER, revision

HEARTBEAT = "/api/v1/devices/heartbeat"


def told(api: Api, name: str) -> Any:
    with api.hall.database.read() as connection:
        return connection.execute(select(Device.status, Device.seen_at).where(Device.name == name)).one()


def test_a_printer_says_how_it_is(api: Api) -> None:
    answer = api[PRINTER].post(HEARTBEAT, {"status": {"state": "paper_out", "detail": ""}})
    assert (answer.status_code, answer.json) == (200, {"now": "2026-11-23T02:00:00.000Z"})
    assert told(api, PRINTER).status == {"state": "paper_out", "detail": ""}
    assert api.hall.snapshot("kiosk", api.hall.actor("Máy lấy số 1").device_id)["printer"]["state"] == "paper_out"


@pytest.mark.parametrize("who", ["Máy lấy số 2", DISPLAY])
def test_any_device_says_that_it_is_there(api: Api, who: str) -> None:
    assert api[who].post(HEARTBEAT).status_code == 200
    assert timedelta(0) <= real_now() - told(api, who).seen_at < timedelta(seconds=30)


def test_a_heartbeat_is_no_change_of_the_hall(api: Api) -> None:
    before = revision(api)
    api[PRINTER].post(HEARTBEAT, {"status": {"state": "ready"}})
    assert revision(api) == before


def test_no_heartbeat_wakes_the_screens(api: Api) -> None:
    """The roll is called once a second whoever beats, so forty devices are no storm of snapshots."""
    with notices.listen(api.hall.centre_id) as news:
        for state in ("cover_open", "cover_open", "ready"):
            api[PRINTER].post(HEARTBEAT, {"status": {"state": state}})
        assert not news.is_set()


def test_staff_have_no_pulse(api: Api) -> None:
    for who in ("quay1", "dieuphoi", "quantri"):
        assert refusal(api[who].post(HEARTBEAT)) == (403, "not_allowed")


def test_a_stranger_may_not(api: Api) -> None:
    assert refusal(api.stranger.post(HEARTBEAT)) == (401, "not_signed_in")


def test_a_device_switched_off_is_a_stranger(api: Api) -> None:
    printer = api[PRINTER]
    with api.hall.database.write() as connection:
        connection.execute(update(Device).where(Device.name == PRINTER).values(active=False))
    assert refusal(printer.post(HEARTBEAT)) == (401, "not_signed_in")


@pytest.mark.parametrize(
    "body",
    [
        {"status": "ready"},
        {"state": "ready"},
        {"status": {"detail": "x" * 2000}},
        {"status": {str(index): 1 for index in range(21)}},
    ],
)
def test_a_status_is_a_small_object(api: Api, body: Any) -> None:
    assert refusal(api[PRINTER].post(HEARTBEAT, body)) == (422, "bad_input")
