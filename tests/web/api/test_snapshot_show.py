"""GET /centres/{centre}/snapshot."""

from typing import Any

import pytest
from sqlalchemy import update

from app.store.models import Device
from tests.support.api import Api, Caller, refusal
from tests.web.scenes import CENTRE, DISPLAY, PRINTER, called

HEAD = {"audience", "revision", "now", "speed", "zone", "day", "centre", "hall"}
# Written after docs/contract.md, so that a part that goes missing is noticed.
PARTS = {
    "display": {"fields", "calls", "to_speak", "voice", "messages", "counter"},
    "kiosk": {"fields", "priority", "texts", "printer", "slips"},
    "counter": {
        *("counter", "ticket", "queue", "held", "last", "undo", "my_day", "fields", "counters", "reasons"),
        *("outcomes", "voice"),
    },
    "supervisor": {"headline", "fields", "counters", "waiting", "help_calls", "devices", "tickets_open"},
    "reception": {
        *("fields", "waiting", "priority", "put_back_behind", "undo_seconds", "help_calls", "no_shows"),
        *("no_shows_total", "moved"),
    },
}
WHO = {
    "display": DISPLAY,
    "kiosk": "Máy lấy số 1",
    "counter": "quay1",
    "supervisor": "dieuphoi",
    "reception": "huongdan",
}


def look(caller: Caller, audience: str, **query: Any) -> Any:
    answer = caller.get(f"{CENTRE}/snapshot", query_string={"for": audience, **query})
    return answer.json if answer.status_code == 200 else refusal(answer)


@pytest.mark.parametrize("audience", PARTS)
def test_each_audience_has_its_own_picture(api: Api, audience: str) -> None:
    called(api)
    snapshot = look(api[WHO[audience]], audience, counter=api.hall.counter_ids[1] if audience == "counter" else None)
    assert HEAD | PARTS[audience] <= set(snapshot)
    assert snapshot["audience"] == audience
    assert (snapshot["day"], snapshot["zone"], snapshot["speed"]) == ("2026-11-23", "Asia/Ho_Chi_Minh", 1)


def test_a_later_picture_has_a_higher_revision(api: Api) -> None:
    before = look(api[DISPLAY], "display")["revision"]
    api.hall.open(1)
    assert look(api[DISPLAY], "display")["revision"] == before + 1


@pytest.mark.parametrize(
    ("who", "audience"),
    [
        ("Máy lấy số 1", "display"),
        ("Máy lấy số 1", "supervisor"),
        (DISPLAY, "kiosk"),
        (DISPLAY, "supervisor"),
        (PRINTER, "display"),
        ("quay1", "supervisor"),
        ("quay1", "reception"),
        ("huongdan", "supervisor"),
        ("lanhdao", "counter"),
        ("dieuphoi", "ticket"),
    ],
)
def test_another_audiences_picture_is_not_shown(api: Api, who: str, audience: str) -> None:
    assert look(api[who], audience, counter="1") == (403, "not_allowed")


def test_a_stranger_sees_nothing(api: Api) -> None:
    for audience in (*PARTS, "ticket"):
        assert look(api.stranger, audience) == (401, "not_signed_in")


def test_an_unknown_centre_is_refused_by_name(api: Api) -> None:
    assert refusal(api[DISPLAY].get("/api/v1/centres/khac/snapshot?for=display")) == (404, "unknown_centre")


def test_a_counter_is_named(api: Api) -> None:
    assert look(api.clerk(1), "counter") == (404, "unknown_counter")
    assert look(api.clerk(1), "counter", counter="999") == (404, "unknown_counter")


@pytest.mark.parametrize("query", ["", "for=everything", "for=counter&counter=one", "for=ticket&ticket=" + "x" * 41])
def test_a_query_without_sense_is_refused(api: Api, query: str) -> None:
    assert refusal(api["dieuphoi"].get(f"{CENTRE}/snapshot?{query}")) == (422, "bad_input")


# A display above one counter


def test_a_hall_display_may_be_asked_to_show_one_counter(api: Api) -> None:
    shown = look(api[DISPLAY], "display", counter=api.hall.counter_ids[1])
    assert shown["counter"]["number"] == 1


def test_a_display_bound_to_a_counter_sees_no_other(api: Api) -> None:
    bound = api["Bảng hiển thị tại quầy 3"]
    for asked in (None, api.hall.counter_ids[1]):
        assert look(bound, "display", counter=asked)["counter"]["number"] == 3


def test_only_a_hall_display_that_speaks_is_not_muted(api: Api) -> None:
    assert look(api[DISPLAY], "display")["voice"]["muted"] is False
    assert look(api["Bảng hiển thị tại quầy 3"], "display")["voice"]["muted"] is True
    with api.hall.database.write() as connection:
        connection.execute(update(Device).where(Device.name == DISPLAY).values(settings={"speaks": False}))
    assert look(api[DISPLAY], "display")["voice"]["muted"] is True


# The phone of whoever holds a ticket's link


@pytest.fixture
def phone(api: Api) -> Caller:
    """A phone that opened the link of A001, which was called."""
    called(api)
    return Caller(api.app.test_client(), api.hall.ticket("A001").token)


def test_the_holder_of_a_link_sees_that_ticket(api: Api, phone: Caller) -> None:
    snapshot = look(phone, "ticket", ticket=phone.token)
    assert set(snapshot) == HEAD | {"ticket", "calls"}
    assert (snapshot["ticket"]["number"], snapshot["ticket"]["counter"]["number"]) == ("A001", 1)
    assert [(call["number"], call["counter"]) for call in snapshot["calls"]] == [("A001", {"number": 1})]


def test_the_holder_of_a_link_sees_nothing_else(api: Api, phone: Caller) -> None:
    for audience in PARTS:
        assert look(phone, audience, counter="1") == (403, "not_allowed")
    for path in (CENTRE, f"{CENTRE}/procedures", f"{CENTRE}/tickets?number=1", api.ticket("A001")):
        assert refusal(phone.get(path)) == (403, "not_allowed")


def test_a_link_names_its_ticket_whatever_else_is_asked(api: Api, phone: Caller) -> None:
    api.hall.queue("A002")
    other = api.hall.ticket("A002")
    assert look(phone, "ticket", ticket=other.token)["ticket"]["number"] == "A001"


def test_a_link_nobody_was_given_sees_nothing(api: Api) -> None:
    assert look(Caller(api.app.test_client(), "AbCdEfGhIjKl"), "ticket") == (401, "not_signed_in")
