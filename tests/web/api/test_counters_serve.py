"""POST /counters/{counter}/serve."""

from typing import Any

import pytest

from tests.support.api import Api, refusal
from tests.web.scenes import PRINTER, called, pressed_twice


def test_who_stands_there_already_is_served_without_slip_or_speech(api: Api) -> None:
    api.hall.open(1)
    answer = api.clerk(1).post(f"{api.counter(1)}/serve", {"field": "A"})
    ticket = answer.json["ticket"]
    assert (answer.status_code, ticket["number"], ticket["state"]) == (201, "A001", "serving")
    assert (ticket["channel"], ticket["slip"], ticket["counter"]["number"]) == ("counter", None, 1)
    assert api.hall.snapshot("display")["to_speak"] == []
    assert api[PRINTER].post("/api/v1/print-jobs/claim").json == {"job": None}


def test_a_repeated_press_gives_one_number(api: Api) -> None:
    api.hall.open(1)
    pressed_twice(api, api.clerk(1), f"{api.counter(1)}/serve", {"field": "A", "priority": True})


def test_a_counter_with_somebody_at_it_takes_nobody_in(api: Api) -> None:
    called(api)
    assert refusal(api.clerk(1).post(f"{api.counter(1)}/serve", {"field": "A"})) == (409, "counter_busy")


def test_a_closed_or_paused_counter_takes_nobody_in(api: Api) -> None:
    assert refusal(api.clerk(1).post(f"{api.counter(1)}/serve", {"field": "A"})) == (409, "counter_closed")
    api.hall.open(1)
    api.clerk(1).post(f"{api.counter(1)}/pause", {"reason": "nghỉ"})
    assert refusal(api.clerk(1).post(f"{api.counter(1)}/serve", {"field": "A"})) == (409, "counter_paused")


def test_a_colleagues_counter_is_theirs(api: Api) -> None:
    api.hall.open(1)
    assert refusal(api.clerk(2).post(f"{api.counter(1)}/serve", {"field": "A"})) == (403, "not_your_counter")


def test_a_colleagues_counter_with_somebody_at_it_is_theirs_first(api: Api) -> None:
    """Who may not call there need not know who is there."""
    called(api)
    assert refusal(api.clerk(2).post(f"{api.counter(1)}/serve", {"field": "A"})) == (403, "not_your_counter")


def test_a_kiosk_and_a_stranger_may_not(api: Api) -> None:
    assert refusal(api.kiosk.post(f"{api.counter(1)}/serve", {"field": "A"})) == (403, "not_allowed")
    assert refusal(api.stranger.post(f"{api.counter(1)}/serve", {"field": "A"})) == (401, "not_signed_in")


def test_an_unknown_counter_is_refused_by_name(api: Api) -> None:
    assert refusal(api.clerk(1).post("/api/v1/counters/999/serve", {"field": "A"})) == (404, "unknown_counter")


@pytest.mark.parametrize(
    ("body", "code"),
    [({}, "bad_input"), ({"field": "A", "priority": 1}, "bad_input"), ({"field": "Q"}, "unknown_field")],
)
def test_what_cannot_be_asked_is_refused(api: Api, body: Any, code: str) -> None:
    api.hall.open(1)
    assert refusal(api.clerk(1).post(f"{api.counter(1)}/serve", body)) == (422, code)
