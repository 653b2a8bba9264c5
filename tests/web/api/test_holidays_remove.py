"""POST /centres/{centre}/holidays/{day}/remove."""

from tests.support.api import Api, refusal
from tests.web.scenes import CENTRE, pressed_twice

HOLIDAYS = f"{CENTRE}/holidays"
TODAY = {"day": "2026-11-23", "name_vi": "Mất điện"}


def test_a_holiday_of_today_is_taken_back_and_numbers_are_given_again(api: Api) -> None:
    api.hall.open(1)
    api["dieuphoi"].post(HOLIDAYS, TODAY)
    answer = api["dieuphoi"].post(f"{HOLIDAYS}/2026-11-23/remove")
    assert [row["day"] for row in answer.json["holidays"]] == ["2027-01-01"]
    assert api.kiosk.post(f"{CENTRE}/tickets", {"field": "A"}).status_code == 201


def test_a_repeated_press_takes_back_once(api: Api) -> None:
    pressed_twice(api, api["dieuphoi"], f"{HOLIDAYS}/2027-01-01/remove")


def test_a_day_that_is_no_holiday_is_not_there(api: Api) -> None:
    for day in ("2026-11-23", "someday", "2026-11-31"):
        assert refusal(api["dieuphoi"].post(f"{HOLIDAYS}/{day}/remove")) == (404, "unknown_holiday")


def test_a_holiday_that_has_passed_stays(api: Api) -> None:
    api["dieuphoi"].post(HOLIDAYS, TODAY)
    api.hall.wait(minutes=24 * 60)
    assert refusal(api["dieuphoi"].post(f"{HOLIDAYS}/2026-11-23/remove")) == (422, "bad_input")


def test_only_who_rules_the_centre_may(api: Api) -> None:
    path = f"{HOLIDAYS}/2027-01-01/remove"
    assert refusal(api.clerk(1).post(path)) == (403, "not_allowed")
    assert refusal(api.stranger.post(path)) == (401, "not_signed_in")
