"""POST /centres/{centre}/paper-tickets."""

from typing import Any

import pytest

from tests.support.api import Api, refusal
from tests.web.scenes import CENTRE, DISPLAY, pressed_twice, revision

PAPER = f"{CENTRE}/paper-tickets"
GIVEN = {"number": "A903", "given_at": "08:12"}


@pytest.fixture
def office(api: Api) -> Api:
    """Counter 1 is open; it is 09:00."""
    api.hall.open(1)
    return api


def test_a_number_given_on_paper_becomes_a_ticket(office: Api) -> None:
    answer = office["huongdan"].post(PAPER, GIVEN)
    assert answer.status_code == 201
    told = {
        key: answer.json[key] for key in ("number", "state", "channel", "joined_at", "arrived_at", "due_at", "slip")
    }
    assert told == {
        "number": "A903",
        "state": "waiting",
        "channel": "paper",
        "joined_at": "2026-11-23T01:12:00.000Z",
        "arrived_at": "2026-11-23T01:12:00.000Z",
        "due_at": "2026-11-23T01:27:00.000Z",
        "slip": None,
    }


def test_priority_may_be_said(office: Api) -> None:
    ticket = office["huongdan"].post(PAPER, {**GIVEN, "priority": True}).json
    assert (ticket["priority"], ticket["due_at"]) == (True, "2026-11-23T00:42:00.000Z")


def test_a_double_press_makes_one_ticket(office: Api) -> None:
    assert pressed_twice(office, office["huongdan"], PAPER, GIVEN)["number"] == "A903"


@pytest.mark.parametrize("who", ["huongdan", "dieuphoi", "quantri"])
def test_reception_supervisor_and_administrator_may(office: Api, who: str) -> None:
    assert office[who].post(PAPER, GIVEN).status_code == 201


@pytest.mark.parametrize("who", ["quay1", "lanhdao", "Máy lấy số 1", DISPLAY])
def test_nobody_else_may(office: Api, who: str) -> None:
    assert refusal(office[who].post(PAPER, GIVEN)) == (403, "not_allowed")


def test_a_number_entered_twice_is_refused(office: Api) -> None:
    office["huongdan"].post(PAPER, GIVEN)
    assert refusal(office["dieuphoi"].post(PAPER, {**GIVEN, "given_at": "08:13"})) == (409, "number_taken")


@pytest.mark.parametrize(
    ("changed", "status", "code"),
    [
        ({"number": "A042"}, 422, "not_spare_number"),
        ({"number": "Z903"}, 422, "unknown_field"),
        ({"number": "A0903000"}, 422, "unknown_field"),
        ({"number": "A"}, 422, "unknown_field"),
        ({"number": "A90300000"}, 422, "bad_input"),
        ({"number": 903}, 422, "bad_input"),
        ({"given_at": "09:01"}, 422, "bad_time"),
        ({"given_at": "07:00"}, 422, "bad_time"),
        ({"given_at": "8:12"}, 422, "bad_input"),
        ({"given_at": "24:00"}, 422, "bad_input"),
        ({"given_at": "08:60"}, 422, "bad_input"),
        ({"given_at": None}, 422, "bad_input"),
        ({"priority": "yes"}, 422, "bad_input"),
        ({"channel": "kiosk"}, 422, "bad_input"),
    ],
)
def test_bad_input_is_refused_by_name_and_changes_nothing(
    office: Api, changed: dict[str, Any], status: int, code: str
) -> None:
    before = revision(office)
    assert refusal(office["huongdan"].post(PAPER, {**GIVEN, **changed})) == (status, code)
    assert revision(office) == before


def test_after_the_end_of_the_day_it_is_refused(office: Api) -> None:
    office["dieuphoi"].post(f"{CENTRE}/day/end")
    assert refusal(office["huongdan"].post(PAPER, GIVEN)) == (409, "day_ended")


def test_the_page_is_for_whoever_may_enter_them(office: Api) -> None:
    client = office.app.test_client()
    for who, status in (("huongdan", 200), ("dieuphoi", 200), ("quay1", 302)):
        client.set_cookie("luot_session", office[who].token or "")
        assert client.get("/reception/paper").status_code == status
