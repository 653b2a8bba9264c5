"""The printer at work in a hall whose network, server and paper fail now and then."""

import logging
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from printer.drawing import Draughtsman
from printer.head import Head
from printer.paper import Condition, VirtualPrinter
from printer.slip import read_slip
from printer.worker import Memory, Outcome
from tests.printer.hall import Hall
from tests.printer.slips import job, slip

Printing = Callable[[Hall, int], Head]


def address(number: int) -> dict[str, str]:
    """A QR of its own for each slip, by which a printed slip is told from another."""
    return {"text": f"https://luot.example.vn/t/{number}", "title": "Quét mã", "body": ""}


def codes(paths: list[Path]) -> list[str]:
    texts = []
    for path in paths:
        with Image.open(path) as image:
            texts += [code.text.rsplit("/", 1)[-1] for code in zxingcpp.read_barcodes(image.convert("L"))]
    return texts


def dots(path: Path) -> bytes:
    with Image.open(path) as image:
        return image.tobytes()


class Log(logging.Handler):
    """What the printer's process has said."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.lines: list[str] = []
        self.changed = threading.Condition()

    def emit(self, record: logging.LogRecord) -> None:
        with self.changed:
            self.lines.append(record.getMessage())
            self.changed.notify_all()

    def wait(self, words: str) -> None:
        with self.changed:
            assert self.changed.wait_for(lambda: any(words in line for line in self.lines), 8), self.lines


@pytest.fixture
def log() -> Iterator[Log]:
    log, logger = Log(), logging.getLogger("printer")
    logger.addHandler(log)
    logger.setLevel(logging.INFO)
    yield log
    logger.setLevel(logging.NOTSET)
    logger.removeHandler(log)


def test_slips_are_printed_in_the_order_they_are_given_out(
    hall: Hall, paper: VirtualPrinter, printing: Printing
) -> None:
    hall.give(*(job(f"job-{number}", qr=address(number)) for number in range(3)))
    printing(hall, paper.port)
    hall.wait(settled=3)
    assert hall.settled == [(f"job-{number}", "printed", None) for number in range(3)]
    assert codes(paper.wait_for(3)) == ["0", "1", "2"]


def test_what_comes_out_is_the_slip_of_the_job(
    hall: Hall, paper: VirtualPrinter, printing: Printing, wide: Draughtsman
) -> None:
    hall.give(job("job-1", mark="Ưu tiên"))
    printing(hall, paper.port)
    assert dots(paper.wait_for(1)[0]) == wide.draw(read_slip(slip(mark="Ưu tiên"))).tobytes()


def test_a_settle_whose_answer_is_lost_is_sent_again_under_the_same_key(
    hall: Hall, paper: VirtualPrinter, printing: Printing
) -> None:
    hall.lose = ["settle"]
    hall.give(job("job-1", qr=address(1)), job("job-2", qr=address(2)))
    printing(hall, paper.port)
    hall.wait(settled=2)
    assert [name for name, _, _ in hall.settled] == ["job-1", "job-2"]
    keys = [key for kind, key in hall.keys if kind == "settle"]
    assert (len(keys), len(set(keys))) == (3, 2)
    assert codes(paper.wait_for(2)) == ["1", "2"]


def test_a_claim_whose_answer_is_lost_is_asked_for_again_and_prints_once(
    hall: Hall, paper: VirtualPrinter, printing: Printing
) -> None:
    hall.lose = ["claim"]
    hall.give(job("job-1", qr=address(1)), job("job-2", qr=address(2)))
    printing(hall, paper.port)
    hall.wait(settled=2)
    assert codes(paper.wait_for(2)) == ["1", "2"]


@pytest.mark.parametrize("attempt", [1, 2])
def test_a_printed_job_that_comes_again_is_settled_again_and_not_printed(
    hall: Hall, paper: VirtualPrinter, printing: Printing, attempt: int
) -> None:
    hall.give(job("job-1", qr=address(1)), job("job-1", attempt, qr=address(1)), job("job-2", qr=address(2)))
    printing(hall, paper.port)
    hall.wait(settled=3)
    assert [name for name, _, _ in hall.settled] == ["job-1", "job-1", "job-2"]
    assert len({key for kind, key in hall.keys if kind == "settle"}) == 3
    assert codes(paper.wait_for(2)) == ["1", "2"]


def test_a_reprint_is_another_job_and_carries_its_mark(
    hall: Hall, paper: VirtualPrinter, printing: Printing, wide: Draughtsman
) -> None:
    hall.give(job("job-1"), job("job-2", banner="BẢN IN LẠI"))
    printing(hall, paper.port)
    plain, marked = paper.wait_for(2)
    assert dots(plain) == wide.draw(read_slip(slip())).tobytes()
    assert dots(marked) == wide.draw(read_slip(slip(banner="BẢN IN LẠI"))).tobytes()


def test_after_a_jam_the_slip_comes_again_marked_since_half_of_it_may_be_in_a_hand(
    hall: Hall, tmp_path: Path, printing: Printing, wide: Draughtsman
) -> None:
    with VirtualPrinter(tmp_path, jam_after=1) as paper:
        hall.give(job("job-1"), job("job-2", qr=address(2)))
        printing(hall, paper.port)
        hall.wait(settled=2)
        name, result, error = hall.settled[1]
        assert (name, result) == ("job-2", "failed")
        assert error is not None
        assert error.startswith("offline: ")
        assert hall.wait_for_state("offline")["detail"]
        paper.condition = Condition.READY
        hall.give(job("job-2", 2, qr=address(2)))
        hall.wait(settled=3)
        assert hall.settled[2] == ("job-2", "printed", None)
        hall.wait_for_state("ready")
        again = slip(qr=address(2), banner="BẢN IN LẠI")
        assert dots(paper.wait_for(2)[1]) == wide.draw(read_slip(again)).tobytes()


def test_without_paper_the_slip_fails_at_once_and_comes_unmarked_later(
    hall: Hall, paper: VirtualPrinter, printing: Printing, wide: Draughtsman
) -> None:
    paper.condition = Condition.PAPER_OUT
    hall.give(job("job-1"))
    printing(hall, paper.port)
    hall.wait(settled=1)
    assert hall.settled == [("job-1", "failed", "paper_out: Máy in hết giấy.")]
    assert hall.wait_for_state("paper_out") == {"state": "paper_out", "detail": "Máy in hết giấy."}
    paper.condition = Condition.READY
    hall.give(job("job-1", 2))
    assert dots(paper.wait_for(1)[0]) == wide.draw(read_slip(slip())).tobytes()


def test_a_printer_that_is_switched_off_fails_the_slip_and_prints_once_it_is_back(
    hall: Hall, tmp_path: Path, printing: Printing
) -> None:
    with VirtualPrinter(tmp_path) as paper:
        port = paper.port
    hall.give(job("job-1", qr=address(1)))
    printing(hall, port)
    hall.wait(settled=1)
    assert hall.settled[0][:2] == ("job-1", "failed")
    with VirtualPrinter(tmp_path, port=port) as paper:
        hall.give(job("job-1", 2, qr=address(1)))
        hall.wait(settled=2)
        assert codes(paper.wait_for(1)) == ["1"]


def test_a_server_that_goes_away_is_waited_for_and_said_once(
    hall: Hall, paper: VirtualPrinter, printing: Printing, log: Log
) -> None:
    port = int(hall.url.rsplit(":", 1)[1])
    hall.give(job("job-1", qr=address(1)))
    printing(hall, paper.port)
    hall.wait(settled=1, heartbeats=1)
    hall.close()
    log.wait("the server is absent")
    back = Hall(port)
    try:
        back.give(job("job-2", qr=address(2)))
        back.wait(settled=1, heartbeats=1)
        assert codes(paper.wait_for(2)) == ["1", "2"]
        log.wait("the server answers again")
        assert sum("the server is absent" in line for line in log.lines) == 1
    finally:
        back.close()


def test_a_server_that_refuses_is_asked_again_with_a_fresh_key(
    hall: Hall, paper: VirtualPrinter, printing: Printing
) -> None:
    hall.refuse = ["claim"]
    hall.give(job("job-1"))
    printing(hall, paper.port)
    hall.wait(settled=1)
    refused, asked_again, *_ = [key for kind, key in hall.keys if kind == "claim"]
    assert refused != asked_again


def test_a_settle_that_is_refused_does_not_stop_the_next_slip(
    hall: Hall, paper: VirtualPrinter, printing: Printing
) -> None:
    hall.refuse = ["settle"]
    hall.give(job("job-1"), job("job-2"))
    printing(hall, paper.port)
    hall.wait(settled=1)
    assert hall.settled == [("job-2", "printed", None)]
    assert len(paper.wait_for(2)) == 2


def test_a_job_that_cannot_be_drawn_is_settled_as_failed_by_name(
    hall: Hall, paper: VirtualPrinter, printing: Printing
) -> None:
    hall.give(job("job-1", number=None), job("job-2") | {"slip": None}, {"nonsense": True}, job("job-3"))
    printing(hall, paper.port)
    hall.wait(settled=3)
    assert hall.settled == [
        ("job-1", "failed", "bad_slip: slip.number is missing"),
        ("job-2", "failed", "bad_slip: slip is not an object"),
        ("job-3", "printed", None),
    ]
    assert len(paper.wait_for(1)) == 1


def test_a_fault_in_the_program_fails_one_slip_and_not_the_printer(
    hall: Hall, paper: VirtualPrinter, printing: Printing, monkeypatch: pytest.MonkeyPatch
) -> None:
    def draw(self: Draughtsman, checked: object) -> Image.Image:
        monkeypatch.undo()
        raise ZeroDivisionError("a fault")

    monkeypatch.setattr(Draughtsman, "draw", draw)
    hall.give(job("job-1"), job("job-2"))
    printing(hall, paper.port)
    hall.wait(settled=2)
    assert hall.settled == [
        ("job-1", "failed", "internal: ZeroDivisionError: a fault"),
        ("job-2", "printed", None),
    ]


def test_only_the_latest_thousand_jobs_are_remembered() -> None:
    memory = Memory()
    for number in range(1_001):
        memory.keep(f"job-{number}", Outcome(1, "printed"))
    assert memory.of("job-0") is None
    assert memory.of("job-1") == memory.of("job-1000") == Outcome(1, "printed")
