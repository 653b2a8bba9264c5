"""A table as a file: CSV that spreadsheets open with its Vietnamese intact, and XLSX. What is in it, others say."""

import csv
import io
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from flask import Response

TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
Cell = str | float | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file holds: a title, headings and rows under it, and what the words in them mean."""

    tab: str
    title: str
    headings: list[str]
    rows: Iterable[list[Cell]]
    definitions: list[dict[str, str]]


def download(sheet: Sheet, kind: str, name: str) -> Response:
    """Return a table as a file of that kind."""
    content = _csv(sheet) if kind == "csv" else _xlsx(sheet)
    disposition = f'attachment; filename="{name}.{kind}"'
    return Response(content, content_type=TYPES[kind], headers={"Content-Disposition": disposition})


def _csv(sheet: Sheet) -> bytes:
    """A byte order mark first, or spreadsheets take UTF-8 for something else."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(map(_harmless, sheet.headings))
    writer.writerows(map(_harmless, row) for row in _paced(sheet.rows))
    return text.getvalue().encode("utf-8-sig")


def _paced(rows: Iterable[list[Cell]]) -> Iterator[list[Cell]]:
    """Give rows with a breath now and then: who presses Next must not wait until somebody else's file is written."""
    for index, row in enumerate(rows):
        if index % 50 == 0:
            time.sleep(0)
        yield row


def _harmless(cell: Cell) -> Cell:
    """A name that begins like a formula must not become one in whoever opens the file."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _xlsx(sheet: Sheet) -> bytes:
    # A spreadsheet library in every worker would cost memory that a report needs once a day.
    import xlsxwriter

    output = io.BytesIO()
    # What stands in a cell is a word of the centre's, never a formula or a link.
    words = {"strings_to_formulas": False, "strings_to_urls": False}
    # Row after row goes out as it comes; otherwise the whole sheet would be put together in one long breath at the end.
    with xlsxwriter.Workbook(output, words | {"constant_memory": True}) as book:
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"bold": True, "text_wrap": True})
        page = book.add_worksheet(sheet.tab)
        page.set_column(0, 0, 34)
        page.set_column(1, len(sheet.headings) - 1, 13)
        page.freeze_panes(3, 1)
        page.write_string(0, 0, sheet.title, bold)
        page.write_row(2, 0, sheet.headings, wrapped)
        for index, row in enumerate(_paced(sheet.rows), start=3):
            page.write_row(index, 0, row)
        notes = book.add_worksheet("Định nghĩa")
        for index, note in enumerate(sheet.definitions):
            notes.write_row(index, 0, [note["term"], note["text"]])
    return output.getvalue()
