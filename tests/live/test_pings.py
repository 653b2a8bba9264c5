"""Every screen is asked every few seconds whether it is there, by one loop for all of them."""

import json
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import websocket
from engineio import packet

from app.live.pings import PING, Asked, Pings, is_pong
from app.worker import Connection
from tests.badinput.scene import DISPLAY
from tests.support.workers import Workers, serving

EVERY = 5.0
MASK = b"\x11\x22\x33\x44"
PONG = b"\x81\x81" + MASK + bytes([ord("3") ^ MASK[0]])


@dataclass
class Transport:
    """What the library keeps of a screen, as far as it is asked here."""

    last_ping: float | None = 1.0
    closing: bool = False
    closed: bool = False
    queue: list[Any] = field(default_factory=list)

    def send(self, sent: Any) -> None:
        self.queue.append(sent.packet_type)


class Hall:
    """The loop, with a clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 0.0
        self.pings = Pings(EVERY, lambda: self.now)

    def after(self, seconds: float) -> None:
        self.now += seconds
        self.pings.round()


@pytest.fixture
def line() -> Iterator[tuple[Connection, socket.socket]]:
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    theirs.setblocking(False)
    connection = Connection(ours.family, ours.type, ours.proto, fileno=ours.detach())
    yield connection, theirs
    connection.close()
    theirs.close()


def asked(hall: Hall, connection: Any) -> tuple[Asked, Transport]:
    """Return a screen that has just come in: the library has asked it once, and it has answered."""
    transport = Transport()
    screen = Asked(transport, hall.pings)
    screen.line = connection
    screen.answered()
    return screen, transport


def read(theirs: socket.socket) -> bytes:
    try:
        return theirs.recv(65536)
    except BlockingIOError:
        return b""


def test_a_screen_is_asked_five_seconds_after_it_answered_and_not_before(line: Any) -> None:
    hall, (ours, theirs) = Hall(), line
    screen, transport = asked(hall, ours)
    hall.after(4.9)
    assert read(theirs) == b""
    hall.after(0.1)
    assert read(theirs) == PING
    assert transport.last_ping is not None, "from now on it is late, by the library's clock"
    screen.answered()
    assert transport.last_ping is None
    hall.after(5.0)
    assert read(theirs) == PING
    assert transport.queue == []


def test_a_screen_that_has_not_answered_is_not_asked_again(line: Any) -> None:
    hall, (ours, theirs) = Hall(), line
    asked(hall, ours)
    hall.after(5.0)
    assert read(theirs) == PING
    hall.after(60.0)
    assert read(theirs) == b""


def test_answers_to_nothing_are_nothing(line: Any) -> None:
    hall, (ours, theirs) = Hall(), line
    screen, _ = asked(hall, ours)
    for _ in range(1000):
        screen.answered()
    hall.after(5.0)
    assert read(theirs) == PING, "once, not a thousand times"


def test_no_ping_is_written_in_the_midst_of_a_frame(line: Any) -> None:
    hall, (ours, theirs) = Hall(), line
    screen, transport = asked(hall, ours)
    with screen.sending:
        hall.after(5.0)
    assert read(theirs) == b""
    assert transport.queue == [packet.PING], "it waits behind the frame"


def test_a_screen_that_takes_nothing_in_keeps_nobody_waiting(line: Any) -> None:
    hall, (ours, _) = Hall(), line
    _, transport = asked(hall, ours)
    with suppress(BlockingIOError):
        while True:
            ours.send_now(bytes(65536))
    hall.after(5.0)
    assert transport.queue == [packet.PING]


@pytest.mark.parametrize("end", ["closing", "closed"])
def test_a_connection_that_has_ended_is_forgotten(line: Any, end: str) -> None:
    hall, (ours, theirs) = Hall(), line
    _, transport = asked(hall, ours)
    setattr(transport, end, True)
    hall.after(5.0)
    assert read(theirs) == b""
    assert transport.last_ping is None


def test_where_the_connection_cannot_be_written_to_at_once_the_library_asks() -> None:
    hall = Hall()
    _, transport = asked(hall, object())
    hall.after(5.0)
    assert transport.queue == [packet.PING]


@pytest.mark.parametrize("data", [b"", PONG[:-1], PONG + PONG, b"\x81\x81" + MASK + MASK[:1], b"\x81\x02" + PONG[2:]])
def test_only_an_answer_and_nothing_else_is_taken_for_one(data: bytes) -> None:
    assert is_pong(PONG)
    assert not is_pong(data)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workers]:
    folder: Path = tmp_path_factory.mktemp("pings")
    with serving(folder / "var") as found:
        yield found


def come_in(server: Workers) -> websocket.WebSocket:
    line = websocket.create_connection(f"ws://127.0.0.1:{server.port}/socket.io/?EIO=4&transport=websocket", timeout=20)
    assert line.recv().startswith("0")
    line.send("40" + json.dumps({"token": server.token(DISPLAY), "for": "display"}))
    return line


def wait_for_ping(line: websocket.WebSocket) -> float:
    while line.recv() != "2":
        pass
    return time.monotonic()


@pytest.mark.timeout(120)
@pytest.mark.parametrize("pieces", [7, 1], ids=["whole", "byte by byte"])
def test_a_screen_that_answers_is_asked_again_and_stays(server: Workers, pieces: int) -> None:
    line = come_in(server)
    asked_at = []
    for _ in range(4):
        asked_at.append(wait_for_ping(line))
        for start in range(0, len(PONG), pieces):
            line.sock.send(PONG[start : start + pieces])
            # Apart, so that they arrive apart.
            time.sleep(0.01 if pieces < len(PONG) else 0)
    spans = [later - sooner for sooner, later in pairwise(asked_at)]
    assert all(4.5 < span < 9 for span in spans), spans
    assert server.faults() == []
    line.close()
