"""A list of turns as a table: a row per turn, times as the clock on the wall showed them."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from app.web.sheets import Cell, Sheet

MINUTE_MS: Final = 60_000
_OUTCOMES: Final = {
    "done": "Đã phục vụ",
    "no_show": "Vắng mặt",
    "cancelled": "Đã hủy",
    "expired": "Hết giờ, chưa được phục vụ",
}
_RESULTS: Final = {"received": "Tiếp nhận", "returned": "Trả kết quả", "guided": "Hướng dẫn"}
Turn = dict[str, Any]
Column = tuple[str, Callable[[Turn, ZoneInfo], Cell]]


def sheet(told: dict[str, Any], zone: ZoneInfo) -> Sheet:
    """Return the table of a list as `app.services.turn_list` tells it."""
    return Sheet(
        tab="Các lượt",
        title=f"Các lượt giao dịch, {told['from']} – {told['to']}",
        headings=[heading for heading, _ in _COLUMNS],
        rows=([cell(turn, zone) for _, cell in _COLUMNS] for turn in told["turns"]),
        definitions=told["definitions"],
    )


def _plain(key: str) -> Callable[[Turn, ZoneInfo], Cell]:
    return lambda turn, _: turn[key]


def _minutes(key: str) -> Callable[[Turn, ZoneInfo], Cell]:
    return lambda turn, _: None if turn[key] is None else round(turn[key] / MINUTE_MS, 2)


def _clock(key: str) -> Callable[[Turn, ZoneInfo], Cell]:
    def shown(turn: Turn, zone: ZoneInfo) -> str | None:
        return datetime.fromisoformat(turn[key]).astimezone(zone).strftime("%H:%M:%S") if turn[key] else None

    return shown


def _yes(key: str) -> Callable[[Turn, ZoneInfo], Cell]:
    return lambda turn, _: "có" if turn[key] else None


_COLUMNS: Final[tuple[Column, ...]] = (
    ("Số thứ tự", _plain("number")),
    ("Ngày", lambda turn, _: "/".join(reversed(turn["day"].split("-")))),
    ("Lĩnh vực", lambda turn, _: f"{turn['field']['prefix']} {turn['field']['name']['vi']}".strip()),
    ("Lấy số", _clock("arrived_at")),
    ("Gọi", _clock("called_at")),
    ("Bắt đầu", _clock("started_at")),
    ("Kết thúc", _clock("ended_at")),
    ("Chờ (phút)", _minutes("waited_ms")),
    ("Chờ, kể cả giờ nghỉ (phút)", _minutes("wait_ms")),
    ("Quá mức chờ", _yes("late")),
    ("Đến quầy (phút)", _minutes("way_ms")),
    ("Phục vụ (phút)", _minutes("service_ms")),
    ("Tạm chờ (phút)", _minutes("held_ms")),
    ("Chờ lại (phút)", _minutes("waited_again_ms")),
    ("Kết thúc thế nào", lambda turn, _: _OUTCOMES[turn["outcome"]]),
    ("Kết quả", lambda turn, _: _RESULTS.get(turn["result"])),
    ("Quầy", lambda turn, _: turn["counter"]["number"] if turn["counter"] else None),
    ("Ưu tiên", _yes("priority")),
    ("Số lần gọi", _plain("calls")),
    ("Hồ sơ", _plain("dossiers")),
    ("Vắng mặt ghi sớm", _yes("early")),
    ("Gọi chỉ định", _yes("out_of_order")),
    ("Lượt qua lúc mất điện", _yes("spans_outage")),
)
