"""One Vietnamese sentence for each change of the centre, and what was before and after it, in words."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from app.services.sentences import Names
from app.store.types import AnyRow

Served = list[dict[str, Any]]
Sentence = Callable[[AnyRow, Names, ZoneInfo], str]
STATES: Final = {"open": "đang mở", "paused": "tạm dừng", "closed": "đóng"}
NOTHING: Final = "không có"


def text(row: AnyRow, names: Names, zone: ZoneInfo) -> str:
    """Return the sentence; of an action nobody knows any more, what it was about."""
    sentence = SENTENCES.get(row.action)
    return sentence(row, names, zone) if sentence else f"{row.subject}."


def brief(row: AnyRow, names: Names, zone: ZoneInfo) -> str:
    """Return what a counter was given or lost, as a few words: "thêm Đất đai đến 11:00, thôi Chứng thực"."""
    before, after = row.data["before"], row.data["after"]
    was, now = {s["field"]: s for s in before}, {s["field"]: s for s in after}
    came = [f"thêm {_named(s, names, zone)}" for s in after if s["field"] not in was]
    changed = [_named(s, names, zone) for s in after if s["field"] in was and was[s["field"]] != s]
    went = [f"thôi {names.field(s['field'])}" for s in before if s["field"] not in now]
    return ", ".join([*came, *changed, *went]) or "như cũ"


def version(row: AnyRow, side: str, names: Names, zone: ZoneInfo) -> str | None:
    """Return what stood "before" or "after" a change, in words; None where the sentence says it all."""
    words = VERSIONS.get(row.action)
    return words(row.data.get(side), names, zone) if words and side in row.data else None


def served(services: Served, names: Names, zone: ZoneInfo) -> str:
    """Return what a counter serves: "Hộ tịch; Chứng thực, chậm hơn 10 phút"."""
    return "; ".join(_named(s, names, zone) for s in services) or NOTHING


def sessions(told: list[list[str]] | None) -> str:
    """Return sessions: "07:30–11:30, 13:00–17:00"."""
    return ", ".join(f"{opens}–{closes}" for opens, closes in told or []) or "nghỉ"


def on(day: str) -> str:
    """Return a day as it is written: "23/11/2026"."""
    return f"{date.fromisoformat(day):%d/%m/%Y}"


def clock(told: str, zone: ZoneInfo) -> str:
    """Return a moment of the log as the clock in the hall showed it: "16:20"."""
    return f"{datetime.fromisoformat(told).astimezone(zone):%H:%M}"


def _named(service: dict[str, Any], names: Names, zone: ZoneInfo) -> str:
    lag, until = service["lag_minutes"], service["until"]
    told = [names.field(service["field"])]
    if lag:
        told.append(f"chậm hơn {lag} phút")
    if until:
        told.append(f"đến {clock(until, zone)}")
    return ", ".join(told) if lag else " ".join(told)


def _fields(row: AnyRow, names: Names, zone: ZoneInfo) -> str:
    planner = row.data.get("planned_by")
    planned = f" (do {planner} hẹn trước)" if planner else ""
    return f"{row.subject}: {brief(row, names, zone)}{planned}."


def _planned(row: AnyRow, names: Names, zone: ZoneInfo) -> str:
    plan = row.data["after"]
    return f"{row.subject}: từ {on(plan['from_day'])} nhận {served(plan['fields'], names, zone)}."


def _field_closed(row: AnyRow, names: Names, zone: ZoneInfo) -> str:
    moved, to, left = row.data["moved"], row.data["to"], row.data["waiting"] - row.data["moved"]
    sent = f" {moved} người đang chờ được chuyển sang {to}." if to else ""
    stay = f" {left} người đang chờ vẫn được gọi." if left else ""
    return f"{row.subject} ngừng tiếp nhận trong ngày.{sent}{stay}"


def _hours(row: AnyRow, names: Names, zone: ZoneInfo) -> str:
    today = ", áp dụng ngay hôm nay" if row.data.get("today") else ""
    return f"Giờ làm việc {row.subject}{today}."


def _paused(row: AnyRow, names: Names, zone: ZoneInfo) -> str:
    return f"{row.subject} tạm dừng."


def _day_end(row: AnyRow, names: Names, zone: ZoneInfo) -> str:
    expired, carried = row.data["expired"], row.data["carried_over"]
    return f"Kết thúc ngày làm việc: {expired} phiếu hết giờ, {carried} phiếu chuyển sang ngày làm việc tiếp theo."


def _stopped(row: AnyRow, names: Names, zone: ZoneInfo) -> str:
    waiting, counters = row.data["after"]["waiting"], row.data["after"]["counters"]
    return f"{row.subject}: dừng lấy số vì không kịp phục vụ trước giờ đóng cửa, còn {waiting} người, {counters} quầy."


def _override(row: AnyRow, names: Names, zone: ZoneInfo) -> str:
    until = row.data["after"]["override_until"]
    if until is None:
        return "Để hệ thống tự dừng lấy số khi không kịp phục vụ."
    return f"Cho lấy số đến {clock(until, zone)} dù có thể không kịp phục vụ."


def _outage(row: AnyRow, names: Names, zone: ZoneInfo) -> str:
    return f"Hệ thống ngừng hoạt động {clock(row.data['from'], zone)}–{clock(row.data['to'], zone)}."


SENTENCES: Final[Mapping[str, Sentence]] = {
    "counter_open": lambda row, names, zone: f"{row.subject} mở.",
    "counter_paused": _paused,
    "counter_closed": lambda row, names, zone: f"{row.subject} đóng.",
    "counter_release": lambda row, names, zone: f"{row.subject} được giải phóng.",
    "counter_fields": _fields,
    "counter_fields_planned": _planned,
    "counter_fields_unplanned": lambda row, names, zone: f"{row.subject}: bỏ thay đổi đã hẹn.",
    "field_closed": _field_closed,
    "field_opened": lambda row, names, zone: f"{row.subject} tiếp nhận lại.",
    "hours": _hours,
    "holiday_declared": lambda row, names, zone: f"Nghỉ ngày {on(row.subject)}: {row.data['after']}.",
    "holiday_taken_back": lambda row, names, zone: f"Không nghỉ ngày {on(row.subject)} nữa.",
    "priority_class": lambda row, names, zone: (
        f"Diện ưu tiên “{row.subject}” {'được xếp lại' if row.data['after']['active'] else 'thôi xếp'}."
    ),
    "priority_offered": lambda row, names, zone: (
        f"Máy lấy số {'cấp' if row.data['after']['offered'] else 'thôi cấp'} số ưu tiên."
    ),
    "day_end": _day_end,
    "day_override": _override,
    "field_stopped": _stopped,
    "field_resumed": lambda row, names, zone: f"{row.subject}: lại cho lấy số.",
    "outage": _outage,
}


def _plan_version(plan: dict[str, Any] | None, names: Names, zone: ZoneInfo) -> str:
    return f"từ {on(plan['from_day'])}: {served(plan['fields'], names, zone)}" if plan else NOTHING


def _counter_version(told: dict[str, Any] | None, names: Names, zone: ZoneInfo) -> str | None:
    return STATES[told["state"]] if told else None


def _closed_version(told: dict[str, Any] | None, names: Names, zone: ZoneInfo) -> str:
    return "ngừng tiếp nhận" if told and told["closed"] else "tiếp nhận"


VERSIONS: Final[Mapping[str, Callable[[Any, Names, ZoneInfo], str | None]]] = {
    "counter_open": _counter_version,
    "counter_paused": _counter_version,
    "counter_closed": _counter_version,
    "counter_release": _counter_version,
    "counter_fields": served,
    "counter_fields_planned": _plan_version,
    "counter_fields_unplanned": _plan_version,
    "field_closed": _closed_version,
    "field_opened": _closed_version,
    "hours": lambda told, names, zone: sessions(told),
    "holiday_declared": lambda name, names, zone: name or "làm việc",
    "holiday_taken_back": lambda name, names, zone: name or "làm việc",
    "priority_class": lambda told, names, zone: "được xếp" if told["active"] else "không xếp",
    "priority_offered": lambda told, names, zone: "có" if told["offered"] else "không",
}
