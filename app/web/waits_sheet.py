"""The report of waits as a table: a row per group, the whole centre last."""

from typing import Any, Final

from app.web.sheets import Cell, Sheet

MINUTE_MS: Final = 60_000
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


def sheet(report: dict[str, Any]) -> Sheet:
    """Return the report's table."""
    groups = [_row(_label(group), group["figures"]) for group in report["groups"]]
    return Sheet(
        tab="Thời gian chờ",
        title=f"Thời gian chờ, {report['from']} – {report['to']}",
        headings=[_HEADINGS[report["by"]], *(column[0] for column in _COLUMNS)],
        rows=[*groups, _row("Toàn Trung tâm", report["total"])],
        definitions=report["definitions"],
    )


def _row(label: str, figures: dict[str, Any]) -> list[Cell]:
    return [label, *(_value(figures[key], kind) for _, key, kind in _COLUMNS)]


def _value(value: float | None, kind: str) -> float | None:
    if value is None or kind == "count":
        return value
    return round(value / MINUTE_MS, 2) if kind == "minutes" else round(value * 100, 2)


def _label(group: dict[str, Any]) -> str:
    return f"{group['prefix']} {group['label']}" if group["prefix"] else str(group["label"])
