"""Screens whose server goes away, behind a cable that is really cut: what they go on showing, and who hears of it.

A display keeps its last calls and says since when, and reads out nothing old; a press of Next whose answer was lost
calls one person; and whoever falls silent is shown to the supervisor, who mends what was left.
"""

import os
import re
import signal
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Request, expect

from tests.browser.conftest import Screens
from tests.browser.elsewhere import WATCH, Elsewhere
from tests.support.cable import Cable
from tests.support.server import Server
from tests.support.waiting import until

expect.set_options(timeout=30_000)
LOST = "Mất kết nối"
# The first test waits for the hall to start as well, on a busy machine a minute of it.
pytestmark = pytest.mark.timeout(400)


@pytest.fixture(autouse=True)
def _without_the_server(screens: Screens) -> None:
    screens.may_lose_the_server = True


def test_a_display_keeps_its_last_calls_says_since_when_and_reads_out_nothing_old(
    screens: Screens, cable: Cable, hall: Elsewhere, shots: Path
) -> None:
    page = screens.open("display", at=cable.url)
    above = screens.open("counter-display", at=cable.url)
    asked: list[str] = []
    page.on("request", lambda request: _note_speech(request, asked))
    expect(page.locator(".counts, .quiet").first).to_be_visible()
    for _ in range(2):
        hall.take("H")
    called = hall.press(3, "next")["ticket"]["number"]
    expect(page.get_by_text(called).first).to_be_visible()
    expect(above.get_by_text(called).first).to_be_visible()
    until(lambda: asked or page.wait_for_timeout(100), "a call made while it is there is read out")
    page.evaluate(WATCH)

    cable.cut()
    page.wait_for_timeout(4000)
    cable.mend()
    page.wait_for_timeout(4000)
    assert page.evaluate("window.everLost") is False, "a short break is nobody's business"

    cable.pull()
    expect(page.get_by_text(LOST).first).to_be_visible()
    expect(page.get_by_text("Số liệu lúc").first).to_be_visible()
    expect(page.get_by_text(called).first).to_be_visible()
    assert page.locator(".call-gold").count() == 0, "an old call does not invite"
    expect(above.get_by_text(LOST).first).to_be_visible()
    page.screenshot(path=shots / "display-away.png")
    above.screenshot(path=shots / "counter-display-away.png")
    asked.clear()
    meanwhile = hall.press(4, "next")["ticket"]["number"]
    cable.mend()
    expect(page.get_by_text(meanwhile).first).to_be_visible()
    expect(page.locator(".band")).to_have_class(re.compile("band-unseen"))
    page.wait_for_timeout(4000)
    assert asked == [], "what was called while it was away is not announced afterwards"


def _note_speech(request: Request, asked: list[str]) -> None:
    if "/speech.wav" in request.url:
        asked.append(request.url)


def test_a_press_of_next_whose_answer_was_lost_calls_one_person(
    screens: Screens, cable: Cable, hall: Elsewhere
) -> None:
    page = screens.open("counter", at=cable.url)
    expect(page.locator("#main-button")).to_be_visible()
    hall.clear(3)
    for _ in range(3):
        hall.take("H")
    expect(page.locator("#main-button")).to_contain_text("Gọi số tiếp theo")
    before = hall.count()
    cable.deafen()
    page.keyboard.press("Enter")
    until(lambda: hall.counter(3)["ticket"], "the server has called somebody")
    called = hall.counter(3)["ticket"]["number"]
    expect(page.locator("body")).to_contain_text(LOST)
    for _ in range(3):
        page.keyboard.press("Enter")
        page.wait_for_timeout(500)
    cable.mend()
    expect(page.locator(".stub-number")).to_have_text(called)
    expect(page.locator("#main-button")).to_contain_text("Bắt đầu")
    assert hall.count() == before - 1
    assert hall.counter(3)["ticket"]["calls"] == 1


def test_a_counter_that_falls_silent_is_shown_to_the_supervisor_and_mended_there(
    screens: Screens, cable: Cable, hall: Elsewhere, shots: Path
) -> None:
    clerk = screens.open("counter", at=cable.url)
    expect(clerk.locator("#main-button")).to_be_visible()
    page = screens.open("supervisor")
    if not hall.counter(3)["ticket"]:
        hall.take("H")
        hall.press(3, "next")
    number = hall.counter(3)["ticket"]["number"]
    until(lambda: hall.counter(3)["silent_since"] is None, "its page is heard")
    clerk.wait_for_timeout(7000)
    cable.pull()
    alarm = page.get_by_role("button", name="Quầy số 3 mất kết nối")
    expect(alarm).to_be_visible()
    expect(page.locator(".cell.is-silent")).to_have_count(1)
    page.screenshot(path=shots / "supervisor-silent.png")
    cable.mend()
    expect(alarm).to_have_count(0)
    cable.pull()
    alarm.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(number)
    page.screenshot(path=shots / "supervisor-mend.png")
    dialog.get_by_role("button", name="Trả về hàng chờ").click()
    expect(dialog).to_be_hidden()
    assert hall.counter(3)["ticket"] is None
    assert number in [row["number"] for row in hall.shown()["waiting"]]
    dialog_of_counter_3(page).get_by_role("button", name="Giải phóng quầy…").click()
    page.get_by_role("dialog").get_by_role("button", name="Giải phóng Quầy số 3").click()
    until(lambda: hall.counter(3)["state"] == "closed", "the counter is freed")
    cable.mend()
    expect(clerk.get_by_text("Quầy số 3 đã đóng").first).to_be_visible()


def dialog_of_counter_3(page: Page) -> Locator:
    page.locator(".cell").nth(2).click()
    return page.get_by_role("dialog")


def test_a_kiosk_and_a_printer_that_fall_silent_are_shown_and_so_is_their_return(
    screens: Screens, cable: Cable, hall: Elsewhere, server: Server, shots: Path
) -> None:
    screens.open("kiosk", at=cable.url)
    page = screens.open("supervisor")
    alarms = page.locator(".alarm")
    until(lambda: hall.device("Máy lấy số 1")["state"] == "ok", "the kiosk is heard")
    agents = [pid for pid in server.pids_of("-m printer ") if Path(f"/proc/{pid}/comm").read_text().strip() != "sh"]
    cable.pull()
    for pid in agents:
        os.kill(pid, signal.SIGSTOP)
    try:
        for name in ("Máy lấy số 1", "Máy in 1"):
            expect(alarms.filter(has_text=f"{name} mất kết nối")).to_be_visible()
        page.screenshot(path=shots / "supervisor-lost.png")
    finally:
        for pid in agents:
            os.kill(pid, signal.SIGCONT)
    cable.mend()
    for name in ("Máy lấy số 1", "Máy in 1"):
        expect(alarms.filter(has_text=f"{name} mất kết nối")).to_have_count(0)
