"""POST /tickets/{id}/recall."""

from tests.support.api import Api, refusal
from tests.web.scenes import DISPLAY, called, pressed_twice, serving, waiting


def test_the_same_number_is_called_again(api: Api) -> None:
    path = called(api)
    answer = api.clerk(1).post(f"{path}/recall")
    assert (answer.status_code, answer.json["ticket"]["state"]) == (200, "called")
    newest, first = api.hall.snapshot("display")["calls"]
    assert [(call["number"], call["kind"]) for call in (newest, first)] == [("A001", "recall"), ("A001", "call")]
    assert api.hall.snapshot("display")["to_speak"] == [newest["id"]], "the first call is overtaken"


def test_a_repeated_press_speaks_once(api: Api) -> None:
    path = called(api)
    pressed_twice(api, api.clerk(1), f"{path}/recall")
    assert len(api.hall.snapshot("display")["calls"]) == 2


def test_another_counters_clerk_may_not(api: Api) -> None:
    path = called(api)
    api.hall.open(2)
    assert refusal(api.clerk(2).post(f"{path}/recall")) == (403, "not_your_ticket")


def test_reception_may_not_call(api: Api) -> None:
    assert refusal(api["huongdan"].post(f"{called(api)}/recall")) == (403, "not_allowed")


def test_a_screen_and_a_stranger_may_not(api: Api) -> None:
    path = called(api)
    assert refusal(api[DISPLAY].post(f"{path}/recall")) == (403, "not_allowed")
    assert refusal(api.stranger.post(f"{path}/recall")) == (401, "not_signed_in")


def test_an_unknown_ticket_is_refused_by_name(api: Api) -> None:
    assert refusal(api.clerk(1).post("/api/v1/tickets/999/recall")) == (404, "unknown_ticket")


def test_only_who_was_called_can_be_called_again(api: Api) -> None:
    answer = api["dieuphoi"].post(f"{waiting(api)}/recall")
    assert refusal(answer) == (409, "wrong_state")
    assert answer.json["error"]["data"] == {"state": "waiting", "action": "recall"}


def test_who_is_being_served_is_not_called_again(api: Api) -> None:
    assert refusal(api.clerk(1).post(f"{serving(api)}/recall")) == (409, "wrong_state")


def test_there_is_nothing_to_say_with_it(api: Api) -> None:
    assert refusal(api.clerk(1).post(f"{called(api)}/recall", {"loud": True})) == (422, "bad_input")
