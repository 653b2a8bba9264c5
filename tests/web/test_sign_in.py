"""Signing in and out in a browser, with a plain form."""

import re
from urllib.parse import urlencode

import pytest
from sqlalchemy import delete, select, update

from app.domain.errors import TooMany, WrongPassword
from app.store.models import Staff, Token
from tests.support.api import Api
from tests.web.browser import SECRET, Browser, boot, give_password, signed_in

QUAY1 = {"username": "quay1", "password": SECRET}


def test_the_sign_in_is_a_form_that_needs_no_script(api: Api) -> None:
    page = Browser(api).get("/login").text
    form = re.search(r'<form[^>]*method="post"[^>]*action="/login[^"]*".*?</form>', page, re.DOTALL)
    assert form
    for name in ("username", "password", "next"):
        assert f'name="{name}"' in form[0]
    assert re.search(r"<button(?![^>]*type=.button)[^>]*>", form[0]), "a button that sends it"


def test_it_tells_which_centre_this_is_and_when_it_opens(api: Api) -> None:
    page = Browser(api).get("/login").text
    for words in ("Trung tâm Phục vụ hành chính công", "phường Thử", "07:30", "17:00", "Thứ Hai, 23/11/2026"):
        assert words in page


@pytest.mark.parametrize(
    ("username", "home"),
    [
        ("quay1", "/counter"),
        ("huongdan", "/reception"),
        ("dieuphoi", "/supervisor"),
        ("quantri", "/admin"),
        ("lanhdao", "/supervisor/report"),
    ],
)
def test_whoever_signs_in_comes_to_their_own_page(api: Api, username: str, home: str) -> None:
    give_password(api, username)
    browser = Browser(api)
    answer = browser.send("/login", {"username": username, "password": SECRET})
    assert (answer.status_code, answer.headers["Location"]) == (303, home)
    assert browser.get(home).status_code == 200


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(api: Api) -> None:
    give_password(api, "quay1")
    (cookie,) = Browser(api).send("/login", QUAY1).headers.getlist("Set-Cookie")
    assert cookie.startswith("luot_session=")
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
    assert "Expires" not in cookie
    assert "Max-Age" not in cookie


def test_over_https_the_cookie_never_travels_in_the_clear(api: Api) -> None:
    give_password(api, "quay1")
    client = api.app.test_client()
    answer = client.post("/login", data=QUAY1, base_url="https://luot.example.vn")
    assert "Secure" in answer.headers["Set-Cookie"].split("; ")


def test_a_wrong_password_is_said_on_the_form_and_the_name_is_kept(api: Api) -> None:
    answer = Browser(api).send("/login", {"username": "quay1<b>", "password": "sai", "next": "/counter"})
    assert answer.status_code == 401
    assert WrongPassword.vi in answer.text
    assert 'value="quay1&lt;b&gt;"' in answer.text
    assert 'value="/counter"' in answer.text
    assert "sai" not in re.findall(r'value="([^"]*)"', answer.text)
    assert "Set-Cookie" not in answer.headers


def test_the_form_speaks_english_when_asked(api: Api) -> None:
    browser = Browser(api)
    assert 'lang="en"' in browser.get("/login?language=en").text
    answer = browser.send("/login?language=en", {"username": "quay1", "password": "sai"})
    assert WrongPassword.en in answer.text
    assert 'action="/login?language=en"' in answer.text, "the next try is answered in English too"


def test_who_tries_too_often_reads_a_page(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_asked: object) -> int:
        raise WrongPassword()

    monkeypatch.setattr("app.services.access.check_password", refuse)
    browser = Browser(api)
    answers = [browser.send("/login", {"username": "quay1", "password": "đoán"}) for _ in range(11)]
    assert [answer.status_code for answer in answers] == [401] * 10 + [429]
    assert answers[-1].mimetype == "text/html"
    assert TooMany.vi in answers[-1].text


