"""What a printer suffers from reaches the supervisor and the kiosk: from the bytes of its status, through its agent."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.screens import hub_token
from tests.support.server import Server, running
from tests.support.waiting import until

CENTRE = "/api/v1/centres/phuong-mau"
# The first test waits for the hall to start as well.
pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("states") / "var") as found:
        yield found


class Watch:
    """The supervisor's page and the kiosk's, as far as they tell of printer 1."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._supervisor = server.staff_token("dieuphoi")
        self.kiosk_token = hub_token(server, "kiosk")

    def supervisor(self) -> tuple[str, str | None]:
        told = self._server.ask(self._supervisor, f"{CENTRE}/snapshot?for=supervisor")["devices"]
        (row,) = [row for row in told if row["name"] == "Máy in 1"]
        return row["state"], row["detail"]

    def kiosk(self) -> Any:
        return self._server.ask(self.kiosk_token, f"{CENTRE}/snapshot?for=kiosk")

    def see(self, supervisor: tuple[str, str | None], kiosk: str) -> None:
        until(lambda: self.supervisor() == supervisor, f"the supervisor sees {supervisor}")
        assert self.kiosk()["printer"]["state"] == kiosk


@pytest.fixture(scope="module")
def watch(server: Server) -> Watch:
    return Watch(server)


def suffer(server: Server, fault: str | None) -> None:
    """Make the virtual printer suffer from something, or mend it."""
    word = server.var / "paper" / "fault"
    if fault:
        word.write_text(f"{fault}\n")
    else:
        word.unlink(missing_ok=True)


@pytest.mark.parametrize(
    ("fault", "words", "state"),
    [
        ("paper_low", "sắp hết giấy", "paper_low"),
        ("paper_out", "hết giấy", "paper_out"),
        ("cover_open", "nắp đang mở", "cover_open"),
        ("jam", "ngừng in", "offline"),
    ],
)
def test_each_fault_reaches_supervisor_and_kiosk_and_so_does_its_end(
    server: Server, watch: Watch, fault: str, words: str, state: str
) -> None:
    watch.see(("ok", None), "ready")
    suffer(server, fault)
    watch.see(("warning", words), state)
    suffer(server, None)
    watch.see(("ok", None), "ready")


def test_a_number_taken_while_there_is_no_paper_is_given_and_its_slip_comes_later(server: Server, watch: Watch) -> None:
    slips = len(server.slips())
    suffer(server, "paper_out")
    watch.see(("warning", "hết giấy"), "paper_out")
    ticket = server.ask(watch.kiosk_token, f"{CENTRE}/tickets", {"field": "H"})
    assert ticket["number"].startswith("H")
    suffer(server, None)
    until(lambda: _slip(watch, ticket["id"]) == "printed", "the slip comes out once there is paper")
    until(lambda: len(server.slips()) == slips + 1, "and lies on the paper")


def _slip(watch: Watch, ticket: str) -> str:
    return str(next(slip["state"] for slip in watch.kiosk()["slips"] if slip["ticket"] == ticket))


def test_an_agent_that_stands_still_is_lost_and_its_kiosk_knows(server: Server, watch: Watch) -> None:
    """Nobody beats for it: its silence is all there is."""
    watch.see(("ok", None), "ready")
    agents = [pid for pid in server.pids_of("-m printer ") if _name(pid) != "sh"]
    for pid in agents:
        os.kill(pid, signal.SIGSTOP)
    try:
        watch.see(("lost", "mất kết nối"), "offline")
    finally:
        for pid in agents:
            os.kill(pid, signal.SIGCONT)
    watch.see(("ok", None), "ready")


def _name(pid: int) -> str:
    return Path(f"/proc/{pid}/comm").read_text().strip()
