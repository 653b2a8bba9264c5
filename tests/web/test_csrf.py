"""A change by cookie alone needs its proof; a change by token needs none."""

import pytest

from app.web.identity import CSRF_HEADER
from tests.support.api import Api, refusal
from tests.web.browser import Browser, boot, signed_in


@pytest.fixture
def browser(api: Api) -> Browser:
    """quay1 has signed in."""
    return signed_in(api, "quay1")


def proof(browser: Browser) -> str:
    return str(boot(browser.get("/counter"))["csrf"])


def test_a_cookie_alone_may_look(browser: Browser) -> None:
    assert browser.get("/api/v1/centres/thu").status_code == 200


def test_a_cookie_alone_changes_nothing(api: Api, browser: Browser) -> None:
    assert refusal(browser.ask(f"{api.counter(1)}/open")) == (403, "bad_csrf")
    assert api.hall.counter_snapshot(1)["counter"]["state"] == "closed"


def test_a_cookie_with_its_proof_changes(api: Api, browser: Browser) -> None:
    headers = {CSRF_HEADER: proof(browser)}
    assert browser.ask(f"{api.counter(1)}/open", headers=headers).json["counter"]["state"] == "open"


@pytest.mark.parametrize("wrong", ["", "x" * 64, "ơ".encode().decode("latin-1")])
def test_a_wrong_proof_is_none(api: Api, browser: Browser, wrong: str) -> None:
    assert refusal(browser.ask(f"{api.counter(1)}/open", headers={CSRF_HEADER: wrong})) == (403, "bad_csrf")


def test_the_proof_of_another_session_is_none(api: Api, browser: Browser) -> None:
    other = proof(signed_in(api, "quay2"))
    assert refusal(browser.ask(f"{api.counter(1)}/open", headers={CSRF_HEADER: other})) == (403, "bad_csrf")


def test_a_token_needs_no_proof_and_goes_before_the_cookie(api: Api, browser: Browser) -> None:
    headers = {"Authorization": f"Bearer {api.clerk(2).token}"}
    opened = browser.ask(f"{api.counter(2)}/open", headers=headers).json["counter"]
    assert opened["clerk"]["name"] == "Cán bộ quầy 2"


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Basic cXVheTE6eA==", "nonsense"])
def test_a_header_without_a_token_does_not_stand_in_for_the_proof(api: Api, browser: Browser, header: str) -> None:
    assert refusal(browser.ask(f"{api.counter(1)}/open", headers={"Authorization": header})) == (403, "bad_csrf")


def test_a_wrong_token_is_not_helped_by_the_cookie(api: Api, browser: Browser) -> None:
    headers = {"Authorization": "Bearer wrong"}
    assert refusal(browser.ask(f"{api.counter(1)}/open", headers=headers)) == (401, "not_signed_in")
