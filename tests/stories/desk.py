"""What the guidance desk and the supervisor do, and what a director may ask of a ticket."""

from datetime import datetime, time
from typing import Any

from tests.stories.day import CENTRE, DESK, STATES, SUPERVISOR, Day
from tests.stories.sentences import Number, act, sight
from tests.support.hall import ZONE

_CLASSES = {"Người cao tuổi": "elderly", "Người khuyết tật": "disabled"}


def length(ms: int | None) -> str:
    """Return "12 phút 05"."""
    return f"{ms // 60_000} phút {ms // 1000 % 60:02d}" if ms is not None else "chưa có"


@act("Bàn hướng dẫn lấy số {field} cho {who}")
def take_for(day: Day, field: str, who: str) -> str:
    return day.met(who, day.post(DESK, f"{CENTRE}/tickets", {"field": field})["number"])


@act("Bàn hướng dẫn tìm {count}")
def find(day: Day, count: int) -> str:
    found = day.get(DESK, f"{CENTRE}/tickets?number={count}")["tickets"]
    return ", ".join(f"{row['number']} {STATES[row['state']]}" for row in found) or "không có số này hôm nay"


@act("Bàn hướng dẫn bấm In lại phiếu {number}")
def reprint(day: Day, number: Number) -> None:
    day.post(DESK, day.path(number, "reprint"))
    day.slips_due = True


@act("Bàn hướng dẫn bấm Đã quay lại cho {number}")
def bring_back(day: Day, number: Number) -> None:
    day.post(DESK, day.path(number, "return"))


@act("Bàn hướng dẫn chuyển {number} sang {field}, chọn nhầm")
def wrong_field(day: Day, number: Number, field: str) -> None:
    day.post(DESK, day.path(number, "transfer"), {"field": field, "kind": "wrong_field"})


@act("Bàn hướng dẫn xếp {number} diện {thing} vì {words}")
def grant(day: Day, number: Number, thing: str, words: str) -> None:
    day.post(DESK, day.path(number, "priority"), {"class": _CLASSES[thing], "reason": words})


@act("Bàn hướng dẫn thôi ưu tiên {number} vì {words}")
def revoke(day: Day, number: Number, words: str) -> None:
    day.post(DESK, day.path(number, "priority"), {"class": None, "reason": words})


@act("Bàn hướng dẫn đánh dấu Cần hỗ trợ cho {number}")
def assist(day: Day, number: Number) -> None:
    day.post(DESK, day.path(number, "assist"), {"assist": True})


@act("Bàn hướng dẫn bấm Tôi đến")
def answer_guidance(day: Day) -> None:
    for call in day.snapshot(DESK, "reception")["help_calls"]:
        day.post(DESK, f"/api/v1/help-calls/{call['id']}/answer")


@act("Bàn hướng dẫn bấm Tiếp tục phục vụ {number}")
def resume_at_desk(day: Day, number: Number) -> None:
    day.post(DESK, day.path(number, "resume"))


@act("Bàn hướng dẫn ghi số giấy {number} của {who}, phát lúc {time}")
def enter_paper(day: Day, number: Number, who: str, time: time) -> None:
    body = {"number": number.shown, "given_at": f"{time:%H:%M}"}
    day.people[day.now.date(), day.post(DESK, f"{CENTRE}/paper-tickets", body)["number"]] = who


@sight("Bàn hướng dẫn, vắng mặt")
def absent(day: Day) -> str:
    return ", ".join(row["number"] for row in day.snapshot(DESK, "reception")["no_shows"]) or "không có ai"


@sight("Bàn hướng dẫn, người cần hướng dẫn")
def asking(day: Day) -> str:
    calls = day.snapshot(DESK, "reception")["help_calls"]
    return ", ".join(f"{call['kiosk']} lúc {day.clock(call['at'])}" for call in calls) or "không có"


# The supervisor


@act("Điều phối giải phóng Quầy {counter}")
def release(day: Day, counter: int) -> None:
    day.post(SUPERVISOR, day.counter(counter, "release"))


@act("Điều phối tăng cường Quầy {counter} cho {field} đến {time}")
def lend(day: Day, counter: int, field: str, time: time) -> None:
    until = datetime.combine(day.now.date(), time, ZONE).isoformat()
    day.post(SUPERVISOR, day.counter(counter, "fields"), {"fields": [{"id": field, "lag": 0}], "until": until})


@act("Điều phối ngừng tiếp nhận {field} vì {words}")
def close_field(day: Day, field: str, words: str) -> None:
    day.post(SUPERVISOR, f"{CENTRE}/fields/{field}/close", {"reason": words})


