"""POST /counters/{counter}/pause."""

from typing import Any

import pytest

from tests.support.api import Api, refusal
from tests.web.scenes import called, pressed_twice

BREAK = {"reason": "nghỉ giải lao"}


def test_a_free_counter_pauses_with_its_reason(api: Api) -> None:
    api.hall.open(1)
    answer = api.clerk(1).post(f"{api.counter(1)}/pause", BREAK)
    counter = answer.json["counter"]
    assert (answer.status_code, counter["state"], counter["pause_reason"]) == (200, "paused", "nghỉ giải lao")
    assert counter["clerk"]["name"] == "Cán bộ quầy 1", "a pause keeps the counter"


def test_a_repeated_press_pauses_once(api: Api) -> None:
    api.hall.open(1)
    assert pressed_twice(api, api.clerk(1), f"{api.counter(1)}/pause", BREAK)["counter"]["state"] == "paused"


def test_a_counter_with_somebody_at_it_does_not_pause(api: Api) -> None:
    called(api)
    answer = api.clerk(1).post(f"{api.counter(1)}/pause", BREAK)
    assert refusal(answer) == (409, "counter_busy")
    assert answer.json["error"]["message"] == "Quầy số 1 đang có số A001."


def test_a_closed_counter_does_not_pause(api: Api) -> None:
    assert refusal(api.clerk(1).post(f"{api.counter(1)}/pause", BREAK)) == (409, "counter_closed")


def test_a_colleagues_counter_is_theirs(api: Api) -> None:
    api.hall.open(1)
    assert refusal(api.clerk(2).post(f"{api.counter(1)}/pause", BREAK)) == (403, "not_your_counter")


def test_reception_and_a_stranger_may_not(api: Api) -> None:
    assert refusal(api["huongdan"].post(f"{api.counter(1)}/pause", BREAK)) == (403, "not_allowed")
    assert refusal(api.stranger.post(f"{api.counter(1)}/pause", BREAK)) == (401, "not_signed_in")


def test_an_unknown_counter_is_refused_by_name(api: Api) -> None:
    assert refusal(api.clerk(1).post("/api/v1/counters/999/pause", BREAK)) == (404, "unknown_counter")


@pytest.mark.parametrize(
    ("body", "code"), [({}, "bad_input"), ({"reason": 1}, "bad_input"), ({"reason": ""}, "reason_missing")]
)
def test_a_pause_has_a_reason(api: Api, body: Any, code: str) -> None:
    api.hall.open(1)
    assert refusal(api.clerk(1).post(f"{api.counter(1)}/pause", body)) == (422, code)
