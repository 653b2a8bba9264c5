"""A report as a table in a file: CSV that spreadsheets open with its Vietnamese intact, and XLSX."""

import csv
import io
from typing import Any, Final

from flask import Response

MINUTE_MS: Final = 60_000
TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_HEADINGS: Final = {
    "field": "Lĩnh vực",
    "counter": "Quầy",
    "hour": "Giờ lấy số",
    "day": "Ngày",
    "clerk": "Cán bộ quầy",
}

# Heading, key of the figure, and what it is: a count, minutes out of milliseconds, or a share in per cent.
_COLUMNS: Final = (
    ("Lượt đã phục vụ", "turns", "count"),
    ("Chờ không quá mức (lượt)", "within", "count"),
    ("Tỷ lệ chờ không quá mức (%)", "within_share", "share"),
    ("Chờ trung bình (phút)", "mean_ms", "minutes"),
    ("Trung vị (phút)", "median_ms", "minutes"),
    ("90 % lượt chờ không quá (phút)", "p90_ms", "minutes"),
    ("Lâu nhất (phút)", "max_ms", "minutes"),
    ("Đến quầy trung bình (phút)", "way_mean_ms", "minutes"),
    ("Phục vụ trung bình (phút)", "service_mean_ms", "minutes"),
    ("Chờ lại trung bình (phút)", "waited_again_mean_ms", "minutes"),
    ("Vắng mặt", "no_shows", "count"),
    ("Vắng mặt đã chờ (phút)", "no_show_stay_mean_ms", "minutes"),
    ("Vắng mặt ghi sớm", "early_no_shows", "count"),
    ("Đã hủy", "cancelled", "count"),
    ("Hết giờ, chưa được phục vụ", "expired", "count"),
    ("Kể cả vắng mặt (%)", "within_with_no_shows_share", "share"),
    ("Gọi chỉ định", "out_of_order", "count"),
    ("Lượt qua lúc mất điện", "spans_outage", "count"),
    ("Hồ sơ", "dossiers", "count"),
)


def download(report: dict[str, Any], kind: str, name: str) -> Response:
    """Return a report as a file of that kind."""
    content = _csv(report) if kind == "csv" else _xlsx(report)
    disposition = f'attachment; filename="{name}"'
    return Response(content, content_type=TYPES[kind], headers={"Content-Disposition": disposition})


def rows(report: dict[str, Any]) -> list[list[str | float | None]]:
    """Return the report's table: headings, a row per group, the whole centre last."""
    headings: list[str | float | None] = [_HEADINGS[report["by"]], *(column[0] for column in _COLUMNS)]
    groups = [_row(_label(group), group["figures"]) for group in report["groups"]]
    return [headings, *groups, _row("Toàn Trung tâm", report["total"])]


def _row(label: str, figures: dict[str, Any]) -> list[str | float | None]:
    return [label, *(_value(figures[key], kind) for _, key, kind in _COLUMNS)]


def _value(value: float | None, kind: str) -> float | None:
    if value is None or kind == "count":
        return value
    return round(value / MINUTE_MS, 2) if kind == "minutes" else round(value * 100, 2)


def _label(group: dict[str, Any]) -> str:
    return f"{group['prefix']} {group['label']}" if group["prefix"] else str(group["label"])


def _csv(report: dict[str, Any]) -> bytes:
    """A byte order mark first, or spreadsheets take UTF-8 for something else."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows([_harmless(cell) for cell in row] for row in rows(report))
    return text.getvalue().encode("utf-8-sig")


def _harmless(cell: str | float | None) -> str | float | None:
    """A name that begins like a formula must not become one in whoever opens the file."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _xlsx(report: dict[str, Any]) -> bytes:
    # A spreadsheet library in every worker would cost memory that a report needs once a day.
    import xlsxwriter

    output = io.BytesIO()
    # What stands in a cell is a word of the centre's, never a formula or a link.
    words = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(output, words) as book:
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"bold": True, "text_wrap": True})
        sheet = book.add_worksheet("Thời gian chờ")
        sheet.write_string(0, 0, f"Thời gian chờ, {report['from']} – {report['to']}", bold)
        for index, row in enumerate(rows(report)):
            sheet.write_row(index + 2, 0, row, wrapped if index == 0 else None)
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, len(_COLUMNS), 13)
        sheet.freeze_panes(3, 1)
        notes = book.add_worksheet("Định nghĩa")
        for index, note in enumerate(report["definitions"]):
            notes.write_row(index, 0, [note["term"], note["text"]])
    return output.getvalue()
