"""A clerk at the counter: a morning by keyboard alone, the small window, a hand-over, a session that ends."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from app.web.identity import COOKIE
from tests.browser.conftest import SIZES
from tests.support.server import Server

expect.set_options(timeout=15_000)
# The first test waits for the hall to start as well, on a busy machine a minute of it.
pytestmark = pytest.mark.timeout(300)
CENTRE = "/api/v1/centres/phuong-mau"
NO_PICTURES = "Object.defineProperty(window, 'documentPictureInPicture', {value: undefined});"


class Clerk:
    """One clerk's browser, signed in for the whole site, as after the sign-in page."""

    def __init__(self, browser: Browser, server: Server, username: str) -> None:
        width, height = SIZES["counter"]
        self.context = browser.new_context(viewport={"width": width, "height": height}, locale="vi-VN")
        self._server = server
        self._username = username
        self.faults: list[str] = []
        self.sign_in()
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))

    def sign_in(self) -> None:
        token = self._server.staff_token(self._username)
        self.context.add_cookies([{"name": COOKIE, "value": token, "url": self._server.url, "httpOnly": True}])

    def go(self, path: str = "/counter") -> Page:
        self.page.goto(f"{self._server.url}{path}")
        return self.page


@pytest.fixture
def clerk(chromium: Browser, server: Server) -> Iterator[Callable[[str], Clerk]]:
    """Clerks of this test; a fault in any page's own code fails it."""
    made: list[Clerk] = []

    def sits_down(username: str) -> Clerk:
        made.append(Clerk(chromium, server, username))
        return made[-1]

    yield sits_down
    for one in made:
        one.context.close()
    assert [fault for one in made for fault in one.faults] == []


def arrive(server: Server, token: str, field: str, times: int = 1) -> list[str]:
    """Have people take numbers; return these."""
    return [server.ask(token, f"{CENTRE}/tickets", {"field": field})["number"] for _ in range(times)]


def press(page: Page, *keys: str) -> None:
    """Press keys as a hand does: two within 400 ms are one press, and while one is on its way no other counts."""
    for key in keys:
        page.wait_for_timeout(450)
        expect(page.locator("[aria-busy=true]")).to_have_count(0)
        page.keyboard.press(key)


def main(page: Page, label: str) -> None:
    """Wait until Enter is this, and the keyboard is on it."""
    expect(page.locator("#main-button")).to_contain_text(label)
    expect(page.locator("#main-button")).to_be_focused()


def shows(page: Page, number: str) -> None:
    expect(page.locator(".stub-number, .mini-number")).to_have_text(number)


def story(server: Server, token: str, number: str) -> list[tuple[str, str | None]]:
    """Return what was done to a ticket of today and by whom."""
    (found,) = server.ask(token, f"{CENTRE}/tickets?number={number}")["tickets"]
    told: list[dict[str, Any]] = server.ask(token, f"/api/v1/tickets/{found['id']}")["story"]
    return [(step["action"], step["actor"]) for step in told]


def test_a_morning_by_keyboard_alone(clerk: Callable[[str], Clerk], server: Server, supervisor: str) -> None:
    page = clerk("quay3").go()
    first, second, third, fourth = arrive(server, supervisor, "H", 4)

    _calls_twice_and_starts(page, first)
    _holds_to_make_a_copy_and_calls_back(page, first)
    _presses_next_and_hears_that_they_came(page)
    _finishes_and_calls(page, second)
    _calls_next_over_who_did_not_come(page, third)
    assert [step for step, _ in story(server, supervisor, second)][-2:] == ["confirm_absence", "no_show"]

    _sends_on_and_takes_it_back(page, third)
    _sends_to_another_counter(page)
    assert ("transfer", "Cán bộ quầy 3") in story(server, supervisor, third)

    _serves_who_stands_here_without_a_number(page)
    _pauses_and_opens_again(page)
    _calls_and_puts_back_rather_than_wait(page, fourth)
    _calls_and_cancels_who_gives_up(page)
    assert [step for step, _ in story(server, supervisor, fourth)][-2:] == ["call", "cancel"]

    _pauses_and_opens_again(page)
    expect(page.locator(".day-figure").first).to_contain_text("2")


def _calls_twice_and_starts(page: Page, number: str) -> None:
    main(page, "Gọi số tiếp theo")
    press(page, "Enter")
    shows(page, number)
    main(page, "Bắt đầu")
    press(page, "1")
    expect(page.get_by_text("Đã gọi 2 lần")).to_be_visible()
    press(page, "Enter")
    main(page, "Xong và gọi tiếp")


