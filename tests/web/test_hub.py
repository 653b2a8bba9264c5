"""The hub signs people in without a password, so every condition under which it exists is held here."""

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from app.context import Context
from app.services import access
from app.store.models import Centre, Device, Membership
from app.web.identity import COOKIE
from tests.support.api import Api, refusal
from tests.web.browser import Browser, boot
from tests.web.scenes import called

SCREENS = {
    "kiosk": "/kiosk",
    "display": "/display",
    "counter": "/counter",
    "supervisor": "/supervisor",
    "admin": "/admin",
    "reception": "/reception",
    "counter-display": "/display?counter=3",
}


@pytest.fixture
def sample(api: Api) -> Api:
    """The small hall as a demonstration of sample data."""
    demonstrate(api, True)
    return api


def demonstrate(api: Api, shown: bool) -> None:
    context: Context = api.app.extensions["luot"]
    server = dataclasses.replace(context.settings.server, demonstration=shown)
    settings = dataclasses.replace(context.settings, server=server)
    api.app.extensions["luot"] = dataclasses.replace(context, settings=settings)


def is_open(browser: Browser, headers: dict[str, str] | None = None) -> bool:
    """Tell whether the hub exists for a browser, having checked that all of it agrees."""
    answers = [browser.get(path, headers).status_code for path in ("/", "/hub/state.json", "/hub/slips/none.png")]
    form = {"Sec-Fetch-Site": "same-origin", **(headers or {})}
    answers.append(browser.send("/hub/open/kiosk", headers=form).status_code)
    if answers == [200, 200, 404, 303]:
        return True
    assert answers == [302, 404, 404, 404]
    assert browser.get("/", headers).headers["Location"] == "/login"
    return False


def test_on_this_machine_the_sample_has_a_hub(sample: Api) -> None:
    assert is_open(Browser(sample))
    page = Browser(sample).get("/").text
    assert "phường Thử" in page
    for action in (*SCREENS, "phone"):
        assert f'action="/hub/open/{action}"' in page


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8000", "localhost:8000", "localhost", "[::1]:8000", "[::1]"])
def test_this_machine_has_several_names(sample: Api, host: str) -> None:
    address = "::1" if host.startswith("[") else "127.0.0.1"
    assert is_open(Browser(sample, address=address, host=host))


def test_without_the_word_demonstration_there_is_none(api: Api) -> None:
    demonstrate(api, False)
    assert not is_open(Browser(api))


def test_a_real_centre_has_none(sample: Api) -> None:
    with sample.hall.database.write() as connection:
        connection.execute(update(Centre).values(sample=False))
    assert not is_open(Browser(sample))


@pytest.mark.parametrize("address", ["192.168.1.20", "10.0.0.7", "::ffff:10.0.0.7", "", "unix:"])
def test_another_machine_has_none(sample: Api, address: str) -> None:
    assert not is_open(Browser(sample, address=address))


@pytest.mark.parametrize(
    "host",
    ["luot.example.vn", "127.0.0.1.evil.example", "localhost.evil.example:8000", "192.168.1.5:8000", "2130706433"],
)
def test_a_foreign_name_that_leads_here_has_none(sample: Api, host: str) -> None:
    assert not is_open(Browser(sample, host=host))


@pytest.mark.parametrize(
    "header", ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via"]
)
def test_behind_a_proxy_everybody_looks_local_and_so_nobody_is(sample: Api, header: str) -> None:
    assert not is_open(Browser(sample), {header: "127.0.0.1"})


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "http://evil.example"}]
)
def test_another_sites_page_does_not_open_screens(sample: Api, headers: dict[str, str]) -> None:
    answer = Browser(sample).send("/hub/open/supervisor", headers=headers)
    assert refusal(answer) == (403, "bad_csrf")
    assert "Set-Cookie" not in answer.headers


def test_a_link_opens_no_screen(sample: Api) -> None:
    assert Browser(sample).get("/hub/open/supervisor").status_code == 405


# Opening screens


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_opens_signed_in_as_whoever_uses_it(sample: Api, screen: str) -> None:
    browser = Browser(sample)
    answer = browser.send(f"/hub/open/{screen}")
    assert (answer.status_code, answer.headers["Location"]) == (303, SCREENS[screen])
    told = boot(browser.get(SCREENS[screen]))
    assert told["token"]
    assert told["audience"] == SCREENS[screen].partition("?")[0][1:]


