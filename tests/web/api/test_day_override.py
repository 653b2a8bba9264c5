"""POST /centres/{centre}/day/override."""

import pytest

from tests.support.api import Api, refusal
from tests.web.scenes import CENTRE, pressed_twice

OVERRIDE = f"{CENTRE}/day/override"
CLOSING = "2026-11-23T10:00:00.000Z"


def test_numbers_are_given_until_the_last_session_ends(api: Api) -> None:
    answer = api["dieuphoi"].post(OVERRIDE, {"on": True})
    assert (answer.status_code, answer.json) == (200, {"override_until": CLOSING})
    assert api["dieuphoi"].get(f"{CENTRE}/snapshot?for=supervisor").json["override_until"] == CLOSING


def test_and_no_longer_when_it_is_taken_back(api: Api) -> None:
    api["dieuphoi"].post(OVERRIDE, {"on": True})
    assert api["dieuphoi"].post(OVERRIDE, {"on": False}).json == {"override_until": None}


def test_a_full_field_gives_numbers_again(api: Api) -> None:
    api.hall.at("16:45").open(1)
    asked = api.kiosk.post(f"{CENTRE}/tickets", {"field": "A"})
    assert refusal(asked) == (409, "cut_off")
    assert asked.json["error"]["message"].startswith("Lĩnh vực Hộ tịch đã hết lượt tiếp nhận trong buổi")
    api["dieuphoi"].post(OVERRIDE, {"on": True})
    assert api.kiosk.post(f"{CENTRE}/tickets", {"field": "A"}).json["number"] == "A001"


def test_it_is_said_in_english_too(api: Api) -> None:
    api.hall.at("16:45").open(1)
    asked = api.kiosk.post(f"{CENTRE}/tickets", {"field": "A"}, headers={"Accept-Language": "en"})
    assert asked.json["error"]["message"].startswith("No more numbers for ")


def test_a_repeated_press_changes_nothing(api: Api) -> None:
    assert pressed_twice(api, api["dieuphoi"], OVERRIDE, {"on": True}) == {"override_until": CLOSING}


@pytest.mark.parametrize("who", ["quay1", "huongdan", "lanhdao", "Máy lấy số 1"])
def test_only_who_ends_the_day_may(api: Api, who: str) -> None:
    assert refusal(api[who].post(OVERRIDE, {"on": True})) == (403, "not_allowed")


def test_a_stranger_may_not(api: Api) -> None:
    assert refusal(api.stranger.post(OVERRIDE, {"on": True})) == (401, "not_signed_in")


def test_after_closing_it_is_refused_by_name(api: Api) -> None:
    api.hall.at("17:00")
    assert refusal(api["dieuphoi"].post(OVERRIDE, {"on": True})) == (409, "hall_closed")


def test_an_ended_day_is_refused_by_name(api: Api) -> None:
    api["dieuphoi"].post(f"{CENTRE}/day/end")
    assert refusal(api["dieuphoi"].post(OVERRIDE, {"on": True})) == (409, "day_ended")


def test_an_unknown_centre_is_refused_by_name(api: Api) -> None:
    asked = api["dieuphoi"].post("/api/v1/centres/khac/day/override", {"on": True})
    assert refusal(asked) == (404, "unknown_centre")


@pytest.mark.parametrize("body", [{}, {"on": "yes"}, {"on": 1}, {"on": True, "until": "18:00"}])
def test_what_cannot_be_asked_is_refused(api: Api, body: dict[str, object]) -> None:
    assert refusal(api["dieuphoi"].post(OVERRIDE, body)) == (422, "bad_input")
