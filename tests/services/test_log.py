"""The log in words: a sentence for each change, before and after, who and when."""

import ast
from datetime import timedelta
from typing import Any

from app.services import calendar, field_days, log, plans, priority_rules, staffing
from app.services.log_sentences import SENTENCES
from app.settings.load import ROOT
from tests.services.acts import SUPERVISOR, close, end_day, pause, share
from tests.support.hall import MONDAY, Hall


def told(hall: Hall, kind: str | None = None) -> list[dict[str, Any]]:
    with hall.look() as look:
        return log.of_day(look, look.day, kind)


def newest(hall: Hall) -> tuple[str, str | None, str | None]:
    entry = told(hall)[0]
    return entry["text"], entry["before"], entry["after"]


def act(hall: Hall, use_case: Any, *args: Any, **said: Any) -> None:
    hall.act(SUPERVISOR, use_case, *args, **said)


def test_a_counter_opens_pauses_and_closes(hall: Hall) -> None:
    hall.open(1)
    assert newest(hall) == ("Quầy số 1 mở.", "đóng", "đang mở")
    pause(hall, 1, "họp đột xuất")
    assert newest(hall) == ("Quầy số 1 tạm dừng.", "đang mở", "tạm dừng")
    assert (told(hall)[0]["reason"], told(hall)[0]["actor"]) == ("họp đột xuất", "Cán bộ quầy 1")
    close(hall, 1)
    assert newest(hall) == ("Quầy số 1 đóng.", "tạm dừng", "đóng")
    hall.open(1)
    act(hall, staffing.release_counter, hall.counter_ids[1])
    assert newest(hall)[0] == "Quầy số 1 được giải phóng."


def test_a_counter_is_given_other_fields(hall: Hall) -> None:
    act(hall, staffing.set_fields, hall.counter_ids[3], share(("B", 10), ("H", 0)))
    assert newest(hall) == (
        "Quầy số 3: thêm Đất đai, Chứng thực, chậm hơn 10 phút, thôi Hộ tịch.",
        "Chứng thực; Hộ tịch, chậm hơn 5 phút",
        "Đất đai; Chứng thực, chậm hơn 10 phút",
    )
    act(hall, staffing.set_fields, hall.counter_ids[1], share(("H", 0)), until=hall.now + timedelta(hours=2))
    assert newest(hall) == ("Quầy số 1: thêm Đất đai đến 11:00.", "Hộ tịch", "Hộ tịch; Đất đai đến 11:00")
    act(hall, staffing.set_fields, hall.counter_ids[2], share(("A", 0), ("B", 0)))
    assert newest(hall)[0] == "Quầy số 2: như cũ."
    act(hall, staffing.set_fields, hall.counter_ids[2], [])
    assert newest(hall)[2] == "không có"


def test_a_counter_is_planned_and_the_plan_taken_back(hall: Hall) -> None:
    tomorrow = MONDAY + timedelta(days=1)
    act(hall, plans.plan_fields, hall.counter_ids[1], share(("H", 0)), tomorrow)
    assert newest(hall) == ("Quầy số 1: từ 24/11/2026 nhận Đất đai.", "không có", "từ 24/11/2026: Đất đai")
    act(hall, plans.drop_plan, hall.counter_ids[1])
    assert newest(hall) == ("Quầy số 1: bỏ thay đổi đã hẹn.", "từ 24/11/2026: Đất đai", "không có")


def test_a_field_closes_and_opens(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("B001", "B002")
    act(hall, field_days.close_field, "H", reason="lỗi hệ thống")
    assert newest(hall) == ("Đất đai ngừng tiếp nhận trong ngày.", "tiếp nhận", "ngừng tiếp nhận")
    act(hall, field_days.close_field, "B", reason="lỗi hệ thống")
    assert newest(hall)[0] == "Chứng thực ngừng tiếp nhận trong ngày. 2 người đang chờ vẫn được gọi."
    act(hall, field_days.reopen_field, "B")
    assert newest(hall) == ("Chứng thực tiếp nhận lại.", "ngừng tiếp nhận", "tiếp nhận")
    act(hall, field_days.close_field, "B", reason="lỗi hệ thống", move_to="A")
    assert newest(hall)[0] == "Chứng thực ngừng tiếp nhận trong ngày. 2 người đang chờ được chuyển sang Hộ tịch."


def test_hours_and_holidays(hall: Hall) -> None:
    act(hall, calendar.set_hours, 0, [("07:30", "11:30"), ("13:00", "16:00")], from_today=True)
    assert newest(hall) == (
        "Giờ làm việc Thứ Hai, áp dụng ngay hôm nay.",
        "07:30–11:30, 13:00–17:00",
        "07:30–11:30, 13:00–16:00",
    )
    act(hall, calendar.set_hours, 6, [])
    assert newest(hall) == ("Giờ làm việc Chủ Nhật.", "07:30–11:30, 13:00–17:00", "nghỉ")
    act(hall, calendar.declare_holiday, MONDAY, "Mất điện")
    assert newest(hall) == ("Nghỉ ngày 23/11/2026: Mất điện.", "làm việc", "Mất điện")
    act(hall, calendar.take_back_holiday, MONDAY)
    assert newest(hall) == ("Không nghỉ ngày 23/11/2026 nữa.", "Mất điện", "làm việc")


def test_priority(hall: Hall) -> None:
    act(hall, priority_rules.switch_class, "elderly", active=False)
    assert newest(hall) == ("Diện ưu tiên “Người cao tuổi” thôi xếp.", "được xếp", "không xếp")
    act(hall, priority_rules.offer_priority, offered=False)
    assert newest(hall) == ("Máy lấy số thôi cấp số ưu tiên.", "có", "không")


def test_the_end_of_the_day(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    end_day(hall)
    entry = told(hall, "day")[0]
    assert entry["text"] == ("Kết thúc ngày làm việc: 1 phiếu hết giờ, 0 phiếu chuyển sang ngày làm việc tiếp theo.")
    assert (entry["before"], entry["after"]) == (None, None)
    assert told(hall, "counters")[0]["text"] == "Quầy số 1 đóng."


def test_it_tells_one_day_and_one_kind_newest_first(hall: Hall) -> None:
    hall.open(1).wait(minutes=1)
    act(hall, priority_rules.offer_priority, offered=False)
    assert [entry["kind"] for entry in told(hall)] == ["priority", "counters"]
    assert [entry["kind"] for entry in told(hall, "counters")] == ["counters"]
    hall.at("00:00", MONDAY + timedelta(days=1))
    assert told(hall) == []
    with hall.look() as look:
        assert len(log.of_day(look, MONDAY)) == 2


def test_every_change_that_is_recorded_has_its_sentence_and_its_kind() -> None:
    kinds = {action for actions in log.KINDS.values() for action in actions}
    recorded = _recorded()
    assert {"day_end", "hours", "counter_fields", "field_closed"} <= recorded
    assert recorded - SENTENCES.keys() == set()
    assert SENTENCES.keys() == kinds


def _recorded() -> set[str]:
    """Return the actions that `record_centre` is called with by name, anywhere in the services."""
    found = set()
    for path in sorted((ROOT / "app" / "services").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "record_centre":
                action = node.args[1]
                if isinstance(action, ast.Constant):
                    found.add(str(action.value))
    return found
