"""The power goes in the middle of a morning. Afterwards everybody finds what they left, and the hall knows of it."""

import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.support import waiting
from tests.support.hall import ZONE
from tests.support.screens import Screen, display_token
from tests.support.server import Server, running

CENTRE = "/api/v1/centres/phuong-mau"
BACK = "2026-11-23T09:12:00+07:00"
PRESS = "the-press-that-got-no-answer"
# A whole hall is started twice.
pytestmark = pytest.mark.timeout(300)
until = partial(waiting.until, seconds=120)


@dataclass
class Cut:
    """The hall after the cut, who may ask it, and what it had answered before."""

    server: Server
    tokens: dict[str, str]
    counters: dict[int, str]
    before: dict[str, Any] = field(default_factory=dict)

    def ask(self, who: str, path: str, body: Any = None, **said: Any) -> Any:
        return self.server.ask(self.tokens[who], path, body, **said)

    def snapshot(self, who: str, audience: str, **more: str) -> Any:
        query = "".join(f"&{name}={value}" for name, value in more.items())
        return self.ask(who, f"{CENTRE}/snapshot?for={audience}{query}")

    def at_counter(self, number: int) -> tuple[str, str]:
        """Return the number at a counter and its state, as its clerk sees them."""
        ticket = self.snapshot(f"quay{number}", "counter", counter=self.counters[number])["ticket"]
        return ticket["number"], ticket["state"]


@pytest.fixture(scope="module")
def cut(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cut]:
    """H001 was read out and is served at counter 3, H002 is called to 4 and was not, H003 waits without its slip."""
    var = tmp_path_factory.mktemp("cut") / "var"
    with running(var) as first:
        hall = morning(first)
        first.cut_power()
    with running(var, LUOT_CLOCK_FROM=BACK) as second:
        hall.server = second
        yield hall


def morning(server: Server) -> Cut:
    """Live through the morning up to the cut."""
    tokens = {name: server.staff_token(name) for name in ("quay3", "quay4", "huongdan", "dieuphoi")}
    tokens["display"] = display_token(server)
    tokens["kiosk"] = server.command("device", "add", "--kind", "kiosk", "--centre", "phuong-mau", "--name", "Máy thử")
    rows = server.ask(tokens["quay3"], CENTRE)["counters"]
    hall = Cut(server, tokens, {row["number"]: row["id"] for row in rows})
    for _ in range(2):
        hall.ask("kiosk", f"{CENTRE}/tickets", {"field": "H"})
    served = hall.ask("quay3", f"/api/v1/counters/{hall.counters[3]}/next", {})["ticket"]
    hall.ask("quay3", f"/api/v1/tickets/{served['id']}/start", {})
    (call,) = hall.snapshot("display", "display")["calls"]
    hall.ask("display", f"/api/v1/calls/{call['id']}/spoken", {})
    hall.ask("quay4", f"/api/v1/counters/{hall.counters[4]}/next", {})
    (printer,) = [pid for pid in server.pids_of("-m printer ") if "sh" not in _name(pid)]
    os.kill(printer, signal.SIGSTOP)
    hall.before["slips"] = len(server.slips())
    hall.before["taken"] = hall.ask("huongdan", f"{CENTRE}/tickets", {"field": "H"}, key=PRESS)
    hall.before["served"] = served
    return hall


def _name(pid: int) -> str:
    return Path(f"/proc/{pid}/comm").read_text().strip()


def test_clerks_find_counter_and_ticket_as_they_left_them(cut: Cut) -> None:
    assert cut.at_counter(3) == ("H001", "serving")
    assert cut.at_counter(4) == ("H002", "called")
    held = cut.snapshot("quay3", "counter", counter=cut.counters[3])["counter"]
    assert (held["state"], held["clerk"]["name"]) == ("open", "Cán bộ quầy 3")


def test_the_display_shows_the_last_calls_and_speaks_only_what_was_not_spoken(cut: Cut) -> None:
    shown = cut.snapshot("display", "display")
    assert [call["number"] for call in shown["calls"]] == ["H002", "H001"]
    assert shown["to_speak"] == [shown["calls"][0]["id"]]


