"""What clerks do at their counters, and what their pages show them."""

from datetime import time
from typing import Any

from tests.stories.day import STATES, Day, Unlike
from tests.stories.sentences import Number, act, sight
from tests.support.hall import at_once

NOBODY = "không có ai chờ"
_OUTCOMES = {"tiếp nhận": "received", "trả kết quả": "returned", "hướng dẫn": "guided"}


@act("Quầy {counters} mở")
def open_counters(day: Day, counters: list[int]) -> None:
    for counter in counters:
        day.sit(day.clerk(counter), counter)


@act("{words} ngồi vào Quầy {counter}")
def open_as(day: Day, words: str, counter: int) -> None:
    day.sit(day.named(words), counter)


@act("{words} nhận bàn giao Quầy {counter}")
def take_over(day: Day, words: str, counter: int) -> None:
    day.sit(day.named(words), counter, {"take_over": True})


@act("Quầy {counter} tạm dừng, {words}")
def pause(day: Day, counter: int, words: str) -> None:
    day.post(day.clerk(counter), day.counter(counter, "pause"), {"reason": words})


@act("Quầy {counters} đóng")
def close(day: Day, counters: list[int]) -> None:
    for counter in counters:
        day.post(day.clerk(counter), day.counter(counter, "close"))


# Calling


def press_next(day: Day, counter: int, body: Any = None, *, key: str | None = None) -> str:
    """Press Next; whom the clerk's page shows first must be who is called. Return the number and why."""
    rows = day.at_counter(counter)["queue"]["rows"]
    answer = day.post(day.clerk(counter), day.counter(counter, "next"), body, key=key)
    called = answer["ticket"] and answer["ticket"]["number"]
    if called != (rows[0]["number"] if rows else None):
        raise Unlike(f"Quầy {counter} thấy {[row['number'] for row in rows]} mà gọi {called}")
    return f"{called} ({answer['reason']})" if called else NOBODY


@act("Quầy {counter} bấm Gọi tiếp")
def call_next(day: Day, counter: int) -> str:
    return press_next(day, counter)


@act("Quầy {counter} bấm Xong và gọi tiếp")
def finish_and_call(day: Day, counter: int) -> str:
    return press_next(day, counter, {"finish": True})


@act("Quầy {counter} bấm Vắng mặt và gọi tiếp")
def absent_and_call(day: Day, counter: int) -> str:
    return press_next(day, counter, {"no_show": True})


@act("Quầy {counter} và Quầy {counter2} cùng bấm Gọi tiếp")
def call_at_once(day: Day, counter: int, counter2: int) -> str:
    """Who gets whom is decided by who is first at the lock; that nobody is called twice is not."""
    clerks = [(day.apart(day.clerk(number)), day.counter(number, "next")) for number in (counter, counter2)]
    calls = at_once(*[lambda at=at, path=path: day.post(at, path)["ticket"]["number"] for at, path in clerks])
    return f"mỗi quầy một số: {' và '.join(sorted(calls))}"


@act("Quầy {counter} bấm Gọi tiếp, mạng rớt, bấm lại")
def call_again_unheard(day: Day, counter: int) -> str:
    """The first answer was lost on its way; the page sends the same press again under its key."""
    key = day.key()
    first = press_next(day, counter, key=key)
    again = day.post(day.clerk(counter), day.counter(counter, "next"), key=key)
    if first != f"{again['ticket']['number']} ({again['reason']})":
        raise Unlike(f"lần đầu {first}, lần sau {again['ticket']['number']}")
    return first


@act("Quầy {counter} gọi chỉ định {number} vì {words}")
def call_out_of_order(day: Day, counter: int, number: Number, words: str) -> str:
    said = {"ticket": day.ticket(number)["id"], "reason": words}
    answer = day.post(day.clerk(counter), day.counter(counter, "call"), said)
    return f"{answer['ticket']['number']} ({answer['reason']})"


@act("Quầy {counter} bấm Gọi lại")
def recall(day: Day, counter: int) -> None:
    day.post(day.clerk(counter), day.present(counter, "recall"))


@act("Quầy {counter} nhận {who} đứng sẵn tại quầy, {field}")
def serve_now(day: Day, counter: int, who: str, field: str) -> str:
    answer = day.post(day.clerk(counter), day.counter(counter, "serve"), {"field": field})
    return day.met(who, answer["ticket"]["number"])


# The ticket at the counter


@act("Quầy {counter} bấm Bắt đầu")
def start(day: Day, counter: int) -> None:
    day.post(day.clerk(counter), day.present(counter, "start"))


@act("Quầy {counter} bấm Xong")
def finish(day: Day, counter: int) -> None:
    day.post(day.clerk(counter), day.present(counter, "finish"))


@act("Quầy {counter} bấm Xong, {count} hồ sơ, {thing}")
def finish_with(day: Day, counter: int, count: int, thing: str) -> None:
    said = {"dossiers": count, "outcome": _OUTCOMES[thing]}
    day.post(day.clerk(counter), day.present(counter, "finish"), said)


