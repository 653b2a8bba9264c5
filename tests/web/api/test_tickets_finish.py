"""POST /tickets/{id}/finish."""

from typing import Any

import pytest

from tests.support.api import Api, refusal
from tests.web.scenes import called, pressed_twice, serving


def test_service_is_over(api: Api) -> None:
    answer = api.clerk(1).post(f"{serving(api)}/finish")
    assert (answer.status_code, answer.json["ticket"]["state"]) == (200, "done")
    assert api.hall.counter_snapshot(1)["ticket"] is None


def test_dossiers_and_outcome_are_kept(api: Api) -> None:
    path = serving(api)
    api.clerk(1).post(f"{path}/finish", {"dossiers": 3, "outcome": "received"})
    assert api.hall.ticket("A001").dossiers == 3
    report = api["dieuphoi"].get("/api/v1/centres/thu/reports/waits").json
    assert report["total"]["dossiers"] == 3


def test_a_repeated_press_finishes_once(api: Api) -> None:
    path = serving(api)
    assert pressed_twice(api, api.clerk(1), f"{path}/finish", {"dossiers": 1})["ticket"]["state"] == "done"


def test_another_counters_clerk_may_not(api: Api) -> None:
    path = serving(api)
    api.hall.open(2)
    assert refusal(api.clerk(2).post(f"{path}/finish")) == (403, "not_your_ticket")


def test_reception_and_a_stranger_may_not(api: Api) -> None:
    path = serving(api)
    assert refusal(api["huongdan"].post(f"{path}/finish")) == (403, "not_allowed")
    assert refusal(api.stranger.post(f"{path}/finish")) == (401, "not_signed_in")


def test_an_unknown_ticket_is_refused_by_name(api: Api) -> None:
    assert refusal(api.clerk(1).post("/api/v1/tickets/999/finish")) == (404, "unknown_ticket")


def test_who_was_only_called_is_not_finished(api: Api) -> None:
    assert refusal(api.clerk(1).post(f"{called(api)}/finish")) == (409, "wrong_state")


@pytest.mark.parametrize("body", [{"dossiers": -1}, {"dossiers": "2"}, {"dossiers": 1000}, {"outcome": "lost"}, []])
def test_what_cannot_be_said_is_refused(api: Api, body: Any) -> None:
    path = serving(api)
    assert refusal(api.clerk(1).post(f"{path}/finish", body)) == (422, "bad_input")
    assert api.hall.ticket("A001").state == "serving"
