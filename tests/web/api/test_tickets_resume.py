"""POST /tickets/{id}/resume."""

from tests.support.api import Api, refusal
from tests.web.scenes import held, pressed_twice, serving


def test_who_is_back_waits_for_the_same_counter_in_the_old_place(api: Api) -> None:
    path = held(api)
    api.hall.queue("A002")
    answer = api.clerk(1).post(f"{path}/resume")
    ticket = answer.json["ticket"]
    assert (answer.status_code, ticket["state"], ticket["counter"]["number"]) == (200, "waiting", 1)
    assert ticket["people_ahead"] == 0
    assert api.hall.called(1) == "A001"


def test_when_that_counter_is_not_open_they_wait_for_their_field(api: Api) -> None:
    path = held(api)
    api.clerk(1).post(f"{api.counter(1)}/pause", {"reason": "nghỉ"})
    assert api.clerk(1).post(f"{path}/resume").json["ticket"]["counter"] is None


def test_a_repeated_press_resumes_once(api: Api) -> None:
    assert pressed_twice(api, api.clerk(1), f"{held(api)}/resume")["ticket"]["state"] == "waiting"


def test_another_counters_clerk_may_not(api: Api) -> None:
    path = held(api)
    api.hall.open(2)
    assert refusal(api.clerk(2).post(f"{path}/resume")) == (403, "not_your_ticket")


def test_reception_lets_somebody_go_on_whose_counter_has_closed(api: Api) -> None:
    path = held(api)
    api.clerk(1).post(f"{api.counter(1)}/close")
    ticket = api["huongdan"].post(f"{path}/resume").json["ticket"]
    assert (ticket["state"], ticket["counter"]) == ("waiting", None)


def test_a_reader_and_a_stranger_may_not(api: Api) -> None:
    path = held(api)
    assert refusal(api["lanhdao"].post(f"{path}/resume")) == (403, "not_allowed")
    assert refusal(api.stranger.post(f"{path}/resume")) == (401, "not_signed_in")


def test_an_unknown_ticket_is_refused_by_name(api: Api) -> None:
    assert refusal(api.clerk(1).post("/api/v1/tickets/999/resume")) == (404, "unknown_ticket")


def test_only_who_was_held_resumes(api: Api) -> None:
    assert refusal(api.clerk(1).post(f"{serving(api)}/resume")) == (409, "wrong_state")


def test_there_is_nothing_to_say_with_it(api: Api) -> None:
    assert refusal(api.clerk(1).post(f"{held(api)}/resume", {"reason": "x"})) == (422, "bad_input")
