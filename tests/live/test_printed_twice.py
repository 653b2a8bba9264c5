"""The printer's agent is killed when the slip is out and nobody has been told: the next one says BẢN IN LẠI."""

import json
import os
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from printer.drawing import Draughtsman
from printer.fonts import Fonts
from printer.paper import VirtualPrinter
from printer.papers import WIDE
from printer.slip import read_slip
from tests.support.screens import hub_token
from tests.support.server import ROOT, Server, running
from tests.support.waiting import until

CENTRE = "/api/v1/centres/phuong-mau"
# A hall is started, and a lease of twenty seconds runs out.
pytestmark = pytest.mark.timeout(300)


class Speechless(VirtualPrinter):
    """Falls silent with the first slip it cuts, as long as it `holds`: the agent waits for its word that all is out."""

    holds = True

    @property
    def answers(self) -> bool:
        return self._printed == 0 or not self.holds

    @answers.setter
    def answers(self, _always: bool) -> None:
        pass


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Speechless]:
    with Speechless(tmp_path_factory.mktemp("paper")) as printer:
        yield printer


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, paper: Speechless) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("twice")
    config = (ROOT / "config.toml").read_text(encoding="utf-8").replace('file = "app/', f'file = "{ROOT}/app/')
    assert 'output = "paper"' in config
    config = config.replace('output = "paper"', f'output = "network:127.0.0.1:{paper.port}"')
    (folder / "config.toml").write_text(config.replace("paper = true", "paper = false"), encoding="utf-8")
    with running(folder / "var", LUOT_CONFIG=str(folder / "config.toml")) as found:
        yield found


def test_a_slip_that_may_be_in_somebodys_hand_comes_again_as_a_reprint(server: Server, paper: Speechless) -> None:
    kiosk = hub_token(server, "kiosk")
    ticket = server.ask(kiosk, f"{CENTRE}/tickets", {"field": "H"})
    (first,) = paper.wait_for(1, 60)
    killed = agents(server)
    for pid in killed:
        os.kill(pid, signal.SIGKILL)
    paper.holds = False
    state, attempts, told = job_of(server, ticket["id"])
    assert (state, attempts) == ("claimed", 1), "nobody was told that it is printed"

    again = paper.wait_for(2, 120)[-1]
    until(lambda: job_of(server, ticket["id"])[:2] == ("printed", 2), "the second is settled")
    assert agents(server) != killed
    slip, draw = read_slip(told), Draughtsman(WIDE, Fonts()).draw
    assert dots(first) == draw(slip).tobytes()
    assert dots(again) == draw(slip.as_reprint()).tobytes()
    assert slip.as_reprint().banner == "BẢN IN LẠI"
    assert len(paper.slips) == 2


def agents(server: Server) -> list[int]:
    return [pid for pid in server.pids_of("-m printer ") if Path(f"/proc/{pid}/comm").read_text().strip() != "sh"]


def job_of(server: Server, ticket: str) -> tuple[str, int, Any]:
    """Return state, attempts and slip of a ticket's only print job."""
    with closing(sqlite3.connect(server.var / "luot.db", timeout=20)) as database:
        asked = "SELECT state, attempts, slip FROM print_jobs WHERE ticket_id = ?"
        ((state, attempts, slip),) = database.execute(asked, [int(ticket)]).fetchall()
    return state, attempts, json.loads(slip)


def dots(path: Path) -> bytes:
    with Image.open(path) as image:
        return image.tobytes()
