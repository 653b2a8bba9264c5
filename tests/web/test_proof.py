"""Who presses again and again is asked for with the lock; whoever is no longer allowed to is refused as ever."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update

from app.clock import real_now
from app.domain.errors import NotSignedIn
from app.domain.roles import Permission, Role
from app.services import callers
from app.store import driver
from app.store.models import Membership, Staff, Token
from app.web.permissions import by_counter, needs
from tests.support.api import Api, Caller, make_api, refusal
from tests.support.hall import Hall
from tests.web.scenes import CENTRE


@pytest.fixture
def api(
    database_url: str, tmp_path: Path, one_app: Callable[..., Flask], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Api]:
    """The small hall's HTTP contract, on either engine."""
    monkeypatch.setattr("tests.support.api.create_app", one_app)
    found = Hall(database_url)
    yield make_api(found, str(tmp_path))
    found.close()


def revision(api: Api) -> int:
    with api.hall.look() as seen:
        return seen.revision


@pytest.fixture
def clerk(api: Api) -> Caller:
    """The clerk of counter 1, who has just called A001; A002 to A004 wait."""
    api.hall.open(1)
    api.hall.queue("A001", "A002", "A003", "A004")
    asks = api.clerk(1)
    assert next_one(api, asks).json["ticket"]["number"] == "A001"  # type: ignore[index]
    return asks


def next_one(api: Api, asks: Caller, **body: Any) -> Any:
    return asks.post(f"{api.counter(1)}/next", {"finish": True, **body})


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_clerk_who_presses_again_costs_two_messages(api: Api, clerk: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    assert next_one(api, clerk).status_code == 200
    sent, send = list[Any](), driver.send
    monkeypatch.setattr(driver, "send", lambda connection: sent.append(connection) or send(connection))
    assert next_one(api, clerk).json["ticket"]["number"] == "A003"
    assert len(sent) == 2, "who asks with the lock, and the steps with the commit"


def switch_off(api: Api) -> None:
    with api.hall.database.write() as connection:
        connection.execute(update(Staff).where(Staff.username == "quay1").values(active=False))


def end(api: Api) -> None:
    with api.hall.database.write() as connection:
        connection.execute(update(Token).values(expires_at=real_now() - timedelta(seconds=1)))


def take_role(api: Api) -> None:
    with api.hall.database.write() as connection:
        connection.execute(update(Membership).values(role=Role.READER))


@pytest.mark.parametrize(
    ("change", "told"),
    [(switch_off, (401, "not_signed_in")), (end, (401, "not_signed_in")), (take_role, (403, "not_allowed"))],
)
def test_who_is_no_longer_what_they_were_does_nothing_and_hears_why(
    api: Api, clerk: Caller, change: Callable[[Api], None], told: tuple[int, str]
) -> None:
    change(api)
    before = revision(api)
    for _ in "ab":
        assert refusal(next_one(api, clerk)) == told
    assert revision(api) == before
    assert api.hall.ticket("A001").state == "called"


def test_a_stranger_hears_nothing_of_what_is_wrong_with_the_request(api: Api, clerk: Caller) -> None:
    switch_off(api)
    assert refusal(next_one(api, clerk, finish="perhaps")) == (401, "not_signed_in")
    assert refusal(clerk.post("/api/v1/counters/77777/next")) == (401, "not_signed_in")


def test_who_is_given_another_role_has_it_at_once(api: Api, clerk: Caller) -> None:
    api.hall.open(2)
    other = f"{api.counter(2)}/next"
    assert refusal(clerk.post(other)) == (403, "not_your_counter")
    with api.hall.database.write() as connection:
        connection.execute(update(Membership).values(role=Role.SUPERVISOR))
    assert clerk.post(other).status_code == 200


def test_a_repeat_is_answered_as_the_first_time_and_to_nobody_who_may_not_hear_it(api: Api, clerk: Caller) -> None:
    path, key = f"{api.counter(1)}/next", "a key of this clerk's"
    first = clerk.post(path, {"finish": True}, key=key)
    assert clerk.post(path, {"finish": True}, key=key).json == first.json
    switch_off(api)
    assert refusal(clerk.post(path, {"finish": True}, key=key)) == (401, "not_signed_in")


def test_a_view_that_makes_no_change_runs_only_for_whom_was_asked_for(
    api: Api, clerk: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []
    show = callers.Proof.show
    monkeypatch.setattr(callers.Proof, "show", lambda proof, *told: seen.append(True) or show(proof, *told))

    @needs(Permission.CALL, by_counter, late=True)
    def idle(counter: str) -> dict[str, Any]:
        return {"counter": counter}

    headers = {"Authorization": f"Bearer {clerk.token}"}
    switch_off(api)
    asked = api.app.test_request_context(f"{api.counter(1)}/next", method="POST", headers=headers)
    with asked, pytest.raises(NotSignedIn):
        idle(counter=str(api.hall.counter_ids[1]))
    assert seen == []


def test_a_number_is_given_to_a_kiosk_again_and_again(api: Api) -> None:
    api.hall.open(1)
    numbers = [api.kiosk.post(f"{CENTRE}/tickets", {"field": "A"}).json["number"] for _ in range(4)]  # type: ignore[index]
    assert numbers == ["A001", "A002", "A003", "A004"]
