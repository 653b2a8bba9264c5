"""GET /centres/{centre}."""

import pytest

from tests.support.api import Api, refusal
from tests.web.scenes import CENTRE, DISPLAY, PRINTER


def test_a_centre_tells_its_fields_counters_priority_and_hours(api: Api) -> None:
    api.hall.open(2)
    centre = api.kiosk.get(CENTRE).json
    assert (centre["slug"], centre["kind"], centre["name"]) == (
        "thu",
        "Trung tâm Phục vụ hành chính công",
        "phường Thử",
    )
    assert [(field["prefix"], field["open"]) for field in centre["fields"]] == [("A", True), ("B", True), ("H", False)]
    assert [(c["number"], c["state"], c["fields"]) for c in centre["counters"]] == [
        (1, "closed", ["A"]),
        (2, "open", ["A", "B"]),
        (3, "closed", ["B", "A"]),
    ]
    assert centre["priority_classes"] == [{"code": "elderly", "name": {"vi": "Người cao tuổi", "en": "Older people"}}]
    assert centre["hall"]["state"] == "open"
    assert centre["hall"]["sessions"] == [["07:30", "11:30"], ["13:00", "17:00"]]


def test_lunch_is_told_with_when_it_ends(api: Api) -> None:
    api.hall.at("12:10")
    hall = api.kiosk.get(CENTRE).json["hall"]
    assert (hall["state"], hall["reason"], hall["opens_at"]) == (
        "between",
        "between_sessions",
        "2026-11-23T06:00:00.000Z",
    )


@pytest.mark.parametrize(
    "who", ["quay1", "huongdan", "dieuphoi", "quantri", "lanhdao", "Máy lấy số 2", DISPLAY, PRINTER]
)
def test_everybody_of_the_centre_may_see_it(api: Api, who: str) -> None:
    assert api[who].get(CENTRE).status_code == 200


def test_a_stranger_may_not(api: Api) -> None:
    assert refusal(api.stranger.get(CENTRE)) == (401, "not_signed_in")


def test_an_unknown_centre_is_refused_by_name(api: Api) -> None:
    assert refusal(api.kiosk.get("/api/v1/centres/khac")) == (404, "unknown_centre")
