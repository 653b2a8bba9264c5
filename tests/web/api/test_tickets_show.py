"""GET /tickets/{id}."""

import pytest

from tests.support.api import Api, refusal
from tests.web.scenes import DISPLAY


@pytest.fixture
def office(api: Api) -> Api:
    """A001 was called and served, while A002, of priority, had been called before it."""
    api.hall.open(1)
    api.hall.queue("A001")
    api.hall.take("A", priority=True)
    api.hall.wait(minutes=4)
    assert api.hall.called(1) == "A002"
    api.hall.start("A002")
    api.hall.wait(minutes=2)
    assert api.hall.called(1, finish=True) == "A001"
    api.hall.wait(seconds=30)
    api.hall.start("A001")
    api.hall.wait(minutes=5)
    api.hall.finish("A001")
    return api


def test_a_ticket_tells_its_story_its_turn_and_who_went_before(office: Api) -> None:
    ticket = office["lanhdao"].get(office.ticket("A001")).json
    assert (ticket["number"], ticket["state"]) == ("A001", "done")
    moves = [(step["action"], step["from"], step["to"]) for step in ticket["story"] if step["moves"]]
    assert moves == [
        ("issue", None, "waiting"),
        ("call", "waiting", "called"),
        ("start", "called", "serving"),
        ("finish", "serving", "done"),
    ]
    assert all(set(step) == set(ticket["story"][0]) for step in ticket["story"])
    (passed,) = ticket["passed"]
    assert (passed["number"], passed["counter"], passed["later"], passed["priority"]) == ("A002", 1, True, True)
    (turn,) = ticket["turns"]
    assert (turn["wait_ms"], turn["way_ms"], turn["service_ms"]) == (361_000, 30_000, 300_000)
    assert (turn["outcome"], turn["within_target"]) == ("done", True)


def test_a_kiosk_and_a_screen_learn_nothing_of_a_ticket(office: Api) -> None:
    for who in ("Máy lấy số 1", DISPLAY):
        assert refusal(office[who].get(office.ticket("A001"))) == (403, "not_allowed")


def test_a_stranger_learns_nothing_not_even_whether_it_exists(office: Api) -> None:
    for path in (office.ticket("A001"), "/api/v1/tickets/999"):
        assert refusal(office.stranger.get(path)) == (401, "not_signed_in")


@pytest.mark.parametrize("name", ["999", "A001", "0x1", "9" * 19, "1" * 30, "-1", "1 "])
def test_an_unknown_ticket_is_refused_by_name(office: Api, name: str) -> None:
    assert refusal(office["quay1"].get(f"/api/v1/tickets/{name}")) == (404, "unknown_ticket")
