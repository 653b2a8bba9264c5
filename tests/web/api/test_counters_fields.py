"""POST /counters/{counter}/fields."""

from typing import Any

import pytest

from tests.support.api import Api, refusal
from tests.web.scenes import pressed_twice

UNTIL = "2026-11-23T11:00:00+07:00"


def served(answer: Any) -> list[tuple[str, int, str | None]]:
    assert answer.status_code == 200, answer.json
    return [(field["prefix"], field["lag_minutes"], field["until"]) for field in answer.json["counter"]["fields"]]


def test_a_counter_is_given_other_fields(api: Api) -> None:
    fields = [{"id": "H", "lag": 0}, {"id": "A", "lag": 10}]
    answer = api["dieuphoi"].post(f"{api.counter(1)}/fields", {"fields": fields})
    assert sorted(served(answer)) == [("A", 10, None), ("H", 0, None)]


def test_a_counter_is_lent_to_a_field_for_a_while(api: Api) -> None:
    body = {"fields": [{"id": "H", "lag": 5}], "until": UNTIL}
    answer = api["dieuphoi"].post(f"{api.counter(1)}/fields", body)
    assert sorted(served(answer)) == [("A", 0, None), ("H", 5, "2026-11-23T04:00:00.000Z")]
    api.hall.at("11:01")
    api.hall.open(1)
    assert [field["open"] for field in api.kiosk.get("/api/v1/centres/thu").json["fields"]] == [True, False, False]


def test_a_counter_may_serve_nothing(api: Api) -> None:
    assert served(api["dieuphoi"].post(f"{api.counter(1)}/fields", {"fields": []})) == []


def test_a_repeated_press_changes_once(api: Api) -> None:
    pressed_twice(api, api["dieuphoi"], f"{api.counter(1)}/fields", {"fields": [{"id": "H"}]})


def test_a_clerk_and_a_stranger_may_not(api: Api) -> None:
    body = {"fields": [{"id": "H"}]}
    assert refusal(api.clerk(1).post(f"{api.counter(1)}/fields", body)) == (403, "not_allowed")
    assert refusal(api.stranger.post(f"{api.counter(1)}/fields", body)) == (401, "not_signed_in")


def test_an_unknown_counter_is_refused_by_name(api: Api) -> None:
    assert refusal(api["dieuphoi"].post("/api/v1/counters/999/fields", {"fields": []})) == (404, "unknown_counter")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "bad_input"),
        ({"fields": [{"lag": 1}]}, "bad_input"),
        ({"fields": [{"id": "H", "lag": -1}]}, "bad_input"),
        ({"fields": [{"id": "H", "lag": 241}]}, "bad_input"),
        ({"fields": [{"id": "H", "lag": "5"}]}, "bad_input"),
        ({"fields": [{"id": "H"}, {"id": "H"}]}, "bad_input"),
        ({"fields": [{"id": "H"}], "until": "11:00"}, "bad_input"),
        ({"fields": [{"id": "H"}], "until": "2026-11-23T11:00:00"}, "bad_input"),
        ({"fields": [{"id": "H"}], "until": "2026-11-23T08:00:00+07:00"}, "bad_input"),
        ({"fields": [{"id": "Q"}]}, "unknown_field"),
    ],
)
def test_what_cannot_be_asked_is_refused(api: Api, body: Any, code: str) -> None:
    assert refusal(api["dieuphoi"].post(f"{api.counter(1)}/fields", body)) == (422, code)
