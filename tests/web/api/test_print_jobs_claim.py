"""POST /print-jobs/claim."""

import threading
import time
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from app import notices
from app.clock import real_now
from app.store.models import PrintJob
from app.web.api import print_jobs
from tests.support.api import Api, refusal
from tests.support.waiting import until
from tests.web.scenes import DISPLAY, PRINTER, pressed_twice, waiting

CLAIM = "/api/v1/print-jobs/claim"


def claim(api: Api, **body: Any) -> Any:
    answer = api[PRINTER].post(CLAIM, body)
    assert answer.status_code == 200, answer.json
    return answer.json["job"]


def test_a_printer_is_given_the_slip_of_its_kiosk(api: Api) -> None:
    waiting(api)
    job = claim(api)
    assert {"id", "attempt", "ticket", "number", "reprint", "slip"} == set(job)
    assert (job["number"], job["attempt"], job["reprint"]) == ("A001", 1, False)
    slip = job["slip"]
    assert (slip["number"], slip["field"], slip["sample"]) == ("A001", "Hộ tịch", "DỮ LIỆU MẪU")
    assert slip["taken"] == "Thứ Hai, 23/11/2026, 09:00"
    assert slip["qr"]["text"].endswith(f"/t/{api.hall.ticket('A001').token}")


def test_nothing_to_print_is_no_job(api: Api) -> None:
    assert claim(api) is None


def test_a_slip_is_given_out_once(api: Api) -> None:
    waiting(api)
    assert claim(api)["number"] == "A001"
    assert claim(api) is None


def test_a_repeated_claim_under_its_key_is_the_same_claim(api: Api) -> None:
    waiting(api)
    assert pressed_twice(api, api[PRINTER], CLAIM)["job"]["attempt"] == 1


def test_a_slip_nobody_settled_is_given_out_again_as_a_reprint(api: Api) -> None:
    waiting(api)
    first = claim(api)
    with api.hall.database.write() as connection:
        connection.execute(update(PrintJob).values(due_at=real_now() - timedelta(seconds=1)))
    again = claim(api)
    assert (again["id"], again["attempt"], again["slip"]["banner"]) == (first["id"], 2, "BẢN IN LẠI")


def test_a_slip_that_comes_while_a_printer_waits_is_given_at_once(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the server a commit gives the notice; here the test gives it, since nothing broadcasts."""
    # By looking again alone it would be found too late.
    monkeypatch.setattr(print_jobs, "LOOK_AGAIN_SECONDS", 15)
    api.hall.open(1)
    api.hall.database.on_commit(notices.look_again)
    got: list[Any] = []
    began = time.monotonic()
    printer = threading.Thread(target=lambda: got.append((claim(api, wait_seconds=20), time.monotonic() - began)))
    api[PRINTER]
    printer.start()
    until(lambda: notices._events[api.hall.centre_id], "the printer waits")
    api.hall.queue("A001")
    printer.join(15)
    ((job, took),) = got
    assert job["number"] == "A001"
    assert took < 10


def test_a_printer_that_waits_for_nothing_is_told_so_when_its_time_is_over(api: Api) -> None:
    began = time.monotonic()
    assert claim(api, wait_seconds=0.3) is None
    assert 0.3 <= time.monotonic() - began < 5


def test_a_slip_that_nobody_gave_notice_of_is_found_within_a_second_or_two(api: Api) -> None:
    """A notice may be lost between two server processes."""
    api.hall.open(1)
    api[PRINTER]
    got: list[Any] = []
    printer = threading.Thread(target=lambda: got.append(claim(api, wait_seconds=20)))
    printer.start()
    until(lambda: notices._events[api.hall.centre_id], "the printer waits")
    api.hall.queue("A001")
    printer.join(15)
    assert got[0]["number"] == "A001"


def test_only_printers_claim(api: Api) -> None:
    for who in ("Máy lấy số 1", DISPLAY, "dieuphoi"):
        assert refusal(api[who].post(CLAIM)) == (403, "not_allowed")
    assert refusal(api.stranger.post(CLAIM)) == (401, "not_signed_in")


@pytest.mark.parametrize("body", [{"wait_seconds": 26}, {"wait_seconds": -1}, {"wait_seconds": "5"}, {"wait": 5}])
def test_a_wait_is_at_most_twenty_five_seconds(api: Api, body: Any) -> None:
    assert refusal(api[PRINTER].post(CLAIM, body)) == (422, "bad_input")
