"""Slips on their way to paper."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from app.clock import real_now
from app.domain.errors import NotFound, PrintJobGone
from app.services import printing
from app.store.models import PrintJob
from tests.services.acts import claim, settle
from tests.support.hall import Hall, at_once


def next_job(hall: Hall) -> dict[str, Any]:
    job = claim(hall)
    assert job is not None
    return job


def let_time_pass(hall: Hall, seconds: float) -> None:
    """Leases and pauses are real time: let them have begun this much earlier."""
    with hall.database.write() as connection:
        due = connection.execute(select(PrintJob.id, PrintJob.due_at)).all()
        for row in due:
            earlier = {"due_at": row.due_at - timedelta(seconds=seconds)}
            connection.execute(update(PrintJob).where(PrintJob.id == row.id).values(earlier))


def slip_state(hall: Hall, number: str = "A001") -> str:
    state: str = hall.story(number)["slip"]["state"]
    return state


def test_slips_are_printed_in_the_order_of_their_numbers(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001", "A002")
    first = next_job(hall)
    assert (first["number"], first["attempt"], first["reprint"], first["slip"]["banner"]) == ("A001", 1, False, None)
    assert first["ticket"] == str(hall.ticket("A001").id)
    assert settle(hall, first) == {"id": first["id"], "state": "printed"}
    assert next_job(hall)["number"] == "A002"


def test_a_slip_claimed_by_nobody_else_meanwhile(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001", "A002", "A003")
    numbers = [job["number"] for job in at_once(*[lambda: next_job(hall)] * 3)]
    assert sorted(numbers) == ["A001", "A002", "A003"]
    assert claim(hall) is None


def test_a_slip_not_settled_within_its_lease_is_given_out_again_as_a_reprint(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    job = next_job(hall)
    let_time_pass(hall, 19)
    assert claim(hall) is None
    let_time_pass(hall, 2)
    again = next_job(hall)
    assert (again["id"], again["attempt"], again["slip"]["banner"]) == (job["id"], 2, "BẢN IN LẠI")
    assert slip_state(hall) == "claimed"


def test_an_english_slip_is_an_english_reprint(hall: Hall) -> None:
    hall.open(1)
    hall.take("A", language="en")
    next_job(hall)
    let_time_pass(hall, 21)
    assert next_job(hall)["slip"]["banner"] == "REPRINT"


def test_a_failed_slip_is_given_out_again_after_a_pause_five_times_and_then_rests(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    for attempt in range(1, 6):
        job = next_job(hall)
        assert job["attempt"] == attempt
        told = settle(hall, job, printed=False, error="hết giấy")
        assert told["state"] == ("queued" if attempt < 5 else "failed")
        assert claim(hall) is None
        let_time_pass(hall, 11)
    assert claim(hall) is None
    assert slip_state(hall) == "failed"
    assert hall.ticket("A001").state == "waiting"


def test_one_slip_that_fails_does_not_keep_the_others_waiting(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001", "A002")
    settle(hall, next_job(hall), printed=False)
    assert next_job(hall)["number"] == "A002"


def test_settling_twice_changes_nothing(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001", "A002")
    job = next_job(hall)
    settle(hall, job)
    assert settle(hall, job, printed=False)["state"] == "printed"
    other = next_job(hall)
    settle(hall, other, printed=False)
    let_time_pass(hall, 9)
    assert settle(hall, other, printed=False)["state"] == "queued"
    let_time_pass(hall, 2)
    assert next_job(hall)["id"] == other["id"]


def test_a_long_fault_is_kept_short(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    settle(hall, next_job(hall), printed=False, error="x" * 2000)
    with hall.look() as look:
        assert look.connection.execute(select(PrintJob.error)).scalar_one() == "x" * 500


def test_another_printers_slip_is_not_mine_to_settle(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    job = next_job(hall)
    with pytest.raises(PrintJobGone):
        hall.act("Máy in 1", printing.settle, int(job["id"]), 999, printed=True, error=None, real_now=real_now())
    assert slip_state(hall) == "claimed"


def test_an_unknown_slip_is_refused(hall: Hall) -> None:
    with pytest.raises(NotFound):
        hall.act("Máy in 1", printing.settle, 999, 1, printed=True, error=None, real_now=real_now())


def test_whether_a_slip_waits_is_seen_without_the_lock(hall: Hall) -> None:
    printer = hall.actor("Máy in 1").device_id
    assert printer is not None

    def due() -> bool:
        return printing.anything_due(hall.database, hall.centre_id, printer)

    assert due() is False
    hall.open(1)
    hall.queue("A001")
    assert due() is True
    next_job(hall)
    assert due() is False


def test_a_kiosk_sees_what_became_of_its_last_five_slips(hall: Hall) -> None:
    hall.open(1)
    hall.queue(*(f"A{n:03d}" for n in range(1, 7)))
    settle(hall, next_job(hall))
    settle(hall, next_job(hall))
    next_job(hall)
    slips = hall.snapshot("kiosk", hall.actor("Máy lấy số 1").device_id)["slips"]
    assert [slip["state"] for slip in slips] == ["queued", "queued", "queued", "claimed", "printed"]
    assert slips[0]["ticket"] == str(hall.ticket("A006").id)
    assert hall.snapshot("kiosk", hall.actor("Máy lấy số 2").device_id)["slips"] == []


def test_the_story_tells_when_the_slip_came_out(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.at("09:00:07")
    settle(hall, next_job(hall))
    assert hall.story("A001")["story"][0]["detail"] == "Phiếu in xong 09:00:07."
