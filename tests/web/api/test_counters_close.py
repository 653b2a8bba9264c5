"""POST /counters/{counter}/close."""

from tests.support.api import Api, refusal
from tests.web.scenes import called, pressed_twice


def test_a_free_counter_closes_and_nobody_holds_it(api: Api) -> None:
    api.hall.open(1)
    answer = api.clerk(1).post(f"{api.counter(1)}/close")
    counter = answer.json["counter"]
    assert (answer.status_code, counter["state"], counter["clerk"]) == (200, "closed", None)


def test_a_repeated_press_closes_once(api: Api) -> None:
    api.hall.open(1)
    assert pressed_twice(api, api.clerk(1), f"{api.counter(1)}/close")["counter"]["state"] == "closed"


def test_a_counter_with_somebody_at_it_does_not_close(api: Api) -> None:
    called(api)
    assert refusal(api.clerk(1).post(f"{api.counter(1)}/close")) == (409, "counter_busy")


def test_a_closed_counter_is_closed(api: Api) -> None:
    assert refusal(api.clerk(1).post(f"{api.counter(1)}/close")) == (409, "counter_closed")


def test_a_colleagues_counter_is_theirs(api: Api) -> None:
    api.hall.open(1)
    assert refusal(api.clerk(2).post(f"{api.counter(1)}/close")) == (403, "not_your_counter")


def test_a_kiosk_and_a_stranger_may_not(api: Api) -> None:
    assert refusal(api.kiosk.post(f"{api.counter(1)}/close")) == (403, "not_allowed")
    assert refusal(api.stranger.post(f"{api.counter(1)}/close")) == (401, "not_signed_in")


def test_an_unknown_counter_is_refused_by_name(api: Api) -> None:
    assert refusal(api.clerk(1).post("/api/v1/counters/999/close")) == (404, "unknown_counter")


def test_there_is_nothing_to_say_with_it(api: Api) -> None:
    api.hall.open(1)
    assert refusal(api.clerk(1).post(f"{api.counter(1)}/close", {"reason": "x"})) == (422, "bad_input")
