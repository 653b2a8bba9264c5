"""The pages: who sees which, and what their modules boot from."""

import re

import pytest
from sqlalchemy import update

from app.store.models import Staff
from app.web.files import ROOT
from tests.support.api import Api, refusal
from tests.web.browser import Browser, boot, signed_in
from tests.web.scenes import called

BOOT = {"token", "csrf", "centre", "audience", "counter", "ticket", "language", "staff"}
REPORT = {"/supervisor/report", "/supervisor/report/turns"}
PAGES = {
    "quay1": {"/counter", "/counter/mini", "/supervisor/day", "/supervisor/tickets"},
    "huongdan": {"/kiosk", "/reception", "/reception/paper", "/supervisor/day", "/supervisor/tickets"},
    "dieuphoi": {
        *("/kiosk", "/display", "/counter", "/counter/mini", "/reception", "/reception/paper"),
        *("/supervisor", *REPORT, "/supervisor/day", "/supervisor/tickets"),
        *("/admin", "/admin/hours", "/admin/priority", "/admin/log"),
    },
    "lanhdao": {"/display", "/supervisor", *REPORT, "/supervisor/day", "/supervisor/tickets"},
}
EVERY = PAGES["dieuphoi"]


@pytest.mark.parametrize("who", PAGES)
def test_each_role_sees_its_pages_and_is_sent_to_a_sign_in_from_the_others(api: Api, who: str) -> None:
    browser = signed_in(api, who)
    for page in EVERY:
        answer = browser.get(page)
        assert (answer.status_code == 200) is (page in PAGES[who]), page
        if answer.status_code != 200:
            sign_in = "/device" if page in ("/kiosk", "/display") else "/login"
            assert (answer.status_code, answer.headers["Location"]) == (302, f"{sign_in}?next={page}")


def test_a_stranger_sees_none(api: Api) -> None:
    for page in EVERY:
        assert Browser(api).get(page).status_code == 302


@pytest.mark.parametrize("page", sorted(EVERY))
def test_a_page_boots_with_what_the_contract_says(api: Api, page: str) -> None:
    told = boot(signed_in(api, "dieuphoi").get(page))
    assert set(told) == BOOT
    assert (told["token"], told["centre"], told["language"]) == (None, "thu", "vi")
    assert (told["staff"]["name"], told["staff"]["role"]) == ("Điều phối", "supervisor")


def test_a_clerks_page_knows_the_counter_the_clerk_holds(api: Api) -> None:
    browser = signed_in(api, "quay1")
    assert boot(browser.get("/counter"))["counter"] is None
    api.hall.open(1)
    assert boot(browser.get("/counter"))["counter"] == str(api.hall.counter_ids[1])


@pytest.mark.parametrize(("asked", "counter"), [("3", 3), ("", None), ("x", None), ("-1", None)])
def test_a_display_shows_the_counter_it_is_asked_for(api: Api, asked: str, counter: int | None) -> None:
    told = boot(signed_in(api, "lanhdao").get(f"/display?counter={asked}"))
    assert told["counter"] == (str(api.hall.counter_ids[counter]) if counter else None)


@pytest.mark.parametrize("asked", ["99", "9" * 40])
def test_a_display_of_no_counter_is_not_there(api: Api, asked: str) -> None:
    assert refusal(signed_in(api, "lanhdao").get(f"/display?counter={asked}")) == (404, "not_found")


def test_a_display_bound_to_a_counter_shows_no_other(api: Api) -> None:
    browser = Browser(api)
    browser.send("/device", {"token": str(api["Bảng hiển thị tại quầy 3"].token)})
    for page in ("/display", "/display?counter=1"):
        assert boot(browser.get(page))["counter"] == str(api.hall.counter_ids[3])


def test_a_story_knows_its_ticket(api: Api) -> None:
    called(api)
    number = str(api.hall.ticket("A001").id)
    browser = signed_in(api, "dieuphoi")
    assert boot(browser.get(f"/supervisor/tickets/{number}"))["ticket"] == number
    assert refusal(browser.get("/supervisor/tickets/A001")) == (404, "unknown_ticket")


def test_the_guidance_desk_reads_a_story_below_its_own_address(api: Api) -> None:
    called(api)
    number = str(api.hall.ticket("A001").id)
    page = signed_in(api, "huongdan").get(f"/reception/tickets/{number}")
    assert (boot(page)["ticket"], "/static/story/main.js" in page.text) == (number, True)


def test_what_a_page_boots_with_cannot_end_its_script(api: Api) -> None:
    """A name may hold anything; in the page it must stay a name."""
    name = "</script><script>alert(1)</script>"
    browser = signed_in(api, "dieuphoi")
    with api.hall.database.write() as connection:
        connection.execute(update(Staff).where(Staff.username == "dieuphoi").values(name=name))
    page = browser.get("/supervisor")
    assert boot(page)["staff"]["name"] == name
    assert "<script>alert" not in page.text


def test_every_file_a_page_names_is_there(api: Api) -> None:
    browser = signed_in(api, "dieuphoi")
    ticket = called(api).rpartition("/")[2]
    link = f"/t/{api.hall.ticket('A001').token}"
    for page in (*EVERY, f"/supervisor/tickets/{ticket}", link, "/login", "/device", "/t/none", "/api/docs"):
        text = browser.get(page).text
        named = set(re.findall(r'(?:src|href)="(/(?:static|npm|kiosk|display)/[^"]+)"', text))
        assert named, page
        for path in named:
            assert browser.get(path).status_code == 200, f"{page} names {path}"


def test_the_import_map_leads_to_files_that_are_there(api: Api) -> None:
    text = signed_in(api, "dieuphoi").get("/supervisor").text
    targets = re.findall(r'": "(/[^"]+)"', text)
    assert len(targets) > 4
    for path in targets:
        where = path.replace("/npm/", "node_modules/").replace("/static/", "app/web/static/").lstrip("/")
        assert (ROOT / where).exists(), path
