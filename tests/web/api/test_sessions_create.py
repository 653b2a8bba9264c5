"""POST /sessions."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import update

from app.clock import real_now
from app.domain import errors
from app.services import access
from app.store.models import Staff
from tests.support.api import Api, refusal
from tests.web.browser import SECRET, give_password

SESSIONS = "/api/v1/sessions"


@pytest.fixture
def office(api: Api) -> Api:
    """The small hall, where quay1 has a password known to the test."""
    give_password(api, "quay1")
    return api


def test_a_clerk_gets_a_token_of_one_working_day(office: Api) -> None:
    answer = office.stranger.post(SESSIONS, {"username": "quay1", "password": SECRET})
    assert answer.status_code == 201
    assert set(answer.json) == {"token", "expires_at"}
    lasts = datetime.fromisoformat(answer.json["expires_at"]) - real_now()
    assert timedelta(hours=13, minutes=59) < lasts <= timedelta(hours=14)
    bearer = {"Authorization": f"Bearer {answer.json['token']}"}
    assert office.stranger.get("/api/v1/centres/thu", headers=bearer).status_code == 200


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(office: Api) -> None:
    wrong = office.stranger.post(SESSIONS, {"username": "quay1", "password": "sai"})
    unknown = office.stranger.post(SESSIONS, {"username": "khongco", "password": "sai"})
    assert refusal(wrong) == refusal(unknown) == (401, "wrong_password")
    assert wrong.json == unknown.json


def test_an_unknown_name_costs_as_much_as_a_wrong_password(office: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever measures the time must not learn which names exist: one hash is verified either way."""
    with office.hall.database.write() as connection:
        usual = access.hash_password(SECRET)
        connection.execute(update(Staff).where(Staff.username == "quay1").values(password_hash=usual))
    verified: list[str] = []
    real = access._HASHER

    class Counting:
        def verify(self, hashed: str, password: str) -> bool:
            verified.append(hashed.rsplit("$", 2)[0])
            return real.verify(hashed, password)

    monkeypatch.setattr(access, "_HASHER", Counting())
    for name in ("quay1", "khongco"):
        office.stranger.post(SESSIONS, {"username": name, "password": "sai"})
    assert len(verified) == 2
    assert verified[0] == verified[1], "and with the same cost"


def test_somebody_switched_off_does_not_get_in(office: Api) -> None:
    with office.hall.database.write() as connection:
        connection.execute(update(Staff).where(Staff.username == "quay1").values(active=False))
    answer = office.stranger.post(SESSIONS, {"username": "quay1", "password": SECRET})
    assert refusal(answer) == (401, "wrong_password")


def test_an_address_may_try_a_name_ten_times_a_minute_and_keeps_nobody_else_out(
    office: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "check_password", _refuse)
    answers = [_guess(office, "quay1", address="10.0.0.77") for _ in range(11)]
    assert {refusal(answer) for answer in answers[:10]} == {(401, "wrong_password")}
    assert refusal(answers[10]) == (429, "too_many")
    assert refusal(_guess(office, "quay2", address="10.0.0.77")) == (401, "wrong_password")
    assert refusal(_guess(office, "quay1", address="10.0.0.1")) == (401, "wrong_password")


def test_a_name_may_be_tried_three_hundred_times_a_minute_wherever_the_guesses_come_from(
    office: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "check_password", _refuse)
    answers = [_guess(office, "quay1", address=f"10.0.0.{guess // 10}") for guess in range(301)]
    assert {refusal(answer) for answer in answers[:300]} == {(401, "wrong_password")}
    assert refusal(answers[300]) == (429, "too_many")


def test_an_address_may_try_thirty_times_a_minute_whatever_the_names(
    office: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "check_password", _refuse)
    answers = [_guess(office, f"quay{index}", address="10.0.0.5") for index in range(31)]
    assert {refusal(answer) for answer in answers[:30]} == {(401, "wrong_password")}
    assert refusal(answers[30]) == (429, "too_many")
    assert refusal(_guess(office, "quay1", address="10.0.0.6")) == (401, "wrong_password")


@pytest.mark.parametrize(
    "body",
    [{}, {"username": "quay1"}, {"username": 1, "password": "x"}, {"username": "quay1", "password": "x", "a": 1}, []],
)
def test_a_body_that_is_no_name_and_password_is_refused(api: Api, body: object) -> None:
    assert refusal(api.stranger.client.post(SESSIONS, json=body)) == (422, "bad_input")


def test_the_answer_is_in_the_callers_language(api: Api) -> None:
    said = {}
    for language in ("vi", "en"):
        answer = _guess(api, "khongco", headers={"Accept-Language": language})
        said[language] = answer.json["error"]["message"]
    assert said == {"vi": errors.WrongPassword.vi, "en": errors.WrongPassword.en}


def _guess(api: Api, name: str, *, address: str = "127.0.0.1", headers: dict[str, str] | None = None):  # type: ignore[no-untyped-def]
    body = {"username": name, "password": "đoán"}
    return api.stranger.post(SESSIONS, body, headers=headers or {}, environ_base={"REMOTE_ADDR": address})


def _refuse(*_asked: object) -> int:
    """A password check that costs nothing: these tests count requests."""
    raise errors.WrongPassword()
