"""The guidance desk as it is used: by touch, by keyboard alone, at every size, beside a kiosk and a counter at work."""

import json
from typing import Any
from urllib.request import Request, urlopen
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Screens
from tests.support.server import Server

CENTRE = "/api/v1/centres/phuong-mau"
# A tablet on its side and upright, a phone, and the first at 200 %.
SIZES = [(1280, 800), (768, 1024), (390, 844), (640, 400)]


class Floor:
    """What others do in the hall meanwhile, through the contract."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._supervisor = server.staff_token("dieuphoi")

    def do(self, token: str, path: str) -> Any:
        request = Request(f"{self._server.url}{path}", data=b"{}")
        request.add_header("Authorization", f"Bearer {token}")
        request.add_header("Content-Type", "application/json")
        request.add_header("Idempotency-Key", uuid4().hex)
        with urlopen(request, timeout=15) as answer:
            return json.load(answer)

    def ask_help(self, name: str) -> None:
        """Somebody at a kiosk asks for guidance."""
        command = ("device", "add", "--kind", "kiosk", "--centre", "phuong-mau", "--name", name)
        self.do(self._server.command(*command), f"{CENTRE}/help-calls")

    def miss(self, counter: int) -> str:
        """Call the next number to a counter and record that nobody came; return the number."""
        counters = self._server.ask(self._supervisor, CENTRE)["counters"]
        at = next(row["id"] for row in counters if row["number"] == counter)
        clerk = self._server.staff_token(f"quay{counter}")
        self.do(clerk, f"/api/v1/counters/{at}/open")
        ticket = self.do(clerk, f"/api/v1/counters/{at}/next")["ticket"]
        self.do(clerk, f"/api/v1/tickets/{ticket['id']}/no-show")
        return str(ticket["number"])


@pytest.fixture(scope="module")
def floor(server: Server) -> Floor:
    return Floor(server)


def number(page: Page) -> Any:
    """Return the number on the slip, as something to expect of."""
    return page.locator(".found-number")


def marks(page: Page) -> Any:
    """Return what stands beside the number: the state, late, Ưu tiên, Cần hỗ trợ."""
    return page.locator(".found-marks")


def give(page: Page, field: str, key: str = "LẤY SỐ") -> str:
    """Take a number by touch, from an empty desk; return it as its slip shows it."""
    page.get_by_label("Số thứ tự").fill("")
    expect(number(page)).to_have_count(0)
    page.get_by_role("button", name=field).click()
    page.get_by_role("button", name=key, exact=key == "LẤY SỐ").click()
    expect(number(page)).to_be_visible()
    return str(number(page).text_content())


def test_a_number_is_given_by_touch_and_stands_as_its_slip(screens: Screens) -> None:
    page = screens.open("reception")
    expect(page.get_by_role("button", name="LẤY SỐ", exact=True)).to_have_attribute("aria-disabled", "true")
    page.get_by_label("Cần hỗ trợ").check()
    first = give(page, "Hộ tịch")
    assert first.startswith("A")
    expect(marks(page)).to_contain_text("Đang chờ")
    expect(marks(page)).to_contain_text("Cần hỗ trợ")
    expect(page.get_by_label("Cần hỗ trợ")).not_to_be_checked()
    expect(page.get_by_text("Chọn lĩnh vực hoặc tìm thủ tục")).to_be_visible()
    second = give(page, "Hộ tịch", "LẤY SỐ ƯU TIÊN")
    assert int(second[1:]) == int(first[1:]) + 1
    expect(marks(page)).to_contain_text("Ưu tiên")


def test_a_procedure_is_found_without_marks_and_a_number_taken_for_it(screens: Screens) -> None:
    page = screens.open("reception")
    page.get_by_label("Tìm thủ tục").fill("ket hon")
    page.get_by_role("button", name="Đăng ký kết hôn").first.click()
    page.get_by_role("button", name="LẤY SỐ", exact=True).click()
    expect(page.locator(".found-field")).to_contain_text("kết hôn")


def test_a_ticket_is_moved_ranked_and_cancelled_each_with_its_way_back(screens: Screens) -> None:
    page = screens.open("reception")
    taken = give(page, "Chứng thực")
    page.get_by_role("button", name="Chuyển lĩnh vực").click()
    page.locator(".choice").get_by_role("button", name="Hộ tịch").click()
    expect(page.locator(".choice-means")).to_contain_text("Giữ giờ lấy số")
    page.get_by_role("button", name="Chuyển sang Hộ tịch").click()
    expect(page.locator(".found-field")).to_have_text("Hộ tịch")
    expect(page.locator(".moved").get_by_text(taken)).to_be_visible()
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.locator(".found-field")).to_have_text("Chứng thực")

    page.get_by_role("button", name="Ưu tiên ghi lý do").click()
    page.get_by_role("button", name="Người cao tuổi").click()
    page.get_by_role("button", name="Có giấy tờ").click()
    page.get_by_role("button", name="Xếp ưu tiên").click()
    expect(marks(page)).to_contain_text("Ưu tiên")

    page.get_by_role("button", name="Hủy số").click()
    page.locator(".choice").get_by_role("button", name="Hủy số").click()
    expect(marks(page)).to_contain_text("Đã hủy")
    expect(page.get_by_role("button", name="Hủy số")).to_have_attribute("aria-disabled", "true")
    page.get_by_role("button", name="Hoàn tác").click()
    expect(marks(page)).to_contain_text("Đang chờ")


def test_digits_alone_find_one_or_several_or_none(screens: Screens) -> None:
    page = screens.open("reception")
    give(page, "Bảo hiểm xã hội")
    give(page, "Chính sách xã hội")
    box = page.get_by_label("Số thứ tự")
    box.fill("1")
    page.get_by_role("button", name="S001").click()
    expect(number(page)).to_have_text("S001")
    box.fill("m1")
    expect(number(page)).to_have_text("M001")
    box.fill("987")
    expect(page.locator(".find-said")).to_have_text("Không có số này hôm nay.")


def test_the_desk_works_by_keyboard_alone(screens: Screens) -> None:
    page = screens.open("reception")
    page.get_by_role("button", name="Chứng thực").wait_for()
    page.keyboard.press("k")
    expect(page.get_by_role("button", name="LẤY SỐ", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(number(page)).to_be_visible()
    taken = str(number(page).text_content())
    page.keyboard.type(str(int(taken[1:])))
    expect(page.get_by_label("Số thứ tự")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type(taken)
    page.keyboard.press("Enter")
    expect(number(page)).to_have_text(taken)

    page.get_by_role("button", name="Chuyển lĩnh vực").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".choice-field").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Chuyển lĩnh vực")).to_be_focused()
    page.keyboard.press("/")
    expect(page.get_by_label("Tìm thủ tục")).to_be_focused()


def test_help_calls_and_the_absent_are_each_answered_with_one_press(screens: Screens, floor: Floor) -> None:
    page = screens.open("reception")
    give(page, "Nhận kết quả")
    floor.ask_help("Máy lấy số 7")
    call = page.locator(".help .attend-row", has_text="Máy lấy số 7")
    call.get_by_role("button", name="Tôi đến").click()
    page.mouse.move(5, 5)
    expect(call).to_have_count(0)

    missed = floor.miss(1)
    absent = page.locator(".absent .attend-row", has_text=missed)
    absent.get_by_role("button", name="Xem phiếu").click()
    expect(marks(page)).to_contain_text("Vắng mặt")
    expect(page.get_by_text("Vắng mặt tại Quầy số 1.")).to_be_visible()
    absent.get_by_role("button", name="Đã quay lại").click()
    page.mouse.move(5, 5)
    expect(absent).to_have_count(0)
    expect(marks(page)).to_contain_text("Đang chờ")


def test_the_story_opens_and_the_way_back_finds_the_same_slip(screens: Screens) -> None:
    page = screens.open("reception")
    taken = give(page, "Hộ kinh doanh")
    page.get_by_role("link", name="Xem diễn biến của phiếu").click()
    expect(page.get_by_role("heading", name="Diễn biến của phiếu")).to_be_visible()
    page.keyboard.press("Escape")
    # The whole page starts anew, with its modules, its socket and the ticket.
    expect(number(page)).to_have_text(taken, timeout=30_000)


@pytest.mark.parametrize("size", SIZES)
def test_at_every_size_nothing_is_cut_and_every_key_is_large_enough_for_a_finger(
    screens: Screens, size: tuple[int, int]
) -> None:
    page = screens.open("reception", size=size)
    tabs = page.get_by_role("navigation", name="Phần của trang").get_by_role("button")
    page.locator(".tile").first.click()
    take = page.get_by_role("button", name="LẤY SỐ", exact=True)
    expect(take).to_be_in_viewport(ratio=0.99)
    _fits(page)
    take.click()
    expect(number(page)).to_be_visible()
    _fits(page)
    if tabs.first.is_visible():
        tabs.last.click()
    elif page.locator(".drawer-edge").is_visible():
        page.locator(".drawer-edge").click()
    expect(page.get_by_role("heading", name="Gọi hướng dẫn")).to_be_in_viewport()
    _fits(page)


def _fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    small = page.evaluate(
        """() => [...document.querySelectorAll(".desk button, .desk a, .desk-tabs button")]
             .map((each) => [each.textContent.trim(), each.getBoundingClientRect()])
             .filter(([, box]) => box.width > 0 && (box.height < 40 || box.width < 40)).map(([words]) => words)"""
    )
    assert small == []


def test_on_paper_there_is_the_slip_and_the_whole_answer_on_one_page(screens: Screens) -> None:
    page = screens.open("reception")
    give(page, "Văn hóa")
    page.emulate_media(media="print")
    for shown in (".found", ".why", ".print-foot"):
        expect(page.locator(shown)).to_be_visible()
    for hidden in (".topbar", ".give", ".attend", ".actions", ".box-number"):
        expect(page.locator(hidden)).to_be_hidden()
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1
