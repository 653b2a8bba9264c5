"""POST /tickets/{id}/transfer."""

from typing import Any

import pytest

from tests.support.api import Api, refusal
from tests.web.scenes import DISPLAY, called, pressed_twice, serving, waiting

WRONG_FIELD = {"field": "B", "kind": "wrong_field"}


@pytest.fixture
def office(api: Api) -> Api:
    """Counters 2 and 3 are open beside counter 1."""
    api.hall.open(2, 3)
    return api


def test_who_chose_the_wrong_field_keeps_the_place_in_the_right_one(office: Api) -> None:
    path = called(office)
    answer = office.clerk(1).post(f"{path}/transfer", WRONG_FIELD)
    ticket = answer.json["ticket"]
    assert (answer.status_code, ticket["state"], ticket["field"]["prefix"], ticket["number"]) == (
        200,
        "waiting",
        "B",
        "A001",
    )
    assert ticket["due_at"] == "2026-11-23T02:15:00.000Z"
    assert len(office["dieuphoi"].get(path).json["turns"]) == 1


def test_a_further_procedure_opens_a_new_turn(office: Api) -> None:
    path = serving(office)
    office.hall.wait(minutes=5)
    office.clerk(1).post(f"{path}/transfer", {"field": "B", "kind": "further_procedure"})
    first, second = office["dieuphoi"].get(path).json["turns"]
    assert (first["field"]["prefix"], first["outcome"]) == ("A", "done")
    assert (second["field"]["prefix"], second["ended_at"]) == ("B", None)


def test_somebody_is_sent_to_one_counter(office: Api) -> None:
    path = serving(office)
    body = {"counter": office.counter(2).rpartition("/")[2], "kind": "further_procedure"}
    ticket = office.clerk(1).post(f"{path}/transfer", body).json["ticket"]
    assert (ticket["field"]["prefix"], ticket["counter"]["number"]) == ("A", 2)


def test_a_repeated_press_moves_once(office: Api) -> None:
    path = called(office)
    assert pressed_twice(office, office.clerk(1), f"{path}/transfer", WRONG_FIELD)["ticket"]["state"] == "waiting"


def test_a_kiosk_moves_the_ticket_it_has_just_given(office: Api) -> None:
    ticket = office.kiosk.post("/api/v1/centres/thu/tickets", {"field": "A"}).json
    office.hall.wait(seconds=60)
    moved = office.kiosk.post(f"/api/v1/tickets/{ticket['id']}/transfer", WRONG_FIELD)
    assert moved.json["ticket"]["field"]["prefix"] == "B"


def test_a_kiosk_does_not_move_a_ticket_of_a_minute_ago(office: Api) -> None:
    path = waiting(office)
    office.hall.wait(seconds=61)
    assert refusal(office.kiosk.post(f"{path}/transfer", WRONG_FIELD)) == (403, "not_your_ticket")


def test_a_kiosk_does_not_move_whom_a_counter_has_called(office: Api) -> None:
    ticket = office.kiosk.post("/api/v1/centres/thu/tickets", {"field": "A"}).json
    assert office.hall.called(2) == ticket["number"]
    answer = office.kiosk.post(f"/api/v1/tickets/{ticket['id']}/transfer", WRONG_FIELD)
    assert refusal(answer) == (409, "wrong_state")


def test_a_kiosk_does_not_move_another_kiosks_ticket(office: Api) -> None:
    path = waiting(office)
    assert refusal(office["Máy lấy số 2"].post(f"{path}/transfer", WRONG_FIELD)) == (403, "not_your_ticket")


def test_a_kiosk_does_not_move_receptions_ticket(office: Api) -> None:
    ticket = office["huongdan"].post("/api/v1/centres/thu/tickets", {"field": "A"}).json
    answer = office.kiosk.post(f"/api/v1/tickets/{ticket['id']}/transfer", WRONG_FIELD)
    assert refusal(answer) == (403, "not_your_ticket")


def test_another_counters_clerk_may_not(office: Api) -> None:
    assert refusal(office.clerk(2).post(f"{called(office)}/transfer", WRONG_FIELD)) == (403, "not_your_ticket")


def test_a_screen_and_a_stranger_may_not(office: Api) -> None:
    path = called(office)
    assert refusal(office[DISPLAY].post(f"{path}/transfer", WRONG_FIELD)) == (403, "not_allowed")
    assert refusal(office.stranger.post(f"{path}/transfer", WRONG_FIELD)) == (401, "not_signed_in")


def test_an_unknown_ticket_is_refused_by_name(office: Api) -> None:
    assert refusal(office.clerk(1).post("/api/v1/tickets/999/transfer", WRONG_FIELD)) == (404, "unknown_ticket")


def test_an_unknown_counter_is_refused_by_name(office: Api) -> None:
    body = {"counter": "999", "kind": "wrong_field"}
    assert refusal(office.clerk(1).post(f"{called(office)}/transfer", body)) == (404, "unknown_counter")


def test_who_waits_has_not_begun_a_procedure_yet(office: Api) -> None:
    body = {"field": "B", "kind": "further_procedure"}
    assert refusal(office["huongdan"].post(f"{waiting(office)}/transfer", body)) == (409, "wrong_state")


@pytest.mark.parametrize(("field", "code"), [("A", "same_field"), ("H", "field_closed")])
def test_a_move_must_lead_somewhere(office: Api, field: str, code: str) -> None:
    body = {"field": field, "kind": "wrong_field"}
    assert refusal(office.clerk(1).post(f"{called(office)}/transfer", body)) == (409, code)


def test_a_closed_counter_takes_nobody(api: Api) -> None:
    body = {"counter": str(api.hall.counter_ids[2]), "kind": "wrong_field"}
    assert refusal(api.clerk(1).post(f"{called(api)}/transfer", body)) == (409, "counter_closed")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"kind": "wrong_field"}, "bad_input"),
        ({"field": "B", "counter": "2", "kind": "wrong_field"}, "bad_input"),
        ({"field": "B"}, "bad_input"),
        ({"field": "B", "kind": "mistake"}, "bad_input"),
        ({"counter": "two", "kind": "wrong_field"}, "bad_input"),
        ({"field": "Q", "kind": "wrong_field"}, "unknown_field"),
    ],
)
def test_what_cannot_be_asked_is_refused(office: Api, body: Any, code: str) -> None:
    assert refusal(office.clerk(1).post(f"{called(office)}/transfer", body)) == (422, code)
