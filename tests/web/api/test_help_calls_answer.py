"""POST /help-calls/{id}/answer."""

import pytest

from tests.support.api import Api, refusal
from tests.web.scenes import CENTRE, pressed_twice


@pytest.fixture
def path(api: Api) -> str:
    """A kiosk asked for guidance; the path that answers it."""
    asked = api.kiosk.post(f"{CENTRE}/help-calls").json["help_call"]["id"]
    return f"/api/v1/help-calls/{asked}/answer"


def test_somebody_is_coming(api: Api, path: str) -> None:
    answer = api["huongdan"].post(path)
    assert (answer.status_code, answer.json["help_call"]["answered_by"]) == (200, "Bàn hướng dẫn")
    assert api.hall.snapshot("reception")["help_calls"] == []


def test_the_next_call_for_help_is_a_new_one(api: Api, path: str) -> None:
    api["huongdan"].post(path)
    assert api.kiosk.post(f"{CENTRE}/help-calls").json["help_call"]["id"] not in path


def test_a_repeated_press_answers_once(api: Api, path: str) -> None:
    pressed_twice(api, api["dieuphoi"], path)


def test_a_clerk_a_kiosk_and_a_stranger_may_not(api: Api, path: str) -> None:
    for caller in (api.clerk(1), api.kiosk):
        assert refusal(caller.post(path)) == (403, "not_allowed")
    assert refusal(api.stranger.post(path)) == (401, "not_signed_in")


def test_an_unknown_call_is_refused(api: Api) -> None:
    assert refusal(api["huongdan"].post("/api/v1/help-calls/999/answer")) == (404, "not_found")


def test_there_is_nothing_to_say_with_it(api: Api, path: str) -> None:
    assert refusal(api["huongdan"].post(path, {"minutes": 5})) == (422, "bad_input")
