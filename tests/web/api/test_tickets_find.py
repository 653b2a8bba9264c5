"""GET /centres/{centre}/tickets?number=&day=."""

import pytest

from tests.support.api import Api, refusal
from tests.support.hall import MONDAY
from tests.web.scenes import CENTRE, DISPLAY


@pytest.fixture
def office(api: Api) -> Api:
    """A001 and B001 were taken on Monday; now it is Tuesday, and A001 was taken again."""
    api.hall.open(2)
    api.hall.queue("A001", "B001")
    api.hall.at("09:00", MONDAY.replace(day=24))
    api.hall.queue("A001")
    return api


def find(api: Api, who: str, **query: str) -> list[tuple[str, str]]:
    answer = api[who].get(f"{CENTRE}/tickets", query_string=query)
    assert answer.status_code == 200, answer.json
    return [(ticket["number"], ticket["joined_at"][:10]) for ticket in answer.json["tickets"]]


@pytest.mark.parametrize("number", ["A001", "a1", " A1 ", "1", "001"])
def test_a_number_is_found_however_it_is_typed(office: Api, number: str) -> None:
    assert find(office, "quay1", number=number) == [("A001", "2026-11-24")]


def test_digits_alone_may_match_several_fields(office: Api) -> None:
    assert find(office, "dieuphoi", number="1", day="2026-11-23") == [("A001", "2026-11-23"), ("B001", "2026-11-23")]


@pytest.mark.parametrize("number", ["A002", "H001", "", "Đ1", "A1;", "0", "٣"])
def test_what_nobody_has_finds_nobody(office: Api, number: str) -> None:
    assert find(office, "huongdan", number=number) == []


@pytest.mark.parametrize("who", ["Máy lấy số 1", DISPLAY])
def test_only_staff_may_look(office: Api, who: str) -> None:
    assert refusal(office[who].get(f"{CENTRE}/tickets?number=1")) == (403, "not_allowed")


def test_a_stranger_may_not_look(api: Api) -> None:
    assert refusal(api.stranger.get(f"{CENTRE}/tickets?number=1")) == (401, "not_signed_in")


def test_an_unknown_centre_is_refused_by_name(api: Api) -> None:
    assert refusal(api["quay1"].get("/api/v1/centres/khac/tickets?number=1")) == (404, "unknown_centre")


@pytest.mark.parametrize("query", ["", "number=123456789", "number=1&day=hom-qua", "number=1&day=2026-13-01"])
def test_a_query_without_sense_is_refused(api: Api, query: str) -> None:
    assert refusal(api["quay1"].get(f"{CENTRE}/tickets?{query}")) == (422, "bad_input")
