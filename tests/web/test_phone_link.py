"""/t/{token}: the page of one ticket, for whoever holds its link."""

import pytest

from tests.support.api import Api
from tests.web.browser import Browser, boot
from tests.web.scenes import waiting


@pytest.fixture
def link(api: Api) -> str:
    """A001 waits; the path of its link as it stands in the QR code."""
    waiting(api)
    return f"/t/{api.hall.ticket('A001').token}"


def test_a_link_opens_the_page_of_its_ticket(api: Api, link: str) -> None:
    page = Browser(api).get(link)
    assert page.status_code == 200
    told = boot(page)
    token = link.rpartition("/")[2]
    assert (told["audience"], told["token"], told["ticket"], told["centre"]) == ("ticket", token, token, "thu")
    assert told["staff"] is None


def test_what_the_page_boots_with_gets_it_its_picture(api: Api, link: str) -> None:
    told = boot(Browser(api).get(link))
    path = f"/api/v1/centres/{told['centre']}/snapshot?for=ticket&ticket={told['ticket']}"
    answer = api.stranger.get(path, headers={"Authorization": f"Bearer {told['token']}"})
    assert (answer.status_code, answer.json["ticket"]["number"]) == (200, "A001")


def test_a_phone_speaks_the_language_of_its_ticket_or_the_one_asked_for(api: Api, link: str) -> None:
    browser = Browser(api)
    assert boot(browser.get(link))["language"] == "vi"
    assert boot(browser.get(f"{link}?language=en"))["language"] == "en"
    assert boot(browser.get(f"{link}?language=%22onload"))["language"] == "vi"
    api.hall.take("A", language="en")
    assert boot(browser.get(f"/t/{api.hall.ticket('A002').token}"))["language"] == "en"


def test_a_secret_link_is_told_to_no_other_site(api: Api, link: str) -> None:
    answer = Browser(api).get(link)
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("token", ["AbCdEfGhIjKl", "x", "A001", "1", "x" * 3000, "'", "%00"])
def test_an_unknown_link_is_a_polite_page_in_both_languages(api: Api, link: str, token: str) -> None:
    page = Browser(api).get(f"/t/{token}")
    assert (page.status_code, page.mimetype) == (404, "text/html")
    assert '<html lang="vi">' in page.text
    for words in ("Không tìm thấy phiếu này", "ông/bà", "This ticket was not found", "A001"):
        assert (words in page.text) is (words != "A001")


def test_an_unknown_link_asked_for_in_english_begins_in_english(api: Api) -> None:
    text = Browser(api).get("/t/nothing?language=en").text
    assert '<html lang="en">' in text
    assert text.index("<h1>This ticket") < text.index("<h1>Không tìm thấy")


def test_links_cannot_be_guessed_by_the_thousand(api: Api) -> None:
    browser = Browser(api, address="10.0.0.5")
    statuses = [browser.get(f"/t/guess{index}").status_code for index in range(241)]
    assert statuses == [404] * 240 + [429]
    assert Browser(api, address="10.0.0.6").get("/t/guess").status_code == 404


def test_a_clerk_who_opens_a_link_sees_what_its_holder_sees(api: Api, link: str) -> None:
    told = boot(Browser(api).get(link))
    assert told["staff"] is None
    assert told["audience"] == "ticket"
