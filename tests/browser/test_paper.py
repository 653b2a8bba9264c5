"""Spare numbers, by keyboard alone: entered one after the other, taken back, entered again, and printed."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from app.web.identity import COOKIE
from tests.support.server import Server


@pytest.fixture
def page(chromium: Browser, server: Server) -> Iterator[Page]:
    """The page as reception opens it, at nine; a fault in its own code fails the test."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, locale="vi-VN")
    context.add_cookies([{"name": COOKIE, "value": server.staff_token("huongdan"), "url": server.url}])
    faults: list[str] = []
    found = context.new_page()
    found.on("pageerror", lambda error: faults.append(str(error)))
    found.goto(f"{server.url}/reception/paper")
    expect(number(found)).to_be_focused(timeout=30_000)
    yield found
    context.close()
    assert faults == []


def number(page: Page) -> Any:
    return page.get_by_label("Số trên phiếu")


def given(page: Page) -> Any:
    return page.get_by_label("Giờ phát")


def row(page: Page, shown: str) -> Any:
    return page.get_by_role("listitem").filter(has_text=shown)


def enter(page: Page, *typed: str) -> None:
    """Type into the fields one after the other, each with Enter."""
    for words in typed:
        page.keyboard.type(words)
        page.keyboard.press("Enter")


def test_numbers_are_entered_in_a_row_without_leaving_the_keyboard(page: Page, server: Server) -> None:
    enter(page, "h901", "0852")
    expect(row(page, "H901")).to_contain_text("phát 08:52")
    expect(number(page)).to_be_focused()
    expect(number(page)).to_have_value("H902")
    page.keyboard.press("Enter")
    expect(given(page)).to_be_focused()
    page.keyboard.type("8:53")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(row(page, "H902")).to_contain_text("Ưu tiên")
    expect(number(page)).to_be_focused()
    enter(page, "a901", "8.54")
    expect(row(page, "A901")).to_contain_text("Hộ tịch")
    expect(page.get_by_role("checkbox", name="Ưu tiên")).not_to_be_checked()
    found = server.ask(server.staff_token("huongdan"), "/api/v1/centres/phuong-mau/tickets?number=H902")["tickets"]
    assert [(t["channel"], t["priority"], t["joined_at"][11:16]) for t in found] == [("paper", True, "01:53")]


def test_what_cannot_be_is_said_at_the_form_and_the_cursor_stands_at_what_is_wrong(page: Page) -> None:
    enter(page, "h042", "0850")
    expect(page.get_by_role("alert").first).to_contain_text("Số H042 không phải là số dự phòng")
    expect(number(page)).to_be_focused()
    enter(page, "h910")
    expect(row(page, "H910")).to_contain_text("phát 08:50")
    expect(number(page)).to_have_value("H911")
    enter(page, "h911", "2359")
    expect(page.get_by_role("alert").first).to_contain_text("Giờ phát 23:59 không đúng: phải từ 07:15 đến")
    expect(given(page)).to_be_focused()
    enter(page, "sáng")
    expect(page.get_by_role("alert").first).to_contain_text("Xin nhập giờ phát")
    enter(page, "0851")
    expect(row(page, "H911")).to_contain_text("phát 08:51")
    expect(page.get_by_role("alert").first).to_be_empty()


def test_a_mistake_is_taken_back_and_entered_again(page: Page) -> None:
    enter(page, "b901", "0859")
    expect(row(page, "B901")).to_contain_text("phát 08:59")
    expect(number(page)).to_be_focused()
    for _ in range(4):
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Hủy B901: ghi nhầm")).to_be_focused()
    page.keyboard.press("Enter")
    expect(row(page, "B901")).to_contain_text("Đã hủy")
    expect(number(page)).to_have_value("B901")
    expect(number(page)).to_be_focused()
    enter(page, "b901", "0819")
    expect(row(page, "B901")).to_contain_text("phát 08:19")
    expect(row(page, "B901")).to_contain_text("Đang chờ")


def test_sheets_are_printed_ten_slips_on_a_page(page: Page) -> None:
    send = page.get_by_role("button", name="In 12 tờ A4 · 120 số")
    page.evaluate("window.print = () => { window.printed = true; }")
    send.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("window.printed") is True
    assert pages(page) == 12
    page.get_by_role("button", name="Bỏ chọn cả").focus()
    page.keyboard.press("Enter")
    page.get_by_role("checkbox", name="Đất đai, môi trường").focus()
    page.keyboard.press("Space")
    page.get_by_label("Mỗi lĩnh vực").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("12")
    expect(page.get_by_role("button", name="In 2 tờ A4 · 12 số")).to_be_visible()
    assert pages(page) == 2
    page.emulate_media(media="print")
    expect(page.locator(".sheet-a4 .paper-number")).to_have_text([f"H{n}" for n in range(901, 913)])


def pages(page: Page) -> int:
    """Return how many sheets of paper come out of the printer."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(prefer_css_page_size=True)))
