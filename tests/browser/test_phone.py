"""A turn followed on a phone, with a finger: called, on hold, given up and taken back, through a lost connection."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import SIZES
from tests.support.server import ROOT, Server

API = "/api/v1"
CENTRE = f"{API}/centres/phuong-mau"
COUNTER = 3
CALL = [400, 250, 400, 250, 400]
AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
# What a browser itself says of a network that is away.
NETWORK = "ERR_INTERNET_DISCONNECTED"


class Desk:
    """Counter 3 and the kiosk, as programs press their buttons."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._clerk = server.staff_token(f"quay{COUNTER}")
        self.ruler = server.staff_token("dieuphoi")
        counters = server.ask(self.ruler, f"{CENTRE}/snapshot?for=supervisor")["counters"]
        self._counter = next(row["id"] for row in counters if row["number"] == COUNTER)
        server.ask(self._clerk, f"{API}/counters/{self._counter}/open", {})

    def take(self) -> dict[str, Any]:
        """Take a number for land matters."""
        ticket: dict[str, Any] = self._server.ask(self.ruler, f"{CENTRE}/tickets", {"field": "H"})
        return ticket

    def next(self) -> str:
        """Press Next; return the number called."""
        number: str = self._server.ask(self._clerk, f"{API}/counters/{self._counter}/next", {"finish": True})["ticket"][
            "number"
        ]
        return number

    def call(self, ticket: dict[str, Any]) -> None:
        """Press Next until this number is called."""
        while self.next() != ticket["number"]:
            pass

    def press(self, ticket: dict[str, Any], action: str, **body: Any) -> None:
        self._server.ask(self._clerk, f"{API}/tickets/{ticket['id']}/{action}", body)

    def tell(self, ticket: dict[str, Any]) -> dict[str, Any]:
        told: dict[str, Any] = self._server.ask(self.ruler, f"{API}/tickets/{ticket['id']}")
        return told

    def end_day(self) -> None:
        self._server.ask(self.ruler, f"{CENTRE}/day/end", {"carry_over": True})


@pytest.fixture(scope="module")
def desk(server: Server) -> Desk:
    return Desk(server)


@pytest.fixture
def open_phone(chromium: Browser, server: Server) -> Iterator[Callable[[dict[str, Any]], Page]]:
    """Opens a ticket's link on a phone of its own that notes every vibration; a fault in the page fails the test."""
    pages: list[Page] = []
    faults: list[str] = []

    def opened(ticket: dict[str, Any]) -> Page:
        width, height = SIZES["phone"]
        about: Any = {"viewport": {"width": width, "height": height}, "has_touch": True, "is_mobile": True}
        page = chromium.new_context(**about, device_scale_factor=2, locale="vi-VN").new_page()
        page.add_init_script("window.vibrated = []; navigator.vibrate = (told) => window.vibrated.push(told);")
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: said.type == "error" and faults.append(said.text))
        page.goto(f"{server.url}/t/{ticket['url'].rpartition('/')[2]}")
        pages.append(page)
        return page

    yield opened
    for page in pages:
        page.context.close()
    assert [fault for fault in faults if NETWORK not in fault] == []


def button(page: Page | Locator, name: str) -> Locator:
    return page.get_by_role("button", name=name)


def calls_felt(page: Page) -> int:
    """Return how many times the phone shook as it does for a call."""
    felt: list[Any] = page.evaluate("window.vibrated")
    return sum(told == CALL for told in felt)


