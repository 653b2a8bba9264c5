"""Sending somebody to another field or counter."""

import pytest
from sqlalchemy import update

from app.domain.errors import (
    BadInput,
    CounterClosed,
    FieldClosed,
    NotServedHere,
    NotToday,
    NotYourTicket,
    SameField,
    UnknownCounter,
    UnknownField,
    UnknownTicket,
    WrongState,
)
from app.services import moving
from app.services.staffing import Share, set_fields
from app.store.models import PriorityClass
from tests.services.acts import KIOSK, end_day, pause, priority, transfer, waiting
from tests.support.hall import MONDAY, Hall, at_once


def ended(hall: Hall) -> list[tuple[str, int | None]]:
    """Return `(outcome, counter_id)` of the ended turns."""
    with hall.look() as look:
        rows = look.connection.exec_driver_sql("SELECT outcome, counter_id FROM turns ORDER BY ticket_id, ordinal")
        return [(row.outcome, row.counter_id) for row in rows]


def test_a_wrong_field_keeps_the_place_and_goes_on_with_the_same_turn(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("A001")
    hall.wait(minutes=5)
    hall.queue("B001")
    hall.called(1)
    joined = hall.ticket("A001").joined_at
    moved = transfer(hall, "A001", "B", by="quay1")
    assert (moved.state, moved.counter_id, moved.joined_at, moved.arrived_at) == ("waiting", None, joined, joined)
    assert (waiting(hall, "A"), waiting(hall, "B")) == (0, 2)
    hall.at("09:20")
    assert hall.serve(2) == "A001"
    (turn,) = hall.story("A001")["turns"]
    assert (turn["field"]["prefix"], turn["wait_ms"]) == ("B", 20 * 60_000)


def test_a_further_procedure_opens_a_turn_under_the_same_number(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("A001")
    hall.called(1)
    hall.start("A001")
    hall.at("09:10")
    moved = transfer(hall, "A001", "B", "further_procedure", by="quay1")
    assert (moved.state, moved.arrived_at, moved.shown) == ("waiting", hall.now, "A001")
    assert ended(hall) == [("done", hall.counter_ids[1])]
    hall.at("09:14")
    assert hall.serve(2) == "A001"
    first, second = hall.story("A001")["turns"]
    assert (first["wait_ms"], second["wait_ms"]) == (1_000, 4 * 60_000)
    assert ended(hall) == [("done", hall.counter_ids[1]), ("done", hall.counter_ids[2])]


def test_a_further_procedure_keeps_the_place_in_line_of_who_has_been_here_longest(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("A001", "B001")
    hall.called(1)
    hall.start("A001")
    transfer(hall, "A001", "B", "further_procedure", by="quay1")
    assert hall.called(2) == "A001"


def test_who_is_sent_on_right_after_the_call_was_served_where_they_were_called(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("A001")
    hall.called(1)
    transfer(hall, "A001", 2, "further_procedure", by="quay1")
    assert ended(hall) == [("done", hall.counter_ids[1])]


def test_a_ticket_may_wait_for_one_counter_by_name(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("A001")
    hall.called(1)
    moved = transfer(hall, "A001", 2, by="quay1")
    assert (moved.field_id, moved.counter_id) == (hall.ticket("A001").field_id, hall.counter_ids[2])
    assert [row["named"] for row in hall.counter_snapshot(2)["queue"]["rows"]] == [True]
    assert hall.counter_snapshot(1)["queue"]["rows"] == []


def test_a_counter_that_does_not_serve_the_field_takes_them_into_its_own(hall: Hall) -> None:
    hall.open(1, 3)
    hall.queue("A001", "B001")
    hall.act("dieuphoi", set_fields, hall.counter_ids[1], [])
    hall.act("dieuphoi", set_fields, hall.counter_ids[3], [Share("B", 0)], confirm=True)
    moved = transfer(hall, "A001", 3)
    assert moved.field_id == hall.ticket("B001").field_id
    assert (waiting(hall, "A"), waiting(hall, "B")) == (0, 2)


def test_a_counter_that_serves_nothing_takes_nobody(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("A001")
    hall.act("dieuphoi", set_fields, hall.counter_ids[2], [])
    with pytest.raises(NotServedHere):
        transfer(hall, "A001", 2)


def test_the_screen_that_gave_the_number_may_change_the_field_within_a_minute(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("A001", "A002")
    with pytest.raises(NotYourTicket):
        transfer(hall, "A001", "B", by="Máy lấy số 2")
    hall.wait(seconds=58)
    assert transfer(hall, "A001", "B", by=KIOSK).state == "waiting"
    hall.wait(seconds=2)
    with pytest.raises(NotYourTicket):
        transfer(hall, "A002", "B", by=KIOSK)


def test_a_clerk_moves_only_who_is_at_their_counter(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("A001")
    with pytest.raises(NotYourTicket):
        transfer(hall, "A001", "B", by="quay1")
    hall.called(1)
    with pytest.raises(NotYourTicket):
        transfer(hall, "A001", "B", by="quay2")


def test_where_nobody_would_call_them_nobody_is_sent(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    with pytest.raises(FieldClosed):
        transfer(hall, "A001", "B")
    with pytest.raises(CounterClosed):
        transfer(hall, "A001", 2)
    hall.open(2)
    pause(hall, 2)
    with pytest.raises(CounterClosed):
        transfer(hall, "A001", 2)
    assert transfer(hall, "A001", "B").state == "waiting"


def test_unknown_places_tickets_and_kinds_are_refused_by_name(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("A001")
    ticket = hall.ticket("A001").id
    with pytest.raises(UnknownField):
        transfer(hall, "A001", "Z")
    with pytest.raises(UnknownCounter):
        hall.act("dieuphoi", moving.transfer_to_counter, ticket, 999, kind="wrong_field")
    with pytest.raises(UnknownTicket):
        hall.act("dieuphoi", moving.transfer_to_field, 999, "B", kind="wrong_field")
    with pytest.raises(BadInput):
        transfer(hall, "A001", "B", "by mistake")


def test_the_same_place_is_no_transfer(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("A001")
    with pytest.raises(SameField):
        transfer(hall, "A001", "A")
    hall.called(1)
    with pytest.raises(SameField):
        transfer(hall, "A001", 1)


def test_a_further_procedure_in_the_same_field_is_one(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.called(1)
    hall.start("A001")
    transfer(hall, "A001", "A", "further_procedure", by="quay1")
    assert hall.called(1) == "A001"


def test_a_further_procedure_needs_a_first_one(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("A001")
    with pytest.raises(WrongState):
        transfer(hall, "A001", "B", "further_procedure")


def test_who_has_left_is_not_moved_and_yesterday_is_over(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("A001", "A002")
    hall.serve(1)
    with pytest.raises(WrongState):
        transfer(hall, "A001", "B")
    ticket = hall.ticket("A002").id
    hall.at("09:00", MONDAY.replace(day=24))
    with pytest.raises(NotToday):
        hall.act("dieuphoi", moving.transfer_to_field, ticket, "B", kind="wrong_field")


def test_two_desks_moving_the_same_person_move_them_once(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("A001")

    def move() -> str:
        try:
            return transfer(hall, "A001", "B").state.value
        except SameField as refused:
            return refused.code

    assert sorted(at_once(move, move)) == ["same_field", "waiting"]
    assert (waiting(hall, "A"), waiting(hall, "B")) == (0, 1)


def test_a_class_of_priority_goes_with_them(hall: Hall) -> None:
    with hall.database.write() as connection:
        connection.execute(update(PriorityClass).values(allowance_minutes=-60))
    hall.open(1, 2)
    hall.queue("A001")
    priority(hall, "A001")
    before = hall.ticket("A001").due_at
    assert transfer(hall, "A001", "B").due_at == before
    called = hall.next(2)
    assert called is not None
    assert called.reason == "Diện ưu tiên, lấy số 09:00, xếp trước 75 phút theo quy chế"


def test_reception_sees_who_was_just_moved_from_where_to_where(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("A001", "A002")
    transfer(hall, "A001", "B", by="huongdan")
    transfer(hall, "A002", "B", by="huongdan")
    hall.act("huongdan", moving.undo, hall.ticket("A002").id)
    (moved,) = hall.snapshot("reception")["moved"]
    assert (moved["number"], moved["from"], moved["to"]) == ("A001", "A", "B")
    end_day(hall)
    hall.at("09:00", MONDAY.replace(day=24))
    assert hall.snapshot("reception")["moved"] == []
