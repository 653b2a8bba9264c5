"""The two processes as they are started in a hall: `python -m printer` and `python -m printer.paper`."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.printer.hall import TOKEN, Hall
from tests.printer.slips import job

ROOT = Path(__file__).resolve().parents[2]
Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start `python -m MODULE …`; whatever still runs at the end of the test is ended."""
    with ExitStack() as stack:

        def run(module: str, *arguments: str) -> subprocess.Popen[str]:
            process = subprocess.Popen(
                [sys.executable, "-m", module, *arguments],
                cwd=tmp_path,
                env=os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)},
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            stack.callback(process.communicate)
            stack.callback(process.kill)
            return process

        yield run


def first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()


def test_a_slip_goes_from_the_server_to_virtual_paper_and_both_end_when_told(
    hall: Hall, start: Start, tmp_path: Path
) -> None:
    paper = start("printer.paper", "--port", "0", "--dir", "slips")
    port = first_line(paper).split(",")[0].rsplit(":", 1)[1]
    token = tmp_path / "token"
    token.write_text(TOKEN)
    hall.give(job("job-1"))
    printer = start("printer", "--server", hall.url, "--token-file", "token", "--output", f"network:127.0.0.1:{port}")
    hall.wait(settled=1, heartbeats=1, seconds=20)
    assert hall.settled == [("job-1", "printed", None)]
    assert len(list((tmp_path / "slips").glob("*.png"))) == 1
    for process in (printer, paper):
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
    assert not list(tmp_path.glob("tmp*")), "nothing may be left behind at every start"


def test_a_fault_is_played_by_writing_a_word_into_the_folder(start: Start, tmp_path: Path) -> None:
    (tmp_path / "slips").mkdir()
    paper = start("printer.paper", "--port", "0", "--dir", "slips")
    port = int(first_line(paper).split(",")[0].rsplit(":", 1)[1])
    with socket.create_connection(("127.0.0.1", port), 5) as line:
        (tmp_path / "slips" / "fault").write_text("cover_open\n")
        assert answer_of(line, 0x16)
        (tmp_path / "slips" / "fault").unlink()
        assert answer_of(line, 0x12)


def answer_of(line: socket.socket, wanted: int) -> bool:
    """Ask why the printer is off line until it gives the wanted answer, for five seconds at most."""
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        line.sendall(b"\x10\x04\x02")
        if line.recv(1)[0] == wanted:
            return True
    return False


def test_a_port_in_use_is_said_in_one_line(start: Start) -> None:
    first = start("printer.paper", "--port", "0")
    port = first_line(first).split(",")[0].rsplit(":", 1)[1]
    second = start("printer.paper", "--port", port)
    _, complaint = second.communicate(timeout=10)
    assert second.returncode == 1
    assert complaint == (
        f"paper: cannot listen on 127.0.0.1:{port}: the port is in use; is another virtual printer running?\n"
    )


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--token", "x", "--output", "lp0"], "printer: output 'lp0' is none of"),
        (["--token", "x", "--output", "file:x", "--fonts", "/nowhere"], "printer: font file missing: /nowhere/"),
    ],
)
def test_a_printer_that_cannot_start_says_why_in_one_line(start: Start, arguments: list[str], complaint: str) -> None:
    process = start("printer", *arguments)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 2
    assert said.startswith(complaint)
    assert said.count("\n") == 1


def test_the_printer_knows_nothing_of_the_server_but_its_contract() -> None:
    look = "import sys, printer.__main__, printer.paper.__main__; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", look], cwd=ROOT, capture_output=True, text=True, check=True, timeout=30)
    loaded = {name.partition(".")[0] for name in run.stdout.split()}
    assert "printer" in loaded
    assert not loaded & {"app", "kiosk", "display", "setup", "flask", "sqlalchemy", "gevent"}
