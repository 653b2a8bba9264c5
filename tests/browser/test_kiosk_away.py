"""A kiosk whose server, or printer, goes away between a tap and its answer: one number to a tap, and none not given.

The server is really killed, or the cable to it is really cut.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Screens
from tests.browser.elsewhere import WATCH, Elsewhere
from tests.support.cable import Cable
from tests.support.server import Server
from tests.support.waiting import until

expect.set_options(timeout=30_000)
# The first test waits for the hall to start as well, on a busy machine a minute of it.
pytestmark = pytest.mark.timeout(400)


@pytest.fixture(autouse=True)
def _without_the_server(screens: Screens) -> None:
    screens.may_lose_the_server = True


def at_sheet(page: Page) -> None:
    """Touch the field of land; two touches within a third of a second would count as one."""
    page.get_by_role("button", name="Đất đai, môi trường").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.wait_for_timeout(500)


def take(page: Page, times: int = 1) -> None:
    button = page.get_by_role("button", name="LẤY SỐ", exact=True)
    # The sheet rises; a tap is for where the button comes to stand.
    button.click(trial=True)
    box = button.bounding_box()
    assert box
    for _ in range(times):
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def number_on(page: Page) -> str:
    expect(page.locator(".ticket-number")).to_be_visible()
    return page.locator(".ticket-number").inner_text()


def test_a_tap_while_the_server_is_away_for_a_moment_gives_one_number(
    screens: Screens, cable: Cable, hall: Elsewhere
) -> None:
    page = screens.open("kiosk", at=cable.url)
    at_sheet(page)
    page.evaluate(WATCH)
    cable.cut()
    take(page, times=4)
    page.wait_for_timeout(2000)
    assert hall.given == 0
    expect(page.locator(".ticket-number")).to_have_count(0)
    cable.mend()
    assert number_on(page).startswith("H")
    assert hall.given == 1
    assert page.evaluate("window.everLost") is False


def test_a_number_whose_answer_was_lost_is_shown_when_the_answer_comes(
    screens: Screens, cable: Cable, hall: Elsewhere
) -> None:
    page = screens.open("kiosk", at=cable.url)
    at_sheet(page)
    cable.deafen()
    take(page, times=3)
    expect(page.get_by_text("Đang lấy số…")).to_be_visible()
    until(lambda: hall.given, "the number is given, and the kiosk has not heard of it")
    page.wait_for_timeout(2000)
    expect(page.locator(".ticket-number")).to_have_count(0)
    cable.mend()
    shown = number_on(page)
    assert hall.given == 1
    assert hall.shown()["waiting"][-1]["number"] == shown


def test_a_minute_without_a_server_says_where_to_go_and_the_same_press_gives_the_same_number(
    screens: Screens, cable: Cable, hall: Elsewhere, server: Server, shots: Path
) -> None:
    """The number is given, its answer lost, the server killed: who presses again has that number and no other."""
    page = screens.open("kiosk", at=cable.url)
    at_sheet(page)
    cable.deafen()
    take(page)
    until(lambda: hall.given, "the number is given")
    with server.away():
        cable.mend()
        expect(page.get_by_text("Bàn hướng dẫn").first).to_be_visible()
        expect(page.locator(".at-lost")).to_contain_text("Máy chưa nhận được số của ông/bà")
        expect(page.locator(".ticket-number")).to_have_count(0)
        page.screenshot(path=shots / "kiosk-away.png")
        page.wait_for_timeout(60_000)
        expect(page.locator(".at-lost")).to_be_visible()
        assert page.get_by_role("button", name="LẤY SỐ").count() == 0
    server.await_back()
    expect(page.get_by_role("dialog")).to_contain_text("Xin ông/bà bấm lại")
    page.screenshot(path=shots / "kiosk-back.png")
    assert page.get_by_role("button", name="LẤY SỐ ƯU TIÊN").is_disabled(), "another press would be another number"
    page.wait_for_timeout(500)
    take(page, times=2)
    shown = number_on(page)
    assert hall.given == 1
    assert hall.shown()["waiting"][-1]["number"] == shown


def test_a_kiosk_nobody_touched_says_what_to_do_and_is_back_by_itself(
    screens: Screens, server: Server, shots: Path
) -> None:
    page = screens.open("kiosk")
    expect(page.get_by_role("button", name="Đất đai, môi trường")).to_be_visible()
    with server.away():
        expect(page.locator(".at-lost")).to_contain_text("Mời ông/bà đến Bàn hướng dẫn")
        expect(page.locator(".at-lost")).to_contain_text("Mất kết nối từ 09:")
        assert page.get_by_role("button", name="Tôi chưa rõ").count() == 0, "nobody would hear it"
        page.screenshot(path=shots / "kiosk-lost.png")
    server.await_back()
    expect(page.get_by_role("button", name="Đất đai, môi trường")).to_be_visible()


def test_a_kiosk_whose_printer_has_no_paper_shows_the_number_to_be_photographed(
    screens: Screens, hall: Elsewhere, server: Server, shots: Path
) -> None:
    fault = server.var / "paper" / "fault"
    page = screens.open("kiosk")
    fault.write_text("paper_out\n")
    try:
        until(lambda: hall.device("Máy in 1")["detail"] == "hết giấy", "the printer has said so")
        at_sheet(page)
        take(page)
        assert number_on(page).startswith("H")
        expect(page.locator(".paperless")).to_contain_text("Máy hết giấy.")
        expect(page.locator(".paperless .qr")).to_be_visible()
        expect(page.get_by_text("Mời ông/bà nhận phiếu")).to_have_count(0)
        page.screenshot(path=shots / "kiosk-paperless.png")
    finally:
        fault.unlink()
