"""Halls in which something has happened already, for the tests of more than one file."""

import pytest

from app.clock import real_now
from app.services import guidance
from app.services.presence import Roll
from tests.services import written_day
from tests.services.acts import cancel, claim, loudspeaker, pause, recall, settle, speak, transfer
from tests.services.afternoon import serve
from tests.support.hall import Hall


@pytest.fixture
def full_hall(hall: Hall) -> Hall:
    """A hall with somebody in every state, on every screen."""
    loudspeaker(hall)
    kiosk = hall.actor("Máy lấy số 1").device_id
    printer = hall.actor("Máy in 1").device_id
    assert kiosk is not None
    assert printer is not None
    hall.open(1, 2, 3)
    hall.queue("A001", "A002", "A003", "A004", "A005", "B001", "B002", "A006")
    job = claim(hall)
    assert job is not None
    settle(hall, job)
    hall.wait(minutes=9)
    hall.serve(1)
    hall.called(1)
    hall.start("A002")
    hall.hold("A002")
    hall.called(2)
    hall.start("A003")
    hall.called(1)
    speak(hall)
    recall(hall, "A004", by="quay1")
    hall.called(3)
    hall.no_show("B001")
    cancel(hall, "B002")
    transfer(hall, "A005", "B")
    pause(hall, 3)
    hall.act("Máy lấy số 1", guidance.ask_help)
    for device in (kiosk, printer):
        Roll(hall.database).device(hall.centre_id, device, {"state": "paper_low"}, real_now())
    hall.wait(seconds=10)
    return hall


@pytest.fixture
def afternoon(hall: Hall) -> Hall:
    """Counter 1 is open on an afternoon; six people of field A were served in ten minutes each."""
    hall.at("14:00").open(1)
    for _ in range(6):
        serve(hall)
    return hall.at("16:00")


@pytest.fixture
def day(hall: Hall) -> Hall:
    """The day of `written_day`, from its first ticket to its end."""
    return written_day.play(hall)
