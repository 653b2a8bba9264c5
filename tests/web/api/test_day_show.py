"""GET /centres/{centre}/day: who was not served, and what became of them."""

import pytest

from tests.support.api import Api, refusal
from tests.web.scenes import CENTRE

DAY = f"{CENTRE}/day"


def test_a_day_tells_who_was_carried_over_to_which_number(api: Api) -> None:
    api.hall.open(1)
    api.hall.queue("A001", "A002")
    api.hall.at("17:05")
    api["dieuphoi"].post(f"{DAY}/end", {"carry_over": True})
    told = api["dieuphoi"].get(DAY).json
    assert (told["day"], told["ended_at"]) == ("2026-11-23", "2026-11-23T10:05:00.000Z")
    assert told["tickets"] == [
        {
            "id": str(api.hall.ticket(number).id),
            "number": number,
            "field": {"id": told["tickets"][0]["field"]["id"], "prefix": "A", "name": _NAME},
            "outcome": "carried_over",
            "carried_to": {"day": "2026-11-24", "number": number},
        }
        for number in ("A001", "A002")
    ]


def test_and_is_still_there_to_be_read_on_a_later_day(api: Api) -> None:
    api.hall.open(1)
    api.hall.queue("A001")
    api["dieuphoi"].post(f"{DAY}/end")
    api.hall.wait(minutes=3 * 24 * 60)
    told = api["dieuphoi"].get(f"{DAY}?day=2026-11-23").json
    assert [(row["number"], row["outcome"]) for row in told["tickets"]] == [("A001", "expired")]
    assert api["dieuphoi"].get(DAY).json == {"day": "2026-11-26", "ended_at": None, "tickets": []}


@pytest.mark.parametrize("who", ["quay1", "huongdan", "lanhdao", "quantri"])
def test_all_staff_may_read_it(api: Api, who: str) -> None:
    assert api[who].get(DAY).status_code == 200


def test_a_kiosk_and_a_stranger_may_not(api: Api) -> None:
    assert refusal(api.kiosk.get(DAY)) == (403, "not_allowed")
    assert refusal(api.stranger.get(DAY)) == (401, "not_signed_in")


@pytest.mark.parametrize("day", ["today", "2026-13-01", "23/11/2026"])
def test_what_is_no_day_is_refused(api: Api, day: str) -> None:
    assert refusal(api["dieuphoi"].get(f"{DAY}?day={day}")) == (422, "bad_input")


_NAME = {"vi": "Hộ tịch", "en": "Civil status"}
