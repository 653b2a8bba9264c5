"""/t/{token}: the page of one ticket, for whoever holds its link."""

import json
import re
from datetime import timedelta
from urllib.parse import urljoin

import pytest
from sqlalchemy import insert, select

from app.store.models import Centre, Field, Ticket
from tests.support.api import Api, Caller, refusal
from tests.support.hall import MONDAY
from tests.web.browser import Browser, boot, signed_in
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


def test_the_page_has_its_first_picture_in_it(api: Api, link: str) -> None:
    told = boot(Browser(api).get(link))["snapshot"]
    assert (told["audience"], told["ticket"]["number"], told["ticket"]["people_ahead"]) == ("ticket", "A001", 0)


def test_yesterdays_link_still_opens_and_says_that_it_is_over(api: Api, link: str) -> None:
    api.hall.at("09:00", MONDAY + timedelta(days=1)).queue("A001")
    page = Browser(api).get(link)
    told = boot(page)["snapshot"]
    assert (page.status_code, told["ticket"]["day"], told["ticket"]["over"]) == (200, "2026-11-23", True)
    assert told["calls"] == []


def test_a_link_leads_to_its_own_centre_whoever_is_signed_in_here(api: Api, link: str) -> None:
    token = other_centres_ticket(api)
    browser = signed_in(api, "quay1")
    told = boot(browser.get(f"/t/{token}"))
    assert (told["centre"], told["snapshot"]["centre"]["slug"], told["snapshot"]["ticket"]["number"]) == (
        *("khac", "khac"),
        "Z001",
    )
    stranger = Caller(api.app.test_client(), token)
    assert refusal(stranger.get("/api/v1/centres/thu/snapshot?for=ticket")) == (403, "not_allowed")
    assert refusal(stranger.post(f"{api.ticket('A001')}/cancel")) == (403, "not_allowed")


def test_no_search_engine_keeps_a_link_and_no_other_site_hears_of_it(api: Api, link: str) -> None:
    text = Browser(api).get(link).text
    for said in ('name="robots" content="noindex"', 'name="referrer" content="no-referrer"'):
        assert said in text


def test_the_page_fetches_ahead_every_module_it_will_need(api: Api, link: str) -> None:
    browser = Browser(api)
    text = browser.get(link).text
    ahead = set(re.findall(r'<link rel="modulepreload" href="([^"]+)">', text))
    imports = json.loads(re.search(r'<script type="importmap"[^>]*>(.*?)</script>', text, re.DOTALL)[1])["imports"]  # type: ignore[index]
    assert ahead == needed(browser, "/static/phone/main.js", imports) - {"/static/phone/main.js"}


def test_modules_are_named_only_where_it_is_known_what_their_names_mean(api: Api, link: str) -> None:
    """A browser that has one at hand reads its imports at once, and without the map it knows no short name."""
    text = Browser(api).get(link).text
    assert text.index('<script type="importmap"') < text.index('<link rel="modulepreload"')


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


def needed(browser: Browser, path: str, imports: dict[str, str]) -> set[str]:
    """Return the addresses of a module and of all it imports, at once or later."""
    found, open_ends = {path}, [path]
    while open_ends:
        at = open_ends.pop()
        for name in re.findall(r'(?:\bfrom|\bimport\(|^import)\s*"([^"]+)"', browser.get(at).text, re.MULTILINE):
            address = urljoin(at, name) if name.startswith(".") else resolved(name, imports)
            if address not in found:
                found.add(address)
                open_ends.append(address)
    return found


def resolved(name: str, imports: dict[str, str]) -> str:
    """Return where the import map says a bare name is."""
    if name in imports:
        return imports[name]
    folder = next(key for key in imports if key.endswith("/") and name.startswith(key))
    return imports[folder] + name.removeprefix(folder)


def other_centres_ticket(api: Api) -> str:
    """Let somebody wait in another centre; return the secret of that ticket's link."""
    names = {"slug": "khac", "kind": "Trung tâm", "kind_en": "Centre", "name": "khác", "name_en": "Other"}
    mine = api.hall.ticket("A001")
    with api.hall.database.write() as connection:
        made = insert(Centre).values(**names, timezone="Asia/Ho_Chi_Minh", sample=True, settings={})
        centre = connection.execute(made.returning(Centre.id)).scalar_one()
        field = connection.execute(select(*Field.__table__.columns).where(Field.id == mine.field_id)).one()
        there = {**field._mapping, "centre_id": centre, "prefix": "Z", "waiting": 1}
        del there["id"]
        field_id = connection.execute(insert(Field).values(there).returning(Field.id)).scalar_one()
        ticket = {row.name: getattr(mine, row.name) for row in Ticket.__table__.columns if row.name != "id"}
        ticket |= {"centre_id": centre, "field_id": field_id, "prefix": "Z", "token": "of-another"}
        connection.execute(insert(Ticket).values(ticket))
    return "of-another"
