"""What lies in the tray of the printer: every slip read back from its picture and laid beside the jobs.

A slip that comes out after another of the same job must say BẢN IN LẠI: somebody may hold the first already. Whether it
does is seen by drawing it both ways.
"""

import json
from collections import defaultdict
from typing import Any

import zxingcpp
from PIL import Image
from sqlalchemy import text

from printer.drawing import Draughtsman
from printer.fonts import Fonts
from printer.papers import WIDE
from printer.slip import read_slip
from tests.faults.halls import FaultyHall
from tests.support.waiting import until

# A claimed slip whose printer died is given out again when its lease of twenty seconds ends, one after the other.
PRINTED_SECONDS = 120.0
_JOBS = text("SELECT ticket_id, slip, state FROM print_jobs ORDER BY id")
_OPEN = text("SELECT count(*) FROM print_jobs WHERE state IN ('queued', 'claimed')")


class Tray:
    """The printer keeps the newest 200 slips, so they are taken out while everybody rests."""

    def __init__(self, hall: FaultyHall) -> None:
        self._hall = hall
        self._seen: set[str] = set()
        self._slips: dict[str, list[Image.Image]] = defaultdict(list)

    def empty(self) -> None:
        """Take out and read what has come since."""
        for path in self._hall.server.slips():
            if path.name not in self._seen:
                self._seen.add(path.name)
                image = Image.open(path)
                image.load()
                codes = zxingcpp.read_barcodes(image.convert("L"))
                # Its printer was killed in the middle of it: torn paper, which nobody takes for a slip.
                self._slips[codes[0].text if codes else ""].append(image)

    def count(self) -> int:
        """Return how many slips were read."""
        return len(self._seen)

    def again(self) -> int:
        """Return how many of them came out after another of the same number."""
        return sum(len(images) - 1 for code, images in self._slips.items() if code and images)

    def look(self) -> None:
        """Wait for the last slip, then hold slips and jobs against each other; a wrong goes into the ledger."""
        until(lambda: not self._open_jobs(), "every slip is printed", PRINTED_SECONDS)
        self.empty()
        with self._hall.database.read() as connection:
            jobs = connection.execute(_JOBS).all()
        for job in jobs:
            slip = job.slip if isinstance(job.slip, dict) else json.loads(job.slip)
            for wrong in self._wrongs(slip, job.state):
                self._hall.ledger.wrong(wrong)

    def _open_jobs(self) -> int:
        with self._hall.database.read() as connection:
            return int(connection.execute(_OPEN).scalar_one())

    def _wrongs(self, slip: dict[str, Any], state: str) -> list[str]:
        number, printed = slip["number"], self._slips[slip["qr"]["text"]]
        if state != "printed":
            return [f"the slip of {number} is {state}"]
        if not printed:
            return [f"the slip of {number} was printed and is not in the tray"]
        again = _reprint(slip) if len(printed) > 1 else b""
        return [f"a second slip of {number} does not say so" for image in printed[1:] if _dots(image) != again]


def _reprint(slip: dict[str, Any]) -> bytes:
    return _dots(Draughtsman(WIDE, Fonts()).draw(read_slip(slip).as_reprint()))


def _dots(image: Image.Image) -> bytes:
    return image.convert("1").tobytes()
