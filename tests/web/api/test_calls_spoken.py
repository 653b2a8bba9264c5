"""POST /calls/{id}/spoken."""

import pytest

from tests.support.api import Api, refusal
from tests.web.scenes import DISPLAY, called, pressed_twice


@pytest.fixture
def path(api: Api) -> str:
    """A001 is called; the path that says it was read out."""
    called(api)
    (call,) = api.hall.snapshot("display")["to_speak"]
    return f"/api/v1/calls/{call}/spoken"


def test_what_was_read_out_is_not_spoken_again(api: Api, path: str) -> None:
    api.hall.wait(seconds=4)
    answer = api[DISPLAY].post(path)
    assert (answer.status_code, answer.json["call"]["spoken_at"]) == (200, "2026-11-23T02:00:05.000Z")
    assert api.hall.snapshot("display")["to_speak"] == []


def test_two_displays_that_both_say_so_keep_the_first_moment(api: Api, path: str) -> None:
    first = api[DISPLAY].post(path).json
    api.hall.wait(seconds=3)
    assert api["Bảng hiển thị tại quầy 3"].post(path).json == first


def test_a_repeated_word_changes_nothing(api: Api, path: str) -> None:
    pressed_twice(api, api[DISPLAY], path)


def test_only_a_display_has_a_loudspeaker(api: Api, path: str) -> None:
    for who in ("quay1", "Máy lấy số 1", "dieuphoi"):
        assert refusal(api[who].post(path)) == (403, "not_allowed")
    assert refusal(api.stranger.post(path)) == (401, "not_signed_in")


def test_an_unknown_call_is_refused(api: Api) -> None:
    assert refusal(api[DISPLAY].post("/api/v1/calls/999/spoken")) == (404, "not_found")


def test_there_is_nothing_to_say_with_it(api: Api, path: str) -> None:
    assert refusal(api[DISPLAY].post(path, {"times": 2})) == (422, "bad_input")
