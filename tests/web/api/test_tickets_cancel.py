"""POST /tickets/{id}/cancel."""

from typing import Any

import pytest

from tests.support.api import Api, Caller, refusal
from tests.web.scenes import called, held, pressed_twice, serving, waiting


@pytest.mark.parametrize("scene", [waiting, called, held])
def test_a_number_is_cancelled_at_its_holders_wish(api: Api, scene: Any) -> None:
    answer = api["huongdan"].post(f"{scene(api)}/cancel", {"reason": "ông bà về trước"})
    assert (answer.status_code, answer.json["ticket"]["state"]) == (200, "cancelled")


def test_a_reason_may_be_left_out(api: Api) -> None:
    path = called(api)
    assert api.clerk(1).post(f"{path}/cancel").json["ticket"]["state"] == "cancelled"
    assert api.hall.counter_snapshot(1)["ticket"] is None


def test_a_repeated_press_cancels_once(api: Api) -> None:
    assert pressed_twice(api, api["huongdan"], f"{waiting(api)}/cancel")["ticket"]["state"] == "cancelled"


def test_a_clerk_cancels_only_at_the_own_counter(api: Api) -> None:
    assert refusal(api.clerk(1).post(f"{waiting(api)}/cancel")) == (403, "not_your_ticket")


def test_a_kiosk_and_a_stranger_may_not(api: Api) -> None:
    path = waiting(api)
    assert refusal(api.kiosk.post(f"{path}/cancel")) == (403, "not_allowed")
    assert refusal(api.stranger.post(f"{path}/cancel")) == (401, "not_signed_in")


def test_an_unknown_ticket_is_refused_by_name(api: Api) -> None:
    assert refusal(api["huongdan"].post("/api/v1/tickets/999/cancel")) == (404, "unknown_ticket")


def test_who_is_being_served_is_finished_not_cancelled(api: Api) -> None:
    assert refusal(api["dieuphoi"].post(f"{serving(api)}/cancel")) == (409, "wrong_state")


@pytest.mark.parametrize("body", [{"reason": 5}, {"reason": "x" * 301}, {"because": "x"}])
def test_what_cannot_be_said_is_refused(api: Api, body: Any) -> None:
    assert refusal(api["huongdan"].post(f"{waiting(api)}/cancel", body)) == (422, "bad_input")


@pytest.mark.parametrize("scene", [waiting, called, held])
def test_whoever_holds_the_link_gives_that_number_up_and_nobody_elses(api: Api, scene: Any) -> None:
    path = scene(api)
    other = api.hall.take("A").id
    holder = Caller(api.app.test_client(), api.hall.ticket("A001").token)
    assert refusal(holder.post(f"/api/v1/tickets/{other}/cancel")) == (403, "not_your_ticket")
    assert pressed_twice(api, holder, f"{path}/cancel")["ticket"]["state"] == "cancelled"
