"""The administration with the keyboard alone: a counter's fields, hours, a holiday, priority, and the log of it all."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Screens
from tests.support.server import Server

CENTRE = "/api/v1/centres/phuong-mau"


def keys(page: Page, *pressed: str) -> None:
    for key in pressed:
        page.keyboard.press(key)


def tab_to(page: Page, *, role: str, name: str) -> None:
    """Go on with Tab until something has the keyboard."""
    wanted = page.get_by_role(role, name=name).first  # type: ignore[arg-type]
    for _ in range(60):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reaches {role} {name}")


def cell(page: Page, counter: int, field: str) -> Any:
    return page.get_by_role("gridcell", name=re.compile(f"^Quầy số {counter}, {field}"))


def into_table(page: Page) -> None:
    """Go with Tab into the table: its one cell in the order is the first."""
    page.locator("table").wait_for()
    for _ in range(30):
        if page.evaluate("document.activeElement.getAttribute('role') === 'gridcell'"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("Tab never reaches the table")


def ask(server: Server, path: str) -> Callable[[], Any]:
    token = server.staff_token("quantri")
    return lambda: server.ask(token, path)


def test_a_counter_is_lent_to_a_field_and_returned_by_keyboard_alone(screens: Screens, server: Server) -> None:
    page = screens.open("admin")
    into_table(page)
    keys(page, *["ArrowDown"] * 3, *["ArrowRight"] * 6)
    expect(cell(page, 7, "Đất đai")).to_be_focused()
    keys(page, "Space")
    expect(cell(page, 7, "Đất đai")).to_have_attribute("aria-label", re.compile("nhận chính, chưa lưu"))
    expect(page.get_by_role("complementary", name="Đang sửa Quầy số 7")).to_contain_text("có thêm Quầy số 7")
    tab_to(page, role="radio", name="Ngay")
    keys(page, "ArrowRight")
    tab_to(page, role="button", name="Lưu thay đổi")
    keys(page, "Enter")
    expect(cell(page, 7, "Đất đai")).to_have_attribute("aria-label", re.compile("tăng cường đến"))
    expect(cell(page, 7, "Đất đai")).to_be_focused()
    expect(page.get_by_role("region", name="Vừa đổi")).to_contain_text("Quầy số 7: thêm Đất đai")
    keys(page, "Space")
    tab_to(page, role="button", name="Lưu thay đổi")
    keys(page, "Enter")
    expect(cell(page, 7, "Đất đai")).to_have_attribute("aria-label", re.compile("không nhận$"))


def test_the_last_counter_of_people_who_wait_asks_once_more(screens: Screens, server: Server) -> None:
    counters = ask(server, f"{CENTRE}/snapshot?for=admin")()["counters"]
    supervisor = server.staff_token("dieuphoi")
    (of_field,) = {f["id"] for f in ask(server, CENTRE)()["fields"] if f["prefix"] == "L"}
    serving = [c for c in counters if any(s["id"] == of_field for s in c["fields"])]
    assert [c["number"] for c in serving] == [18, 19]
    for counter in serving[:1]:
        rest = [{"id": s["id"], "lag": s["lag_minutes"]} for s in counter["fields"] if s["id"] != of_field]
        server.ask(supervisor, f"/api/v1/counters/{counter['id']}/fields", {"fields": rest, "confirm": True})
    server.ask(supervisor, f"{CENTRE}/tickets", {"field": "L"})
    page = screens.open("admin")
    into_table(page)
    keys(page, *["ArrowDown"] * 5, *["ArrowRight"] * 18, "Space")
    panel = page.get_by_role("complementary", name="Đang sửa Quầy số 19")
    expect(panel).to_contain_text("sẽ không còn quầy nào nhận")
    tab_to(page, role="button", name="Lưu thay đổi")
    keys(page, "Enter")
    expect(panel.get_by_role("alert").first).to_contain_text("Vẫn lưu?")
    tab_to(page, role="button", name="Bỏ")
    keys(page, "Enter")
    expect(cell(page, 19, "Hộ kinh doanh")).to_have_attribute("aria-label", re.compile("nhận chính$"))
    screens.faults[:] = [fault for fault in screens.faults if "409" not in fault]


def test_two_people_change_one_counter_and_the_second_sees_both_versions(screens: Screens, server: Server) -> None:
    page = screens.open("admin")
    into_table(page)
    keys(page, "ArrowDown", "Space")
    first = ask(server, f"{CENTRE}/snapshot?for=admin")()["counters"][0]
    lags = [{"id": s["id"], "lag": s["lag_minutes"] + 7} for s in first["fields"]]
    server.ask(server.staff_token("dieuphoi"), f"/api/v1/counters/{first['id']}/fields", {"fields": lags})
    tab_to(page, role="button", name="Lưu thay đổi")
    keys(page, "Enter")
    conflict = page.get_by_role("alert", name="Hai thay đổi cùng lúc")
    expect(conflict).to_contain_text("Điều phối vừa lưu")
    expect(conflict).to_contain_text("chậm hơn 7 phút")
    tab_to(page, role="button", name="Sửa tiếp bản này")
    keys(page, "Enter")
    tab_to(page, role="button", name="Lưu thay đổi")
    keys(page, "Enter")
    expect(cell(page, 1, "Hộ tịch")).to_have_attribute("aria-label", re.compile("nhận chính$"))
    expect(cell(page, 1, "Nhận kết quả")).to_have_attribute("aria-label", re.compile("chậm hơn 7 phút$"))
    screens.faults[:] = [fault for fault in screens.faults if "409" not in fault]


def test_a_field_is_closed_and_the_kiosk_says_so(screens: Screens, server: Server) -> None:
    kiosk = screens.open("kiosk")
    page = screens.open("admin")
    into_table(page)
    keys(page, "ArrowDown", "ArrowDown", "ArrowLeft", "Enter")
    tab_to(page, role="textbox", name="Lý do")
    page.keyboard.type("lỗi phần mềm")
    keys(page, "Enter")
    expect(page.get_by_role("row", name=re.compile("Chứng thực ngừng tiếp nhận"))).to_be_visible()
    expect(kiosk.get_by_text("Hôm nay ngừng", exact=False)).to_be_visible()
    open_again(page, "Chứng thực")
    expect(kiosk.get_by_text("Hôm nay ngừng", exact=False)).to_have_count(0)


def open_again(page: Page, field: str) -> None:
    """Open a closed field again: the keyboard is back on its row once it has been closed."""
    expect(page.locator("tbody th button", has_text=field)).to_be_focused()
    keys(page, "Enter")
    tab_to(page, role="button", name="Tiếp nhận lại")
    keys(page, "Enter")
    expect(page.locator("tbody th button", has_text=field)).to_be_focused()


def test_news_that_comes_before_the_answer_does_not_turn_the_panel_under_the_hand(screens: Screens) -> None:
    page = screens.open("admin")
    answers: list[Route] = []
    page.route("**/close", lambda asked: answers.append(asked))
    into_table(page)
    keys(page, "ArrowDown", "ArrowDown", "ArrowLeft", "Enter")
    tab_to(page, role="textbox", name="Lý do")
    page.keyboard.type("mất điện")
    keys(page, "Enter")
    expect(page.get_by_text("đang gửi…")).to_be_visible()
    keys(page, "Enter")
    (asked,) = answers
    answer = asked.fetch()
    expect(page.get_by_role("row", name=re.compile("Chứng thực ngừng tiếp nhận"))).to_be_visible()
    expect(page.get_by_role("textbox", name="Lý do")).to_be_focused()
    expect(page.get_by_role("button", name="Tiếp nhận lại")).to_have_count(0)
    asked.fulfill(response=answer)
    open_again(page, "Chứng thực")
    assert len(answers) == 1


def test_hours_a_holiday_and_priority_and_the_log_tells_all_three(screens: Screens, server: Server) -> None:
    page = screens.open("admin")
    tab_to(page, role="link", name="Giờ làm việc")
    keys(page, "Enter")
    tab_to(page, role="textbox", name="Thứ Ba, buổi 2, đóng lúc")
    keys(page, "Control+A")
    page.keyboard.type("16h30")
    keys(page, "Enter")
    expect(page.get_by_role("textbox", name="Thứ Ba, buổi 2, đóng lúc")).to_have_value("16:30")
    tab_to(page, role="textbox", name="Tên ngày nghỉ")
    page.keyboard.type("Bảo trì")
    page.get_by_label("Ngày", exact=True).fill("2026-12-24")
    keys(page, "Enter")
    expect(page.get_by_role("listitem").filter(has_text="Thứ Năm, 24/12/2026")).to_be_visible()
    page.get_by_role("link", name="Ưu tiên").focus()
    keys(page, "Enter")
    tab_to(page, role="switch", name="Máy lấy số cấp số ưu tiên")
    keys(page, "Space")
    expect(page.get_by_role("switch", name="Máy lấy số cấp số ưu tiên")).to_have_attribute("aria-checked", "false")
    page.get_by_role("link", name="Nhật ký").focus()
    keys(page, "Enter")
    for words in ("Máy lấy số thôi cấp số ưu tiên.", "Nghỉ ngày 24/12/2026: Bảo trì.", "Giờ làm việc Thứ Ba."):
        expect(page.get_by_role("row").filter(has_text=words)).to_have_count(1)
    page.get_by_label("Loại").focus()
    keys(page, *["ArrowDown"] * 4)
    expect(page.get_by_role("row")).to_have_count(2)
