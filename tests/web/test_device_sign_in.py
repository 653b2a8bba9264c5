"""A kiosk or a display is given its token once, for its own page only."""

import pytest
from sqlalchemy import update

from app.store.models import Device
from app.web.identity import CSRF_HEADER
from tests.support.api import Api, refusal
from tests.web.browser import SECRET, Browser, boot, give_password, signed_in
from tests.web.scenes import CENTRE, DISPLAY, PRINTER

KIOSK = "Máy lấy số 1"


def connected(api: Api, name: str, **form: str) -> Browser:
    """Return a browser that was given a device's token."""
    browser = Browser(api)
    answer = browser.send("/device", {"token": str(api[name].token), **form})
    assert answer.status_code == 303, answer.text
    return browser


def test_a_device_without_a_session_is_asked_for_its_token(api: Api) -> None:
    for page in ("/kiosk", "/display", "/display?counter=3"):
        answer = Browser(api).get(page)
        assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (302, "/device")
    page = Browser(api).get("/device?next=/display?counter%3D3").text
    assert '<form class="device-form" method="post" action="/device' in page
    assert 'value="/display?counter=3"' in page


@pytest.mark.parametrize(("name", "page"), [(KIOSK, "/kiosk"), (DISPLAY, "/display")])
def test_a_device_comes_to_its_own_page_and_stays_signed_in(api: Api, name: str, page: str) -> None:
    browser = Browser(api)
    answer = browser.send("/device", {"token": f"  {api[name].token}\n"})
    assert (answer.status_code, answer.headers["Location"]) == (303, page)
    given = answer.headers.getlist("Set-Cookie")
    assert [cookie.partition("=")[0] for cookie in given] == ["luot_session", "luot_session_own"]
    for cookie in given:
        parts = cookie.split("; ")
        assert {"HttpOnly", "SameSite=Lax", f"Path={page}"} <= set(parts)
        assert f"Max-Age={400 * 24 * 3600}" in parts
    told = boot(browser.get(page))
    assert (told["token"], told["audience"], told["staff"]) == (api[name].token, page[1:], None)


def test_each_time_its_page_loads_a_device_is_remembered_anew(api: Api) -> None:
    """Browsers keep no cookie longer than four hundred days; a kiosk stands for years."""
    kept = connected(api, KIOSK).get("/kiosk").headers.getlist("Set-Cookie")
    assert [cookie.partition("=")[0] for cookie in kept] == ["luot_session", "luot_session_own"]
    assert all("Max-Age=34560000" in cookie and "Path=/kiosk" in cookie for cookie in kept)


def test_a_clerks_own_session_is_not_prolonged_by_looking(api: Api) -> None:
    assert "Set-Cookie" not in signed_in(api, "quay1").get("/counter").headers


def test_a_display_goes_on_to_the_counter_it_stands_above(api: Api) -> None:
    browser = Browser(api)
    answer = browser.send("/device", {"token": str(api[DISPLAY].token), "next": "/display?counter=2"})
    assert answer.headers["Location"] == "/display?counter=2"
    assert boot(browser.get("/display?counter=2"))["counter"] == str(api.hall.counter_ids[2])


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example", "//evil.example", "/display", "/login", "/kiosk/../login"]
)
def test_a_kiosk_goes_nowhere_but_to_its_page(api: Api, elsewhere: str) -> None:
    answer = Browser(api).send("/device", {"token": str(api[KIOSK].token), "next": elsewhere})
    assert answer.headers["Location"] == "/kiosk"


def test_a_device_session_opens_its_page_and_nothing_else(api: Api) -> None:
    browser = connected(api, KIOSK)
    assert browser.session("/kiosk") == api[KIOSK].token
    assert browser.session("/api/v1/centres/thu") is None
    assert refusal(browser.get(CENTRE)) == (401, "not_signed_in")
    for page in ("/display", "/counter", "/supervisor"):
        assert browser.get(page).status_code == 302


def test_a_device_and_a_clerk_share_a_browser_without_mixing(api: Api) -> None:
    browser = connected(api, DISPLAY)
    give_password(api, "quay1")
    browser.send("/login", {"username": "quay1", "password": SECRET})
    assert boot(browser.get("/display"))["token"] == api[DISPLAY].token
    assert boot(browser.get("/counter"))["staff"]["name"] == "Cán bộ quầy 1"
    browser.send("/logout")
    assert browser.get("/counter").status_code == 302
    assert browser.get("/display").status_code == 200


@pytest.mark.parametrize("token", ["", "wrong", "x" * 5000, "\x00"])
def test_a_wrong_token_is_said_on_the_form(api: Api, token: str) -> None:
    answer = Browser(api).send("/device", {"token": token, "next": "//evil.example"})
    assert answer.status_code == 401
    assert "Mã thiết bị không đúng." in answer.text
    assert "evil" not in answer.text
    assert "Set-Cookie" not in answer.headers


def test_the_form_speaks_english_when_asked(api: Api) -> None:
    assert "The token is wrong." in Browser(api).send("/device?language=en", {"token": "wrong"}).text


def test_neither_a_clerk_nor_a_printer_is_a_screen(api: Api) -> None:
    for name in ("quay1", PRINTER):
        assert Browser(api).send("/device", {"token": str(api[name].token)}).status_code == 401


def test_a_device_switched_off_is_asked_for_a_token_again(api: Api) -> None:
    browser = connected(api, KIOSK)
    with api.hall.database.write() as connection:
        connection.execute(update(Device).where(Device.name == KIOSK).values(active=False))
    assert browser.get("/kiosk").headers["Location"] == "/device?next=/kiosk"


def test_an_address_may_try_thirty_tokens_a_minute(api: Api) -> None:
    browser = Browser(api)
    answers = [browser.send("/device", {"token": "guess"}) for _ in range(31)]
    assert [answer.status_code for answer in answers] == [401] * 30 + [429]
    assert "Quá nhiều lần" in answers[-1].text
    other = Browser(api, address="10.0.0.9")
    assert other.send("/device", {"token": str(api[KIOSK].token)}).status_code == 303


def test_a_displays_page_cannot_act_by_its_cookie(api: Api) -> None:
    """The cookie is not even sent to the API; the page uses the token it was given, which needs no proof."""
    browser = connected(api, DISPLAY)
    told = boot(browser.get("/display"))
    assert refusal(browser.ask("/api/v1/devices/heartbeat", headers={CSRF_HEADER: told["csrf"]})) == (
        401,
        "not_signed_in",
    )
    by_token = {"Authorization": f"Bearer {told['token']}"}
    assert browser.ask("/api/v1/devices/heartbeat", headers=by_token).status_code == 200
