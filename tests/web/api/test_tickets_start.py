"""POST /tickets/{id}/start."""

from tests.support.api import Api, refusal
from tests.web.scenes import called, pressed_twice, serving, waiting


def test_the_person_is_here_and_service_begins(api: Api) -> None:
    path = called(api)
    answer = api.clerk(1).post(f"{path}/start")
    assert answer.status_code == 200
    assert answer.json["ticket"]["state"] == "serving"
    assert answer.json["ticket"]["counter"]["number"] == 1


def test_a_repeated_press_starts_once(api: Api) -> None:
    assert pressed_twice(api, api.clerk(1), f"{called(api)}/start")["ticket"]["state"] == "serving"


def test_another_counters_clerk_may_not(api: Api) -> None:
    path = called(api)
    api.hall.open(2)
    assert refusal(api.clerk(2).post(f"{path}/start")) == (403, "not_your_ticket")


def test_a_kiosk_and_a_stranger_may_not(api: Api) -> None:
    path = called(api)
    assert refusal(api.kiosk.post(f"{path}/start")) == (403, "not_allowed")
    assert refusal(api.stranger.post(f"{path}/start")) == (401, "not_signed_in")


def test_an_unknown_ticket_is_refused_by_name(api: Api) -> None:
    assert refusal(api.clerk(1).post("/api/v1/tickets/999/start")) == (404, "unknown_ticket")


def test_nobody_is_served_before_being_called(api: Api) -> None:
    assert refusal(api["dieuphoi"].post(f"{waiting(api)}/start")) == (409, "wrong_state")


def test_service_begins_once(api: Api) -> None:
    assert refusal(api.clerk(1).post(f"{serving(api)}/start")) == (409, "wrong_state")


def test_there_is_nothing_to_say_with_it(api: Api) -> None:
    assert refusal(api.clerk(1).post(f"{called(api)}/start", {"at": "now"})) == (422, "bad_input")
