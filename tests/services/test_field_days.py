"""A field closes for the day with people waiting in it, and opens again."""

from typing import Any

import pytest

from app.domain.errors import ChangedMeanwhile, FieldClosed, ReasonMissing, SameField, UnknownField
from app.services import field_days
from app.services.field_days import Closed
from tests.services.acts import (
    SUPERVISOR,
    end_day,
    events,
    priority,
    revision,
    serve_now,
    transfer,
    undo,
    waiting,
)
from tests.support.hall import MONDAY, Hall, at_once

BROKEN = "lỗi phần mềm"


def close(hall: Hall, field: str, *, by: str = SUPERVISOR, reason: str = BROKEN, **said: Any) -> Closed:
    return hall.act(by, field_days.close_field, field, reason=reason, **said)


def reopen(hall: Hall, field: str, **said: Any) -> None:
    hall.act(SUPERVISOR, field_days.reopen_field, field, **said)


def offered(hall: Hall, audience: str = "kiosk") -> dict[str, str | None]:
    return {field["prefix"]: field["reason"] for field in hall.snapshot(audience)["fields"]}


def test_a_closed_field_gives_no_numbers_and_says_why(hall: Hall) -> None:
    hall.open(2)
    close(hall, "B", reason=f" {BROKEN} ")
    assert offered(hall) == offered(hall, "reception") == {"A": None, "B": "field_closed", "H": "no_counter"}
    with pytest.raises(FieldClosed) as refused:
        hall.take("B")
    assert refused.value.message("vi") == "Lĩnh vực Chứng thực hôm nay ngừng tiếp nhận: lỗi phần mềm."
    assert hall.take("A").shown == "A001"


def test_before_the_doors_open_it_gives_none_either(hall: Hall) -> None:
    hall.at("07:20")
    close(hall, "B")
    with pytest.raises(FieldClosed):
        hall.take("B")


def test_who_waits_is_still_called(hall: Hall) -> None:
    hall.open(2)
    hall.queue("B001", "B002")
    assert close(hall, "B").moved == 0
    assert hall.called(2) == "B001"
    hall.put_back("B001")
    assert hall.called(2) == "B002"


def test_nobody_new_comes_into_it_by_another_way(hall: Hall) -> None:
    hall.open(1, 2, 3)
    hall.queue("A001", "A002")
    close(hall, "B")
    with pytest.raises(FieldClosed):
        transfer(hall, "A001", "B")
    hall.called(1)
    hall.start("A001")
    with pytest.raises(FieldClosed):
        transfer(hall, "A001", "B", "further_procedure", by="quay1")
    with pytest.raises(FieldClosed):
        serve_now(hall, 2, "B")


def test_a_further_procedure_at_a_named_counter_may_not_be_in_it_but_a_wrong_counter_is_mended(hall: Hall) -> None:
    hall.open(2, 3)
    hall.queue("B001")
    close(hall, "B")
    assert transfer(hall, "B001", 3).counter_id == hall.counter_ids[3]
    hall.called(3)
    with pytest.raises(FieldClosed):
        transfer(hall, "B001", 2, "further_procedure", by="quay3")


def test_those_who_wait_may_be_moved_all_at_once_in_the_order_they_came(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("B001", "A001", "B002", "B003")
    joined = [hall.ticket(number).joined_at for number in ("B001", "B002", "B003")]
    before = revision(hall)
    assert close(hall, "B", move_to="A").moved == 3
    assert revision(hall) == before + 1
    assert (waiting(hall, "B"), waiting(hall, "A")) == (0, 4)
    assert [hall.ticket(number).joined_at for number in ("B001", "B002", "B003")] == joined
    assert [hall.called(1), hall.called(2), hall.called(1, no_show=True)] == ["B001", "A001", "B002"]


def test_priority_goes_with_whoever_has_it(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("A001", "B001", "B002")
    priority(hall, "B002")
    close(hall, "B", move_to="A")
    assert hall.called(1) == "B002"


def test_who_waits_for_a_counter_by_name_stays_with_it(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("B001", "B002")
    hall.called(2)
    hall.start("B001")
    hall.hold("B001")
    hall.resume("B001")
    assert close(hall, "B", move_to="A").moved == 1
    assert hall.called(2) == "B001"


def test_a_moved_person_may_ask_why_and_one_may_take_it_back(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("B001")
    close(hall, "B", move_to="A")
    told = hall.story("B001")["story"][-1]
    assert told["text"] == "Lĩnh vực ngừng tiếp nhận (lỗi phần mềm): chuyển đến lĩnh vực Hộ tịch."
    undo(hall, "B001", by=SUPERVISOR)
    assert waiting(hall, "B") == 1


@pytest.mark.parametrize(("to", "refusal"), [("B", SameField), ("H", FieldClosed), ("Q", UnknownField)])
def test_they_are_not_moved_where_nobody_would_call_them(hall: Hall, to: str, refusal: type[Exception]) -> None:
    hall.open(2)
    hall.queue("B001")
    with pytest.raises(refusal):
        close(hall, "B", move_to=to)
    assert offered(hall)["B"] is None
    assert waiting(hall, "B") == 1


def test_they_are_not_moved_into_another_closed_field(hall: Hall) -> None:
    hall.open(2)
    hall.queue("B001")
    close(hall, "A")
    with pytest.raises(FieldClosed):
        close(hall, "B", move_to="A")


def test_closing_needs_a_reason_and_a_field(hall: Hall) -> None:
    with pytest.raises(ReasonMissing):
        close(hall, "B", reason="  ")
    with pytest.raises(UnknownField):
        close(hall, "Q")
    with pytest.raises(UnknownField):
        reopen(hall, "Q")


def test_it_opens_again_and_opening_what_is_open_changes_nothing(hall: Hall) -> None:
    hall.open(2)
    close(hall, "B")
    reopen(hall, "B")
    reopen(hall, "B")
    assert hall.take("B").shown == "B001"
    assert [event.action for event in events(hall, "field_closed", "field_opened")] == ["field_opened", "field_closed"]


def test_the_next_day_finds_it_open(hall: Hall) -> None:
    hall.open(2)
    hall.queue("B001")
    close(hall, "B")
    assert end_day(hall, carry_over=True).carried_over == 1
    hall.at("08:00", MONDAY.replace(day=24)).open(2)
    assert hall.take("B").shown == "B002"


def test_the_event_says_how_many_waited_and_where_they_went(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("B001", "B002")
    close(hall, "B", move_to="A")
    (event,) = events(hall, "field_closed")
    assert event.data == {
        "before": {"closed": None},
        "after": {"closed": BROKEN},
        "waiting": 2,
        "moved": 2,
        "to": "Hộ tịch",
    }
    assert (event.subject, event.reason, event.actor_name) == ("Chứng thực", BROKEN, "Điều phối")


def test_of_two_who_close_it_at_once_the_second_hears_of_the_first(hall: Hall) -> None:
    seen = revision(hall)

    def press(by: str, reason: str) -> str:
        try:
            close(hall, "B", by=by, reason=reason, seen=seen)
        except ChangedMeanwhile as refused:
            return f"sees {refused.data['after']['closed']}"
        return reason

    told = at_once(lambda: press(SUPERVISOR, "mất điện"), lambda: press("quantri", "hỏng máy"))
    (won,) = [words for words in told if not words.startswith("sees")]
    assert f"sees {won}" in told
