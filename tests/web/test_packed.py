"""Scripts and styles travel packed to whoever takes them so."""

import gzip

import pytest

from app.web.files import ROOT
from tests.support.api import Api
from tests.web.browser import Browser
from tests.web.scenes import waiting

SCRIPT = "/npm/socket.io-client/dist/socket.io.esm.min.js"
PACKED = {"Accept-Encoding": "gzip, deflate, br"}


@pytest.mark.parametrize(
    ("path", "file"),
    [
        (SCRIPT, f"node_modules{SCRIPT.removeprefix('/npm')}"),
        ("/static/shared/base.css", "app/web/static/shared/base.css"),
        ("/kiosk/static/main.js", "kiosk/main.js"),
    ],
)
def test_a_browser_gets_the_same_text_in_fewer_bytes(api: Api, path: str, file: str) -> None:
    answer = api.stranger.get(path, headers=PACKED)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.data) == (ROOT / file).read_bytes()
    assert int(answer.headers["Content-Length"]) == len(answer.data) < 0.6 * (ROOT / file).stat().st_size
    assert "Accept-Encoding" in answer.headers["Vary"]


@pytest.mark.parametrize("takes", [{}, {"Accept-Encoding": "identity"}, {"Accept-Encoding": "gzip;q=0, br"}])
def test_who_takes_nothing_packed_gets_it_plain(api: Api, takes: dict[str, str]) -> None:
    answer = api.stranger.get(SCRIPT, headers=takes)
    assert "Content-Encoding" not in answer.headers
    assert answer.data == (ROOT / "node_modules" / SCRIPT.removeprefix("/npm/")).read_bytes()
    assert "Accept-Encoding" in answer.headers["Vary"], "or a proxy would give this to everybody"


def test_what_has_not_changed_is_not_sent_again(api: Api) -> None:
    mark = api.stranger.get(SCRIPT, headers=PACKED).headers["ETag"]
    again = api.stranger.get(SCRIPT, headers={**PACKED, "If-None-Match": mark})
    assert (again.status_code, again.data) == (304, b"")
    assert "Content-Encoding" not in again.headers


@pytest.mark.parametrize(
    "path",
    [
        "/npm/@fontsource/inter/files/inter-latin-400-normal.woff2",
        "/npm/lucide-static/icons/x.svg",
        "/static/none.js",
    ],
)
def test_what_gains_nothing_goes_as_it_is(api: Api, path: str) -> None:
    assert "Content-Encoding" not in api.stranger.get(path, headers=PACKED).headers


def test_what_holds_a_secret_is_never_packed(api: Api) -> None:
    waiting(api)
    token = api.hall.ticket("A001").token
    page = Browser(api).get(f"/t/{token}", PACKED)
    bearer = {**PACKED, "Authorization": f"Bearer {token}"}
    answer = api.stranger.get("/api/v1/centres/thu/snapshot?for=ticket", headers=bearer)
    for secret in (page, answer):
        assert secret.status_code == 200
        assert "Content-Encoding" not in secret.headers
