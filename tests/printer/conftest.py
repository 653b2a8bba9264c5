"""Fonts, papers and a printer at work, for the tests of the paper."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from printer.drawing import Draughtsman
from printer.fonts import Fonts
from printer.head import Head
from printer.heartbeat import Heartbeat
from printer.outputs import parse_output
from printer.paper import VirtualPrinter
from printer.papers import NARROW, WIDE
from printer.patience import Patience
from printer.server import Server
from printer.worker import Worker
from tests.printer.hall import TOKEN, Hall


@pytest.fixture(scope="session")
def fonts() -> Fonts:
    return Fonts()


@pytest.fixture(scope="session")
def wide(fonts: Fonts) -> Draughtsman:
    return Draughtsman(WIDE, fonts)


@pytest.fixture(scope="session")
def narrow(fonts: Fonts) -> Draughtsman:
    return Draughtsman(NARROW, fonts)


@pytest.fixture(params=[576, 384])
def draughtsman(request: pytest.FixtureRequest, wide: Draughtsman, narrow: Draughtsman) -> Draughtsman:
    return wide if request.param == 576 else narrow


@pytest.fixture
def paper(tmp_path: Path) -> Iterator[VirtualPrinter]:
    with VirtualPrinter(tmp_path / "paper") as printer:
        yield printer


@pytest.fixture
def hall() -> Iterator[Hall]:
    hall = Hall()
    yield hall
    if hall.open:
        hall.close()


def head_at(port: int) -> Head:
    """A head that prints to a port of this machine."""
    return Head(parse_output(f"network:127.0.0.1:{port}"), "printer-1")


@pytest.fixture
def printing(wide: Draughtsman) -> Iterator[Callable[[Hall, int], Head]]:
    """Start worker and heartbeat of one printer, at most once a test; both end with it."""
    stop = threading.Event()
    with ExitStack() as stack:

        def start(hall: Hall, port: int) -> Head:
            head = head_at(port)
            heartbeat = Heartbeat(Server(hall.url, TOKEN), head, stop, every=0.1)
            worker = Worker(
                Server(hall.url, TOKEN),
                head,
                wide,
                stop,
                on_fault=heartbeat.hurry,
                patience=Patience(stop, longest=0.5),
            )
            threads = [threading.Thread(target=target) for target in (worker.run, heartbeat.run)]
            for thread in threads:
                thread.start()
                stack.callback(thread.join, 10)
            stack.callback(lambda: hall.close() if hall.open else None)
            stack.callback(heartbeat.hurry)
            stack.callback(stop.set)
            return head

        yield start