def test_a_clerk_and_a_supervisor_are_open_side_by_side(sample: Api) -> None:
    browser = Browser(sample)
    for screen in ("counter", "supervisor"):
        browser.send(f"/hub/open/{screen}")
    assert boot(browser.get("/counter"))["staff"]["name"] == "Cán bộ quầy 3"
    assert boot(browser.get("/supervisor"))["staff"]["role"] == "supervisor"
    assert browser.session("/login") is None, "no session for the whole site"


def test_an_own_session_ends_with_the_browser_and_is_for_its_page_alone(sample: Api) -> None:
    answer = Browser(sample).send("/hub/open/counter")
    given = answer.headers.getlist("Set-Cookie")
    assert [cookie.partition("=")[0] for cookie in given] == ["luot_session", "luot_session_own"]
    for cookie in given:
        assert {"HttpOnly", "SameSite=Lax", "Path=/counter"} <= set(cookie.split("; "))
        assert "Max-Age" not in cookie


def test_opening_a_display_here_does_not_sign_out_the_real_one(sample: Api) -> None:
    real = sample["Màn hình sảnh 1"]
    Browser(sample).send("/hub/open/display")
    assert real.get("/api/v1/centres/thu").status_code == 200


def test_the_phone_opens_at_the_newest_ticket(sample: Api) -> None:
    assert Browser(sample).send("/hub/open/phone").headers["Location"] == "/kiosk"
    called(sample)
    token = sample.hall.ticket("A001").token
    assert Browser(sample).send("/hub/open/phone").headers["Location"] == f"/t/{token}"


def test_a_screen_nobody_knows_is_not_there(sample: Api) -> None:
    assert refusal(Browser(sample).send("/hub/open/cockpit")) == (404, "not_found")


@pytest.mark.parametrize(
    ("missing", "screen", "expected"),
    [
        (lambda: update(Device).values(kind="printer", printer_id=None), "kiosk", (404, "not_found")),
        (lambda: update(Membership).values(role="reader"), "supervisor", (403, "not_allowed")),
    ],
)
def test_a_screen_whose_user_is_missing_says_so(
    sample: Api, missing: Callable[[], Any], screen: str, expected: tuple[int, str]
) -> None:
    with sample.hall.database.write() as connection:
        connection.execute(missing())
    assert refusal(Browser(sample).send(f"/hub/open/{screen}")) == expected


# What it shows


def test_it_tells_what_runs(sample: Api) -> None:
    state = Browser(sample).get("/hub/state.json").json
    assert set(state) == {"running", "slips", "started"}
    (database,) = state["running"]
    assert (database["name"], database["state"], database["line"]) == ("Cơ sở dữ liệu", "ok", "SQLite")


def test_it_shows_the_last_two_slips_and_no_other_files(sample: Api, tmp_path: Path) -> None:
    paper = tmp_path / "paper"
    paper.mkdir()
    for name in ("0001-A001.png", "0002-A002.png", "0003-A003.png"):
        (paper / name).write_bytes(b"\x89PNG" + name.encode())
    (paper / "notes.txt").write_text("x")
    (tmp_path / "secret.png").write_bytes(b"secret")
    browser = Browser(sample)
    slips = browser.get("/hub/state.json").json["slips"]
    assert slips == [{"url": "/hub/slips/0003-A003.png"}, {"url": "/hub/slips/0002-A002.png"}]
    assert browser.get(slips[0]["url"]).data.endswith(b"0003-A003.png")
    for path in (
        "notes.txt",
        "none.png",
        "../secret.png",
        "%2e%2e/secret.png",
        "..%2fsecret.png",
        "%2e%2e%2fsecret.png",
    ):
        assert browser.get(f"/hub/slips/{path}").status_code == 404


def test_its_state_in_the_page_is_the_state_it_tells(sample: Api) -> None:
    page = boot(Browser(sample).get("/"))
    assert set(page["state"]) == set(json.loads(Browser(sample).get("/hub/state.json").text))


def test_a_screens_own_session_that_has_ended_does_not_hide_the_one_signed_in_to_next(sample: Api) -> None:
    browser = Browser(sample)
    browser.send("/hub/open/counter")
    own = str(browser.session("/counter"))
    with sample.hall.database.write() as connection:
        access.end_session(connection, own)
    assert browser.get("/counter/mini").headers["Location"] == "/login?next=/counter/mini"
    assert browser.session("/counter") is None
    browser.client.set_cookie(COOKIE, str(sample["quay1"].token), domain="127.0.0.1")
    assert boot(browser.get("/counter"))["staff"]["name"] == "Cán bộ quầy 1"
