"""The head: how a printer that is well, empty, open, jammed, deaf or gone is dealt with."""

import os
import pty
import socket
import threading
import tty
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image

from printer import status
from printer.head import Fault, Head
from printer.outputs import BadOutput, parse_output
from printer.paper import Condition, VirtualPrinter
from printer.paper.decoder import Decoder
from printer.paper.sheet import Sheet
from printer.raster import FEED_AND_CUT, bands
from printer.status import read_status
from tests.printer.conftest import head_at

SLIP = Image.new("1", (576, 200), 255)
SLIP.paste(0, (100, 50, 300, 150))


def image_of(path: Path) -> bytes:
    with Image.open(path) as image:
        return image.tobytes()


def test_slips_come_out_one_after_the_other(paper: VirtualPrinter) -> None:
    head = head_at(paper.port)
    head.print(SLIP)
    head.print(SLIP)
    assert [image_of(path) for path in paper.wait_for(2)] == [SLIP.tobytes()] * 2
    assert head.status() == status.READY


@pytest.mark.parametrize(
    ("condition", "state"),
    [(Condition.PAPER_OUT, "paper_out"), (Condition.COVER_OPEN, "cover_open"), (Condition.JAM, "offline")],
)
def test_a_printer_that_cannot_print_is_not_sent_a_slip(
    paper: VirtualPrinter, condition: Condition, state: str
) -> None:
    head = head_at(paper.port)
    paper.condition = condition
    with pytest.raises(Fault) as fault:
        head.print(SLIP)
    assert (fault.value.status.state, fault.value.on_paper) == (state, False)
    assert head.status().state == state
    assert head.status().detail
    paper.condition = Condition.READY
    head.print(SLIP)
    assert [image_of(path) for path in paper.wait_for(1)] == [SLIP.tobytes()]


def test_a_printer_low_on_paper_prints_and_says_so(paper: VirtualPrinter) -> None:
    head = head_at(paper.port)
    paper.condition = Condition.PAPER_LOW
    head.print(SLIP)
    assert len(paper.wait_for(1)) == 1
    assert head.status() == status.LOW


def test_a_jam_in_the_middle_of_a_slip_is_seen_and_the_next_slip_is_whole(tmp_path: Path) -> None:
    with VirtualPrinter(tmp_path, jam_after=1) as paper:
        head = head_at(paper.port)
        head.print(SLIP)
        with pytest.raises(Fault) as fault:
            head.print(SLIP)
        assert (fault.value.status.state, fault.value.on_paper) == ("offline", True)
        paper.condition = Condition.READY
        head.print(SLIP)
        assert [image_of(path) for path in paper.wait_for(2)] == [SLIP.tobytes()] * 2


def test_a_printer_that_never_speaks_is_believed_ready(tmp_path: Path) -> None:
    with VirtualPrinter(tmp_path, answers=False) as paper:
        head = head_at(paper.port)
        assert head.status() == status.READY
        head.print(SLIP)
        head.print(SLIP)
        assert len(paper.wait_for(2)) == 2


def test_a_printer_that_used_to_answer_and_falls_silent_is_offline(paper: VirtualPrinter) -> None:
    head = head_at(paper.port)
    assert head.status() == status.READY
    paper.answers = False
    with pytest.raises(Fault) as fault:
        head.print(SLIP)
    assert (fault.value.status.state, fault.value.on_paper) == ("offline", False)


def test_a_printer_that_is_not_there_is_offline_with_its_name(tmp_path: Path) -> None:
    with VirtualPrinter(tmp_path) as paper:
        head = head_at(paper.port)
    with pytest.raises(Fault) as fault:
        head.print(SLIP)
    assert (fault.value.status.state, fault.value.on_paper) == ("offline", False)
    assert "printer-1" in head.status().detail


@contextmanager
def deaf_printer(answers: int) -> Iterator[int]:
    """A port that answers so many status questions and then takes no more bytes."""
    with socket.create_server(("127.0.0.1", 0)) as port:
        port.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        done = threading.Event()

        def serve() -> None:
            line, _ = port.accept()
            with line:
                for _ in range(answers):
                    line.recv(3)
                    line.sendall(b"\x12")
                done.wait(20)

        thread = threading.Thread(target=serve)
        thread.start()
        yield port.getsockname()[1]
        done.set()
        thread.join()


def test_a_printer_that_takes_no_more_bytes_is_given_up_after_seconds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("printer.outputs.SEND_SECONDS", 0.3)
    monkeypatch.setattr("printer.outputs.ANSWER_SECONDS", 0.2)
    long = Image.new("1", (576, 60_000), 0)
    with deaf_printer(answers=3) as port, pytest.raises(Fault) as fault:
        head_at(port).print(long)
    assert (fault.value.status.state, fault.value.on_paper) == ("offline", True)
    assert "timed out" in fault.value.status.detail


