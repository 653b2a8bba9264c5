"""What the log says of a request, and how a request is told from others."""

import pytest
from structlog.testing import capture_logs

from app.web import asked
from tests.support.api import Api

CENTRE = "/api/v1/centres/thu"


def test_every_answer_has_the_id_that_the_log_has(api: Api) -> None:
    first, second = (api.stranger.get("/healthz").headers[asked.HEADER] for _ in range(2))
    assert first != second


def test_a_proxys_own_id_is_kept(api: Api) -> None:
    answer = api.stranger.get("/healthz", headers={asked.HEADER: "nginx-42.a"})
    assert answer.headers[asked.HEADER] == "nginx-42.a"


@pytest.mark.parametrize("given", ["", "x" * 65, "a b", "<script>", "kết"])
def test_what_is_no_id_is_not_repeated(api: Api, given: str) -> None:
    answer = api.stranger.get("/healthz", headers={asked.HEADER: given.encode().decode("latin-1")})
    assert len(answer.headers[asked.HEADER]) == 16


def test_a_refusal_is_logged_with_the_centre_and_who_asked_and_no_name(api: Api) -> None:
    with capture_logs(processors=[asked.say]) as lines:
        answer = api["huongdan"].post(f"{CENTRE}/tickets", {"field": "Z"})
    assert answer.status_code == 422
    (line,) = lines
    assert (line["event"], line["code"], line["centre"]) == ("refused", "unknown_field", api.hall.centre_id)
    assert line["actor"].startswith("staff:")
    assert line["request"] == answer.headers[asked.HEADER]
    assert line["route"] == "POST /api/v1/centres/<centre>/tickets"
    assert set(line) == {"event", "log_level", "code", "request", "route", "actor", "centre"}


def test_who_may_not_is_logged_as_well(api: Api) -> None:
    with capture_logs(processors=[asked.say]) as lines:
        assert api["quay1"].post(f"{CENTRE}/tickets", {"field": "A"}).status_code == 403
    assert [(line["code"], line["actor"][:6]) for line in lines] == [("not_allowed", "staff:")]


def test_a_stranger_cannot_fill_the_log(api: Api) -> None:
    with capture_logs() as lines:
        api.stranger.post(f"{CENTRE}/tickets", {"field": "A"})
        api.stranger.get("/t/made-up")
    assert lines == []


def test_nor_can_whoever_holds_a_slip(api: Api) -> None:
    api.hall.open(1)
    api.hall.queue("A001")
    slip = api.hall.ticket("A001")
    link = {"Authorization": f"Bearer {slip.token}"}
    with capture_logs() as lines:
        answer = api.stranger.post(f"/api/v1/tickets/{slip.id}/start", headers=link)
    assert answer.status_code == 403
    assert lines == []
