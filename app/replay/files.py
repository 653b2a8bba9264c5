"""Reading one office on one day out of a directory of recorded tickets; on the command line, its figures.

The directory holds `tickets.csv.gz` (or `tickets.csv`): one row per ticket called, with office, queue, day,
seq, arrived_at, called_at and scored, times in seconds since local midnight. A file about the counters'
staffing may lie beside it; a replay does not need it, since who was called when is in the tickets.

    python -m app.replay.files DIRECTORY --office OFFICE --day YYYY-MM-DD
"""

import argparse
import csv
import gzip
import zlib
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Final, TextIO

from app.replay.figures import Figures
from app.replay.record import OfficeDay, Ticket, expected_figures

COLUMNS: Final = ("office", "queue", "day", "seq", "arrived_at", "called_at", "scored")
DAY_SECONDS: Final = 24 * 60 * 60


class ReplayError(ValueError):
    """Recorded tickets that cannot be replayed; says which file and line, and why."""


def read_day(directory: Path, office: str, day: date) -> OfficeDay:
    """Return the tickets of an office on a day. Raises ReplayError when there are none or they make no sense.

    Rows of other offices and days are passed over as they are read, and never kept.
    """
    path = _tickets_file(directory)
    wanted = (office, day.isoformat())
    rows = [(line, _ticket(path, line, row)) for line, row in _rows(path) if (row["office"], row["day"]) == wanted]
    if not rows:
        raise ReplayError(f"{path}: nothing of office {office!r} on {day}; {_offer(path, office)}")
    _require_order(path, rows)
    return OfficeDay(office, day, tuple(ticket for _, ticket in rows))


def _tickets_file(directory: Path) -> Path:
    for name in ("tickets.csv.gz", "tickets.csv"):
        if (directory / name).is_file():
            return directory / name
    raise ReplayError(f"{directory}: there is no tickets.csv.gz here")


def _open(path: Path) -> TextIO:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8", newline="")
    return path.open(encoding="utf-8", newline="")


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each row with its line number. Raises ReplayError for a file of another kind."""
    try:
        with _open(path) as file:
            reader = csv.DictReader(file)
            missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
            if missing:
                raise ReplayError(f"{path}: the columns {', '.join(missing)} are missing")
            for row in reader:
                yield reader.line_num, row
    except (OSError, EOFError, zlib.error, UnicodeDecodeError, csv.Error) as error:
        raise ReplayError(f"{path}: cannot be read: {error}") from None


def _ticket(path: Path, line: int, row: dict[str, str]) -> Ticket:
    try:
        seq, arrived, called = (int(row[column]) for column in ("seq", "arrived_at", "called_at"))
        scored = {"0": False, "1": True}[row["scored"]]
    except (ValueError, KeyError, TypeError):
        raise ReplayError(f"{path}, line {line}: not a ticket: {','.join(map(str, row.values()))}") from None
    if not 0 <= arrived <= called < DAY_SECONDS:
        raise ReplayError(f"{path}, line {line}: arrived at {arrived} and called at {called} in one day?")
    return Ticket(row["queue"], seq, arrived, called, scored)


def _require_order(path: Path, rows: list[tuple[int, Ticket]]) -> None:
    """Refuse a day that numbers given in order of arrival and called in order of number could not make."""
    numbered: set[str] = set()
    for (_, earlier), (line, later) in pairwise([(0, rows[0][1]), *rows]):
        starts = later.queue not in numbered
        numbered.add(later.queue)
        if starts and later.seq == 1:
            continue
        follows = not starts and later.queue == earlier.queue and later.seq == earlier.seq + 1
        if not follows or later.arrived < earlier.arrived or later.called < earlier.called:
            raise ReplayError(f"{path}, line {line}: ticket {later.seq} of queue {later.queue} is out of order")
        if earlier.scored and not later.scored:
            raise ReplayError(f"{path}, line {line}: ticket {later.seq} waited already, but not {earlier.seq}")


def _offer(path: Path, office: str) -> str:
    """Return what there is instead, for a message."""
    found = {(row["office"], row["day"]) for _, row in _rows(path)}
    days = sorted(day for other, day in found if other == office)
    if days:
        return f"its days are {', '.join(days)}"
    return f"the offices are {', '.join(sorted({other for other, _ in found}))}"


def _minutes(milliseconds: float | None) -> str:
    return "–" if milliseconds is None else f"{milliseconds / 60000:.2f}"


def _line(name: str, figures: Figures) -> str:
    share = "–" if figures.within_share is None else f"{figures.within_share:.1%}"
    waits = (figures.mean_ms, figures.median_ms, figures.p90_ms, figures.max_ms)
    return f"{name:<12}{figures.turns:>7}{share:>10}" + "".join(f"{_minutes(wait):>9}" for wait in waits)


def main() -> None:
    """Print the figures a report of the replayed day must show."""
    parser = argparse.ArgumentParser(description="The waits of a recorded day, in minutes, computed from its file.")
    parser.add_argument("directory", type=Path)
    parser.add_argument("--office", required=True)
    parser.add_argument("--day", required=True, type=date.fromisoformat)
    asked = parser.parse_args()
    try:
        expected = expected_figures(read_day(asked.directory, asked.office, asked.day))
    except ReplayError as error:
        parser.error(str(error))
    print(f"{'queue':<12}{'turns':>7}{'≤ 15:00':>10}{'mean':>9}{'median':>9}{'p90':>9}{'max':>9}")
    for queue, figures in expected.by_queue.items():
        print(_line(queue, figures))
    print(_line("all", expected.total))


if __name__ == "__main__":
    main()
