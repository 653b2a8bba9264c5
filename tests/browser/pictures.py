"""Pictures of every screen at its real size, of a busy morning in the sample hall: `python -m tests.browser.pictures`.

They go to docs/pictures, beside which README.md shows them.
"""

import argparse
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from app.data import centre_file
from app.web.identity import COOKIE
from tests.browser.conftest import SIZES
from tests.support import databases
from tests.support.morning import Morning
from tests.support.server import ROOT, Server, running

OPENING = datetime(2026, 11, 23, 0, 15, tzinfo=UTC)
UNTIL = datetime(2026, 11, 23, 2, 43, tzinfo=UTC)
AFTERWARDS = "2026-11-23T09:43:05+07:00"


def main() -> None:
    """Play the morning, run the hall, take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "pictures")
    folder = parser.parse_args().to
    folder.mkdir(parents=True, exist_ok=True)
    var = Path(tempfile.mkdtemp(prefix="luot-pictures-"))
    try:
        databases.prepare(f"sqlite:///{var / 'luot.db'}", centre_file.SAMPLE)
        Morning(f"sqlite:///{var / 'luot.db'}").play(OPENING, UNTIL)
        with running(var, LUOT_CLOCK_FROM=AFTERWARDS) as server, sync_playwright() as playwright:
            found = shutil.which("chromium") or shutil.which("chromium-browser")
            options = ["--no-sandbox", "--autoplay-policy=no-user-gesture-required"]
            browser = playwright.chromium.launch(executable_path=found, args=options)
            Photographer(browser, server, folder).take_all()
            browser.close()
    finally:
        shutil.rmtree(var, ignore_errors=True)


class Photographer:
    """Opens screens and keeps pictures of them."""

    def __init__(self, browser: Browser, server: Server, folder: Path) -> None:
        self._browser = browser
        self._server = server
        self._folder = folder

    def take_all(self) -> None:
        """Take every picture, in an order in which each screen has something to show."""
        display = self._open("display")
        counter = self._open("counter")
        self._kiosk()
        self._counter(counter)
        self._keep(display, "display")
        self._keep(self._open("counter-display"), "counter-display")
        self._supervisor()
        self._admin()
        self._reception()
        self._keep(self._open("phone"), "phone")
        self._paper()
        self._hub()
        self._sign_in()

    def _kiosk(self) -> None:
        page = self._open("kiosk")
        self._keep(page, "kiosk-home")
        page.get_by_role("button", name="Tìm thủ tục").click()
        page.wait_for_timeout(800)
        for key in "khai":
            page.get_by_role("button", name=key, exact=True).first.click()
        self._keep(page, "kiosk-search")
        page.get_by_role("button", name="Quay lại").first.click()
        page.wait_for_timeout(800)
        page.get_by_role("button", name="Đất đai, môi trường").click()
        page.wait_for_timeout(800)
        self._keep(page, "kiosk-sheet")
        page.get_by_role("button", name="LẤY SỐ", exact=True).click()
        page.get_by_role("button", name="Về màn hình đầu").wait_for()
        self._keep(page, "kiosk-ticket")
        slips = self._server.slips()
        shutil.copy(slips[-1], self._folder / "slip.png")

    def _counter(self, page: Page) -> None:
        """Bring counter 3 to the end of its turn, then take it through the next."""
        if page.get_by_role("button", name="Bắt đầu").count():
            page.keyboard.press("Enter")
            page.wait_for_timeout(800)
        if page.get_by_role("button", name="Xong và gọi tiếp").count():
            page.keyboard.press("+")
            page.wait_for_timeout(800)
        self._keep(page, "counter-idle")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Bắt đầu").wait_for()
        page.wait_for_timeout(6000)
        self._keep(page, "counter-called")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Xong và gọi tiếp").wait_for()
        self._keep(page, "counter-serving")
        self._mini(page)

    def _mini(self, page: Page) -> None:
        """The small window, drawn by the counter's page, at the size it has on a clerk's screen."""
        with page.context.expect_page() as opened:
            page.get_by_role("button", name="Cửa sổ nhỏ").click()
        window = opened.value
        window.set_viewport_size({"width": 360, "height": 200})
        self._keep(window, "mini-serving")
        page.wait_for_timeout(500)
        window.keyboard.press("Enter")
        window.get_by_role("button", name="Bắt đầu").wait_for()
        self._keep(window, "mini-called")
        window.close()

    def _supervisor(self) -> None:
        page = self._open("supervisor")
        self._keep(page, "supervisor-live")
        page.goto(f"{self._server.url}/supervisor/report")
        self._keep(page, "supervisor-report")
        token = self._server.staff_token("dieuphoi")
        found = self._server.ask(token, "/api/v1/centres/phuong-mau/tickets?number=H018")["tickets"]
        page.set_viewport_size({"width": 900, "height": 700})
        page.goto(f"{self._server.url}/supervisor/tickets/{found[0]['id']}")
        self._keep(page, "story")

    def _admin(self) -> None:
        """The counter of M is about to give it up: what that means stands beside the table."""
        page = self._open("admin")
        page.get_by_label("Quầy số 13, Bảo hiểm xã hội").click()
        self._keep(page, "admin-fields")
        for name in ("hours", "priority", "log"):
            page.goto(f"{self._server.url}/admin/{name}")
            page.wait_for_load_state("networkidle")
            self._keep(page, f"admin-{name}")

    def _reception(self) -> None:
        """Somebody asks at a kiosk, one chose the wrong field, another asks why a later number was called: on a tablet
        both ways, and on a phone.
        """
        kiosk = self._open("kiosk")
        kiosk.get_by_role("button", name="Tôi chưa rõ, cần hướng dẫn").click()
        asks, *_, wrong = self._longest_waiting()
        page = self._open("reception")
        page.get_by_label("Số thứ tự").fill(wrong)
        page.get_by_role("button", name="Chuyển lĩnh vực").click()
        page.locator(".choice").get_by_role("button", name="Chứng thực").click()
        page.get_by_role("button", name="Chuyển sang Chứng thực").click()
        page.get_by_role("button", name="Hoàn tác").wait_for()
        page.get_by_label("Số thứ tự").fill(asks)
        page.get_by_label(f"Phiếu {asks}").wait_for()
        page.get_by_role("button", name="Đất đai, môi trường").click()
        page.mouse.move(0, 0)
        self._keep(page, "reception")
        for name, width, height in (("reception-tablet", 768, 1024), ("reception-phone", 390, 844)):
            page.set_viewport_size({"width": width, "height": height})
            self._keep(page, name)
        kiosk.context.close()
        page.context.close()

    def _longest_waiting(self) -> list[str]:
        """Return the numbers that have waited longest, but those that wait for Chứng thực."""
        token = self._server.staff_token("dieuphoi")
        waiting = self._server.ask(token, "/api/v1/centres/phuong-mau/snapshot?for=supervisor")["waiting"]
        return [row["number"] for row in waiting if row["prefix"] != "B"]

    def _paper(self) -> None:
        """Two spare numbers are entered; then a sheet as it comes out of the printer, the margins left out."""
        context = self._browser.new_context(viewport={"width": 1280, "height": 800}, locale="vi-VN")
        token = self._server.staff_token("huongdan")
        context.add_cookies([{"name": COOKIE, "value": token, "url": self._server.url}])
        page = context.new_page()
        page.goto(f"{self._server.url}/reception/paper")
        for number, given in (("H901", "09:36"), ("A901", "09:38")):
            page.get_by_label("Số trên phiếu").fill(number)
            page.get_by_label("Giờ phát").fill(given)
            page.keyboard.press("Enter")
            page.get_by_role("button", name=f"Hủy {number}").wait_for()
        self._keep(page, "paper")
        page.emulate_media(media="print")
        # As wide as an A4 sheet between its margins.
        page.set_viewport_size({"width": 734, "height": 1047})
        page.locator(".sheet-a4").nth(3).screenshot(path=self._folder / "paper-sheet.png")

    def _hub(self) -> None:
        page = self._browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
        page.goto(self._server.url)
        self._keep(page, "hub")

    def _sign_in(self) -> None:
        page = self._browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
        page.goto(f"{self._server.url}/login")
        page.get_by_label("Tên đăng nhập").fill("quay3")
        page.get_by_label("Mật khẩu").first.click()
        self._keep(page, "login")

    def _open(self, name: str) -> Page:
        width, height = SIZES[name]
        context = self._browser.new_context(viewport={"width": width, "height": height}, locale="vi-VN")
        origin = {"Sec-Fetch-Site": "same-origin"}
        opened = context.request.post(f"{self._server.url}/hub/open/{name}", headers=origin, max_redirects=0)
        page = context.new_page()
        page.goto(f"{self._server.url}{opened.headers['location']}")
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(1500)
        return page

    def _keep(self, page: Page, name: str) -> None:
        page.wait_for_timeout(1200)
        page.screenshot(path=self._folder / f"{name}.png")


if __name__ == "__main__":
    main()
