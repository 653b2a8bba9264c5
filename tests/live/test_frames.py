"""Frames made once for everybody: any client reads them, each alone, whatever it was sent before."""

import json
import socket
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from wsproto import ConnectionType, WSConnection
from wsproto.events import AcceptConnection, Request, TextMessage
from wsproto.extensions import PerMessageDeflate

from app.live import frames
from bench.frames import Frames, said, upgrade
from tests.badinput.scene import DISPLAY
from tests.support.workers import Workers, serving

TEXTS = ["2", "Mời số H042 đến quầy số 3", "x" * frames.SMALLEST, "số " * 900, "đ" * 80_000]
CHROMIUM, FIREFOX = "permessage-deflate; client_max_window_bits", "permessage-deflate"


def client(agreed: str | None) -> WSConnection:
    """Return a client's side of a websocket, with what the server agreed to."""
    line = WSConnection(ConnectionType.CLIENT)
    asked = Request(host="hall", target="/", extensions=[PerMessageDeflate()])
    there = WSConnection(ConnectionType.SERVER)
    there.receive_data(line.send(asked).replace(b"Sec-WebSocket-Extensions", b"X-Offered"))
    list(there.events())
    greeting = there.send(AcceptConnection())
    if agreed:
        greeting = greeting[:-2] + f"Sec-WebSocket-Extensions: {agreed}\r\n\r\n".encode()
    line.receive_data(greeting)
    assert [type(event) for event in line.events()] == [AcceptConnection]
    return line


def heard(line: WSConnection, *sent: bytes) -> list[str]:
    """Return the texts that a client reads in what it is sent."""
    texts, part = [], ""
    for data in sent:
        line.receive_data(data)
        for event in line.events():
            assert isinstance(event, TextMessage)
            part += event.data
            if event.message_finished:
                texts.append(part)
                part = ""
    return texts


@pytest.mark.parametrize("offers", [CHROMIUM, FIREFOX, "", "x-other, permessage-deflate"])
def test_every_client_reads_every_text(offers: str) -> None:
    agreed = frames.answer(offers)
    assert (agreed is None) == (offers == "")
    sent = [frames.frame(text, pressed=agreed is not None) for text in TEXTS]
    assert heard(client(agreed), *sent) == TEXTS


def test_a_client_that_came_later_reads_the_same_bytes() -> None:
    sent = [frames.frame(text, pressed=True) for text in TEXTS]
    assert heard(client(frames.ALONE), sent[3]) == [TEXTS[3]]
    assert frames.frame(TEXTS[3], pressed=True) is sent[3]
    assert len(sent[3]) < len(TEXTS[3]) / 10


@pytest.mark.parametrize(
    "offers", ["x-webkit-deflate-frame", "permessage-deflate; server_max_window_bits=9", "permessage-deflated", ";,;"]
)
def test_what_we_do_not_do_is_not_agreed_to(offers: str) -> None:
    assert frames.answer(offers) is None


def test_screens_that_take_pressed_frames_get_the_same_bytes(tmp_path: Path) -> None:
    with serving(tmp_path / "var") as server:
        display = f"40{json.dumps({'for': 'display', 'token': server.token(DISPLAY)})}"
        early, late = (_Screen(server, display) for _ in range(2))
        with closing(early.socket), closing(late.socket):
            last = early.until(lambda text: b'"revision"' in text)
            assert late.until(lambda text: b'"revision"' in text)
            server.hall.open(1)
            told = early.until(lambda text: b'"revision"' in text and _revision(text) > _revision(last))
            late.until(lambda text: text == told)
            assert early.frames[told] == late.frames[told]
            assert len(early.frames[told]) < len(told) / 2


class _Screen:
    """A screen as a browser's would be, with each text's frame by that text."""

    def __init__(self, server: Workers, hello: str) -> None:
        self.socket = socket.create_connection(("127.0.0.1", server.port), timeout=30)
        self.socket.sendall(upgrade(server.port))
        head = self.socket.recv(65536).partition(b"\r\n\r\n")
        assert f"Sec-WebSocket-Extensions: {frames.EXTENSION}".lower().encode() in head[0].lower()
        self.socket.sendall(said(hello))
        self.frames: dict[bytes, bytes] = {}
        self._cut = Frames()
        self._coming = self._texts(head[2])

    def until(self, holds: Callable[[bytes], bool]) -> bytes:
        """Return the next text of which something holds."""
        return next(text for text in self._coming if holds(text))

    def _texts(self, data: bytes) -> Iterator[bytes]:
        while True:
            for frame in self._cut.cut(data):
                text = self._cut.text(frame)
                self.frames[text] = frame
                yield text
            data = self.socket.recv(65536)


def _revision(text: bytes) -> int:
    return int(text.partition(b'"revision":')[2].partition(b",")[0])
