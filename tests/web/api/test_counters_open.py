"""POST /counters/{counter}/open."""

from tests.support.api import Api, refusal
from tests.web.scenes import DISPLAY, called, pressed_twice


def test_a_clerk_opens_a_counter_and_holds_it(api: Api) -> None:
    answer = api.clerk(1).post(f"{api.counter(1)}/open")
    counter = answer.json["counter"]
    assert answer.status_code == 200
    assert (counter["number"], counter["state"], counter["clerk"]["name"]) == (1, "open", "Cán bộ quầy 1")
    assert counter["since"] == "2026-11-23T02:00:00.000Z"
    assert [(field["prefix"], field["lag_minutes"], field["until"]) for field in counter["fields"]] == [("A", 0, None)]


def test_a_counter_opens_again_after_a_pause(api: Api) -> None:
    api.hall.open(1)
    api.clerk(1).post(f"{api.counter(1)}/pause", {"reason": "họp đột xuất"})
    counter = api.clerk(1).post(f"{api.counter(1)}/open").json["counter"]
    assert (counter["state"], counter["pause_reason"]) == ("open", None)


def test_a_repeated_press_opens_once(api: Api) -> None:
    assert pressed_twice(api, api.clerk(1), f"{api.counter(1)}/open")["counter"]["state"] == "open"


def test_a_counter_somebody_holds_is_taken_over_only_when_that_is_said(api: Api) -> None:
    api.hall.open(1)
    refused = api.clerk(2).post(f"{api.counter(1)}/open")
    assert refusal(refused) == (409, "counter_taken")
    assert refused.json["error"]["data"] == {"counter": 1, "clerk": "Cán bộ quầy 1"}
    taken = api.clerk(2).post(f"{api.counter(1)}/open", {"take_over": True})
    assert taken.json["counter"]["clerk"]["name"] == "Cán bộ quầy 2"


def test_nobody_holds_two_counters(api: Api) -> None:
    api.hall.open(1)
    answer = api.clerk(1).post(f"{api.counter(2)}/open")
    assert refusal(answer) == (409, "clerk_elsewhere")
    assert answer.json["error"]["data"] == {"counter": 1}


def test_a_clerk_who_says_so_moves_from_one_counter_to_another(api: Api) -> None:
    api.hall.open(1)
    told = pressed_twice(api, api.clerk(1), f"{api.counter(2)}/open", {"move": True})
    assert (told["counter"]["number"], told["counter"]["state"]) == (2, "open")
    assert api.hall.counter_snapshot(1)["counter"]["state"] == "closed"


def test_nobody_moves_away_from_somebody_at_the_counter(api: Api) -> None:
    called(api)
    answer = api.clerk(1).post(f"{api.counter(2)}/open", {"move": True})
    assert refusal(answer) == (409, "counter_busy")
    assert answer.json["error"]["data"] == {"counter": 1, "number": "A001"}


def test_a_counter_taken_over_keeps_whoever_is_there(api: Api) -> None:
    path = called(api)
    api.clerk(2).post(f"{api.counter(1)}/open", {"take_over": True})
    assert refusal(api.clerk(1).post(f"{path}/start")) == (403, "not_your_ticket")
    assert api.clerk(2).post(f"{path}/start").json["ticket"]["state"] == "serving"


def test_a_screen_reception_and_a_stranger_may_not(api: Api) -> None:
    for who in (DISPLAY, "huongdan", "lanhdao"):
        assert refusal(api[who].post(f"{api.counter(1)}/open")) == (403, "not_allowed")
    assert refusal(api.stranger.post(f"{api.counter(1)}/open")) == (401, "not_signed_in")


def test_an_unknown_counter_is_refused_by_name(api: Api) -> None:
    assert refusal(api.clerk(1).post("/api/v1/counters/999/open")) == (404, "unknown_counter")


def test_what_cannot_be_said_is_refused(api: Api) -> None:
    assert refusal(api.clerk(1).post(f"{api.counter(1)}/open", {"take_over": "yes"})) == (422, "bad_input")
    assert refusal(api.clerk(1).post(f"{api.counter(1)}/open", {"move": 1})) == (422, "bad_input")
