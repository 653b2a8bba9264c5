"""POST /counters/{counter}/release."""

from tests.support.api import Api, refusal
from tests.web.scenes import called, pressed_twice, serving


def test_a_counter_left_open_is_freed_and_who_was_called_waits_again(api: Api) -> None:
    called(api)
    answer = api["dieuphoi"].post(f"{api.counter(1)}/release")
    counter = answer.json["counter"]
    assert (answer.status_code, counter["state"], counter["clerk"]) == (200, "closed", None)
    assert api.hall.ticket("A001").state == "waiting"


def test_who_was_being_served_is_finished(api: Api) -> None:
    serving(api)
    api["dieuphoi"].post(f"{api.counter(1)}/release")
    assert api.hall.ticket("A001").state == "done"


def test_a_repeated_press_frees_once(api: Api) -> None:
    api.hall.open(1)
    assert pressed_twice(api, api["dieuphoi"], f"{api.counter(1)}/release")["counter"]["state"] == "closed"


def test_a_closed_counter_is_free(api: Api) -> None:
    assert refusal(api["dieuphoi"].post(f"{api.counter(1)}/release")) == (409, "counter_closed")


def test_a_clerk_does_not_rule_over_counters(api: Api) -> None:
    api.hall.open(1)
    assert refusal(api.clerk(1).post(f"{api.counter(1)}/release")) == (403, "not_allowed")


def test_a_stranger_may_not(api: Api) -> None:
    assert refusal(api.stranger.post(f"{api.counter(1)}/release")) == (401, "not_signed_in")


def test_an_unknown_counter_is_refused_by_name(api: Api) -> None:
    assert refusal(api["dieuphoi"].post("/api/v1/counters/999/release")) == (404, "unknown_counter")


def test_there_is_nothing_to_say_with_it(api: Api) -> None:
    api.hall.open(1)
    assert refusal(api["dieuphoi"].post(f"{api.counter(1)}/release", {"force": True})) == (422, "bad_input")