@act("Điều phối ngừng tiếp nhận {field}, chuyển người chờ sang {field2}, vì {words}")
def close_and_move(day: Day, field: str, field2: str, words: str) -> None:
    day.post(SUPERVISOR, f"{CENTRE}/fields/{field}/close", {"reason": words, "move_to": field2})


@act("Điều phối tiếp nhận lại {field}")
def open_field(day: Day, field: str) -> None:
    day.post(SUPERVISOR, f"{CENTRE}/fields/{field}/open")


@act("Điều phối khai báo hôm nay nghỉ, {words}")
def declare_holiday(day: Day, words: str) -> None:
    body = {"day": day.now.date().isoformat(), "name_vi": words}
    day.post(SUPERVISOR, f"{CENTRE}/holidays", body)


@act("Điều phối bỏ ngày nghỉ hôm nay")
def take_back_holiday(day: Day) -> None:
    day.post(SUPERVISOR, f"{CENTRE}/holidays/{day.now.date().isoformat()}/remove")


@act("Điều phối bấm Tiếp tục phục vụ {number}")
def resume(day: Day, number: Number) -> None:
    day.post(SUPERVISOR, day.path(number, "resume"))


@act("Điều phối bấm Kết thúc ngày làm việc, để lại")
def end(day: Day) -> str:
    return _ended(day.post(SUPERVISOR, f"{CENTRE}/day/end"))


@act("Điều phối bấm Kết thúc ngày làm việc, chuyển sang ngày làm việc tiếp theo")
def end_and_carry_over(day: Day) -> str:
    return _ended(day.post(SUPERVISOR, f"{CENTRE}/day/end", {"carry_over": True}))


def _ended(answer: dict[str, Any]) -> str:
    return f"{answer['expired']} số hết giờ, {answer['carried_over']} số chuyển sang ngày sau"


@sight("Điều phối, người chờ lâu nhất")
def longest(day: Day) -> str:
    waiting = day.snapshot(SUPERVISOR, "supervisor")["waiting"]
    return f"{waiting[0]['number']} từ {day.clock(waiting[0]['arrived_at'])}" if waiting else "không có ai"


# What may be asked of a ticket


@sight("{number}")
def state(day: Day, number: Number) -> str:
    ticket = day.ticket(number)
    told = STATES[ticket["state"]]
    if ticket["state"] == "waiting":
        where = f"riêng Quầy {ticket['counter']['number']}" if ticket["counter"] else ticket["field"]["name"]["vi"]
        return f"{told} {where}, trước ông/bà {ticket['people_ahead']} lượt"
    at_counter = ticket["counter"] and ticket["state"] in ("called", "serving", "held")
    return f"{told} tại Quầy {ticket['counter']['number']}" if at_counter else told


@sight("{number}, diễn biến cuối")
def last_step(day: Day, number: Number) -> str:
    return _told(day.ticket(number)["story"][-1])


@sight("{number}, bước trước")
def step_before(day: Day, number: Number) -> str:
    return _told(day.ticket(number)["story"][-2])


def _told(step: dict[str, Any]) -> str:
    return " ".join(filter(None, (step["text"], step["detail"])))


@sight("{number}, các lượt")
def turns(day: Day, number: Number) -> str:
    told = [f"{turn['field']['name']['vi']} chờ {length(turn['wait_ms'])}" for turn in day.ticket(number)["turns"]]
    return "; ".join(told)


@sight("{number}, tạm chờ và chờ lại")
def waited_again(day: Day, number: Number) -> str:
    turn = day.ticket(number)["turns"][-1]
    return f"{length(turn['held_ms'])} và {length(turn['waited_again_ms'])}"


@sight("{number}, chờ trong giờ tiếp nhận")
def open_wait(day: Day, number: Number) -> str:
    return length(day.ticket(number)["turns"][-1]["wait_open_ms"])


@sight("Vì sao {number} được gọi trước {number2}")
def why_before(day: Day, number: Number, number2: Number) -> str:
    passed = day.ticket(number2)["passed"]
    found = [row for row in passed if row["number"] == number.shown]
    return f"{found[-1]['reason']}, Quầy {found[-1]['counter']}" if found else "không được gọi trước"


@sight("Số sau được gọi trước {number}")
def later_before(day: Day, number: Number) -> str:
    return ", ".join(row["number"] for row in day.ticket(number)["passed"] if row["later"]) or "không có"
