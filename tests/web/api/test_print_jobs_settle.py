"""POST /print-jobs/{id}/settle."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, update

from app.clock import real_now
from app.services import access
from app.store.models import Device, PrintJob
from tests.support.api import Api, Caller, refusal
from tests.web.scenes import PRINTER, pressed_twice, waiting

PRINTED = {"result": "printed"}


@pytest.fixture
def path(api: Api) -> str:
    """The slip of A001 is claimed; the path that settles it."""
    waiting(api)
    return f"/api/v1/print-jobs/{claim(api)['id']}/settle"


def claim(api: Api) -> Any:
    with api.hall.database.write() as connection:
        past = real_now() - timedelta(seconds=1)
        connection.execute(update(PrintJob).where(PrintJob.state != "printed").values(due_at=past))
    return api[PRINTER].post("/api/v1/print-jobs/claim").json["job"]


def slip_state(api: Api) -> str:
    (slip,) = api.hall.snapshot("kiosk", api.hall.actor("Máy lấy số 1").device_id)["slips"]
    return str(slip["state"])


def test_a_printed_slip_is_done_with(api: Api, path: str) -> None:
    answer = api[PRINTER].post(path, PRINTED)
    assert (answer.status_code, answer.json["job"]["state"]) == (200, "printed")
    assert slip_state(api) == "printed"
    assert claim(api) is None


def test_a_failed_slip_is_tried_again_five_times_and_then_rests(api: Api, path: str) -> None:
    states = []
    for _ in range(5):
        states.append(api[PRINTER].post(path, {"result": "failed", "error": "no paper"}).json["job"]["state"])
        claim(api)
    assert states == ["queued", "queued", "queued", "queued", "failed"]
    assert slip_state(api) == "failed"
    assert api.hall.ticket("A001").state == "waiting", "a printer that fails undoes no ticket"


def test_a_failed_slip_rests_a_moment_before_it_is_given_out_again(api: Api, path: str) -> None:
    api[PRINTER].post(path, {"result": "failed"})
    assert api[PRINTER].post("/api/v1/print-jobs/claim").json == {"job": None}


def test_a_repeated_word_settles_once(api: Api, path: str) -> None:
    pressed_twice(api, api[PRINTER], path, PRINTED)


def test_a_slip_that_was_printed_does_not_fail_afterwards(api: Api, path: str) -> None:
    api[PRINTER].post(path, PRINTED)
    assert api[PRINTER].post(path, {"result": "failed"}).json["job"]["state"] == "printed"


def test_another_printer_has_no_word_in_it(api: Api, path: str) -> None:
    values = {"centre_id": api.hall.centre_id, "kind": "printer", "name": "Máy in 2", "settings": {}, "status": {}}
    with api.hall.database.write() as connection:
        other = connection.execute(insert(Device).values(values).returning(Device.id)).scalar_one()
        token = access.device_token(connection, other, real_now())
    assert refusal(Caller(api.app.test_client(), token).post(path, PRINTED)) == (409, "print_job_gone")


def test_only_printers_settle(api: Api, path: str) -> None:
    for who in ("Máy lấy số 1", "dieuphoi"):
        assert refusal(api[who].post(path, PRINTED)) == (403, "not_allowed")
    assert refusal(api.stranger.post(path, PRINTED)) == (401, "not_signed_in")


def test_an_unknown_job_is_refused(api: Api) -> None:
    assert refusal(api[PRINTER].post("/api/v1/print-jobs/999/settle", PRINTED)) == (404, "not_found")


@pytest.mark.parametrize(
    "body", [{}, {"result": "perhaps"}, {"result": "failed", "error": 7}, {"result": "failed", "error": "x" * 2001}]
)
def test_what_cannot_be_said_is_refused(api: Api, path: str, body: Any) -> None:
    assert refusal(api[PRINTER].post(path, body)) == (422, "bad_input")
