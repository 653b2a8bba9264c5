"""POST /centres/{centre}/help-calls."""

from tests.support.api import Api, refusal
from tests.web.scenes import CENTRE, pressed_twice

ASK = f"{CENTRE}/help-calls"


def test_reception_sees_which_kiosk_asks(api: Api) -> None:
    answer = api.kiosk.post(ASK)
    assert answer.status_code == 201
    assert answer.json["help_call"]["at"] == "2026-11-23T02:00:00.000Z"
    (shown,) = api.hall.snapshot("reception")["help_calls"]
    assert (shown["id"], shown["kiosk"]) == (answer.json["help_call"]["id"], "Máy lấy số 1")


def test_asking_again_before_anybody_came_is_one_call(api: Api) -> None:
    first = api.kiosk.post(ASK).json
    api.hall.wait(minutes=1)
    assert api.kiosk.post(ASK).json == first
    assert len(api.hall.snapshot("reception")["help_calls"]) == 1


def test_a_repeated_press_asks_once(api: Api) -> None:
    pressed_twice(api, api.kiosk, ASK)


def test_only_a_kiosk_asks(api: Api) -> None:
    for who in ("quay1", "dieuphoi", "Màn hình sảnh 1"):
        assert refusal(api[who].post(ASK)) == (403, "not_allowed")
    assert refusal(api.stranger.post(ASK)) == (401, "not_signed_in")


def test_an_unknown_centre_is_refused_by_name(api: Api) -> None:
    assert refusal(api.kiosk.post("/api/v1/centres/khac/help-calls")) == (404, "unknown_centre")


def test_there_is_nothing_to_say_with_it(api: Api) -> None:
    assert refusal(api.kiosk.post(ASK, {"urgent": True})) == (422, "bad_input")