def serve_until(day: Day, counter: int, ticket: str, until: time) -> None:
    """The one at the counter is served, and the clock goes on to when that is over."""
    day.post(day.clerk(counter), f"{ticket}/start")
    day.at(day.now.date(), until)
    day.post(day.clerk(counter), f"{ticket}/finish")


@act("Quầy {counter} phục vụ {number} đến {time}")
def serve(day: Day, counter: int, number: Number, time: time) -> None:
    serve_until(day, counter, day.path(number), time)


@act("Quầy {counter} bấm Gọi tiếp, phục vụ đến {time}")
def call_and_serve(day: Day, counter: int, time: time) -> str:
    """Whoever is called is at the counter twenty seconds later."""
    called = press_next(day, counter)
    day.settle()
    if called != NOBODY:
        serve_until(day.later(20), counter, day.path(Number(called.partition(" ")[0])), time)
    return called


@act("Quầy {counter} bấm Vắng mặt")
def no_show(day: Day, counter: int) -> None:
    day.post(day.clerk(counter), day.present(counter, "no-show"))


@act("Quầy {counter} bấm Trả về hàng chờ")
def put_back(day: Day, counter: int) -> None:
    day.post(day.clerk(counter), day.present(counter, "put-back"))


@act("Quầy {counter} bấm Tạm chờ, {words}")
def hold(day: Day, counter: int, words: str) -> None:
    day.post(day.clerk(counter), day.present(counter, "hold"), {"reason": words})


@act("Quầy {counter} bấm Hoàn tác cho {number}")
def undo(day: Day, counter: int, number: Number) -> str:
    return STATES[day.post(day.clerk(counter), day.path(number, "undo"))["ticket"]["state"]]


@act("Quầy {counter} bấm Chuyển lĩnh vực, {field}")
def wrong_field(day: Day, counter: int, field: str) -> None:
    day.post(day.clerk(counter), day.present(counter, "transfer"), {"field": field, "kind": "wrong_field"})


@act("Quầy {counter} bấm Chuyển quầy, Quầy {counter2}")
def to_counter(day: Day, counter: int, counter2: int) -> None:
    said = {"counter": day.counter_id(counter2), "kind": "wrong_field"}
    day.post(day.clerk(counter), day.present(counter, "transfer"), said)


@act("Quầy {counter} bấm Làm thêm thủ tục, {field}")
def further(day: Day, counter: int, field: str) -> None:
    day.post(day.clerk(counter), day.present(counter, "transfer"), {"field": field, "kind": "further_procedure"})


# Those on hold, and others


@act("Quầy {counter} bấm Tiếp tục phục vụ {number}")
def resume(day: Day, counter: int, number: Number) -> None:
    day.post(day.clerk(counter), day.path(number, "resume"))


@act("Quầy {counter} ghi {number} vắng mặt")
def held_no_show(day: Day, counter: int, number: Number) -> None:
    day.post(day.clerk(counter), day.path(number, "no-show"))


@act("Quầy {counter} bấm Đã quay lại cho {number}")
def bring_back(day: Day, counter: int, number: Number) -> None:
    day.post(day.clerk(counter), day.path(number, "return"))


# What the page shows


@sight("Quầy {counter}")
def page(day: Day, counter: int) -> str:
    told = day.at_counter(counter)
    if told["ticket"]:
        ticket = told["ticket"]
        marks = [mark for mark, on in (("Ưu tiên", ticket["priority"]), ("Cần hỗ trợ", ticket["assist"])) if on]
        return ", ".join([f"{ticket['number']} {STATES[ticket['state']]}", *marks])
    state = told["counter"]["state"]
    return {"open": "sẵn sàng", "closed": "đóng"}.get(state) or f"tạm dừng, {told['counter']['pause_reason']}"


@sight("Quầy {counter}, cán bộ")
def clerk(day: Day, counter: int) -> str:
    return str((day.at_counter(counter)["counter"]["clerk"] or {"name": "không có"})["name"])


@sight("Quầy {counter}, hàng chờ")
def queue(day: Day, counter: int) -> str:
    rows = day.at_counter(counter)["queue"]["rows"]
    return ", ".join(row["number"] + (" (chờ riêng)" if row["named"] else "") for row in rows) or "không có ai"


@sight("Quầy {counter}, tạm chờ")
def held(day: Day, counter: int) -> str:
    return ", ".join(f"{row['number']} {row['reason']}" for row in day.at_counter(counter)["held"]) or "không có ai"


@sight("Quầy {counter}, nút Vắng mặt")
def may_be_absent(day: Day, counter: int) -> str:
    return "được" if day.at_counter(counter)["ticket"]["no_show_offered"] else "chưa"


@sight("Quầy {counter}, giọng đọc")
def voice(day: Day, counter: int) -> str:
    return {"ready": "sẵn sàng", "absent": "không có, xin gọi to"}[day.at_counter(counter)["voice"]]


@sight("Quầy {counter} nhận")
def serves(day: Day, counter: int) -> str:
    rows = day.at_counter(counter)["counter"]["fields"]
    return ", ".join(
        row["name"]["vi"] + (f" (hỗ trợ, tính chậm {row['lag_minutes']} phút)" if row["lag_minutes"] else "")
        for row in rows
    )