def test_a_printer_that_does_not_know_how_to_confirm_is_asked_only_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("printer.status.CONFIRM_SECONDS", 0.3)
    monkeypatch.setattr("printer.outputs.ANSWER_SECONDS", 0.2)
    asked = []
    monkeypatch.setattr("printer.paper.connection.Connection.answer_in_turn", lambda self: asked.append(self))
    with VirtualPrinter(tmp_path) as paper:
        head = head_at(paper.port)
        head.print(SLIP)
        head.print(SLIP)
        assert len(paper.wait_for(2)) == 2
    assert len(asked) == 1


def test_a_plain_file_takes_one_slip_after_the_other(tmp_path: Path) -> None:
    target = tmp_path / "slips.bin"
    head = Head(parse_output(f"file:{target}"), "file")
    head.print(SLIP)
    assert head.status() == status.READY
    head.print(SLIP)
    once = b"\x1b@\x1da\x00" + b"".join(bands(SLIP)) + FEED_AND_CUT
    assert target.read_bytes() == once * 2


def test_a_file_in_a_folder_that_is_not_there_is_a_printer_offline(tmp_path: Path) -> None:
    head = Head(parse_output(f"file:{tmp_path}/none/lp0"), "lp0")
    assert head.status().state == "offline"
    with pytest.raises(Fault):
        head.print(SLIP)


class Bench:
    """A printer at the other end of a pseudo-terminal: answers like one that is ready, keeps what it is sent."""

    def __init__(self) -> None:
        self.near, far = pty.openpty()
        self.path = os.ttyname(far)
        self.far = far
        self.printed = Sheet()
        self.cuts = threading.Semaphore(0)
        self._thread = threading.Thread(target=self._attend)
        self._thread.start()

    def stands_still(self) -> bool:
        return False

    def initialise(self) -> None: ...

    def print_row(self, dots: bytes) -> None:
        self.printed.add(dots)

    def feed_rows(self, rows: int) -> None:
        self.printed.feed(rows)

    def cut(self) -> None:
        self.cuts.release()

    def answer_real_time(self, question: int) -> None:
        os.write(self.near, b"\x12")

    def answer_in_turn(self) -> None:
        os.write(self.near, b"\x00")

    def _attend(self) -> None:
        decoder = Decoder(self)
        try:
            while data := os.read(self.near, 4096):
                decoder.feed(data)
        except OSError:
            pass  # the other end is closed: the test is over

    def close(self) -> None:
        os.close(self.far)
        self._thread.join(5)
        os.close(self.near)


@pytest.fixture
def bench() -> Iterator[Bench]:
    bench = Bench()
    tty.setraw(bench.far)
    yield bench
    bench.close()


@pytest.mark.parametrize("kind", ["serial:{}:115200", "file:{}"])
def test_a_printer_at_a_line_or_a_device_file_answers_and_prints(bench: Bench, kind: str) -> None:
    head = Head(parse_output(kind.format(bench.path)), "line")
    assert head.status() == status.READY
    head.print(SLIP)
    head.close()
    assert bench.cuts.acquire(timeout=5)
    printed = bench.printed.tear_off()
    assert printed is not None
    assert printed.tobytes() == SLIP.tobytes()


@pytest.mark.parametrize(
    "spec",
    [
        "",
        "lp0",
        "network:",
        "network:host:port",
        "network:host:70000",
        "serial:/dev/ttyS0:fast",
        "usb:04b8",
        "usb:x:y",
    ],
)
def test_an_output_that_names_no_printer_is_refused_by_name(spec: str) -> None:
    with pytest.raises(BadOutput, match="output"):
        parse_output(spec)


def test_a_usb_printer_that_is_not_plugged_in_is_offline() -> None:
    assert Head(parse_output("usb:04b8:0e15"), "usb").status().state == "offline"


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ((0x12, 0x12, 0x12), "ready"),
        ((0x12, 0x12, 0x1E), "paper_low"),
        ((0x1A, 0x12, 0x7E), "paper_out"),
        ((0x1A, 0x32, 0x12), "paper_out"),
        ((0x1A, 0x16, 0x7E), "cover_open"),
        ((0x1A, 0x52, 0x12), "offline"),
        ((0x1A, 0x12, 0x12), "offline"),
    ],
)
def test_status_bits_are_read_as_what_somebody_can_mend(answers: tuple[int, int, int], state: str) -> None:
    assert read_status(*answers).state == state
