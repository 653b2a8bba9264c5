"""GET /centres/{centre}/procedures."""

from tests.support.api import Api, refusal
from tests.web.scenes import CENTRE


def test_procedures_come_with_the_field_that_takes_them(api: Api) -> None:
    told = api.kiosk.get(f"{CENTRE}/procedures").json
    by_code = {procedure["code"]: procedure for procedure in told["procedures"]}
    assert by_code["2.000815"]["field"] == "B"
    assert by_code["2.000815"]["name"].startswith("Chứng thực bản sao")
    assert {procedure["field"] for procedure in told["procedures"]} <= {"A", "B", "H"}


def test_everyday_words_lead_to_the_words_of_the_law(api: Api) -> None:
    synonyms = api.kiosk.get(f"{CENTRE}/procedures").json["synonyms"]
    assert [phrase.lower() for phrase in synonyms["sổ đỏ"]] == ["giấy chứng nhận quyền sử dụng đất"]


def test_a_stranger_may_not(api: Api) -> None:
    assert refusal(api.stranger.get(f"{CENTRE}/procedures")) == (401, "not_signed_in")


def test_an_unknown_centre_is_refused_by_name(api: Api) -> None:
    assert refusal(api.kiosk.get("/api/v1/centres/khac/procedures")) == (404, "unknown_centre")
