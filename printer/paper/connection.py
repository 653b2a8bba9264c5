"""The senders of a virtual printer: at most sixteen, each with a sheet of its own, none for ever."""

from __future__ import annotations

import logging
import socket
import socketserver
import threading
import time
from typing import TYPE_CHECKING, cast

from printer.paper.condition import paper_status, real_time_status
from printer.paper.decoder import Decoder
from printer.paper.sheet import Sheet

if TYPE_CHECKING:
    from printer.paper.virtual import VirtualPrinter

MOST_CONNECTIONS = 16
BACKLOG_BYTES = 256 * 1024
LOOK_AGAIN_SECONDS = 0.05

log = logging.getLogger("printer.paper")


class Listener(socketserver.ThreadingTCPServer):
    """The port. Raises OSError when it cannot be had."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True
    request_queue_size = MOST_CONNECTIONS

    def __init__(self, address: tuple[str, int], printer: VirtualPrinter) -> None:
        self.printer = printer
        self.places = threading.BoundedSemaphore(MOST_CONNECTIONS)
        super().__init__(address, Connection)

    def verify_request(self, request: object, client_address: object) -> bool:
        """Turn the seventeenth away at once; the place is given back when the connection has ended."""
        return self.places.acquire(blocking=False)

    def handle_error(self, request: object, client_address: object) -> None:
        log.exception("connection of %s", client_address)


class Connection(socketserver.BaseRequestHandler):
    """One sender. It is also the machine its bytes move: each connection has a sheet of its own."""

    request: socket.socket

    def handle(self) -> None:
        self.printer = cast(Listener, self.server).printer
        self.sheet = Sheet()
        self.clean = True
        self.torn = False
        decoder = Decoder(self)
        try:
            self._listen(decoder)
        except OSError as problem:
            log.info("connection of %s:%d ended: %s", *self.client_address[:2], problem)
        if not self.torn:
            self.cut()

    def finish(self) -> None:
        cast(Listener, self.server).places.release()

    def _listen(self, decoder: Decoder) -> None:
        heard = time.monotonic()
        while time.monotonic() - heard < self.printer.idle_seconds:
            if self.stands_still() and decoder.backlog > BACKLOG_BYTES:
                # The buffer of a machine that stands still is full: take nothing more, let the sender wait.
                self.printer.wait_for_change(LOOK_AGAIN_SECONDS)
                continue
            # What is still in the buffer is looked at again soon: the machine may have been mended this very moment.
            unfinished = self.stands_still() or decoder.backlog > 0
            self.request.settimeout(LOOK_AGAIN_SECONDS if unfinished else self.printer.idle_seconds)
            try:
                data = self.request.recv(64 * 1024)
            except TimeoutError:
                decoder.feed(b"")  # somebody may have mended the machine meanwhile
                continue
            if not data:
                return
            heard = time.monotonic()
            decoder.feed(data)

    def stands_still(self) -> bool:
        """Whether a fault stops the paper. A slip that meets one and never comes to its cut is scrap."""
        stuck = self.printer.condition.stuck
        self.torn = self.torn or stuck
        return stuck

    def initialise(self) -> None:
        """ESC @ forgets settings, of which virtual paper has none; what is printed stays printed."""

    def print_row(self, dots: bytes) -> None:
        if self.clean:
            self.clean = False
            self.printer.begin_slip()
        self.sheet.add(dots)

    def feed_rows(self, rows: int) -> None:
        self.sheet.feed(rows)

    def cut(self) -> None:
        self.clean = True
        self.torn = False
        self.printer.finish(self.sheet)

    def answer_real_time(self, question: int) -> None:
        self._say(real_time_status(self.printer.condition, question))

    def answer_in_turn(self) -> None:
        self._say(paper_status(self.printer.condition))

    def _say(self, byte: int) -> None:
        if self.printer.answers:
            self.request.sendall(bytes([byte]))
