"""POST /centres/{centre}/tickets."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import update

from app.store.models import Procedure
from tests.support.api import Api, refusal
from tests.support.hall import MONDAY
from tests.web.scenes import CENTRE, DISPLAY, pressed_twice

TICKETS = f"{CENTRE}/tickets"


@pytest.fixture
def office(api: Api) -> Api:
    """Counters 1 and 2 are open."""
    api.hall.open(1, 2)
    return api


def test_a_ticket_is_told_whole(office: Api) -> None:
    office.hall.queue("A001")
    office.hall.at("09:05")
    answer = office.kiosk.post(TICKETS, {"field": "A"})
    assert answer.status_code == 201
    ticket = answer.json
    path = ticket.pop("url").rpartition("/t/")[2]
    assert len(path) == 12
    assert ticket == {
        "id": str(office.hall.ticket("A002").id),
        "number": "A002",
        "state": "waiting",
        "field": {"id": ticket["field"]["id"], "prefix": "A", "name": {"vi": "Hộ tịch", "en": "Civil status"}},
        "procedure": None,
        "priority": False,
        "assist": False,
        "channel": "kiosk",
        "joined_at": "2026-11-23T02:05:00.000Z",
        "arrived_at": "2026-11-23T02:05:00.000Z",
        "due_at": "2026-11-23T02:20:00.000Z",
        "counter": None,
        "people_ahead": 1,
        "estimate": None,
        "slip": {"job": ticket["slip"]["job"], "state": "queued"},
    }


def test_a_field_may_be_named_by_its_id(office: Api) -> None:
    fields = office.kiosk.get(CENTRE).json["fields"]
    assert office.kiosk.post(TICKETS, {"field": fields[1]["id"]}).json["number"] == "B001"


def test_a_procedure_finds_its_field(office: Api) -> None:
    ticket = office.kiosk.post(TICKETS, {"procedure": "2.000815"}).json
    assert ticket["number"] == "B001"
    assert ticket["procedure"]["code"] == "2.000815"


def test_priority_puts_a_ticket_forward_and_assist_is_kept(office: Api) -> None:
    ticket = office.kiosk.post(TICKETS, {"field": "A", "priority": True, "assist": True, "language": "en"}).json
    assert (ticket["priority"], ticket["assist"], ticket["due_at"]) == (True, True, "2026-11-23T01:30:00.000Z")
    assert office.hall.ticket("A001").language == "en"


def test_reception_says_which_way_somebody_came(office: Api) -> None:
    assert office["huongdan"].post(TICKETS, {"field": "A"}).json["channel"] == "reception"
    assert office["huongdan"].post(TICKETS, {"field": "A", "channel": "phone"}).json["channel"] == "phone"


def test_a_kiosk_is_a_kiosk_whatever_it_says(office: Api) -> None:
    assert office.kiosk.post(TICKETS, {"field": "A", "channel": "reception"}).json["channel"] == "kiosk"


def test_a_double_tap_gives_one_number(office: Api) -> None:
    assert pressed_twice(office, office.kiosk, TICKETS, {"field": "A"})["number"] == "A001"
    assert office.kiosk.post(TICKETS, {"field": "A"}).json["number"] == "A002"


def test_the_same_key_of_another_kiosk_is_another_press(office: Api) -> None:
    for name, number in (("Máy lấy số 1", "A001"), ("Máy lấy số 2", "A002")):
        assert office[name].post(TICKETS, {"field": "A"}, key="press-0001").json["number"] == number


def test_a_key_used_for_another_field_is_refused(office: Api) -> None:
    office.kiosk.post(TICKETS, {"field": "A"}, key="press-0001")
    assert refusal(office.kiosk.post(TICKETS, {"field": "B"}, key="press-0001")) == (422, "key_reused")


def test_a_press_that_was_refused_may_be_tried_again_under_its_key(office: Api) -> None:
    assert refusal(office.kiosk.post(TICKETS, {"field": "H"}, key="press-0001")) == (409, "field_closed")
    fields = [{"id": "H"}]
    office["dieuphoi"].post(f"{office.counter(2)}/fields", {"fields": fields})
    assert office.kiosk.post(TICKETS, {"field": "H"}, key="press-0001").json["number"] == "H001"


@pytest.mark.parametrize("key", ["short", "k" * 201, "with a space", "ngoài-bảng-chữ"])
def test_a_key_that_is_none_is_refused(office: Api, key: str) -> None:
    headers = {"Idempotency-Key": key.encode().decode("latin-1")}
    assert refusal(office.kiosk.post(TICKETS, {"field": "A"}, headers=headers)) == (422, "bad_input")


@pytest.mark.parametrize("who", ["quay1", "lanhdao", DISPLAY])
def test_only_kiosks_reception_and_supervisors_give_numbers(office: Api, who: str) -> None:
    assert refusal(office[who].post(TICKETS, {"field": "A"})) == (403, "not_allowed")


def test_a_stranger_gets_no_number(api: Api) -> None:
    assert refusal(api.stranger.post(TICKETS, {"field": "A"})) == (401, "not_signed_in")


def test_an_unknown_centre_is_refused_by_name(api: Api) -> None:
    assert refusal(api.kiosk.post("/api/v1/centres/khac/tickets", {"field": "A"})) == (404, "unknown_centre")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "bad_input"),
        ({"field": 1}, "bad_input"),
        ({"field": "A", "priority": "yes"}, "bad_input"),
        ({"field": "A", "language": "fr"}, "bad_input"),
        ({"field": "A", "dossiers": -1}, "bad_input"),
        ({"field": "A", "unknown": True}, "bad_input"),
        ({"field": "A" * 21}, "bad_input"),
        ({"field": "A", "procedure": "2.000815"}, "bad_input"),
        ({"field": "Q"}, "unknown_field"),
        ({"procedure": "9.999999"}, "unknown_procedure"),
    ],
)
def test_what_cannot_be_asked_is_refused_by_name(office: Api, body: dict[str, Any], code: str) -> None:
    assert refusal(office.kiosk.post(TICKETS, body)) == (422, code)


def test_a_channel_nobody_knows_is_refused(office: Api) -> None:
    assert refusal(office["huongdan"].post(TICKETS, {"field": "A", "channel": "fax"})) == (422, "bad_input")


def test_a_field_without_an_open_counter_gives_no_number(api: Api) -> None:
    answer = api.kiosk.post(TICKETS, {"field": "A"})
    assert refusal(answer) == (409, "field_closed")
    assert answer.json["error"]["data"] == {"field": "Hộ tịch"}


@pytest.mark.parametrize(
    ("time", "code", "message"),
    [
        ("06:00", "hall_closed", "Ngoài giờ tiếp nhận. Lấy số lại từ 07:15."),
        ("11:25", "cut_off", "Đã hết lượt tiếp nhận trong buổi."),
        ("12:00", "hall_closed", "Ngoài giờ tiếp nhận. Lấy số lại từ 13:00."),
        ("18:00", "hall_closed", "Ngoài giờ tiếp nhận. Lấy số lại từ 07:15, 24/11/2026."),
    ],
)
def test_outside_its_hours_the_hall_gives_no_number(office: Api, time: str, code: str, message: str) -> None:
    office.hall.at(time)
    answer = office.kiosk.post(TICKETS, {"field": "A"})
    assert refusal(answer) == (409, code)
    assert answer.json["error"]["message"] == message


def test_after_the_days_end_there_are_no_more_numbers(office: Api) -> None:
    office["dieuphoi"].post(f"{CENTRE}/day/end")
    assert refusal(office.kiosk.post(TICKETS, {"field": "A"})) == (409, "day_ended")


def test_a_procedure_no_longer_in_force_is_refused_with_its_day(office: Api) -> None:
    with office.hall.database.write() as connection:
        connection.execute(update(Procedure).where(Procedure.code == "2.000815").values(active_to=date(2026, 7, 1)))
    answer = office.kiosk.post(TICKETS, {"procedure": "2.000815"})
    assert refusal(answer) == (409, "procedure_retired")


def test_numbers_begin_again_with_the_day_of_the_centre(office: Api) -> None:
    office.kiosk.post(TICKETS, {"field": "A"})
    office.hall.at("07:30", MONDAY.replace(day=24))
    assert office.hall.now == datetime(2026, 11, 24, 0, 30, tzinfo=UTC)
    office["quay1"].post(f"{office.counter(1)}/open")
    assert office.kiosk.post(TICKETS, {"field": "A"}).json["number"] == "A001"