def complaints(page: Page) -> list[str]:
    """Return what axe finds wrong with the page."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']})")
    return [f"{fault['id']}: {fault['nodes'][0]['html']}" for fault in found["violations"]]


def reaching_out(page: Page) -> list[str]:
    """Return what reaches past the side of the screen or of its card."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll(".phone *:not(.visually-hidden)")]
          .filter((each) => {
            const edge = each.closest(".card")?.getBoundingClientRect().right ?? window.innerWidth;
            return each.getBoundingClientRect().right > edge + 1;
          })
          .map((each) => `${each.className}: ${each.textContent.trim()}`)"""
    )
    return found


def test_a_whole_turn_is_followed_on_the_phone(desk: Desk, open_phone: Callable[..., Page]) -> None:
    before, mine = desk.take(), desk.take()
    page = open_phone(mine)
    expect(page.get_by_role("heading", name=mine["number"])).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="trước ông/bà 1 lượt")).to_be_attached()
    button(page, "Báo khi đến lượt").tap()
    expect(button(page, "Báo khi đến lượt")).to_have_attribute("aria-pressed", "true")
    assert complaints(page) == []

    desk.call(before)
    expect(page.get_by_text("Vừa gọi")).to_be_visible()
    expect(page.get_by_text("Sắp đến lượt ông/bà")).to_be_visible()
    assert calls_felt(page) == 0

    desk.call(mine)
    expect(page.get_by_role("heading", name="Mời đến quầy số 3")).to_be_visible()
    expect(page).to_have_title(f"Mời đến quầy số 3 · {mine['number']}")
    expect(page.get_by_role("alert").filter(has_text=f"{mine['number']}. Mời đến quầy số 3")).to_be_attached()
    assert calls_felt(page) == 1
    assert complaints(page) == []

    desk.press(mine, "recall")
    expect(page.get_by_text("lần thứ 2").first).to_be_visible()
    assert calls_felt(page) == 2

    desk.press(mine, "start")
    expect(page.get_by_text("Ông/bà đang được phục vụ tại quầy số 3.")).to_be_visible()
    desk.press(mine, "hold", reason="sao chụp")
    expect(page.get_by_text("Lý do: sao chụp. Khi xong, mời ông/bà trở lại quầy số 3.")).to_be_visible()
    desk.press(mine, "resume")
    expect(page.get_by_text("Ông/bà chờ quầy số 3 gọi.")).to_be_visible()
    desk.call(mine)
    expect(page.get_by_role("heading", name="Mời đến quầy số 3")).to_be_visible()
    assert calls_felt(page) == 3
    desk.press(mine, "start")
    desk.press(mine, "finish")
    expect(page.get_by_role("heading", name="Đã phục vụ")).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)
    assert complaints(page) == []


def test_a_number_is_given_up_only_when_meant_and_may_be_taken_back(
    desk: Desk, open_phone: Callable[..., Page]
) -> None:
    mine = desk.take()
    page = open_phone(mine)
    # What the page is told as it comes in may move the button away from where it was found.
    expect(page.get_by_text("Đã kết nối")).to_be_visible()
    ask = button(page, "Hủy số").first
    box = ask.bounding_box()
    assert box is not None
    for _ in range(2):
        page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    sheet = page.get_by_role("dialog", name=f"Hủy số {mine['number']}?")
    expect(sheet).to_be_visible()
    assert complaints(page) == []
    assert desk.tell(mine)["state"] == "waiting"

    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(ask).to_be_focused()
    ask.tap()
    button(sheet, "Giữ số").tap()
    expect(sheet).to_be_hidden()

    ask.tap()
    page.wait_for_timeout(500)  # A hand is not faster; the page takes what is for part of the same touch.
    button(sheet, "Hủy số").tap()
    expect(page.get_by_role("heading", name="Đã hủy")).to_be_visible()
    assert complaints(page) == []
    last = desk.tell(mine)["story"][-1]
    assert (last["text"], last["actor"]) == ("Công dân hủy số, qua điện thoại.", "Công dân, qua điện thoại")

    button(page, "Hoàn tác").tap()
    expect(page.get_by_text("Trước ông/bà", exact=True)).to_be_visible()
    assert desk.tell(mine)["state"] == "waiting"


def test_help_asked_for_by_phone_is_known_at_the_counter_until_it_is_taken_back(
    desk: Desk, open_phone: Callable[..., Page]
) -> None:
    mine = desk.take()
    page = open_phone(mine)
    for wanted, said in (("true", True), ("false", False)):
        button(page, "Cần hỗ trợ").tap()
        expect(button(page, "Cần hỗ trợ")).to_have_attribute("aria-pressed", wanted)
        assert desk.tell(mine)["assist"] is said
    desk.call(mine)
    expect(page.get_by_role("heading", name="Mời đến quầy số 3")).to_be_visible()
    button(page, "Cần hỗ trợ").tap()
    expect(page.get_by_text("Quầy đã biết ông/bà cần hỗ trợ.")).to_be_visible()


def test_a_call_missed_without_a_connection_is_there_when_it_is_back(
    desk: Desk, open_phone: Callable[..., Page]
) -> None:
    mine = desk.take()
    page = open_phone(mine)
    expect(page.get_by_text("Đã kết nối.")).to_be_visible()
    page.context.set_offline(True)
    expect(page.get_by_text("Mất kết nối. Số liệu lúc").last).to_be_visible(timeout=20_000)
    button(page, "Cần hỗ trợ").tap()
    expect(page.get_by_text("Chưa gửi được vì mất kết nối. Xin bấm lại.")).to_be_visible(timeout=20_000)
    desk.call(mine)
    page.context.set_offline(False)
    expect(page.get_by_role("heading", name="Mời đến quầy số 3")).to_be_visible(timeout=20_000)
    expect(page.get_by_text("Đã kết nối.")).to_be_visible()
    assert calls_felt(page) == 1


@pytest.mark.parametrize("size", [(320, 568), (390, 844), (768, 1024), (1280, 800)])
def test_nothing_reaches_past_the_screen_however_large_the_letters(
    desk: Desk, open_phone: Callable[..., Page], size: tuple[int, int]
) -> None:
    mine = desk.take()
    page = open_phone(mine)
    width, height = size
    page.set_viewport_size({"width": width, "height": height})
    button(page, "Báo khi đến lượt").tap()
    button(page, "Cần hỗ trợ").tap()
    expect(page.get_by_text("Quầy đã biết ông/bà cần hỗ trợ.")).to_be_visible()
    for letters in ("100%", "200%"):
        page.evaluate("(size) => { document.documentElement.style.fontSize = size; }", letters)
        assert reaching_out(page) == []
        heights = [box["height"] for each in page.get_by_role("button").all() if (box := each.bounding_box())]
        assert min(heights) >= 44
    desk.call(mine)
    expect(page.get_by_role("heading", name="Mời đến quầy số 3")).to_be_visible()
    for letters in ("200%", "100%"):
        page.evaluate("(size) => { document.documentElement.style.fontSize = size; }", letters)
        assert reaching_out(page) == []


def test_a_page_in_english_says_everything_in_english(desk: Desk, open_phone: Callable[..., Page]) -> None:
    mine = desk.take()
    page = open_phone(mine)
    page.get_by_role("link", name="English").tap()
    expect(page.get_by_text("Ahead of you", exact=True)).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    button(page, "Cancel").tap()
    expect(page.get_by_role("dialog", name=f"Cancel number {mine['number']}?")).to_be_visible()
    desk.call(mine)
    expect(page.get_by_role("heading", name="Please go to counter 3")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_when_the_day_has_ended_the_page_leads_on_and_listens_no_more(
    desk: Desk, open_phone: Callable[..., Page]
) -> None:
    """The last of this file: it ends the day of its hall."""
    mine = desk.take()
    page = open_phone(mine)
    expect(page.get_by_text("Trước ông/bà", exact=True)).to_be_visible()
    desk.end_day()
    expect(page.get_by_role("heading", name="Chuyển sang ngày làm việc tiếp theo")).to_be_visible()
    sockets: list[str] = []
    page.on("websocket", lambda socket: sockets.append(socket.url))
    page.reload()
    expect(page.get_by_role("heading", name="Chuyển sang ngày làm việc tiếp theo")).to_be_visible()
    assert complaints(page) == []
    assert sockets == []
    page.get_by_role("link", name="Mở trang của số").tap()
    expect(page.get_by_text("Số của Thứ Ba, 24/11/2026.")).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)
