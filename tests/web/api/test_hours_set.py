"""POST /centres/{centre}/hours."""

from typing import Any

import pytest

from tests.support.api import Api, refusal
from tests.web.scenes import CENTRE, pressed_twice, revision

HOURS = f"{CENTRE}/hours"
DAY = [["07:30", "11:30"], ["13:00", "17:00"]]
SHORT = [["07:30", "11:30"], ["13:00", "16:00"]]


def test_a_weekday_has_other_hours_and_today_its_own(api: Api) -> None:
    answer = api["dieuphoi"].post(HOURS, {"weekday": 0, "sessions": SHORT})
    assert answer.json == {"weekday": 0, "sessions": SHORT, "today": DAY}


def test_today_follows_at_once_if_asked(api: Api) -> None:
    answer = api["quantri"].post(HOURS, {"weekday": 0, "sessions": SHORT, "from": "today"})
    assert answer.json["today"] == SHORT
    assert api.kiosk.get(CENTRE).json["hall"]["sessions"] == SHORT


def test_a_repeated_press_changes_once(api: Api) -> None:
    pressed_twice(api, api["dieuphoi"], HOURS, {"weekday": 0, "sessions": SHORT})


def test_who_saw_older_hours_hears_both_versions(api: Api) -> None:
    seen = revision(api)
    api["quantri"].post(HOURS, {"weekday": 0, "sessions": SHORT, "seen": seen})
    answer = api["dieuphoi"].post(HOURS, {"weekday": 0, "sessions": [], "seen": seen})
    assert refusal(answer) == (409, "changed_meanwhile")
    data = answer.json["error"]["data"]
    assert (data["subject"], data["before"], data["after"]) == ("Thứ Hai", DAY, SHORT)


def test_a_wrong_session_is_named(api: Api) -> None:
    told = [["07:30", "11:30"], ["11:00", "17:00"]]
    answer = api["dieuphoi"].post(HOURS, {"weekday": 0, "sessions": told})
    assert refusal(answer) == (422, "bad_hours")
    assert answer.json["error"]["data"] == {"problem": "overlapping", "session": "11:00–17:00", "other": "07:30–11:30"}
    assert answer.json["error"]["message"] == "Buổi 11:00–17:00 trùng giờ với buổi 07:30–11:30."


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"weekday": 0}, (422, "bad_input")),
        ({"weekday": 7, "sessions": []}, (422, "bad_input")),
        ({"weekday": 0, "sessions": [["7:30", "11:30"]]}, (422, "bad_input")),
        ({"weekday": 0, "sessions": [["07:30"]]}, (422, "bad_input")),
        ({"weekday": 0, "sessions": DAY * 4}, (422, "bad_input")),
        ({"weekday": 0, "sessions": [], "from": "yesterday"}, (422, "bad_input")),
        ({"weekday": 0, "sessions": [["25:00", "26:00"]]}, (422, "bad_hours")),
        ({"weekday": 0, "sessions": [["11:30", "07:30"]]}, (422, "bad_hours")),
        ({"weekday": 0, "sessions": [["22:00", "02:00"]]}, (422, "bad_hours")),
        ({"weekday": 0, "sessions": [["08:00", "08:00"]]}, (422, "bad_hours")),
        ({"weekday": 0, "sessions": [["13:00", "17:00"]], "from": "today"}, (409, "hours_passed")),
    ],
)
def test_what_cannot_be_is_refused(api: Api, body: Any, expected: tuple[int, str]) -> None:
    assert refusal(api["dieuphoi"].post(HOURS, body)) == expected


def test_after_the_end_of_the_day_today_does_not_follow(api: Api) -> None:
    api["dieuphoi"].post(f"{CENTRE}/day/end")
    body = {"weekday": 0, "sessions": SHORT, "from": "today"}
    assert refusal(api["dieuphoi"].post(HOURS, body)) == (409, "day_ended")


def test_only_who_rules_the_centre_may(api: Api) -> None:
    body = {"weekday": 0, "sessions": SHORT}
    for who in ("quay1", "huongdan", "lanhdao"):
        assert refusal(api[who].post(HOURS, body)) == (403, "not_allowed")
    assert refusal(api.stranger.post(HOURS, body)) == (401, "not_signed_in")
    assert refusal(api["dieuphoi"].post("/api/v1/centres/none/hours", body)) == (404, "unknown_centre")
