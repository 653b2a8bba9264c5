"""POST /tickets/{id}/put-back."""

from tests.support.api import Api, refusal
from tests.web.scenes import called, pressed_twice, serving


def test_a_called_person_waits_again_behind_the_next_three(api: Api) -> None:
    path = called(api)
    api.hall.queue("A002", "A003", "A004", "A005")
    answer = api.clerk(1).post(f"{path}/put-back")
    assert (answer.status_code, answer.json["ticket"]["state"]) == (200, "waiting")
    assert answer.json["ticket"]["people_ahead"] == 3


def test_a_repeated_press_puts_back_once(api: Api) -> None:
    assert pressed_twice(api, api.clerk(1), f"{called(api)}/put-back")["ticket"]["state"] == "waiting"


def test_another_counters_clerk_may_not(api: Api) -> None:
    path = called(api)
    api.hall.open(2)
    assert refusal(api.clerk(2).post(f"{path}/put-back")) == (403, "not_your_ticket")


def test_reception_and_a_stranger_may_not(api: Api) -> None:
    path = called(api)
    assert refusal(api["huongdan"].post(f"{path}/put-back")) == (403, "not_allowed")
    assert refusal(api.stranger.post(f"{path}/put-back")) == (401, "not_signed_in")


def test_an_unknown_ticket_is_refused_by_name(api: Api) -> None:
    assert refusal(api.clerk(1).post("/api/v1/tickets/999/put-back")) == (404, "unknown_ticket")


def test_who_is_being_served_is_not_put_back(api: Api) -> None:
    assert refusal(api.clerk(1).post(f"{serving(api)}/put-back")) == (409, "wrong_state")


def test_there_is_nothing_to_say_with_it(api: Api) -> None:
    assert refusal(api.clerk(1).post(f"{called(api)}/put-back", {"behind": 0})) == (422, "bad_input")
