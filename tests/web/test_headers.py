"""What every page says about itself: nothing from elsewhere runs on it, and nobody frames it."""

import re
from typing import Any

import pytest

from tests.support.api import Api
from tests.web.browser import Browser, signed_in
from tests.web.scenes import called
from tests.web.test_hub import demonstrate

PAGES = [
    *("/kiosk", "/display", "/counter", "/supervisor", "/supervisor/report", "/supervisor/tickets"),
    *("/supervisor/tickets/1", "/login", "/device", "/t/none", "/t/{link}", "/api/docs", "/"),
]


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest, api: Api) -> Any:
    """Each page of the hall, as whoever may see it gets it."""
    demonstrate(api, True)
    called(api)
    path = request.param.format(link=api.hall.ticket("A001").token)
    answer = signed_in(api, "dieuphoi").get(path)
    assert answer.mimetype == "text/html", path
    return answer


def policy(page: Any) -> dict[str, list[str]]:
    header = page.headers["Content-Security-Policy"]
    return {name: values for name, *values in (part.split() for part in header.split(";"))}


def test_a_page_runs_only_what_this_server_gave_it(page: Any) -> None:
    rules = policy(page)
    assert rules["default-src"] == ["'self'"]
    assert rules["style-src"] == ["'self'"]
    assert rules["object-src"] == rules["base-uri"] == rules["frame-ancestors"] == ["'none'"]
    assert rules["form-action"] == ["'self'"]
    own, nonce = rules["script-src"]
    assert own == "'self'"
    assert re.fullmatch(r"'nonce-[\w-]{20,}'", nonce)
    for loose in ("unsafe-inline", "unsafe-eval", "http:", "*"):
        assert loose not in page.headers["Content-Security-Policy"]


def test_nothing_is_written_into_a_page_that_its_policy_would_stop(page: Any) -> None:
    _, nonce = policy(page)["script-src"]
    allowed = f'nonce="{nonce[7:-1]}"'
    for attributes, content in re.findall(r"<script([^>]*)>(.*?)</script>", page.text, re.DOTALL):
        data = 'type="application/json"' in attributes
        assert data or allowed in attributes, attributes
        assert "importmap" in attributes or data or not content.strip()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", page.text)


def test_nothing_in_a_page_comes_from_elsewhere(page: Any) -> None:
    assert re.findall(r'(?:src|href|action)="(?:https?:)?//[^"]*"', page.text) == []


def test_a_page_is_kept_by_nobody_and_told_to_nobody(page: Any) -> None:
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert page.headers["Referrer-Policy"] == "same-origin"


def test_a_nonce_is_for_one_answer(api: Api) -> None:
    browser = Browser(api)
    first, second = (policy(browser.get("/login"))["script-src"] for _ in range(2))
    assert first != second


def test_answers_of_the_api_are_kept_by_nobody(api: Api) -> None:
    answer = api.kiosk.get("/api/v1/centres/thu")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
