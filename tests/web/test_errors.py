"""Whatever goes wrong is answered in one shape, in the caller's language, by name."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.store.database import Database
from tests.support.api import Api, make_api, refusal
from tests.support.hall import Hall
from tests.web.browser import Browser
from tests.web.scenes import CENTRE, PRINTER

TICKETS = f"{CENTRE}/tickets"


def send(api: Api, body: bytes | str, content_type: str | None = "application/json") -> Any:
    kiosk = api.kiosk
    headers = {"Authorization": f"Bearer {kiosk.token}"}
    return kiosk.client.post(TICKETS, data=body, headers=headers, content_type=content_type)


@pytest.mark.parametrize("path", ["/nothing", "/api/v1/nothing", "/api/v2/centres/thu", "/static/nothing.js"])
def test_what_is_not_there_is_not_found(api: Api, path: str) -> None:
    assert refusal(api.stranger.get(path)) == (404, "not_found")


def test_a_method_that_does_nothing_here_is_told_which_do(api: Api) -> None:
    answer = api.kiosk.client.delete(TICKETS)
    assert refusal(answer) == (405, "method_not_allowed")
    assert {"GET", "POST"} <= set(answer.headers["Allow"].split(", "))


def test_a_body_that_is_too_large_is_not_read(api: Api) -> None:
    assert refusal(send(api, b'"' + b"a" * 65_536 + b'"')) == (413, "too_large")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
def test_what_a_foreign_form_can_send_is_not_json(api: Api, kind: str) -> None:
    assert refusal(send(api, '{"field": "A"}', kind)) == (415, "not_json")


@pytest.mark.parametrize("kind", ["application/json", "application/json; charset=utf-8", None])
def test_json_may_say_what_it_is_or_nothing(api: Api, kind: str | None) -> None:
    api.hall.open(1)
    assert send(api, '{"field": "A"}', kind).status_code == 201


@pytest.mark.parametrize("body", ["{", "field=A", "[" * 50_000, b"\xff\xfe", "[]", '"A"', "1", '{"field": "\\ud800"}'])
def test_a_body_that_is_no_object_is_refused_by_name(api: Api, body: bytes | str) -> None:
    assert refusal(send(api, body)) == (422, "bad_input")


def test_a_missing_body_says_nothing_to_add(api: Api) -> None:
    api.hall.open(1)
    clerk = api.clerk(1)
    answer = clerk.client.post(f"{api.counter(1)}/next", headers={"Authorization": f"Bearer {clerk.token}"})
    assert (answer.status_code, answer.json) == (200, {"ticket": None})


def test_each_wrong_part_is_named(api: Api) -> None:
    answer = send(api, '{"field": 1, "priority": "yes", "colour": "red"}')
    assert refusal(answer) == (422, "bad_input")
    assert set(answer.json["error"]["data"]["parts"]) == {"field", "priority", "colour"}


def test_a_fault_of_the_server_tells_nothing_of_its_inside(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_asked: Any) -> Any:
        raise RuntimeError("the secret of the database is xyzzy")

    monkeypatch.setattr("app.services.centre_view.describe", broken)
    answer = api.kiosk.get(CENTRE)
    assert refusal(answer) == (500, "fault")
    assert "xyzzy" not in answer.text


@pytest.mark.parametrize(
    ("accept", "message"),
    [
        ("vi", "Không có Trung tâm này."),
        ("en", "There is no such centre."),
        ("en-GB,en;q=0.9,vi;q=0.5", "There is no such centre."),
        ("fr", "Không có Trung tâm này."),
        ("", "Không có Trung tâm này."),
        ("q=;;;", "Không có Trung tâm này."),
    ],
)
def test_a_refusal_speaks_the_callers_language(api: Api, accept: str, message: str) -> None:
    answer = api.kiosk.get("/api/v1/centres/khac", headers={"Accept-Language": accept})
    assert answer.json["error"]["message"] == message


def test_refusals_are_not_kept_by_anybody_on_the_way(api: Api) -> None:
    assert api.kiosk.get("/api/v1/centres/khac").headers["Cache-Control"] == "no-store"


# What only PostgreSQL refuses


@pytest.fixture
def postgres_api(postgresql_url: str, tmp_path: Path) -> Iterator[Api]:
    """The small hall's contract on PostgreSQL."""
    hall = Hall(postgresql_url)
    yield make_api(hall, str(tmp_path))
    hall.close()


def test_a_sign_that_no_text_can_hold_is_bad_input(postgres_api: Api) -> None:
    api = postgres_api
    api.hall.open(1)
    pause = api.clerk(1).post(f"{api.counter(1)}/pause", {"reason": "nghỉ\x00"})
    assert refusal(pause) == (422, "bad_input")
    assert api.hall.counter_snapshot(1)["counter"]["state"] == "open"
    for path in ("/api/v1/centres/th%00u", "/t/AbC%00", f"{CENTRE}/snapshot?for=display&counter=%00"):
        assert refusal(api.kiosk.get(path)) == (422, "bad_input")
    assert refusal(Browser(api).send("/login", {"username": "quay\x001", "password": "x"})) == (422, "bad_input")
    # What a printer says of itself is kept as JSON, which has a way to write that sign.
    assert api[PRINTER].post("/api/v1/devices/heartbeat", {"status": {"detail": "\x00"}}).status_code == 200


def test_a_database_that_went_away_is_told_as_such_and_comes_back(postgres_api: Api) -> None:
    api = postgres_api
    assert api.kiosk.get(CENTRE).status_code == 200
    gone = Database("postgresql://luot@127.0.0.1:1/nowhere", api.hall.clock)
    context = api.app.extensions["luot"]
    api.app.extensions["luot"] = type(context)(**{**_parts(context), "database": gone})
    assert refusal(api.kiosk.get(CENTRE)) == (503, "database_gone")
    assert refusal(api.kiosk.post(TICKETS, {"field": "A"})) == (503, "database_gone")
    api.app.extensions["luot"] = context
    assert api.kiosk.get(CENTRE).status_code == 200


def _parts(context: Any) -> dict[str, Any]:
    return {name: getattr(context, name) for name in context.__slots__}
