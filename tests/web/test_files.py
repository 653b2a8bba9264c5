"""Files pages are made of: only those, and nothing beside them."""

import json

import pytest

from app.web.files import ROOT, packages
from tests.support.api import Api, refusal


@pytest.mark.parametrize(
    "path",
    [
        "/npm/lit-html/lit-html.js",
        "/npm/@fontsource/inter/files/inter-latin-400-normal.woff2",
        "/npm/socket.io-client/dist/socket.io.esm.min.js",
        "/kiosk/static/main.js",
        "/display/static/main.js",
        "/static/shared/tokens.css",
        "/static/device/main.js",
    ],
)
def test_what_pages_import_is_served(api: Api, path: str) -> None:
    answer = api.stranger.get(path)
    assert answer.status_code == 200
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    if path.endswith(".js"):
        assert answer.mimetype == "text/javascript", "or a browser does not run a module"


def test_only_packages_that_pages_need_are_served() -> None:
    written = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    assert packages() == set(written["dependencies"])
    assert not packages() & set(written["devDependencies"])


@pytest.mark.parametrize(
    "path",
    [
        # There, but not for pages.
        "axe-core/axe.js",
        "engine.io-client/package.json",
        ".package-lock.json",
        "lit-html/README.md",
        "lit-html/LICENSE",
        # Not there.
        "lit-html/none.js",
        "@fontsource",
        "@fontsource/none/package.json",
        # Out of the package, or out of the folder.
        "lit-html/../engine.io-client/package.json",
        "lit-html/%2e%2e/engine.io-client/package.json",
        "lit-html/../../package.json",
        "lit-html/..%2f..%2fpackage.json",
        "lit-html/....//package.json",
        "lit-html//../engine.io-client/package.json",
        "@fontsource/inter/../../engine.io-client/package.json",
        "lit-html/%00.js",
    ],
)
def test_nothing_else_is(api: Api, path: str) -> None:
    assert (ROOT / "node_modules" / "engine.io-client" / "package.json").exists(), "so that it could be reached"
    assert refusal(api.stranger.get(f"/npm/{path}")) == (404, "not_found")


@pytest.mark.parametrize(
    "path",
    [
        "/display/static/voice/door.py",
        "/display/static/voice/__init__.py",
        "/display/static/../package.json",
        "/kiosk/static/../package.json",
        "/kiosk/static/%2e%2e/package.json",
        "/kiosk/static/../kiosk/main.js",
        "/static/../templates/layout.html",
        "/static/%2e%2e/api/sessions.py",
        "/static/../../../config.toml",
    ],
)
def test_a_pages_folder_gives_only_what_browsers_need(api: Api, path: str) -> None:
    assert refusal(api.stranger.get(path)) == (404, "not_found")


def test_packages_are_kept_by_browsers_and_our_own_files_are_asked_for(api: Api) -> None:
    assert "max-age=86400" in api.stranger.get("/npm/lit-html/lit-html.js").headers["Cache-Control"]
    own = api.stranger.get("/kiosk/static/main.js")
    assert "max-age=86400" not in own.headers.get("Cache-Control", "")
    again = api.stranger.get("/kiosk/static/main.js", headers={"If-None-Match": own.headers["ETag"]})
    assert again.status_code == 304
