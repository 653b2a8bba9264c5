"""The supervisor's dialog of a counter: its fields are changed, and what is lent stays lent until its own time."""

import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from tests.browser.conftest import Screens
from tests.support.server import Server

CENTRE = "/api/v1/centres/phuong-mau"


def counter(server: Server, token: str, number: int) -> dict[str, Any]:
    snapshot = server.ask(token, f"{CENTRE}/snapshot?for=supervisor")
    found: dict[str, Any] = next(each for each in snapshot["counters"] if each["number"] == number)
    return found


def test_saving_the_fields_of_a_lent_counter_keeps_the_loan(screens: Screens, server: Server, shots: Path) -> None:
    token = server.staff_token("dieuphoi")
    lent = counter(server, token, 7)
    now = datetime.fromisoformat(server.ask(token, f"{CENTRE}/snapshot?for=supervisor")["now"])
    until = (now + timedelta(hours=1)).replace(microsecond=0).isoformat()
    mine = {field["prefix"] for field in lent["fields"]}
    borrowed = next(prefix for prefix in "HKLM" if prefix not in mine)
    path = f"/api/v1/counters/{lent['id']}/fields"
    server.ask(token, path, {"fields": [{"id": borrowed, "lag": 0}], "until": until})

    page = screens.open("supervisor")
    page.get_by_role("button", name=re.compile("^Quầy số 7,")).click()
    dialog = page.get_by_role("dialog")
    loan = dialog.get_by_role("checkbox", name=re.compile("tăng cường đến"))
    expect(loan).to_be_checked()
    page.screenshot(path=shots / "loan.png")
    dialog.get_by_role("radio", name=re.compile("^Cư trú.*: hỗ trợ$")).check()
    dialog.get_by_role("button", name="Lưu thay đổi").click()
    expect(dialog).to_be_hidden()
    fields = {field["prefix"]: field for field in counter(server, token, 7)["fields"]}
    assert datetime.fromisoformat(fields[borrowed]["until"]) == datetime.fromisoformat(until)
    assert fields["T"]["until"] is None

    page.get_by_role("button", name=re.compile("^Quầy số 7,")).click()
    loan.uncheck()
    dialog.get_by_role("button", name="Lưu thay đổi").click()
    expect(dialog).to_be_hidden()
    assert borrowed not in {field["prefix"] for field in counter(server, token, 7)["fields"]}
