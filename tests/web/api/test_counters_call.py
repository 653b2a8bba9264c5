"""POST /counters/{counter}/call."""

from typing import Any

import pytest

from tests.support.api import Api, refusal
from tests.web.scenes import pressed_twice


@pytest.fixture
def office(api: Api) -> Api:
    """Counter 1 is open; A001 and A002 wait."""
    api.hall.open(1)
    api.hall.queue("A001", "A002")
    return api


def before_its_turn(api: Api, number: str = "A002", reason: str = "tàu lúc 10 giờ") -> dict[str, str]:
    return {"ticket": str(api.hall.ticket(number).id), "reason": reason}


def test_one_is_called_before_its_turn_and_the_reason_is_told(office: Api) -> None:
    answer = office["dieuphoi"].post(f"{office.counter(1)}/call", before_its_turn(office))
    assert answer.status_code == 200
    assert answer.json["ticket"]["number"] == "A002"
    assert answer.json["reason"] == "Gọi chỉ định: tàu lúc 10 giờ"


def test_the_report_counts_it(office: Api) -> None:
    office["dieuphoi"].post(f"{office.counter(1)}/call", before_its_turn(office))
    office.hall.start("A002")
    office.hall.finish("A002")
    assert office["dieuphoi"].get("/api/v1/centres/thu/reports/waits").json["total"]["out_of_order"] == 1


def test_a_repeated_press_calls_once(office: Api) -> None:
    path = f"{office.counter(1)}/call"
    assert pressed_twice(office, office["dieuphoi"], path, before_its_turn(office))["ticket"]["state"] == "called"


def test_a_clerk_needs_the_permission_for_it(office: Api) -> None:
    assert refusal(office.clerk(1).post(f"{office.counter(1)}/call", before_its_turn(office))) == (403, "not_allowed")


def test_a_stranger_may_not(office: Api) -> None:
    assert refusal(office.stranger.post(f"{office.counter(1)}/call", before_its_turn(office))) == (401, "not_signed_in")


def test_unknown_counters_and_tickets_are_refused_by_name(office: Api) -> None:
    body = before_its_turn(office)
    assert refusal(office["dieuphoi"].post("/api/v1/counters/999/call", body)) == (404, "unknown_counter")
    nobody = body | {"ticket": "999"}
    assert refusal(office["dieuphoi"].post(f"{office.counter(1)}/call", nobody)) == (404, "unknown_ticket")


def test_a_counter_with_somebody_at_it_calls_nobody_else(office: Api) -> None:
    office.hall.called(1)
    assert refusal(office["dieuphoi"].post(f"{office.counter(1)}/call", before_its_turn(office))) == (
        409,
        "counter_busy",
    )


def test_a_closed_counter_calls_nobody(office: Api) -> None:
    answer = office["dieuphoi"].post(f"{office.counter(2)}/call", before_its_turn(office))
    assert refusal(answer) == (409, "counter_closed")


def test_only_who_waits_can_be_called(office: Api) -> None:
    office["huongdan"].post(f"{office.ticket('A002')}/cancel")
    answer = office["dieuphoi"].post(f"{office.counter(1)}/call", before_its_turn(office))
    assert refusal(answer) == (409, "wrong_state")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"reason": " "}, "reason_missing"),
        ({"reason": None}, "bad_input"),
        ({"ticket": "A002"}, "bad_input"),
        ({"ticket": 2}, "bad_input"),
        ({"extra": 1}, "bad_input"),
    ],
)
def test_what_cannot_be_asked_is_refused(office: Api, change: dict[str, Any], code: str) -> None:
    body = before_its_turn(office) | change
    assert refusal(office["dieuphoi"].post(f"{office.counter(1)}/call", body)) == (422, code)
