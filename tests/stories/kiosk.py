"""What people do and see at the machine that gives numbers, and what its printer gives them."""

from datetime import datetime

from tests.stories.day import CENTRE, KIOSK, Day, Refused
from tests.stories.sentences import Number, act, sight
from tests.support.hall import ZONE, at_once

_CLOSED = {
    "before_hours": "chưa đến giờ",
    "between_sessions": "nghỉ trưa",
    "after_hours": "hết giờ tiếp nhận",
    "holiday": "ngày nghỉ",
    "day_ended": "đã kết thúc ngày làm việc",
    "cut_off": "đã hết lượt tiếp nhận trong buổi",
}


@act("{who} lấy số {field}")
def take(day: Day, who: str, field: str) -> str:
    return day.met(who, day.post(KIOSK, f"{CENTRE}/tickets", {"field": field})["number"])


@act("{people} lần lượt lấy số {field}")
def take_in_turn(day: Day, people: list[str], field: str) -> str:
    """A second lies between one and the next."""
    return ", ".join(take(day.later(1 if index else 0), who, field) for index, who in enumerate(people))


@act("{who} lấy số ưu tiên {field}")
def take_with_priority(day: Day, who: str, field: str) -> str:
    return day.met(who, day.post(KIOSK, f"{CENTRE}/tickets", {"field": field, "priority": True})["number"])


@act("{who} chọn English, lấy số {field}")
def take_in_english(day: Day, who: str, field: str) -> str:
    return day.met(who, day.post(KIOSK, f"{CENTRE}/tickets", {"field": field, "language": "en"})["number"])


@act("{who} chạm hai lần vào LẤY SỐ {field}")
def tap_twice(day: Day, who: str, field: str) -> str:
    """A tap and its echo go out with one key, at the same instant."""
    key, printed = day.key(), len(day.printed)
    taps = [lambda: day.post(day.apart(KIOSK), f"{CENTRE}/tickets", {"field": field}, key=key)["number"]] * 2
    numbers = sorted(set(at_once(*taps)))
    given = " và ".join(day.met(who, number) for number in numbers)
    day.settle()
    return f"{given}, in {len(day.printed) - printed} phiếu"


@act("{number} bấm Chọn nhầm? Đổi lĩnh vực, chọn {field}")
def change_field(day: Day, number: Number, field: str) -> None:
    day.post(KIOSK, day.path(number, "transfer"), {"field": field, "kind": "wrong_field"})


@act("{who} bấm Tôi chưa rõ, cần hướng dẫn")
def ask_for_guidance(day: Day, who: str) -> None:
    day.post(KIOSK, f"{CENTRE}/help-calls")


@act("Máy in kẹt giấy")
def jam(day: Day) -> None:
    day.jammed = True


@act("Máy in được gỡ giấy kẹt")
def mend(day: Day) -> None:
    day.jammed = False


@sight("Máy lấy số")
def hall_state(day: Day) -> str:
    hall = day.snapshot(KIOSK, "kiosk")["hall"]
    if hall["state"] == "open":
        return f"phát số đến {day.clock(hall['closes_at'])}"
    return _CLOSED[hall["reason"]] + _again(day, hall["opens_at"])


def _again(day: Day, opens: str | None) -> str:
    """When numbers are given again, with the date where that is not today."""
    if opens is None:
        return ""
    local = datetime.fromisoformat(opens).astimezone(ZONE)
    date = "" if local.date() == day.hall.now.astimezone(ZONE).date() else f", ngày {local:%d/%m}"
    return f", phát số lại từ {local:%H:%M}{date}"


@sight("Máy lấy số, ô {field}")
def tile(day: Day, field: str) -> str:
    told = next(row for row in day.snapshot(KIOSK, "kiosk")["fields"] if row["prefix"] == field)
    why = {
        None: "mở",
        "no_counter": "chưa có quầy nhận",
        "field_closed": "ngừng tiếp nhận",
        "cut_off": "đã hết lượt",
        "closed": "ngoài giờ",
    }
    return f"{why[told['reason']]}, {told['waiting']} người chờ"


@sight("Máy lấy số, phiếu {number}")
def slip_state(day: Day, number: Number) -> str:
    ticket = day.ticket(number)["id"]
    state = next(row["state"] for row in day.snapshot(KIOSK, "kiosk")["slips"] if row["ticket"] == ticket)
    return {"queued": "chờ in", "claimed": "đang in", "printed": "đã in", "failed": "không in được"}[state]


@sight("Phiếu vừa in")
def last_slip(day: Day) -> str:
    if not day.printed:
        raise Refused("chưa in phiếu nào")
    slip = day.printed[-1]
    marks = [mark for mark in (slip["banner"], slip["mark"]) if mark]
    facts = [f"{fact['label']} {fact['value']}" for fact in slip["facts"]]
    return ", ".join([slip["number"], slip["field"], *marks, *facts])
