"""POST /tickets/{id}/return."""

from tests.support.api import Api, refusal
from tests.support.hall import MONDAY
from tests.web.scenes import absent, called, pressed_twice


def test_who_came_after_all_waits_again_behind_the_next_three(api: Api) -> None:
    path = absent(api)
    api.hall.queue("A002", "A003", "A004", "A005")
    answer = api["huongdan"].post(f"{path}/return")
    assert (answer.status_code, answer.json["ticket"]["state"]) == (200, "waiting")
    assert answer.json["ticket"]["people_ahead"] == 3
    assert [api.hall.called(1, no_show=index > 0) for index in range(4)] == ["A002", "A003", "A004", "A001"]


def test_any_clerk_may_take_them_back(api: Api) -> None:
    path = absent(api)
    api.hall.open(2)
    assert api.clerk(2).post(f"{path}/return").json["ticket"]["state"] == "waiting"


def test_a_repeated_press_returns_once(api: Api) -> None:
    assert pressed_twice(api, api["huongdan"], f"{absent(api)}/return")["ticket"]["state"] == "waiting"


def test_a_kiosk_and_a_stranger_may_not(api: Api) -> None:
    path = absent(api)
    assert refusal(api.kiosk.post(f"{path}/return")) == (403, "not_allowed")
    assert refusal(api.stranger.post(f"{path}/return")) == (401, "not_signed_in")


def test_an_unknown_ticket_is_refused_by_name(api: Api) -> None:
    assert refusal(api["huongdan"].post("/api/v1/tickets/999/return")) == (404, "unknown_ticket")


def test_only_the_absent_return(api: Api) -> None:
    assert refusal(api["huongdan"].post(f"{called(api)}/return")) == (409, "wrong_state")


def test_yesterdays_absence_is_yesterdays(api: Api) -> None:
    path = absent(api)
    api.hall.at("08:00", MONDAY.replace(day=24))
    answer = api["huongdan"].post(f"{path}/return")
    assert refusal(answer) == (409, "not_today")
    assert answer.json["error"]["data"] == {"number": "A001", "day": "23/11/2026"}


def test_there_is_nothing_to_say_with_it(api: Api) -> None:
    assert refusal(api["huongdan"].post(f"{absent(api)}/return", {"sorry": True})) == (422, "bad_input")
