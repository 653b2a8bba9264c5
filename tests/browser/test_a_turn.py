"""One turn from the kiosk's tile to the report, in real pages, on real paper and with a real voice."""

import zxingcpp
from PIL import Image
from playwright.sync_api import Response, expect

from tests.browser.conftest import Screens
from tests.support.server import Server
from tests.support.waiting import until


def test_a_citizen_takes_a_number_is_called_served_and_counted(screens: Screens, server: Server) -> None:
    kiosk, display, counter = (screens.open(name) for name in ("kiosk", "display", "counter"))
    slips = len(server.slips())

    kiosk.get_by_role("button", name="Đất đai, môi trường").click()
    kiosk.wait_for_timeout(600)  # A hand is not faster; the page takes what is for part of the same touch.
    kiosk.get_by_role("button", name="LẤY SỐ", exact=True).click()
    expect(kiosk.get_by_text("H001").first).to_be_visible()
    slip = until(lambda: server.slips()[slips:], "a slip comes out of the printer")[-1]

    link = zxingcpp.read_barcodes(Image.open(slip))[0].text
    assert link.startswith(f"{server.url}/t/")

    expect(counter.get_by_text("H001").first).to_be_visible()
    with display.expect_response(_is_speech) as spoken:
        counter.keyboard.press("Enter")
        expect(display.locator("html[data-shown]")).to_be_attached()
    assert spoken.value.ok
    expect(display.get_by_text("H001").first).to_be_visible()

    expect(counter.get_by_role("button", name="Bắt đầu")).to_be_visible()
    expect(counter.get_by_text("Đã đọc").first).to_be_visible(timeout=30_000)
    counter.keyboard.press("Enter")
    expect(counter.get_by_text("Thời gian phục vụ").first).to_be_visible()
    counter.keyboard.press("+")
    expect(counter.get_by_text("Lượt vừa xong")).to_be_visible()

    token = server.staff_token("dieuphoi")
    report = server.ask(token, "/api/v1/centres/phuong-mau/reports/waits?by=field")
    assert report["total"]["turns"] == 1
    assert [group["prefix"] for group in report["groups"]] == ["H"]
    assert report["total"]["within_share"] == 1.0

    phone = screens.open("phone")
    expect(phone.get_by_text("H001").first).to_be_visible()


def _is_speech(response: Response) -> bool:
    return "/speech.wav" in response.url
