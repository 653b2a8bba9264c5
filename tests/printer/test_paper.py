"""Virtual paper: what is sent comes out dot for dot, and nothing a stranger sends can fill memory or disk."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image

from printer.drawing import Draughtsman
from printer.paper import Condition, PortTaken, VirtualPrinter
from printer.paper.shelf import Shelf
from printer.raster import FEED_AND_CUT, INITIALISE, bands
from printer.slip import read_slip
from tests.printer.slips import slip

DOT = b"\x1dv0\x00\x01\x00\x01\x00\x80"  # one row of eight dots, the first one black


@contextmanager
def connected(paper: VirtualPrinter) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", paper.port), 5) as line:
        line.settimeout(5)
        yield line


def ended(line: socket.socket) -> bool:
    """Whether the printer hangs up (within the socket's time-out)."""
    try:
        return line.recv(1) == b""
    except ConnectionResetError:
        return True


def test_what_is_drawn_comes_out_dot_for_dot(paper: VirtualPrinter, draughtsman: Draughtsman) -> None:
    image = draughtsman.draw(read_slip(slip(mark="Ưu tiên")))
    with connected(paper) as line:
        line.sendall(INITIALISE + b"".join(bands(image)) + FEED_AND_CUT)
    with Image.open(paper.wait_for(1)[0]) as printed:
        assert (printed.mode, printed.size) == ("1", image.size)
        assert printed.tobytes() == image.tobytes()


def test_bytes_may_come_one_by_one(paper: VirtualPrinter) -> None:
    with connected(paper) as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for byte in INITIALISE + DOT * 3 + FEED_AND_CUT:
            line.sendall(bytes([byte]))
        with Image.open(paper.wait_for(1)[0]) as printed:
            assert printed.size == (8, 3)
            assert [printed.getpixel((x, 2)) for x in range(8)] == [0] + [255] * 7


def test_each_cut_is_a_slip_and_so_is_what_is_left_at_the_end(paper: VirtualPrinter) -> None:
    with connected(paper) as line:
        line.sendall(DOT + FEED_AND_CUT + FEED_AND_CUT + DOT * 2 + b"\x1dV\x01" + DOT * 3)
    assert [_height(path) for path in paper.wait_for(3)] == [1, 2, 3]


def test_feeding_is_white_paper(paper: VirtualPrinter) -> None:
    with connected(paper) as line:
        line.sendall(DOT + b"\x1bJ\x05" + b"\x1bd\x01" + b"\n" + DOT)
    assert _height(paper.wait_for(1)[0]) == 1 + 5 + 30 + 30 + 1


def _height(path: Path) -> int:
    with Image.open(path) as image:
        return image.height


@pytest.mark.parametrize(
    "noise",
    [
        b"H042 plain text\r",
        b"\x1b!\x30\x1ba\x01\x1bE\x01\x1b-\x00\x1bt\x10\x1bR\x05",
        b"\x1bp\x00\x19\xfa\x1bB\x02\x03\x1bc5\x00\x1b$\x10\x00",
        b"\x1bD\x08\x10\x18\x00",
        b"\x1b*\x21\x02\x00ABCDEF\x1b*\x00\x02\x00AB",
        b"\x1d!\x11\x1dL\x10\x00\x1dW\x40\x02\x1dP\xcb\xcb\x1da\x00",
        b"\x1d(k\x04\x001A2\x00\x1d(L\x02\x0002\x1b(A\x03\x00aaa",
        b"\x1dk\x04H042\x00\x1dk\x49\x04\x1d\x1b\x10\x04",
        b"\x1d8L\x03\x00\x00\x00\x1dv0",
        b"\x1d*\x01\x02" + b"\x1d" * 16,
        b"\x1dv0\x00\xff\x00\x02\x00" + b"\x1d" * 510,
        b"\x10\x05\x01\x10\x14\x01\x00\x01\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08",
        b"\x1c!\x04\x1cp\x01\x00\x1c&\x1c.\x1cS\x00\x00\x1c(A\x01\x00x",
        b"\x1b\xfe\x1d\xfd\x1c\xfc\x00\xff",
    ],
)
def test_commands_that_do_not_show_are_passed_over_and_the_slip_stays_whole(
    paper: VirtualPrinter, noise: bytes
) -> None:
    with connected(paper) as line:
        line.sendall(DOT + noise + DOT + FEED_AND_CUT)
    with Image.open(paper.wait_for(1)[0]) as printed:
        assert printed.size == (8, 2)
        assert [printed.getpixel((0, y)) for y in (0, 1)] == [0, 0]


@pytest.mark.parametrize(
    ("condition", "answers"),
    [
        (Condition.READY, [0x12, 0x12, 0x12, 0x12]),
        (Condition.PAPER_LOW, [0x12, 0x12, 0x12, 0x1E]),
        (Condition.PAPER_OUT, [0x1A, 0x32, 0x12, 0x7E]),
        (Condition.COVER_OPEN, [0x1A, 0x16, 0x12, 0x12]),
        (Condition.JAM, [0x1A, 0x52, 0x1A, 0x12]),
    ],
)
def test_the_printer_says_how_it_is(paper: VirtualPrinter, condition: Condition, answers: list[int]) -> None:
    paper.condition = condition
    with connected(paper) as line:
        for question, answer in enumerate(answers, 1):
            line.sendall(bytes([0x10, 0x04, question]))
            assert line.recv(1)[0] == answer


def test_a_printer_that_is_mended_goes_on_where_it_stopped(paper: VirtualPrinter) -> None:
    with connected(paper) as line:
        paper.condition = Condition.COVER_OPEN
        line.sendall(DOT * 5 + FEED_AND_CUT + b"\x1dr\x01" + b"\x10\x04\x01")
        assert line.recv(1) == b"\x1a"
        assert paper.slips == []
        paper.condition = Condition.READY
        assert _height(paper.wait_for(1)[0]) == 5
        assert line.recv(1) == b"\x00"


def test_a_slip_torn_by_a_jam_is_not_kept(tmp_path: Path) -> None:
    with VirtualPrinter(tmp_path, jam_after=1) as paper, connected(paper) as line:
        line.sendall(DOT + FEED_AND_CUT)
        paper.wait_for(1)
        line.sendall(DOT * 9 + FEED_AND_CUT + b"\x10\x04\x02")
        assert line.recv(1) == b"\x52"
        line.close()
        paper.condition = Condition.READY
        with connected(paper) as again:
            again.sendall(DOT * 4 + FEED_AND_CUT)
        assert [_height(path) for path in paper.wait_for(2)] == [1, 4]


def test_a_slip_without_end_is_cut_at_four_thousand_rows(paper: VirtualPrinter) -> None:
    with connected(paper) as line:
        line.sendall(b"\x1dv0\x00\x01\x00\xff\xff" + b"\xff" * 65_535 + FEED_AND_CUT + DOT)
    assert [_height(path) for path in paper.wait_for(2)] == [4_000, 1]


def test_a_picture_as_wide_as_a_house_is_not_kept_in_memory(paper: VirtualPrinter) -> None:
    with connected(paper) as line:
        line.sendall(b"\x1dv0\x00\xff\xff\x10\x00" + bytes(65_535 * 16) + DOT + FEED_AND_CUT)
    assert _height(paper.wait_for(1)[0]) == 1


def test_the_seventeenth_sender_is_turned_away_and_a_place_is_free_again_later(paper: VirtualPrinter) -> None:
    lines = [socket.create_connection(("127.0.0.1", paper.port), 5) for _ in range(16)]
    try:
        for line in lines:
            line.settimeout(5)
            line.sendall(b"\x10\x04\x01")
            assert line.recv(1) == b"\x12"
        with connected(paper) as late:
            assert ended(late)
    finally:
        for line in lines:
            line.sendall(DOT)
            line.close()
    paper.wait_for(16)
    # The place is given back a moment after the slip is saved, so a sender may have to come twice.
    assert any(_is_heard(paper) for _ in range(100))


def _is_heard(paper: VirtualPrinter) -> bool:
    with connected(paper) as line:
        try:
            line.sendall(b"\x10\x04\x01")
            return line.recv(1) == b"\x12"
        except OSError:
            return False


def test_a_silent_sender_is_let_go_with_what_it_has_printed(tmp_path: Path) -> None:
    with VirtualPrinter(tmp_path, idle_seconds=0.1) as paper, connected(paper) as line:
        line.sendall(DOT)
        assert ended(line)
        assert len(paper.wait_for(1)) == 1


def test_only_the_newest_slips_are_kept_and_strange_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.png").write_bytes(b"mine")
    (tmp_path / ".20261123-094100-000000.png.part").write_bytes(b"torn by a power cut")
    shelf = Shelf(tmp_path, keep=3)
    paths = [shelf.put(Image.new("1", (8, 8))) for _ in range(5)]
    assert shelf.slips() == paths[2:] == sorted(paths[2:])
    assert sorted(os.listdir(tmp_path)) == [*(path.name for path in paths[2:]), "notes.png"]


def test_two_printers_cannot_have_one_port(paper: VirtualPrinter, tmp_path: Path) -> None:
    with pytest.raises(PortTaken, match=rf"cannot listen on 127.0.0.1:{paper.port}: the port is in use"):
        VirtualPrinter(tmp_path, port=paper.port)
