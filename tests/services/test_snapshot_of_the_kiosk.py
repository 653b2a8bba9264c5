"""What a kiosk sees, as `docs/contract.md` tells it, no more and no less."""

from datetime import timedelta

from app.clock import real_now
from app.services.presence import Roll
from tests.services.shapes import OFFERED, keys, own, rows
from tests.support.hall import Hall


def test_the_kiosk(full_hall: Hall) -> None:
    told = full_hall.snapshot("kiosk", full_hall.actor("Máy lấy số 1").device_id)
    assert own(told) == {"fields", "priority", "texts", "printer", "slips"}
    assert rows(told["fields"]) == OFFERED
    assert keys(told["fields"][0]["examples"]) == keys(told["fields"][0]["name"]) == {"vi", "en"}
    assert keys(told["priority"]) == {"offered", "note"}
    assert told["printer"] == {"state": "paper_low"}
    assert rows(told["slips"]) == {"ticket", "state"}
    assert {row["prefix"]: (row["open"], row["reason"]) for row in told["fields"]} == {
        "A": (True, None),
        "B": (True, None),
        "H": (False, "no_counter"),
    }


def test_the_kiosk_says_why_no_field_can_be_chosen(full_hall: Hall) -> None:
    for clock, reason in (("11:25", "cut_off"), ("12:00", "closed")):
        told = full_hall.at(clock).snapshot("kiosk")
        assert {row["reason"] for row in told["fields"]} == {reason}
        assert not any(row["open"] for row in told["fields"])


def test_a_kiosk_without_a_printer_and_one_whose_printer_is_silent_say_so(hall: Hall) -> None:
    def printer(kiosk: str) -> str:
        state: str = hall.snapshot("kiosk", hall.actor(kiosk).device_id)["printer"]["state"]
        return state

    assert (printer("Máy lấy số 1"), printer("Máy lấy số 2")) == ("offline", "none")
    device = hall.actor("Máy in 1").device_id
    assert device is not None
    long_ago = real_now() - timedelta(seconds=16)
    roll = Roll(hall.database)
    roll.device(hall.centre_id, device, {"state": "ready"}, long_ago)
    assert printer("Máy lấy số 1") == "offline"
    roll.device(hall.centre_id, device, {"state": "ready"}, real_now())
    assert printer("Máy lấy số 1") == "ready"
