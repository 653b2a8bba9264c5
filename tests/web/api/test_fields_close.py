"""POST /centres/{centre}/fields/{field}/close."""

from typing import Any

import pytest

from tests.support.api import Api, refusal
from tests.web.scenes import CENTRE, pressed_twice, revision

CLOSE = f"{CENTRE}/fields/B/close"
WHY = {"reason": "lỗi phần mềm"}


def test_a_field_is_closed_for_today(api: Api) -> None:
    api.hall.open(2)
    api.hall.queue("B001")
    answer = api["dieuphoi"].post(CLOSE, WHY)
    assert answer.status_code == 200
    told = answer.json["field"]
    assert (told["prefix"], told["closed"], told["waiting"], told["moved"]) == ("B", "lỗi phần mềm", 1, 0)
    assert refusal(api.kiosk.post(f"{CENTRE}/tickets", {"field": "B"})) == (409, "field_closed")
    shown = api.kiosk.get(f"{CENTRE}/snapshot?for=kiosk").json["fields"][1]
    assert (shown["open"], shown["reason"]) == (False, "field_closed")


def test_who_waits_is_moved_if_asked(api: Api) -> None:
    api.hall.open(1, 2)
    api.hall.queue("B001", "B002")
    told = api["quantri"].post(CLOSE, {**WHY, "move_to": "A"}).json["field"]
    assert (told["waiting"], told["moved"]) == (0, 2)
    assert api.hall.called(1) == "B001"


def test_a_repeated_press_moves_once(api: Api) -> None:
    api.hall.open(1, 2)
    api.hall.queue("B001")
    assert pressed_twice(api, api["dieuphoi"], CLOSE, {**WHY, "move_to": "A"})["field"]["moved"] == 1


def test_who_saw_an_older_state_hears_what_was_done(api: Api) -> None:
    seen = revision(api)
    api["quantri"].post(CLOSE, {"reason": "mất điện", "seen": seen})
    answer = api["dieuphoi"].post(CLOSE, {**WHY, "seen": seen})
    assert refusal(answer) == (409, "changed_meanwhile")
    data = answer.json["error"]["data"]
    assert (data["by"], data["after"]) == ("Quản trị hệ thống", {"closed": "mất điện"})


def test_only_who_rules_the_centre_may(api: Api) -> None:
    for who in ("quay1", "huongdan", "lanhdao"):
        assert refusal(api[who].post(CLOSE, WHY)) == (403, "not_allowed")
    assert refusal(api.stranger.post(CLOSE, WHY)) == (401, "not_signed_in")


@pytest.mark.parametrize(
    ("path", "body", "expected"),
    [
        (CLOSE, {}, (422, "bad_input")),
        (CLOSE, {"reason": " "}, (422, "reason_missing")),
        (CLOSE, {**WHY, "until": "11:00"}, (422, "bad_input")),
        (CLOSE, {**WHY, "seen": -1}, (422, "bad_input")),
        (CLOSE, {**WHY, "move_to": "B"}, (409, "same_field")),
        (CLOSE, {**WHY, "move_to": "H"}, (409, "field_closed")),
        (CLOSE, {**WHY, "move_to": "Q"}, (422, "unknown_field")),
        (f"{CENTRE}/fields/Q/close", WHY, (422, "unknown_field")),
        ("/api/v1/centres/none/fields/B/close", WHY, (404, "unknown_centre")),
    ],
)
def test_what_cannot_be_asked_is_refused(api: Api, path: str, body: Any, expected: tuple[int, str]) -> None:
    assert refusal(api["dieuphoi"].post(path, body)) == expected
