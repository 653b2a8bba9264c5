"""POST /counters/{counter}/next."""

from tests.support.api import Api, refusal
from tests.web.scenes import pressed_twice


def test_next_tells_who_is_called_and_why(api: Api) -> None:
    api.hall.open(1)
    api.hall.queue("A001")
    answer = api.clerk(1).post(f"{api.counter(1)}/next")
    assert answer.status_code == 200
    assert answer.json["ticket"]["number"] == "A001"
    assert answer.json["reason"] == "Lấy số 09:00, sớm nhất trong lĩnh vực Hộ tịch"


def test_next_with_nobody_waiting_tells_of_no_ticket(api: Api) -> None:
    api.hall.open(1)
    assert api.clerk(1).post(f"{api.counter(1)}/next").json == {"ticket": None}


def test_a_repeated_press_calls_nobody_else(api: Api) -> None:
    api.hall.open(1)
    api.hall.queue("A001", "A002")
    first = api.clerk(1).post(f"{api.counter(1)}/next", key="press-0001")
    again = api.clerk(1).post(f"{api.counter(1)}/next", key="press-0001")
    assert again.json == first.json
    assert api.hall.ticket("A002").state == "waiting"


def test_next_over_somebody_who_did_not_come_confirms_an_early_absence_once(api: Api) -> None:
    api.hall.open(1)
    api.hall.queue("A001", "A002", "A003")
    api.clerk(1).post(f"{api.counter(1)}/next")
    told = pressed_twice(api, api.clerk(1), f"{api.counter(1)}/next", {"no_show": True})
    assert told["ticket"]["number"] == "A002"
    actions = [step["action"] for step in api["dieuphoi"].get(api.ticket("A001")).json["story"]]
    assert actions == ["issue", "call", "confirm_absence", "no_show"]


def test_next_that_names_the_ticket_it_ends_ends_no_other(api: Api) -> None:
    api.hall.open(1)
    api.hall.queue("A001", "A002", "A003")
    first = api.clerk(1).post(f"{api.counter(1)}/next").json["ticket"]["id"]
    again = {"finish": True, "ticket": first}
    assert api.clerk(1).post(f"{api.counter(1)}/next", again).json["ticket"]["number"] == "A002"
    assert refusal(api.clerk(1).post(f"{api.counter(1)}/next", again)) == (409, "wrong_state")
    assert api.hall.ticket("A002").state == "called"


def test_next_for_a_ticket_nobody_has_is_refused(api: Api) -> None:
    api.hall.open(1)
    answer = api.clerk(1).post(f"{api.counter(1)}/next", {"finish": True, "ticket": "999"})
    assert refusal(answer) == (404, "unknown_ticket")


def test_a_key_with_another_body_is_refused(api: Api) -> None:
    api.hall.open(1)
    api.clerk(1).post(f"{api.counter(1)}/next", key="press-0001")
    other = api.clerk(1).post(f"{api.counter(1)}/next", {"finish": True}, key="press-0001")
    assert refusal(other) == (422, "key_reused")


def test_a_kiosk_may_not_call(api: Api) -> None:
    assert refusal(api.kiosk.post(f"{api.counter(1)}/next")) == (403, "not_allowed")


def test_a_stranger_may_not_call(api: Api) -> None:
    assert refusal(api.stranger.post(f"{api.counter(1)}/next")) == (401, "not_signed_in")


def test_an_unknown_counter_is_refused_by_name(api: Api) -> None:
    assert refusal(api.clerk(1).post("/api/v1/counters/999/next")) == (404, "unknown_counter")


def test_next_while_a_ticket_is_open_is_refused(api: Api) -> None:
    api.hall.open(1)
    api.hall.queue("A001", "A002")
    api.clerk(1).post(f"{api.counter(1)}/next")
    assert refusal(api.clerk(1).post(f"{api.counter(1)}/next")) == (409, "counter_busy")
