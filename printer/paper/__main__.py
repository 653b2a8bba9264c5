"""`python -m printer.paper`: a virtual printer for demonstrations.

A fault is played by writing one word (`paper_low`, `paper_out`, `cover_open`, `jam`, `ready`) into the file
`fault` in the folder of the slips.
"""

from __future__ import annotations

import argparse
import logging
import signal
import sys
import threading
from pathlib import Path

from printer.paper import Condition, PortTaken, VirtualPrinter

LOOK_EVERY_SECONDS = 0.25
WORDS = {condition.value: condition for condition in Condition}


def main() -> int:
    """0 when told to stop, 1 when the port or the folder cannot be had."""
    logging.basicConfig(format="%(asctime)s %(levelname)s paper: %(message)s", level=logging.INFO)
    options = _parser().parse_args()
    try:
        printer = VirtualPrinter(options.dir, options.host, options.port, jam_after=options.jam_after)
    except PortTaken as problem:
        print(f"paper: {problem}", file=sys.stderr)
        return 1
    except OSError as problem:
        print(f"paper: folder {options.dir}: {problem.strerror}", file=sys.stderr)
        return 1
    with printer:
        print(f"virtual paper on {options.host}:{printer.port}, slips in {options.dir}", flush=True)
        _attend(printer, options.dir / "fault")
    return 0


def _attend(printer: VirtualPrinter, fault: Path) -> None:
    """Until told to stop, let the fault file say how the machine is whenever its word changes."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    last = ""
    while not stop.wait(LOOK_EVERY_SECONDS):
        word = _word(fault)
        if word != last:
            last = word
            printer.condition = WORDS.get(word, Condition.READY)


def _word(fault: Path) -> str:
    try:
        return fault.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m printer.paper", description="Prints into PNG files.")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, default=9100, help="port to listen on; 0 takes a free one")
    parser.add_argument("--dir", type=Path, default=Path("var/paper"), help="folder of the slips")
    parser.add_argument("--jam-after", type=int, metavar="N", help="jam when the next slip after N begins")
    return parser


if __name__ == "__main__":
    sys.exit(main())
