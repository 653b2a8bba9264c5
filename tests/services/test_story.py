"""A ticket's story in words, as its holder or a director could read and dispute it."""

from typing import Any

import pytest

from app.domain.errors import UnknownTicket
from app.domain.ticket import UNDOABLE, Action
from app.services import sentences, story
from app.services.serving import Outcome
from tests.services.acts import SUPERVISOR, bring_back, cancel, close, priority, recall, reprint, steps, transfer, undo
from tests.support.hall import ADDRESS, Hall


def test_a_plain_visit(hall: Hall) -> None:
    hall.open(1)
    hall.at("09:26").queue("A001")
    hall.at("09:31")
    hall.called(1)
    hall.at("09:32")
    hall.start("A001")
    hall.at("09:40")
    hall.finish("A001", Outcome(2, "received"))
    whole = hall.story("A001")
    assert [(step["text"], step["detail"]) for step in whole["story"]] == [
        ("Lấy số A001 tại Máy lấy số 1, lĩnh vực Hộ tịch.", None),
        ("Quầy số 1 gọi.", "Lý do: Lấy số 09:26, sớm nhất trong lĩnh vực Hộ tịch."),
        ("Bắt đầu phục vụ tại Quầy số 1.", None),
        ("Xong. 2 hồ sơ, tiếp nhận.", None),
    ]
    assert whole["story"][1] == {
        "at": "2026-11-23T02:31:00.000Z",
        "action": "call",
        "from": "waiting",
        "to": "called",
        "text": "Quầy số 1 gọi.",
        "detail": "Lý do: Lấy số 09:26, sớm nhất trong lĩnh vực Hộ tịch.",
        "counter": 1,
        "actor": "Cán bộ quầy 1",
        "moves": True,
    }
    assert (whole["number"], whole["state"], whole["day"], whole["target_minutes"]) == (
        "A001",
        "done",
        "2026-11-23",
        15,
    )
    assert whole["passed"] == []