def test_failing_in_a_clerks_name_keeps_nobody_but_oneself_out(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    give_password(api, "quay1")
    attacker = Browser(api, address="10.0.0.66")
    answers = [attacker.send("/login", {"username": "quay1", "password": ""}) for _ in range(11)]
    assert answers[-1].status_code == 429
    assert Browser(api, address="10.0.0.7").send("/login", QUAY1).status_code == 303


# Where one goes afterwards


def test_one_goes_on_to_the_page_one_came_for(api: Api) -> None:
    browser = Browser(api)
    refused = browser.get("/supervisor/report?from=2026-11-01")
    assert (refused.status_code, refused.headers["Location"]) == (
        302,
        "/login?next=/supervisor/report?from%3D2026-11-01",
    )
    assert 'value="/supervisor/report?from=2026-11-01"' in browser.get(refused.headers["Location"]).text
    give_password(api, "lanhdao")
    form = {"username": "lanhdao", "password": SECRET, "next": "/supervisor/report?from=2026-11-01"}
    assert browser.send("/login", form).headers["Location"] == "/supervisor/report?from=2026-11-01"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "/\r\nSet-Cookie: a=b",
        "///evil.example",
        "http:evil.example",
        "javascript:alert(1)",
        "evil.example",
        " //evil.example",
        "",
    ],
)
def test_a_sign_in_never_leads_elsewhere(api: Api, elsewhere: str) -> None:
    give_password(api, "quay1")
    answer = Browser(api).send("/login", {**QUAY1, "next": elsewhere})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/counter")
    assert "evil" not in Browser(api).get("/login?" + urlencode({"next": elsewhere})).text


# Forms of other sites


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
@pytest.mark.parametrize("path", ["/login", "/logout", "/device"])
def test_another_sites_form_is_refused(api: Api, path: str, headers: dict[str, str]) -> None:
    give_password(api, "quay1")
    answer = Browser(api).send(path, QUAY1, headers)
    assert (answer.status_code, answer.json["error"]["code"]) == (403, "bad_csrf")
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "none"}, {"Origin": "http://127.0.0.1:8000"}, {}])
def test_ones_own_form_is_taken_from_old_browsers_too(api: Api, headers: dict[str, str]) -> None:
    give_password(api, "quay1")
    assert Browser(api).send("/login", QUAY1, headers).status_code == 303


# Signing out


def test_signing_out_ends_the_session_everywhere(api: Api) -> None:
    browser = signed_in(api, "quay1")
    stolen = browser.session()
    answer = browser.send("/logout")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/login")
    assert browser.session() is None
    with api.hall.database.read() as connection:
        assert connection.execute(select(Token.digest)).all() == []
    headers = {"Authorization": f"Bearer {stolen}"}
    assert api.stranger.get("/api/v1/centres/thu", headers=headers).status_code == 401


def test_a_link_does_not_sign_anybody_out(api: Api) -> None:
    browser = signed_in(api, "quay1")
    assert browser.get("/logout").status_code == 405
    assert browser.get("/counter").status_code == 200


def test_signing_out_twice_does_no_harm(api: Api) -> None:
    assert Browser(api).send("/logout").headers["Location"] == "/login"


# What a page is told of the session


def test_a_script_never_sees_the_session_of_a_whole_site(api: Api) -> None:
    browser = signed_in(api, "quay1")
    page = browser.get("/counter")
    told = boot(page)
    assert told["token"] is None
    assert (told["centre"], told["audience"], told["staff"]["role"]) == ("thu", "counter", "clerk")
    assert browser.session() not in page.text


def test_somebody_switched_off_is_sent_back_to_the_sign_in(api: Api) -> None:
    browser = signed_in(api, "quay1")
    with api.hall.database.write() as connection:
        connection.execute(update(Staff).where(Staff.username == "quay1").values(active=False))
    assert browser.get("/counter").headers["Location"] == "/login?next=/counter"


def test_a_session_that_is_gone_is_a_strangers(api: Api) -> None:
    browser = signed_in(api, "quay1")
    with api.hall.database.write() as connection:
        connection.execute(delete(Token))
    assert browser.get("/counter").status_code == 302
    assert browser.ask(f"{api.counter(1)}/open").status_code == 401
