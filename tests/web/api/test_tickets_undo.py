"""POST /tickets/{id}/undo."""

import pytest

from tests.support.api import Api, Caller, refusal
from tests.web.scenes import called, pressed_twice, serving, waiting


@pytest.mark.parametrize(("step", "before"), [("no-show", "called"), ("start", "called"), ("put-back", "called")])
def test_a_step_pressed_by_mistake_is_taken_back(api: Api, step: str, before: str) -> None:
    path = called(api)
    api.clerk(1).post(f"{path}/{step}")
    answer = api.clerk(1).post(f"{path}/undo")
    assert (answer.status_code, answer.json["ticket"]["state"]) == (200, before)
    assert api.hall.counter_snapshot(1)["ticket"]["number"] == "A001"


def test_a_repeated_press_takes_back_one_step(api: Api) -> None:
    path = called(api)
    api.clerk(1).post(f"{path}/start")
    assert pressed_twice(api, api.clerk(1), f"{path}/undo")["ticket"]["state"] == "called"


def test_after_twenty_seconds_it_is_too_late(api: Api) -> None:
    path = called(api)
    api.clerk(1).post(f"{path}/start")
    api.hall.wait(seconds=21)
    answer = api.clerk(1).post(f"{path}/undo")
    assert refusal(answer) == (409, "undo_too_late")
    assert answer.json["error"]["data"] == {"seconds": 20}


def test_somebody_elses_step_is_theirs(api: Api) -> None:
    path = serving(api)
    assert refusal(api["dieuphoi"].post(f"{path}/undo")) == (403, "not_your_ticket")


def test_a_call_was_heard_by_the_whole_hall(api: Api) -> None:
    assert refusal(api.clerk(1).post(f"{called(api)}/undo")) == (409, "wrong_state")


def test_there_may_be_nothing_to_take_back(api: Api) -> None:
    assert refusal(api["huongdan"].post(f"{waiting(api)}/undo")) == (409, "nothing_to_undo")


def test_a_finish_is_not_taken_back_over_the_next_person(api: Api) -> None:
    path = serving(api)
    api.clerk(1).post(f"{path}/finish")
    api.hall.queue("A002")
    api.hall.called(1)
    assert refusal(api.clerk(1).post(f"{path}/undo")) == (409, "counter_busy")


def test_a_kiosk_and_a_stranger_may_not(api: Api) -> None:
    path = serving(api)
    assert refusal(api.kiosk.post(f"{path}/undo")) == (403, "not_allowed")
    assert refusal(api.stranger.post(f"{path}/undo")) == (401, "not_signed_in")


def test_an_unknown_ticket_is_refused_by_name(api: Api) -> None:
    assert refusal(api.clerk(1).post("/api/v1/tickets/999/undo")) == (404, "unknown_ticket")


def test_there_is_nothing_to_say_with_it(api: Api) -> None:
    assert refusal(api.clerk(1).post(f"{serving(api)}/undo", {"steps": 2})) == (422, "bad_input")


def test_whoever_holds_the_link_takes_back_their_own_cancelling_alone(api: Api) -> None:
    path = waiting(api)
    holder = Caller(api.app.test_client(), api.hall.ticket("A001").token)
    holder.post(f"{path}/cancel")
    assert pressed_twice(api, holder, f"{path}/undo")["ticket"]["state"] == "waiting"
    api["huongdan"].post(f"{path}/cancel")
    assert refusal(holder.post(f"{path}/undo")) == (403, "not_your_ticket")
