"""POST /counters/{counter}/planned-fields/remove."""

from tests.support.api import Api, refusal
from tests.web.scenes import CENTRE, pressed_twice


def plan(api: Api) -> None:
    answer = api["dieuphoi"].post(f"{api.counter(1)}/fields", {"fields": [{"id": "H"}], "from_day": "2026-11-24"})
    assert answer.status_code == 200, answer.json


def planned(api: Api) -> list[int]:
    counters = api["dieuphoi"].get(f"{CENTRE}/snapshot?for=admin").json["counters"]
    return [counter["number"] for counter in counters if counter["planned"]]


def test_what_was_planned_is_taken_back(api: Api) -> None:
    plan(api)
    assert planned(api) == [1]
    answer = api["quantri"].post(f"{api.counter(1)}/planned-fields/remove")
    assert [field["prefix"] for field in answer.json["counter"]["fields"]] == ["A"]
    assert planned(api) == []


def test_a_repeated_press_takes_back_once(api: Api) -> None:
    plan(api)
    pressed_twice(api, api["dieuphoi"], f"{api.counter(1)}/planned-fields/remove")


def test_what_cannot_be_asked_is_refused(api: Api) -> None:
    path = f"{api.counter(1)}/planned-fields/remove"
    assert refusal(api["dieuphoi"].post(path)) == (404, "nothing_planned")
    assert refusal(api["dieuphoi"].post("/api/v1/counters/999/planned-fields/remove")) == (404, "unknown_counter")
    assert refusal(api.clerk(1).post(path)) == (403, "not_allowed")
    assert refusal(api.stranger.post(path)) == (401, "not_signed_in")
