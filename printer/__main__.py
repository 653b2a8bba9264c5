"""`python -m printer`: start, run until told to stop, finish the slip in hand."""

from __future__ import annotations

import logging
import signal
import sys
import threading
import time
from collections.abc import Callable

from printer.drawing import Draughtsman, warm_up
from printer.fonts import Fonts, FontsMissing
from printer.head import Head
from printer.heartbeat import Heartbeat
from printer.outputs import BadOutput, parse_output
from printer.papers import PAPERS
from printer.server import Server
from printer.settings import BadSettings, Settings, read_settings
from printer.worker import Worker

LAST_SLIP_SECONDS = 12.0

log = logging.getLogger("printer")


def main() -> int:
    """0 when told to stop, 1 when the work broke off, 2 when the settings make no start possible."""
    # force, because python-escpos sets up logging of its own when it is imported.
    logging.basicConfig(format="%(asctime)s %(levelname)s printer: %(message)s", force=True)
    log.setLevel(logging.INFO)
    try:
        settings = read_settings(sys.argv[1:])
        began = time.monotonic()
        head = Head(parse_output(settings.output), settings.output)
        draughtsman = Draughtsman(PAPERS[settings.width], Fonts(settings.fonts))
    except (BadSettings, BadOutput, FontsMissing) as problem:
        print(f"printer: {problem}", file=sys.stderr)
        return 2
    warm_up(draughtsman)
    log.info(
        "%s at %d dots for %s, ready in %.0f ms",
        settings.output, settings.width, settings.server, (time.monotonic() - began) * 1000,
    )  # fmt: skip
    return 0 if run(settings, head, draughtsman) else 1


def run(settings: Settings, head: Head, draughtsman: Draughtsman) -> bool:
    """Print until SIGTERM or SIGINT; a slip in hand is settled first. False when nobody said stop."""
    stop, told = threading.Event(), threading.Event()

    def end(number: int, frame: object) -> None:
        told.set()
        stop.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    heartbeat = Heartbeat(_server(settings), head, stop)
    worker = Worker(_server(settings), head, draughtsman, stop, on_fault=heartbeat.hurry)
    # Daemon threads: a claim that waits for a job must not keep the process from ending.
    for name, target in (("heartbeat", heartbeat.run), ("worker", worker.run)):
        threading.Thread(target=_or_stop, args=(target, stop), name=name, daemon=True).start()
    stop.wait()
    if worker.in_hand.acquire(timeout=LAST_SLIP_SECONDS):
        head.close()
    log.info("stopped")
    return told.is_set()


def _or_stop(target: Callable[[], None], stop: threading.Event) -> None:
    """Run; should it ever break off, end the process, so that whoever looks after it starts a new one."""
    try:
        target()
    finally:
        stop.set()


def _server(settings: Settings) -> Server:
    return Server(settings.server, settings.token, settings.ca_file)


if __name__ == "__main__":
    sys.exit(main())
