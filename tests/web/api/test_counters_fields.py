"""POST /counters/{counter}/fields."""

from typing import Any

import pytest

from tests.support.api import Api, refusal
from tests.web.scenes import CENTRE, pressed_twice, revision

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


def test_the_last_counter_of_people_who_wait_asks_first(api: Api) -> None:
    api.hall.open(1)
    api.hall.queue("A001", "A002")
    body = {"fields": [{"id": "H"}]}
    answer = api["dieuphoi"].post(f"{api.counter(1)}/fields", body)
    assert refusal(answer) == (409, "field_would_strand")
    assert answer.json["error"]["data"] == {"field": "Hộ tịch", "prefix": "A", "waiting": 2}
    assert served(api["dieuphoi"].post(f"{api.counter(1)}/fields", {**body, "confirm": True})) == [("H", 0, None)]


def test_a_counter_is_given_other_fields_from_tomorrow_on(api: Api) -> None:
    body = {"fields": [{"id": "H", "lag": 5}], "from_day": "2026-11-24"}
    assert served(api["dieuphoi"].post(f"{api.counter(1)}/fields", body)) == [("A", 0, None)]
    told = api["dieuphoi"].get(f"{CENTRE}/snapshot?for=admin").json["counters"][0]["planned"]
    assert (told["from_day"], told["fields"][0]["lag_minutes"], told["by"]) == ("2026-11-24", 5, "Điều phối")


def test_a_loan_named_with_its_end_stays(api: Api) -> None:
    api["dieuphoi"].post(f"{api.counter(1)}/fields", {"fields": [{"id": "H"}], "until": UNTIL})
    body = {"fields": [{"id": "B"}, {"id": "H", "until": UNTIL}]}
    answer = api["dieuphoi"].post(f"{api.counter(1)}/fields", body)
    assert sorted(served(answer)) == [("B", 0, None), ("H", 0, "2026-11-23T04:00:00.000Z")]


def test_who_saw_an_older_counter_hears_both_versions(api: Api) -> None:
    seen = revision(api)
    api["quantri"].post(f"{api.counter(1)}/fields", {"fields": [{"id": "H", "lag": 5}], "seen": seen})
    answer = api["dieuphoi"].post(f"{api.counter(1)}/fields", {"fields": [{"id": "B"}], "seen": seen})
    assert refusal(answer) == (409, "changed_meanwhile")
    data = answer.json["error"]["data"]
    assert (data["by"], len(data["before"]), data["after"][0]["lag_minutes"]) == ("Quản trị hệ thống", 1, 5)
    assert answer.json["error"]["message"] == "Quầy số 1: Quản trị hệ thống vừa đổi trong lúc ông/bà đang sửa."


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
        ({"fields": [{"id": "H"}], "from_day": "2026-11-23"}, "bad_input"),
        ({"fields": [{"id": "H"}], "from_day": "tomorrow"}, "bad_input"),
        ({"fields": [{"id": "H"}], "from_day": "2026-11-24", "until": UNTIL}, "bad_input"),
        ({"fields": [{"id": "H", "until": UNTIL}], "from_day": "2026-11-24"}, "bad_input"),
        ({"fields": [{"id": "Q"}]}, "unknown_field"),
    ],
)
def test_what_cannot_be_asked_is_refused(api: Api, body: Any, code: str) -> None:
    assert refusal(api["dieuphoi"].post(f"{api.counter(1)}/fields", body)) == (422, code)


def test_what_the_dialog_sends_keeps_a_loan_with_its_own_end_over_what_is_served(api: Api) -> None:
    fields = [{"id": "B", "lag": 7}, {"id": "B", "lag": 3, "until": UNTIL}, {"id": "A", "lag": 0}]
    answer = api["dieuphoi"].post(f"{api.counter(1)}/fields", {"fields": fields})
    assert sorted(served(answer)) == [("A", 0, None), ("B", 3, "2026-11-23T04:00:00.000Z")]
    (told,) = [c for c in api["dieuphoi"].get(f"{CENTRE}/snapshot?for=supervisor").json["counters"] if c["number"] == 1]
    assert {f["prefix"]: f.get("lasting_minutes") for f in told["fields"]} == {"A": None, "B": 7}