def test_a_ticket_and_its_turns_have_the_keys_of_the_contract(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.serve(1)
    whole = hall.story("A001")
    ticket = {
        "id",
        "number",
        "state",
        "field",
        "procedure",
        "priority",
        "assist",
        "channel",
        "joined_at",
        "arrived_at",
        "due_at",
        "counter",
        "people_ahead",
        "estimate",
        "url",
        "slip",
    }
    assert set(whole) == ticket | {"day", "story", "passed", "turns", "target_minutes"}
    (turn,) = whole["turns"]
    assert set(turn) == {
        "field",
        "arrived_at",
        "called_at",
        "started_at",
        "ended_at",
        "outcome",
        "wait_ms",
        "wait_open_ms",
        "way_ms",
        "service_ms",
        "held_ms",
        "waited_again_ms",
        "spans_outage",
        "target_minutes",
        "within_target",
    }
    assert whole["url"] == f"{ADDRESS}/t/{hall.ticket('A001').token}"


def test_a_winding_visit_is_told_step_by_step(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("A001", "A002")
    _is_called_twice_and_put_back(hall)
    _is_called_again_and_held(hall)
    _misses_a_call_and_comes_back(hall)
    _is_sent_to_the_wrong_field_and_further(hall)
    _is_cancelled_by_mistake_and_loses_priority(hall)
    assert steps(hall) == [
        "Lấy số A001 tại Máy lấy số 1, lĩnh vực Hộ tịch.",
        "Xếp diện ưu tiên.",
        "Quầy số 1 gọi.",
        "Quầy số 1 gọi lại.",
        "Trả về hàng chờ, sau những người kế tiếp.",
        "Quầy số 1 gọi.",
        "Bắt đầu phục vụ tại Quầy số 1.",
        "Tạm chờ: điền tờ khai.",
        "Tiếp tục: chờ Quầy số 1, giữ nguyên thứ tự.",
        "Quầy được chỉ định đã nghỉ: chờ theo lĩnh vực, giữ nguyên thứ tự.",
        "Quầy số 2 gọi.",
        "Xác nhận vắng mặt sớm: đã gọi 1 lần, chưa đọc.",
        "Vắng mặt tại Quầy số 2.",
        "Đã quay lại, chờ đến lượt.",
        "In lại phiếu.",
        "Chọn nhầm: chuyển đến lĩnh vực Chứng thực.",
        "Quầy số 2 gọi.",
        "Bắt đầu phục vụ tại Quầy số 2.",
        "Làm thêm thủ tục: chuyển đến Quầy số 1, lĩnh vực Hộ tịch.",
        "Hủy số.",
        "Hoàn tác: Hủy số.",
        "Thôi diện ưu tiên.",
    ]


def _is_called_twice_and_put_back(hall: Hall) -> None:
    priority(hall, "A001")
    hall.called(1)
    recall(hall, "A001", by="quay1")
    hall.put_back("A001")


def _is_called_again_and_held(hall: Hall) -> None:
    hall.called(2, no_show=True)
    hall.called(1)
    assert hall.ticket("A001").counter_id == hall.counter_ids[1]
    hall.start("A001")
    hall.hold("A001", "điền tờ khai")
    hall.resume("A001")
    close(hall, 1)


def _misses_a_call_and_comes_back(hall: Hall) -> None:
    hall.no_show("A002")
    hall.called(2)
    hall.no_show("A001")
    bring_back(hall, "A001")
    reprint(hall, "A001")


def _is_sent_to_the_wrong_field_and_further(hall: Hall) -> None:
    transfer(hall, "A001", "B")
    hall.open(1)
    hall.called(2)
    hall.start("A001")
    transfer(hall, "A001", 1, "further_procedure")


def _is_cancelled_by_mistake_and_loses_priority(hall: Hall) -> None:
    cancel(hall, "A001")
    undo(hall, "A001", by=SUPERVISOR)
    priority(hall, "A001", None, reason="bấm nhầm")


def test_the_moment_the_target_passed_stands_among_the_steps(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.at("09:20")
    hall.called(1)
    late = hall.story("A001")["story"][1]
    assert (late["action"], late["text"], late["at"], late["moves"]) == (
        "late",
        "Quá 15 phút.",
        "2026-11-23T02:15:00.000Z",
        False,
    )


def test_who_was_called_in_time_was_never_late(hall: Hall) -> None:
    hall.open(1)
    hall.take("A")
    hall.at("09:15")
    hall.called(1)
    assert [step["action"] for step in hall.story("A001")["story"]] == ["issue", "call"]


def passed(hall: Hall, number: str) -> list[tuple[Any, ...]]:
    rows = hall.story(number)["passed"]
    return [(row["number"], row["counter"], row["later"], row["priority"]) for row in rows]


def test_why_a_later_number_was_called_before(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("A001", "A002", "B001")
    hall.take("A", priority=True)
    hall.called(1)
    hall.called(1, no_show=True)
    hall.called(2)
    assert passed(hall, "A002") == [("A003", 1, True, True), ("A001", 1, False, False)]
    (priority_call, _) = hall.story("A002")["passed"]
    assert priority_call["reason"] == "Diện ưu tiên, lấy số 09:00, xếp trước 45 phút theo quy chế"


def test_calls_while_somebody_was_not_waiting_passed_nobody(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("A001", "A002", "A003", "A004")
    hall.called(1)
    hall.called(2)
    hall.put_back("A001")
    hall.called(2, no_show=True)
    assert passed(hall, "A001") == [("A003", 2, True, False)]


def test_who_was_moved_is_told_of_both_fields(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("A001", "A002", "B001")
    hall.called(1)
    transfer(hall, "A002", "B")
    hall.called(2)
    assert passed(hall, "A002") == [("A001", 1, False, False)]
    hall.called(2, no_show=True)
    assert passed(hall, "B001") == [("A002", 2, False, False)]


def test_there_is_a_sentence_for_every_step_and_for_taking_back_each_that_can_be() -> None:
    assert set(sentences.SENTENCES) == set(Action)
    assert set(sentences.STEPS) == set(UNDOABLE)


def test_an_unknown_ticket_has_no_story(hall: Hall) -> None:
    with hall.look() as look, pytest.raises(UnknownTicket):
        story.tell(look, 999, ADDRESS)
