"""POST /counters/{counter}/heartbeat."""

from app.clock import real_now
from app.store import counters
from tests.support.api import Api, refusal
from tests.web.scenes import revision


def test_the_page_of_a_counter_says_that_it_is_there(api: Api) -> None:
    api.hall.open(1)
    before = revision(api)
    answer = api.clerk(1).post(f"{api.counter(1)}/heartbeat")
    assert (answer.status_code, answer.json) == (200, {"now": "2026-11-23T02:00:00.000Z"})
    assert revision(api) == before
    with api.hall.look() as look:
        heard = counters.last_heard(look)[api.hall.counter_ids[1]]
    assert heard is not None
    assert abs((real_now() - heard).total_seconds()) < 30


def test_a_closed_counter_has_no_pulse(api: Api) -> None:
    assert refusal(api.clerk(1).post(f"{api.counter(1)}/heartbeat")) == (409, "counter_closed")


def test_nobody_speaks_for_a_colleagues_counter(api: Api) -> None:
    api.hall.open(1)
    for who in (api.clerk(2), api["dieuphoi"]):
        assert refusal(who.post(f"{api.counter(1)}/heartbeat")) == (403, "not_your_counter")


def test_a_kiosk_and_a_stranger_may_not(api: Api) -> None:
    assert refusal(api.kiosk.post(f"{api.counter(1)}/heartbeat")) == (403, "not_allowed")
    assert refusal(api.stranger.post(f"{api.counter(1)}/heartbeat")) == (401, "not_signed_in")


def test_an_unknown_counter_is_refused_by_name(api: Api) -> None:
    assert refusal(api.clerk(1).post("/api/v1/counters/999/heartbeat")) == (404, "unknown_counter")