def test_screens_connect_with_the_tokens_they_had_and_the_kiosk_sees_who_waits(cut: Cut) -> None:
    with Screen(cut.server.url, token=cut.tokens["kiosk"], **{"for": "kiosk"}) as screen:
        waiting = {row["prefix"]: row["waiting"] for row in screen.next()["fields"]}
    assert waiting["H"] == 1


def test_a_press_whose_answer_was_lost_is_answered_as_before_and_gives_no_second_number(cut: Cut) -> None:
    again = cut.ask("huongdan", f"{CENTRE}/tickets", {"field": "H"}, key=PRESS)
    assert again == cut.before["taken"]
    assert cut.snapshot("kiosk", "kiosk")["fields"][3]["waiting"] == 1
    assert cut.ask("huongdan", f"{CENTRE}/tickets?number=H004")["tickets"] == []


def test_the_slip_that_was_on_its_way_is_printed(cut: Cut) -> None:
    path = f"/api/v1/tickets/{cut.before['taken']['id']}"
    until(lambda: cut.ask("huongdan", path)["slip"]["state"] == "printed", "the slip of H003 is printed")
    # The paper itself may be a moment behind: of a printer too slow to say how it is, the agent does not wait for it.
    until(lambda: len(cut.server.slips()) > cut.before["slips"], "it lies on the paper")


def test_the_cut_is_an_event_with_its_times_and_the_turns_it_went_through(cut: Cut) -> None:
    (outage,) = until(lambda: cut.snapshot("dieuphoi", "supervisor")["outages"], "the outage is written")
    began, ended = (datetime.fromisoformat(outage[name]).astimezone(ZONE) for name in ("from", "to"))
    assert datetime.fromisoformat(cut.before["taken"]["joined_at"]) <= began < datetime.fromisoformat(BACK) <= ended
    assert outage["turns"] == 3
    told = [step["text"] for step in cut.ask("quay3", f"/api/v1/tickets/{cut.before['served']['id']}")["story"]]
    assert told[-1] == f"Hệ thống ngừng hoạt động {began:%H:%M}–{ended:%H:%M}."


def test_after_the_cut_everything_derived_is_as_the_events_say(cut: Cut) -> None:
    assert cut.server.command("verify").endswith("all as the events say")


def test_a_copy_made_while_the_hall_works_is_put_back_under_another_name(cut: Cut, tmp_path: Path) -> None:
    copy, elsewhere = str(tmp_path / "copy"), f"sqlite:///{tmp_path / 'elsewhere.db'}"
    assert cut.server.command("backup", copy).startswith(f"{copy}, ")
    cut.server.command("restore", copy, DATABASE_URL=elsewhere)
    assert cut.server.command("verify", DATABASE_URL=elsewhere) == cut.server.command("verify")


def test_a_server_killed_alone_is_back_with_everything_as_it_was(cut: Cut) -> None:
    master, *workers = cut.server.pids_of("gunicorn")
    os.kill(master, signal.SIGKILL)
    until(lambda: not {master, *workers} & set(cut.server.pids_of("gunicorn")), "the old server is gone")
    until(lambda: _answers(cut), "the server is back")
    assert cut.at_counter(3) == ("H001", "serving")
    assert [call["number"] for call in cut.snapshot("display", "display")["calls"]] == ["H002", "H001"]


def test_the_turn_goes_on_and_the_report_marks_it(cut: Cut) -> None:
    until(lambda: cut.snapshot("dieuphoi", "supervisor")["outages"], "the outage is written")
    cut.ask("quay3", f"/api/v1/tickets/{cut.before['served']['id']}/finish", {})
    total = cut.ask("dieuphoi", f"{CENTRE}/reports/waits")["total"]
    assert (total["turns"], total["spans_outage"]) == (1, 1)


def _answers(cut: Cut) -> bool:
    try:
        return bool(cut.server.ask(None, "/healthz")["status"] == "ok")
    except OSError:
        return False