def _holds_to_make_a_copy_and_calls_back(page: Page, number: str) -> None:
    """Whoever was on hold comes back to this counter first."""
    press(page, "4", "2")
    expect(page.get_by_text("Vừa cho tạm chờ")).to_be_visible()
    held = page.get_by_role("button", name=f"Tiếp tục phục vụ {number}")
    held.focus()
    press(page, "Enter")
    expect(page.locator(".queue-row.is-next")).to_contain_text(number)
    main(page, "Gọi số tiếp theo")
    press(page, "Enter")
    shows(page, number)
    main(page, "Bắt đầu")


def _presses_next_and_hears_that_they_came(page: Page) -> None:
    """Next over somebody who was only called asks once."""
    press(page, "+")
    expect(page.get_by_text("Công dân đã đến?")).to_be_visible()
    press(page, "1")
    main(page, "Xong và gọi tiếp")


def _finishes_and_calls(page: Page, number: str) -> None:
    press(page, "Enter")
    shows(page, number)


def _calls_next_over_who_did_not_come(page: Page, number: str) -> None:
    """Sooner than the rules offer it, as the story then says."""
    press(page, "+", "2")
    shows(page, number)


def _sends_on_and_takes_it_back(page: Page, number: str) -> None:
    """A further procedure, taken back within seconds."""
    press(page, "Enter")
    main(page, "Xong và gọi tiếp")
    press(page, "8", "a")
    expect(page.get_by_text("Vừa chuyển làm thêm thủ tục")).to_be_visible()
    press(page, "5")
    shows(page, number)
    main(page, "Xong và gọi tiếp")


def _sends_to_another_counter(page: Page) -> None:
    press(page, "7", "5", "1")
    main(page, "Gọi số tiếp theo")


def _serves_who_stands_here_without_a_number(page: Page) -> None:
    press(page, "9", "2", "h")
    main(page, "Xong và gọi tiếp")
    expect(page.get_by_text("Tại quầy")).to_be_visible()
    press(page, "+")
    expect(page.get_by_text("Lượt vừa xong")).to_be_visible()


def _pauses_and_opens_again(page: Page) -> None:
    press(page, "0", "1")
    main(page, "Mở quầy")
    press(page, "Enter")


def _calls_and_puts_back_rather_than_wait(page: Page, number: str) -> None:
    """An absence is not due yet; asked, the clerk thinks better of it."""
    main(page, "Gọi số tiếp theo")
    press(page, "Enter")
    shows(page, number)
    press(page, "2")
    expect(page.get_by_text("Chưa hết giờ đợi. Ghi vắng mặt?")).to_be_visible()
    press(page, "Escape", "3")
    main(page, "Gọi số tiếp theo")


def _calls_and_cancels_who_gives_up(page: Page) -> None:
    press(page, "Enter", "/", "2")
    expect(page.get_by_text("Vừa hủy số")).to_be_visible()


def small(page: Page) -> Page:
    """Open the small window and give it the size it has on a clerk's screen."""
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Cửa sổ nhỏ").click()
    opened.value.set_viewport_size({"width": 360, "height": 200})
    return opened.value


@pytest.mark.parametrize("kind", ["always on top", "popup"])
def test_the_small_window_is_the_same_desk(
    clerk: Callable[[str], Clerk], server: Server, supervisor: str, kind: str
) -> None:
    someone = clerk("quay15")
    if kind == "popup":
        someone.page.add_init_script(NO_PICTURES)
    page = someone.go()
    first, second = arrive(server, supervisor, "T", 2)
    main(page, "Gọi số tiếp theo")
    window = small(page)
    assert window.url.endswith("/counter/mini") is (kind == "popup")

    main(window, "Gọi số tiếp theo")
    press(window, "Enter")
    shows(window, first)
    shows(page, first)
    press(window, "2")
    expect(window.get_by_text("Chưa hết giờ đợi. Ghi vắng mặt?")).to_be_visible()
    expect(page.get_by_text("Chưa hết giờ đợi. Ghi vắng mặt?")).to_be_visible()
    press(window, "Escape")
    main(window, "Bắt đầu")
    press(window, "Enter")
    main(window, "Xong và gọi tiếp")

    # What was chosen on the page is what the window sends.
    page.get_by_role("button", name="Thêm một hồ sơ").click()
    press(window, "Enter")
    shows(window, second)
    (found,) = server.ask(supervisor, f"{CENTRE}/tickets?number={first}")["tickets"]
    told = server.ask(supervisor, f"/api/v1/tickets/{found['id']}")["story"]
    assert told[-1]["text"] == "Xong. 2 hồ sơ, tiếp nhận."

    window.set_viewport_size({"width": 260, "height": 130})
    expect(window.get_by_role("button", name="Gọi lại")).to_be_hidden()
    expect(window.locator("#main-button")).to_be_visible()
    press(window, "Enter")
    main(page, "Xong và gọi tiếp")
    page.keyboard.press("+")
    expect(page.get_by_text("Lượt vừa xong")).to_be_visible()

    page.get_by_role("button", name="Cửa sổ nhỏ").click()
    expect(page.locator(".mini-place [aria-pressed=false]")).to_be_visible()
    assert window.is_closed()


