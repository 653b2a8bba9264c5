"""The terminal shows what every program says; a terminal that is stuck or gone never stops the hall."""

import os
from collections.abc import Iterator

import pytest

from app.supervise.console import Console


class Pipe:
    """A terminal in the test's hand."""

    def __init__(self) -> None:
        self.reading, self.writing = os.pipe()
        os.set_blocking(self.reading, False)

    def shown(self) -> str:
        try:
            return os.read(self.reading, 1_000_000).decode()
        except BlockingIOError:
            return ""

    def fill(self) -> None:
        os.set_blocking(self.writing, False)
        try:
            while True:
                os.write(self.writing, b"x" * 4096)
        except BlockingIOError:
            os.set_blocking(self.writing, True)


@pytest.fixture
def pipe() -> Iterator[Pipe]:
    pipe = Pipe()
    yield pipe
    for handle in (pipe.reading, pipe.writing):
        try:
            os.close(handle)
        except OSError:
            assert handle == pipe.reading, "only the reading end is closed by a test"


def test_every_line_carries_its_program(pipe: Pipe) -> None:
    console = Console(pipe.writing)
    console.feed("web", b"one\ntwo\n")
    console.feed("voice", "xin mời\n".encode())
    assert pipe.shown() == "web        one\nweb        two\nvoice      xin mời\n"


def test_a_line_that_comes_in_pieces_is_shown_whole(pipe: Pipe) -> None:
    console = Console(pipe.writing)
    letters = "quầy".encode()
    console.feed("web", letters[:3])
    assert pipe.shown() == ""
    console.feed("web", letters[3:] + b"\n")
    assert pipe.shown() == "web        quầy\n"


def test_the_last_word_of_a_program_is_kept_until_it_starts_anew(pipe: Pipe) -> None:
    console = Console(pipe.writing)
    console.feed("may-in-1", b"ready\nthe token is refused\n\n")
    assert console.last_line("may-in-1") == "the token is refused"
    console.forget("may-in-1")
    assert console.last_line("may-in-1") is None


def test_a_terminal_nobody_reads_loses_lines_and_nothing_else(pipe: Pipe) -> None:
    console = Console(pipe.writing)
    pipe.fill()
    console.say("web", "finds no room")
    assert "finds no room" not in pipe.shown()
    console.say("web", "finds room again")
    assert pipe.shown().endswith("web        finds room again\n")


def test_a_closed_terminal_is_no_fault(pipe: Pipe) -> None:
    console = Console(pipe.writing)
    os.close(pipe.reading)
    console.say("web", "nobody hears this")
    console.say("web", "nor this")
    assert console.last_line("web") == "nor this"
