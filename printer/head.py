"""The printer's head: one slip at a time goes out here. Who wants it printed is none of its business."""

from __future__ import annotations

import threading
from contextlib import suppress

from PIL import Image

from printer.outputs import TROUBLE, Output
from printer.raster import FEED_AND_CUT, INITIALISE, NO_UNASKED_STATUS, bands, largest_band
from printer.status import READY, Inquiry, Silent, Status


class Fault(Exception):
    """A slip could not be printed. `on_paper` is true when part of it, or all, may have come out."""

    def __init__(self, status: Status, *, on_paper: bool) -> None:
        super().__init__(f"{status.state}: {status.detail}")
        self.status = status
        self.on_paper = on_paper


class Head:
    """One printer. Slips and questions take turns; calls may come from several threads."""

    def __init__(self, output: Output, name: str) -> None:
        self._output = output
        self._name = name
        self._inquiry = Inquiry(output)
        self._turn = threading.Lock()
        self._status = READY
        self._open = False
        self._torn = False

    def print(self, image: Image.Image) -> None:
        """Print and cut one slip. Raises Fault, after which the next call starts afresh."""
        with self._turn:
            self._status = self._status_now()
            if not self._status.can_print:
                raise self._failed(self._status, on_paper=False)
            try:
                self._send(image)
                after = self._inquiry.confirm()
            except (Silent, *TROUBLE) as problem:
                raise self._failed(self._unreachable(problem), on_paper=True) from problem
            if not after.can_print:
                raise self._failed(after, on_paper=True)
            self._torn = False
            self._let_go(keep=self._output.lasting)

    def status(self) -> Status:
        """Ask the printer how it is; while a slip is being printed, what was known last."""
        if self._turn.acquire(blocking=False):
            try:
                self._status = self._status_now()
                self._let_go(keep=self._output.lasting)
            finally:
                self._turn.release()
        return self._status

    def close(self) -> None:
        """Let go of the printer."""
        with self._turn:
            self._let_go(keep=False)

    def _status_now(self) -> Status:
        """Connect if need be and ask; a printer that cannot be reached is offline."""
        try:
            if not self._open:
                self._output.open()
                self._open = True
            return self._inquiry.status()
        except (Silent, *TROUBLE) as problem:
            self._let_go(keep=False)
            return self._unreachable(problem)

    def _send(self, image: Image.Image) -> None:
        if self._torn:
            # A printer cut off inside a picture still waits for the rest of that band and would swallow the
            # next commands as dots. Zeros end the band as white paper, and mean nothing otherwise.
            self._output.send(bytes(largest_band(image.width)))
        self._torn = True
        self._output.send(INITIALISE + NO_UNASKED_STATUS)
        for band in bands(image):
            self._output.send(band)
        self._output.send(FEED_AND_CUT)

    def _failed(self, status: Status, *, on_paper: bool) -> Fault:
        self._status = status
        self._let_go(keep=False)
        return Fault(status, on_paper=on_paper)

    def _let_go(self, *, keep: bool) -> None:
        if self._open and not keep:
            self._open = False
            with suppress(*TROUBLE):  # an error here says that it is gone already, which is what was wanted
                self._output.close()

    def _unreachable(self, problem: Exception) -> Status:
        reason = " ".join(str(problem).split()) or type(problem).__name__
        return Status("offline", f"Không liên lạc được với máy in {self._name}: {reason}"[:200])