def test_opened_by_its_address_the_small_window_sits_at_the_counter_itself(
    clerk: Callable[[str], Clerk], server: Server, supervisor: str
) -> None:
    window = clerk("quay17").go("/counter/mini")
    window.set_viewport_size({"width": 360, "height": 200})
    (number,) = arrive(server, supervisor, "X")
    main(window, "Gọi số tiếp theo")
    press(window, "Enter")
    shows(window, number)
    press(window, "Enter", "4", "1")
    expect(window.get_by_text("Sẵn sàng").first).to_be_visible()
    assert [step for step, _ in story(server, supervisor, number)][-1] == "hold"


def test_who_holds_no_counter_is_told_where_to_choose_one(clerk: Callable[[str], Clerk]) -> None:
    window = clerk("dieuphoi").go("/counter/mini")
    expect(window.get_by_text("Ông/bà chưa giữ quầy nào.")).to_be_visible()


def test_a_counter_changes_hands_with_whoever_is_there(
    clerk: Callable[[str], Clerk], server: Server, supervisor: str
) -> None:
    morning, afternoon = clerk("quay12").go(), clerk("quay13").go()
    (number,) = arrive(server, supervisor, "M")
    main(morning, "Gọi số tiếp theo")
    press(morning, "Enter", "Enter")
    main(morning, "Xong và gọi tiếp")

    # The new clerk holds another counter: one question, one answer, and that one closes.
    afternoon.get_by_role("button", name="Cán bộ quầy 13").click()
    afternoon.get_by_role("button", name="Đổi quầy").click()
    expect(afternoon.get_by_text("Ông/bà đang giữ Quầy số 13. Chuyển sang quầy nào?")).to_be_visible()
    expect(afternoon.locator("[data-tile]")).to_have_count(20)
    press(afternoon, "1", "2", "Enter")
    expect(afternoon.get_by_text("Quầy số 12 đang do Cán bộ quầy 12 giữ.")).to_be_visible()
    press(afternoon, "2")
    shows(afternoon, number)

    expect(morning.get_by_text(f"Quầy số 12 và số {number} nay do Cán bộ quầy 13 giữ.")).to_be_visible()
    main(afternoon, "Xong và gọi tiếp")
    press(afternoon, "+")
    expect(afternoon.get_by_text("Lượt vừa xong")).to_be_visible()
    assert story(server, supervisor, number)[-3:] == [
        ("start", "Cán bộ quầy 12"),
        ("hand_over", "Cán bộ quầy 13"),
        ("finish", "Cán bộ quầy 13"),
    ]
    states = {row["number"]: row["state"] for row in server.ask(supervisor, CENTRE)["counters"]}
    assert (states[12], states[13]) == ("open", "closed")


def password(server: Server, username: str) -> str:
    """Return the password the hall printed once, when it was new."""
    found = re.search(rf"\b{username}\s+(\S+)", (server.var / "run.log").read_text())
    assert found
    return found[1]


def test_after_a_session_has_ended_counter_and_number_are_found_as_they_were(
    clerk: Callable[[str], Clerk], server: Server, supervisor: str
) -> None:
    someone = clerk("quay18")
    page = someone.go()
    (number,) = arrive(server, supervisor, "L")
    main(page, "Gọi số tiếp theo")
    press(page, "Enter")
    shows(page, number)

    someone.context.request.post(f"{server.url}/logout", headers={"Sec-Fetch-Site": "same-origin"})
    press(page, "Enter")
    expect(page.get_by_text("Phiên làm việc đã hết. Quầy và số đang ở quầy vẫn như cũ.")).to_be_visible()
    expect(page.get_by_role("link", name="Đăng nhập lại")).to_be_focused()
    press(page, "Enter")
    expect(page).to_have_url(re.compile(r"/login\?next=/counter$"))
    expect(page.locator("input[name=next]")).to_have_value("/counter")

    page.get_by_label("Tên đăng nhập").fill("quay18")
    page.get_by_label("Mật khẩu").first.fill(password(server, "quay18"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{server.url}/counter")
    shows(page, number)
    main(page, "Bắt đầu")
