"""POST /tickets/{id}/hold."""

from typing import Any

import pytest

from tests.support.api import Api, refusal
from tests.web.scenes import called, pressed_twice, serving


def test_who_fills_in_a_form_leaves_the_counter_free(api: Api) -> None:
    path = serving(api)
    answer = api.clerk(1).post(f"{path}/hold", {"reason": " điền tờ khai "})
    assert (answer.status_code, answer.json["ticket"]["state"]) == (200, "held")
    snapshot = api.hall.counter_snapshot(1)
    assert snapshot["ticket"] is None
    assert [(row["number"], row["reason"]) for row in snapshot["held"]] == [("A001", "điền tờ khai")]


def test_a_repeated_press_holds_once(api: Api) -> None:
    path = serving(api)
    assert pressed_twice(api, api.clerk(1), f"{path}/hold", {"reason": "sao chụp"})["ticket"]["state"] == "held"


def test_another_counters_clerk_may_not(api: Api) -> None:
    path = serving(api)
    api.hall.open(2)
    assert refusal(api.clerk(2).post(f"{path}/hold", {"reason": "x"})) == (403, "not_your_ticket")


def test_reception_and_a_stranger_may_not(api: Api) -> None:
    path = serving(api)
    assert refusal(api["huongdan"].post(f"{path}/hold", {"reason": "x"})) == (403, "not_allowed")
    assert refusal(api.stranger.post(f"{path}/hold", {"reason": "x"})) == (401, "not_signed_in")


def test_an_unknown_ticket_is_refused_by_name(api: Api) -> None:
    assert refusal(api.clerk(1).post("/api/v1/tickets/999/hold", {"reason": "x"})) == (404, "unknown_ticket")


def test_who_was_only_called_is_not_held(api: Api) -> None:
    assert refusal(api.clerk(1).post(f"{called(api)}/hold", {"reason": "x"})) == (409, "wrong_state")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "bad_input"),
        ({"reason": None}, "bad_input"),
        ({"reason": "x" * 301}, "bad_input"),
        ({"reason": "  "}, "reason_missing"),
    ],
)
def test_a_hold_has_a_reason(api: Api, body: Any, code: str) -> None:
    assert refusal(api.clerk(1).post(f"{serving(api)}/hold", body)) == (422, code)
