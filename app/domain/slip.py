"""What is printed on a slip, as neutral parts: the printer decides how large and where."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

DAYS_VI: Final = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
DAYS_EN: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "vi": {
        "number": "Số thứ tự",
        "ahead": "Trước ông/bà:",
        "turns": "{count} lượt",
        "note": "Người thuộc diện ưu tiên có thể được mời trước.",
        "carried": "Chuyển từ số {number}, ngày {day:%d/%m/%Y}.",
        "scan": "Quét mã để theo dõi lượt trên điện thoại",
        "listen": "Hoặc nghe gọi số và nhìn Màn hình sảnh.",
        "foot": "Phiếu này không thay Giấy tiếp nhận hồ sơ và hẹn trả kết quả.",
        "priority": "Ưu tiên",
        "reprint": "BẢN IN LẠI",
        "sample": "DỮ LIỆU MẪU",
    },
    "en": {
        "number": "Your number",
        "ahead": "Ahead of you:",
        "turns": "{count} people",
        "note": "People with priority may be called first.",
        "carried": "Carried over from number {number} of {day:%d/%m/%Y}.",
        "scan": "Scan to follow your turn on your phone",
        "listen": "Or listen for the call and watch the hall display.",
        "foot": "This slip does not replace the receipt of your dossier with its date of return.",
        "priority": "Priority",
        "reprint": "REPRINT",
        "sample": "SAMPLE DATA",
    },
}


@dataclass(frozen=True, slots=True)
class SlipFacts:
    """Everything a slip tells; `link` is the address of the ticket's own page, `carried_from` the number of the day
    before that this one stands for.
    """

    centre_kind: str
    centre_name: str
    sample: bool
    number: str
    field: str
    taken_at: datetime
    people_ahead: int | None
    priority: bool
    reprint: bool
    link: str
    language: str
    carried_from: tuple[str, date] | None = None


def long_date(moment: datetime, language: str) -> str:
    """Return "Thứ Hai, 23/11/2026, 09:41" for a local moment."""
    days = DAYS_EN if language == "en" else DAYS_VI
    return f"{days[moment.weekday()]}, {moment:%d/%m/%Y, %H:%M}"


def compose(facts: SlipFacts, zone: ZoneInfo) -> dict[str, Any]:
    """Return the slip as the plain JSON of `docs/contract.md`, "A print job"."""
    words = WORDS[facts.language]
    ahead = {"label": words["ahead"], "value": words["turns"].format(count=facts.people_ahead)}
    return {
        "language": facts.language,
        "centre": {"kind": facts.centre_kind, "name": facts.centre_name},
        "number_label": words["number"],
        "number": facts.number,
        "taken": long_date(facts.taken_at.astimezone(zone), facts.language),
        "field": facts.field,
        "banner": words["reprint"] if facts.reprint else None,
        "mark": words["priority"] if facts.priority else None,
        "facts": [ahead] if facts.people_ahead is not None else [],
        "notes": [*_carried(facts, words), words["note"]],
        "qr": {"text": facts.link, "title": words["scan"], "body": words["listen"]},
        "foot": words["foot"],
        "sample": words["sample"] if facts.sample else None,
    }


def _carried(facts: SlipFacts, words: Mapping[str, str]) -> list[str]:
    if facts.carried_from is None:
        return []
    number, day = facts.carried_from
    return [words["carried"].format(number=number, day=day)]
