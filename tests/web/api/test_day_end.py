"""POST /centres/{centre}/day/end."""

from tests.support.api import Api, refusal
from tests.support.hall import MONDAY
from tests.web.scenes import CENTRE, pressed_twice

END = f"{CENTRE}/day/end"


def test_who_was_not_served_expires_and_counters_close(api: Api) -> None:
    api.hall.open(1)
    api.hall.queue("A001", "A002")
    answer = api["dieuphoi"].post(END)
    assert (answer.status_code, answer.json["expired"], answer.json["carried_over"]) == (200, 2, 0)
    assert [(row["number"], row["outcome"], row["carried_to"]) for row in answer.json["tickets"]] == [
        ("A001", "expired", None),
        ("A002", "expired", None),
    ]
    assert api.hall.ticket("A001").state == "expired"
    assert {counter["state"] for counter in api["dieuphoi"].get(CENTRE).json["counters"]} == {"closed"}


def test_who_was_not_served_may_be_carried_over_to_tomorrow(api: Api) -> None:
    api.hall.open(1)
    api.hall.queue("A001")
    told = api["dieuphoi"].post(END, {"carry_over": True}).json
    assert (told["expired"], told["carried_over"]) == (0, 1)
    (row,) = told["tickets"]
    assert (row["number"], row["field"]["prefix"], row["outcome"]) == ("A001", "A", "carried_over")
    assert row["carried_to"] == {"day": "2026-11-24", "number": "A001"}
    assert api.hall.ticket("A001", MONDAY.replace(day=24)).channel == "carried_over"


def test_a_repeated_press_ends_the_day_once(api: Api) -> None:
    assert pressed_twice(api, api["dieuphoi"], END) == {"expired": 0, "carried_over": 0, "tickets": []}


def test_a_day_ends_once(api: Api) -> None:
    api["dieuphoi"].post(END)
    assert refusal(api["dieuphoi"].post(END)) == (409, "day_ended")


def test_a_clerk_reception_and_a_stranger_may_not(api: Api) -> None:
    for who in ("quay1", "huongdan", "lanhdao"):
        assert refusal(api[who].post(END)) == (403, "not_allowed")
    assert refusal(api.stranger.post(END)) == (401, "not_signed_in")


def test_an_unknown_centre_is_refused_by_name(api: Api) -> None:
    assert refusal(api["dieuphoi"].post("/api/v1/centres/khac/day/end")) == (404, "unknown_centre")


def test_what_cannot_be_asked_is_refused(api: Api) -> None:
    assert refusal(api["dieuphoi"].post(END, {"carry_over": "yes"})) == (422, "bad_input")
