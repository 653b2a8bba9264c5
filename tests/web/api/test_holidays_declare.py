"""POST /centres/{centre}/holidays."""

from typing import Any

import pytest

from tests.support.api import Api, refusal
from tests.web.scenes import CENTRE, pressed_twice

HOLIDAYS = f"{CENTRE}/holidays"
TODAY = {"day": "2026-11-23", "name_vi": "Mất điện"}


def test_a_holiday_declared_for_today_stops_the_numbers(api: Api) -> None:
    api.hall.open(1)
    answer = api["dieuphoi"].post(HOLIDAYS, {**TODAY, "name_en": "Power cut"})
    assert answer.json["holidays"][0] == {"day": "2026-11-23", "name": {"vi": "Mất điện", "en": "Power cut"}}
    assert refusal(api.kiosk.post(f"{CENTRE}/tickets", {"field": "A"})) == (409, "hall_closed")
    assert api.kiosk.get(CENTRE).json["hall"]["reason"] == "holiday"


def test_without_an_english_name_it_has_the_vietnamese_one(api: Api) -> None:
    assert api["quantri"].post(HOLIDAYS, TODAY).json["holidays"][0]["name"] == {"vi": "Mất điện", "en": "Mất điện"}


def test_a_repeated_press_declares_once(api: Api) -> None:
    pressed_twice(api, api["dieuphoi"], HOLIDAYS, TODAY)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"day": "2026-11-23"},
        {"day": "23/11/2026", "name_vi": "x"},
        {"day": "2026-11-31", "name_vi": "x"},
        {"day": "2026-11-22", "name_vi": "x"},
        {"day": "2026-11-23", "name_vi": " "},
        {"day": "2026-11-23", "name_vi": ""},
        {**TODAY, "until": "2026-11-24"},
    ],
)
def test_what_cannot_be_is_refused(api: Api, body: Any) -> None:
    assert refusal(api["dieuphoi"].post(HOLIDAYS, body)) == (422, "bad_input")


def test_only_who_rules_the_centre_may(api: Api) -> None:
    for who in ("quay1", "huongdan", "lanhdao"):
        assert refusal(api[who].post(HOLIDAYS, TODAY)) == (403, "not_allowed")
    assert refusal(api.stranger.post(HOLIDAYS, TODAY)) == (401, "not_signed_in")
