"""Screens whose server goes away in the middle of something: really killed, or behind a cable that is really cut.

What a screen may not do then: show a number that was not given, call somebody nobody called, read out what is old.
"""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.browser.conftest import Screens
from tests.support.cable import Cable
from tests.support.server import Server
from tests.support.waiting import until

expect.set_options(timeout=30_000)
# The first test waits for the hall to start as well, on a busy machine a minute of it.
pytestmark = pytest.mark.timeout(400)
CENTRE = "/api/v1/centres/phuong-mau"
LOST = "Mất kết nối"
# Notes whether the words of a lost connection ever stood on the page, however shortly.
WATCH = """
() => {
  window.everLost = false;
  const look = () => { window.everLost ||= document.body.innerText.includes('Mất kết nối'); };
  new MutationObserver(look).observe(document.body, {subtree: true, childList: true, characterData: true});
}
"""


@pytest.fixture
def screens(chromium: Browser, server: Server) -> Iterator[Screens]:
    """Screens that may miss their server; a fault in any page's own code still fails the test."""
    found = Screens(chromium, server)
    found.may_lose_the_server = True
    yield found
    found.close()
    assert found.faults == []


@pytest.fixture
def cable(server: Server) -> Iterator[Cable]:
    with Cable(server.url) as found:
        yield found


@pytest.fixture(scope="module")
def supervisor(server: Server) -> str:
    return server.staff_token("dieuphoi")


@pytest.fixture
def queue(server: Server, supervisor: str) -> "Queue":
    return Queue(server, supervisor)


class Queue:
    """Who waits, as the server knows it, and who acts in the hall from elsewhere."""

    def __init__(self, server: Server, token: str) -> None:
        self._server = server
        self._token = token
        self._before = self.count()

    def hall(self) -> Any:
        return self._server.ask(self._token, f"{CENTRE}/snapshot?for=supervisor")

    def count(self) -> int:
        return int(self.hall()["headline"]["waiting"])

    @property
    def given(self) -> int:
        """How many numbers were given since this test began, nobody having been called meanwhile."""
        return self.count() - self._before

    def take(self, field: str = "H") -> str:
        return str(self._server.ask(self._token, f"{CENTRE}/tickets", {"field": field})["number"])

    def counter(self, number: int) -> Any:
        return next(row for row in self.hall()["counters"] if row["number"] == number)

    def clear(self, number: int) -> None:
        """Send away whoever is at a counter."""
        ticket = self.counter(number)["ticket"]
        if ticket:
            self._server.ask(self._token, f"/api/v1/tickets/{ticket['id']}/cancel", {})

    def press(self, number: int, action: str, body: Any = None) -> Any:
        return self._server.ask(self._token, f"/api/v1/counters/{self.counter(number)['id']}/{action}", body or {})


def at_sheet(page: Page) -> None:
    """Touch the field of land; two touches within a third of a second would count as one."""
    page.get_by_role("button", name="Đất đai, môi trường").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.wait_for_timeout(500)


def take(page: Page, times: int = 1) -> None:
    button = page.get_by_role("button", name="LẤY SỐ", exact=True)
    box = button.bounding_box()
    assert box
    for _ in range(times):
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def number_on(page: Page) -> str:
    expect(page.locator(".ticket-number")).to_be_visible()
    return page.locator(".ticket-number").inner_text()


def test_a_tap_while_the_server_is_away_for_a_moment_gives_one_number(
    screens: Screens, cable: Cable, queue: Queue
) -> None:
    page = screens.open("kiosk", at=cable.url)
    at_sheet(page)
    page.evaluate(WATCH)
    cable.cut()
    take(page, times=4)
    page.wait_for_timeout(2000)
    assert queue.given == 0
    expect(page.locator(".ticket-number")).to_have_count(0)
    cable.mend()
    assert number_on(page).startswith("H")
    assert queue.given == 1
    assert page.evaluate("window.everLost") is False


def test_a_number_whose_answer_was_lost_is_shown_when_the_answer_comes(
    screens: Screens, cable: Cable, queue: Queue
) -> None:
    page = screens.open("kiosk", at=cable.url)
    at_sheet(page)
    cable.deafen()
    take(page, times=3)
    until(lambda: queue.given == 1, "the number is given, and the kiosk has not heard of it")
    page.wait_for_timeout(2000)
    expect(page.locator(".ticket-number")).to_have_count(0)
    cable.mend()
    shown = number_on(page)
    assert queue.given == 1
    assert queue.hall()["waiting"][-1]["number"] == shown


