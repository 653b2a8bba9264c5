"""From a figure of the report to the turns behind it, to a story, and back: with the keyboard alone."""

import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.conftest import Screens
from tests.support.server import Server

CENTRE = "/api/v1/centres/phuong-mau"


def serve(server: Server, *fields: str) -> None:
    """Have people of these fields served one after the other at counter 3."""
    clerk = server.staff_token("quay3")
    counter = f"/api/v1/counters/{third(server)['id']}"
    server.ask(clerk, f"{counter}/open", {})
    for field in fields:
        ticket = server.ask(clerk, f"{counter}/serve", {"field": field})["ticket"]["id"]
        server.ask(clerk, f"/api/v1/tickets/{ticket}/finish", {})


def third(server: Server) -> Any:
    """Return counter 3 as the contract tells it."""
    counters = server.ask(server.staff_token("dieuphoi"), CENTRE)["counters"]
    return next(counter for counter in counters if counter["number"] == 3)


def focused(page: Page) -> Any:
    return page.evaluate("document.activeElement.getAttribute('href')")


def test_a_figure_opens_its_turns_and_back_one_stands_on_it_again(screens: Screens, server: Server) -> None:
    page = screens.open("supervisor")
    field = third(server)["fields"][0]
    serve(server, field, field)
    page.get_by_role("link", name="Báo cáo").click()
    row = page.get_by_role("row").filter(has=page.locator(".letter", has_text=re.compile(f"^{field}$")))
    row.get_by_role("link", name="2", exact=True).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    pressed = focused(page)

    page.keyboard.press("Enter")
    expect(page.locator(".turns-total")).to_have_text("2 lượt")
    expect(page.get_by_role("list", name="Đang lọc").get_by_role("listitem")).to_have_count(2)
    page.get_by_role("link", name=f"{field}002").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".slip-number")).to_have_text(f"{field}002")

    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name=f"{field}002")).to_be_focused()
    page.keyboard.press("Escape")
    expect(row.get_by_role("link", name="2", exact=True)).to_be_focused()
    assert focused(page) == pressed
