"""The bench's own websocket: what it cuts and reads is what a server's library has sent."""

import pytest
from wsproto import ConnectionType, WSConnection
from wsproto.events import AcceptConnection, CloseConnection, Request, TextMessage
from wsproto.extensions import PerMessageDeflate

from bench.frames import Frames, said, upgrade

TEXTS = ["2", "Mời số H042 đến quầy số 3", "đ" * 200, "số " * 40_000, ""]


@pytest.fixture
def server() -> WSConnection:
    """A server's side of a websocket that has been asked for as the bench's screens ask."""
    found = WSConnection(ConnectionType.SERVER)
    found.receive_data(upgrade(8000))
    (asked,) = found.events()
    assert isinstance(asked, Request)
    found.send(AcceptConnection(extensions=[PerMessageDeflate()]))
    return found


def test_what_comes_in_pieces_is_read_as_it_was_sent(server: WSConnection) -> None:
    wire = b"".join(server.send(TextMessage(data=text)) for text in TEXTS)
    frames = Frames()
    cut = [frame for start in range(0, len(wire), 7) for frame in frames.cut(wire[start : start + 7])]
    assert [frames.text(frame).decode() for frame in cut] == TEXTS


@pytest.mark.parametrize("text", ["3", '40{"token":"đ"}', "x" * 300])
def test_a_server_reads_what_a_screen_says(server: WSConnection, text: str) -> None:
    server.receive_data(said(text))
    (heard,) = server.events()
    assert isinstance(heard, TextMessage)
    assert heard.data == text


def test_the_end_is_noticed(server: WSConnection) -> None:
    frames = Frames()
    (frame,) = frames.cut(server.send(CloseConnection(code=1000)))
    with pytest.raises(ConnectionResetError):
        frames.text(frame)