def test_a_minute_without_a_server_says_where_to_go_and_the_same_press_gives_the_same_number(
    screens: Screens, cable: Cable, queue: Queue, server: Server, shots: Path
) -> None:
    """The number is given, its answer lost, the server killed: who presses again has that number and no other."""
    page = screens.open("kiosk", at=cable.url)
    at_sheet(page)
    cable.deafen()
    take(page)
    until(lambda: queue.given == 1, "the number is given")
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
    assert queue.given == 1
    assert queue.hall()["waiting"][-1]["number"] == shown


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


def test_a_display_keeps_its_last_calls_says_since_when_and_reads_out_nothing_old(
    screens: Screens, cable: Cable, queue: Queue, shots: Path
) -> None:
    page = screens.open("display", at=cable.url)
    above = screens.open("counter-display", at=cable.url)
    asked: list[str] = []
    page.on("request", lambda request: _note_speech(request, asked))
    expect(page.locator(".counts, .quiet").first).to_be_visible()
    for _ in range(2):
        queue.take("H")
    called = queue.press(3, "next")["ticket"]["number"]
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
    meanwhile = queue.press(4, "next")["ticket"]["number"]
    cable.mend()
    expect(page.get_by_text(meanwhile).first).to_be_visible()
    expect(page.get_by_text(LOST)).to_have_count(0)
    page.wait_for_timeout(4000)
    assert asked == [], "what was called while it was away is not announced afterwards"


def _note_speech(request: Request, asked: list[str]) -> None:
    if "/speech.wav" in request.url:
        asked.append(request.url)


def test_a_press_of_next_whose_answer_was_lost_calls_one_person(screens: Screens, cable: Cable, queue: Queue) -> None:
    page = screens.open("counter", at=cable.url)
    expect(page.locator("#main-button")).to_be_visible()
    queue.clear(3)
    for _ in range(3):
        queue.take("H")
    expect(page.locator("#main-button")).to_contain_text("Gọi số tiếp theo")
    before = queue.count()
    cable.deafen()
    page.keyboard.press("Enter")
    until(lambda: queue.counter(3)["ticket"], "the server has called somebody")
    called = queue.counter(3)["ticket"]["number"]
    expect(page.locator("body")).to_contain_text(LOST)
    for _ in range(3):
        page.keyboard.press("Enter")
        page.wait_for_timeout(500)
    cable.mend()
    expect(page.locator(".stub-number")).to_have_text(called)
    expect(page.locator("#main-button")).to_contain_text("Bắt đầu")
    assert queue.count() == before - 1
    assert queue.counter(3)["ticket"]["calls"] == 1


def test_a_counter_that_falls_silent_is_shown_to_the_supervisor_and_mended_there(
    screens: Screens, cable: Cable, queue: Queue, shots: Path
) -> None:
    clerk = screens.open("counter", at=cable.url)
    expect(clerk.locator("#main-button")).to_be_visible()
    page = screens.open("supervisor")
    if not queue.counter(3)["ticket"]:
        queue.take("H")
        queue.press(3, "next")
    number = queue.counter(3)["ticket"]["number"]
    until(lambda: queue.counter(3)["silent_since"] is None, "its page is heard")
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
    assert queue.counter(3)["ticket"] is None
    assert number in [row["number"] for row in queue.hall()["waiting"]]
    dialog_of_counter_3(page).get_by_role("button", name="Giải phóng quầy…").click()
    page.get_by_role("dialog").get_by_role("button", name="Giải phóng Quầy số 3").click()
    until(lambda: queue.counter(3)["state"] == "closed", "the counter is freed")
    cable.mend()
    expect(clerk.get_by_text("Quầy số 3 đã đóng").first).to_be_visible()


def dialog_of_counter_3(page: Page) -> Any:
    page.locator(".cell").nth(2).click()
    return page.get_by_role("dialog")


def test_a_kiosk_and_a_printer_that_fall_silent_are_shown_and_so_is_their_return(
    screens: Screens, cable: Cable, queue: Queue, server: Server, shots: Path
) -> None:
    screens.open("kiosk", at=cable.url)
    page = screens.open("supervisor")
    alarms = page.locator(".alarm")
    until(lambda: _state(queue, "Máy lấy số 1") == "ok", "the kiosk is heard")
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


def _state(queue: Queue, name: str) -> str:
    return str(next(row["state"] for row in queue.hall()["devices"] if row["name"] == name))
