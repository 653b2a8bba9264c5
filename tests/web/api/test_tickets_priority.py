"""POST /tickets/{id}/priority."""

from typing import Any

import pytest

from tests.support.api import Api, refusal
from tests.web.scenes import pressed_twice, serving, waiting

ELDERLY = {"class": "elderly", "reason": "cụ 82 tuổi"}


def test_priority_is_granted_and_moves_the_ticket_forward(api: Api) -> None:
    answer = api["huongdan"].post(f"{waiting(api)}/priority", ELDERLY)
    ticket = answer.json["ticket"]
    assert (answer.status_code, ticket["priority"], ticket["due_at"]) == (200, True, "2026-11-23T01:30:00.000Z")


def test_priority_is_revoked(api: Api) -> None:
    path = waiting(api)
    api["huongdan"].post(f"{path}/priority", ELDERLY)
    ticket = api["dieuphoi"].post(f"{path}/priority", {"class": None, "reason": "nhầm"}).json["ticket"]
    assert (ticket["priority"], ticket["due_at"]) == (False, "2026-11-23T02:15:00.000Z")


def test_nobody_is_told_which_kind_of_priority(api: Api) -> None:
    answer = api["huongdan"].post(f"{waiting(api)}/priority", ELDERLY)
    assert "elderly" not in answer.text


def test_a_repeated_press_grants_once(api: Api) -> None:
    assert pressed_twice(api, api["huongdan"], f"{waiting(api)}/priority", ELDERLY)["ticket"]["priority"]


def test_a_clerk_a_kiosk_and_a_stranger_may_not(api: Api) -> None:
    path = waiting(api)
    for caller in (api.clerk(1), api.kiosk):
        assert refusal(caller.post(f"{path}/priority", ELDERLY)) == (403, "not_allowed")
    assert refusal(api.stranger.post(f"{path}/priority", ELDERLY)) == (401, "not_signed_in")


def test_an_unknown_ticket_is_refused_by_name(api: Api) -> None:
    assert refusal(api["huongdan"].post("/api/v1/tickets/999/priority", ELDERLY)) == (404, "unknown_ticket")


def test_at_the_counter_it_is_too_late(api: Api) -> None:
    assert refusal(api["huongdan"].post(f"{serving(api)}/priority", ELDERLY)) == (409, "wrong_state")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"class": "elderly"}, "bad_input"),
        ({"reason": "x"}, "bad_input"),
        ({"class": 1, "reason": "x"}, "bad_input"),
        ({"class": "elderly", "reason": " "}, "reason_missing"),
        ({"class": "royal", "reason": "x"}, "unknown_priority_class"),
    ],
)
def test_what_cannot_be_asked_is_refused(api: Api, body: Any, code: str) -> None:
    assert refusal(api["huongdan"].post(f"{waiting(api)}/priority", body)) == (422, code)
