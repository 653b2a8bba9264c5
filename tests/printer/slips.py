"""Print jobs as the contract writes them, and ways of looking at what came out."""

from __future__ import annotations

import copy
from typing import Any

from PIL import Image

SLIP: dict[str, Any] = {
    "language": "vi",
    "centre": {"kind": "Trung tâm Phục vụ hành chính công", "name": "phường Mẫu"},
    "number_label": "Số thứ tự",
    "number": "H042",
    "taken": "Thứ Hai, 23/11/2026, 09:41",
    "field": "Đất đai, môi trường",
    "banner": None,
    "mark": None,
    "facts": [{"label": "Trước ông/bà:", "value": "7 lượt"}],
    "notes": ["Người thuộc diện ưu tiên có thể được mời trước."],
    "qr": {
        "text": "https://phuongmau.example/t/7Kq9vYxN2",
        "title": "Quét mã để theo dõi lượt trên điện thoại",
        "body": "Hoặc nghe gọi số và nhìn Màn hình sảnh.",
    },
    "foot": "Phiếu này không thay Giấy tiếp nhận hồ sơ và hẹn trả kết quả.",
    "sample": "DỮ LIỆU MẪU",
}


def slip(**changes: Any) -> dict[str, Any]:
    """The slip of H042, with changes."""
    return copy.deepcopy(SLIP) | changes


def job(name: str, attempt: int = 1, **changes: Any) -> dict[str, Any]:
    """A print job called `name`; changes go to its slip."""
    return {"id": name, "attempt": attempt, "ticket": "t-1", "number": "H042", "reprint": False} | {
        "slip": slip(**changes)
    }


def column_runs(image: Image.Image, x: int, top: int, bottom: int) -> list[int]:
    """Lengths of the black runs down one column."""
    column = image.crop((x, top, x + 1, bottom)).convert("L").tobytes()
    return [len(run) for run in column.split(b"\xff") if run]


def tallest_run(image: Image.Image) -> tuple[int, int]:
    """The longest black run of any column and the row it starts at: a straight stem of the number."""
    dots = image.convert("L").tobytes()
    columns = [dots[x :: image.width] for x in range(image.width)]
    tallest, column = max((max(map(len, column.split(b"\xff"))), column) for column in columns)
    return tallest, column.index(bytes(tallest))


def whole_rules(image: Image.Image, margin: int) -> list[int]:
    """First rows of the rules that run from margin to margin."""
    black = Image.new("1", (image.width - 2 * margin, 1)).tobytes()
    rows = [image.crop((margin, y, image.width - margin, y + 1)).tobytes() == black for y in range(image.height)]
    return [y for y in range(1, image.height) if rows[y] and not rows[y - 1]]


def ink(image: Image.Image) -> int:
    """How many dots are black."""
    return image.convert("L").histogram()[0]
