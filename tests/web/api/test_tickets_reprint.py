"""POST /tickets/{id}/reprint."""

from tests.support.api import Api, refusal
from tests.web.scenes import PRINTER, pressed_twice, serving, waiting


def test_the_second_slip_says_that_it_is_one(api: Api) -> None:
    path = waiting(api)
    answer = api["huongdan"].post(f"{path}/reprint")
    assert (answer.status_code, answer.json["ticket"]["slip"]["state"]) == (200, "queued")
    first, second = (api[PRINTER].post("/api/v1/print-jobs/claim").json["job"] for _ in range(2))
    assert (first["reprint"], first["slip"]["banner"]) == (False, None)
    assert (second["reprint"], second["slip"]["banner"]) == (True, "BẢN IN LẠI")
    assert second["number"] == first["number"] == "A001"


def test_a_repeated_press_prints_once(api: Api) -> None:
    path = waiting(api)
    pressed_twice(api, api["huongdan"], f"{path}/reprint")
    jobs = [api[PRINTER].post("/api/v1/print-jobs/claim").json["job"] for _ in range(3)]
    assert [job and job["reprint"] for job in jobs] == [False, True, None]


def test_a_kiosk_and_a_stranger_may_not(api: Api) -> None:
    path = waiting(api)
    assert refusal(api.kiosk.post(f"{path}/reprint")) == (403, "not_allowed")
    assert refusal(api.stranger.post(f"{path}/reprint")) == (401, "not_signed_in")


def test_an_unknown_ticket_is_refused_by_name(api: Api) -> None:
    assert refusal(api["huongdan"].post("/api/v1/tickets/999/reprint")) == (404, "unknown_ticket")


def test_what_is_over_is_not_printed_again(api: Api) -> None:
    path = serving(api)
    api.hall.finish("A001")
    assert refusal(api["huongdan"].post(f"{path}/reprint")) == (409, "wrong_state")


def test_there_is_nothing_to_say_with_it(api: Api) -> None:
    assert refusal(api["huongdan"].post(f"{waiting(api)}/reprint", {"copies": 9})) == (422, "bad_input")
