"""A running hall and a real Chromium for the whole run; screens as the hub opens them."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.browser.elsewhere import Elsewhere
from tests.support.cable import Cable
from tests.support.server import Server, running

SIZES = {
    "kiosk": (1080, 1920),
    "display": (1920, 1080),
    "counter": (1366, 768),
    "supervisor": (1440, 900),
    "admin": (1366, 768),
    "reception": (1280, 800),
    "counter-display": (1280, 720),
    "phone": (390, 844),
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The sample hall, fresh for each file of tests."""
    with running(tmp_path_factory.mktemp("hall") / "var") as found:
        yield found


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, allowed to play sound."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    assert found, "the tests need Chromium: apt-get install chromium"
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--autoplay-policy=no-user-gesture-required", "--disable-dev-shm-usage"]
        browser = playwright.chromium.launch(executable_path=found, args=options)
        yield browser
        browser.close()


class Screens:
    """Opens screens the way a press in the hub does, each in a browser profile of its own."""

    def __init__(self, browser: Browser, server: Server) -> None:
        self._browser = browser
        self._server = server
        self.faults: list[str] = []
        # A page whose server is taken away complains of that, and of nothing else, in its console.
        self.may_lose_the_server = False
        self._pages: list[Page] = []

    def open(self, name: str, *, size: tuple[int, int] | None = None, at: str | None = None) -> Page:
        """Open a screen; `at`: another address at which the same hall is reached."""
        width, height = size or SIZES[name]
        url = at or self._server.url
        context = self._browser.new_context(viewport={"width": width, "height": height}, locale="vi-VN")
        origin = {"Sec-Fetch-Site": "same-origin"}
        opened = context.request.post(f"{url}/hub/open/{name}", headers=origin, max_redirects=0)
        assert opened.status == 303, opened.text()
        page = context.new_page()
        page.on("pageerror", lambda error: self.faults.append(f"{name}: {error}"))
        page.on("console", lambda said: self._complaint(name, said))
        page.goto(f"{url}{opened.headers['location']}")
        self._pages.append(page)
        return page

    def _complaint(self, name: str, said: ConsoleMessage) -> None:
        missed = self.may_lose_the_server and re.match(r"WebSocket connection to|Failed to load resource", said.text)
        if said.type == "error" and not missed:
            self.faults.append(f"{name}: {said.text}")

    def close(self) -> None:
        for page in self._pages:
            page.context.close()


@pytest.fixture
def screens(chromium: Browser, server: Server) -> Iterator[Screens]:
    """Screens of this test; a fault in any page's own code fails it."""
    found = Screens(chromium, server)
    yield found
    found.close()
    assert found.faults == []


@pytest.fixture
def cable(server: Server) -> Iterator[Cable]:
    """A cable to the hall: what is opened `at` its address is reached through it."""
    with Cable(server.url) as found:
        yield found


@pytest.fixture(scope="module")
def supervisor(server: Server) -> str:
    """The token of a supervisor."""
    return server.staff_token("dieuphoi")


@pytest.fixture
def hall(server: Server, supervisor: str) -> Elsewhere:
    """The hall beside the screen under test."""
    return Elsewhere(server, supervisor)


@pytest.fixture
def shots(tmp_path: Path) -> Path:
    """Where a test may leave pictures."""
    return tmp_path
