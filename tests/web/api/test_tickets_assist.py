"""POST /tickets/{id}/assist."""

from typing import Any

import pytest

from tests.support.api import Api, Caller, refusal
from tests.web.scenes import called, held, pressed_twice, serving, waiting


@pytest.mark.parametrize("scene", [waiting, called, serving, held])
def test_reception_marks_that_somebody_is_to_be_fetched_and_the_clerk_sees_it(api: Api, scene: Any) -> None:
    path = scene(api)
    answer = api["huongdan"].post(f"{path}/assist", {"assist": True})
    assert (answer.status_code, answer.json["ticket"]["assist"]) == (200, True)
    answer = api["huongdan"].post(f"{path}/assist", {"assist": False})
    assert (answer.status_code, answer.json["ticket"]["assist"]) == (200, False)


def test_the_clerk_sees_it_on_the_ticket_at_the_counter(api: Api) -> None:
    api["huongdan"].post(f"{called(api)}/assist", {"assist": True})
    assert api.hall.counter_snapshot(1)["ticket"]["assist"] is True


def test_the_story_says_so_once_however_often_it_is_said(api: Api) -> None:
    path = waiting(api)
    for _ in range(2):
        api["huongdan"].post(f"{path}/assist", {"assist": True})
    story = api["dieuphoi"].get(path).json["story"]
    assert [step["text"] for step in story if step["action"] == "assist"] == ["Cần hỗ trợ."]


def test_a_repeated_press_marks_once(api: Api) -> None:
    path = f"{waiting(api)}/assist"
    assert pressed_twice(api, api["huongdan"], path, {"assist": True})["ticket"]["assist"] is True


def test_whoever_holds_the_link_may_ask_for_help_with_that_ticket_alone(api: Api) -> None:
    path = waiting(api)
    other = api.hall.take("A").id
    holder = Caller(api.app.test_client(), api.hall.ticket("A001").token)
    assert holder.post(f"{path}/assist", {"assist": True}).json["ticket"]["assist"] is True
    assert refusal(holder.post(f"/api/v1/tickets/{other}/assist", {"assist": True})) == (403, "not_your_ticket")
    assert refusal(holder.post(f"/api/v1/tickets/{other}/cancel")) == (403, "not_your_ticket")


def test_a_clerk_marks_only_at_the_own_counter(api: Api) -> None:
    assert refusal(api.clerk(1).post(f"{waiting(api)}/assist", {"assist": True})) == (403, "not_your_ticket")


def test_a_kiosk_a_reader_and_a_stranger_may_not(api: Api) -> None:
    path = f"{waiting(api)}/assist"
    for caller in (api.kiosk, api["lanhdao"]):
        assert refusal(caller.post(path, {"assist": True})) == (403, "not_allowed")
    assert refusal(api.stranger.post(path, {"assist": True})) == (401, "not_signed_in")


def test_an_unknown_ticket_is_refused_by_name(api: Api) -> None:
    assert refusal(api["huongdan"].post("/api/v1/tickets/999/assist", {"assist": True})) == (404, "unknown_ticket")


def test_who_has_gone_needs_no_help_any_more(api: Api) -> None:
    path = waiting(api)
    api["huongdan"].post(f"{path}/cancel")
    assert refusal(api["huongdan"].post(f"{path}/assist", {"assist": True})) == (409, "wrong_state")


def test_the_hall_has_heard_the_call_all_the_same(api: Api) -> None:
    path = called(api)
    api["huongdan"].post(f"{path}/assist", {"assist": True})
    assert len(api.hall.snapshot("display")["to_speak"]) == 1


@pytest.mark.parametrize("body", [{}, {"assist": 1}, {"assist": "yes"}, {"assist": True, "why": "điếc"}])
def test_what_cannot_be_said_is_refused(api: Api, body: Any) -> None:
    assert refusal(api["huongdan"].post(f"{waiting(api)}/assist", body)) == (422, "bad_input")
