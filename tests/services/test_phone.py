"""What the phone of one ticket sees from the wait to the day after, and what its holder may do with it."""

from datetime import timedelta
from typing import Any

import pytest

from app.domain.errors import NothingToUndo, NotToday, NotYourTicket, UndoTooLate, WrongState
from app.services import moving, serving
from app.store import people
from app.store.tickets import TicketRow
from tests.services.acts import bring_back, cancel, close, day_off, end_day, pause, recall, rule, transfer, undo
from tests.support.hall import MONDAY, Hall, at_once

TUESDAY = MONDAY + timedelta(days=1)
PARTS = ("called_at", "reason", "moved", "undo_until", "carried_to")


def phone(hall: Hall, number: str, day: Any = None) -> dict[str, Any]:
    """Return what the phone of a ticket is told of it."""
    told: dict[str, Any] = hall.snapshot("ticket", hall.ticket(number, day).id)["ticket"]
    return told


def by_phone(hall: Hall, number: str, use_case: Any, of: str | None = None, **said: Any) -> TicketRow:
    """Do something with the link of one ticket, to it or to another."""
    with hall.database.read() as connection:
        holder = people.actor_of_link(connection, hall.ticket(number).token)
    assert holder is not None
    with hall.database.change(hall.centre_id, holder) as work:
        done: TicketRow = use_case(work, hall.ticket(of or number).id, **said)
        return done


@pytest.fixture
def waiting(hall: Hall) -> Hall:
    """Counters 1 to 3 are open; A001 to A003 and B001 wait."""
    hall.open(1, 2, 3)
    hall.queue("A001", "A002", "A003", "B001")
    return hall


def serve(hall: Hall, number: str) -> None:
    assert hall.called(1) == number
    hall.start(number)


# What it sees


def test_who_waits_sees_how_many_are_before_and_nothing_of_other_states(waiting: Hall) -> None:
    told = phone(waiting, "A003")
    assert (told["state"], told["people_ahead"], told["day"], told["over"]) == ("waiting", 2, "2026-11-23", False)
    assert [told[part] for part in PARTS] == [None] * 5
    assert (told["counter"], told["assist"], told["id"]) == (None, False, str(waiting.ticket("A003").id))


def test_a_repeated_call_is_told_with_its_own_time(waiting: Hall) -> None:
    waiting.called(1)
    first = phone(waiting, "A001")
    waiting.wait(minutes=1)
    recall(waiting, "A001", by="quay1")
    again = phone(waiting, "A001")
    assert (first["counter"], first["calls"], again["calls"]) == ({"number": 1, "open": True}, 1, 2)
    assert (first["called_at"], again["called_at"]) == ("2026-11-23T02:00:04.000Z", "2026-11-23T02:01:04.000Z")


def test_who_is_on_hold_sees_why_and_where_to_come_back_to(waiting: Hall) -> None:
    serve(waiting, "A001")
    waiting.hold("A001", "nộp phí, lệ phí")
    told = phone(waiting, "A001")
    assert (told["reason"], told["counter"]) == ("nộp phí, lệ phí", {"number": 1, "open": True})
    pause(waiting, 1)
    assert phone(waiting, "A001")["counter"] == {"number": 1, "open": False}


def test_who_is_back_from_hold_waits_for_that_counter_by_name(waiting: Hall) -> None:
    serve(waiting, "A001")
    waiting.hold("A001")
    waiting.resume("A001")
    told = phone(waiting, "A001")
    assert (told["state"], told["counter"]["number"], told["reason"]) == ("waiting", 1, None)
    close(waiting, 1)
    assert phone(waiting, "A001")["counter"] is None


def test_who_was_absent_sees_when_the_call_was(waiting: Hall) -> None:
    waiting.called(1)
    waiting.wait(minutes=2)
    waiting.no_show("A001")
    told = phone(waiting, "A001")
    assert (told["called_at"], told["over"]) == ("2026-11-23T02:00:04.000Z", False)
    bring_back(waiting, "A001")
    assert phone(waiting, "A001")["state"] == "waiting"


def test_who_did_not_come_back_from_hold_was_not_called_in_vain(waiting: Hall) -> None:
    serve(waiting, "A001")
    waiting.hold("A001")
    waiting.no_show("A001")
    assert phone(waiting, "A001")["called_at"] is None


def test_who_was_sent_to_another_field_sees_from_where_until_the_next_call(waiting: Hall) -> None:
    transfer(waiting, "A001", "B")
    told = phone(waiting, "A001")
    assert (told["number"], told["field"]["prefix"]) == ("A001", "B")
    assert (told["moved"]["from"]["prefix"], told["moved"]["further"]) == ("A", False)
    by_phone(waiting, "A001", serving.set_assist, assist=True)
    assert phone(waiting, "A001")["moved"] is not None
    waiting.called(3)
    waiting.put_back("A001")
    assert phone(waiting, "A001")["moved"] is None


def test_a_further_procedure_is_told_apart_from_a_wrong_field(waiting: Hall) -> None:
    serve(waiting, "A001")
    transfer(waiting, "A001", "B", "further_procedure", by="quay1")
    assert phone(waiting, "A001")["moved"]["further"] is True


def test_another_counter_of_the_same_field_or_a_move_taken_back_is_no_move(waiting: Hall) -> None:
    transfer(waiting, "A001", 2)
    assert phone(waiting, "A001")["moved"] is None
    transfer(waiting, "A002", "B")
    undo(waiting, "A002", by="dieuphoi")
    assert phone(waiting, "A002")["moved"] is None


def test_the_last_calls_are_those_of_the_field(waiting: Hall) -> None:
    waiting.called(1)
    waiting.called(3)
    calls = waiting.snapshot("ticket", waiting.ticket("A003").id)["calls"]
    assert [(call["number"], call["counter"]) for call in calls] == [("A001", {"number": 1})]


# When it is over


def test_a_ticket_is_over_when_its_last_step_can_no_longer_be_taken_back(waiting: Hall) -> None:
    serve(waiting, "A001")
    waiting.finish("A001")
    assert phone(waiting, "A001")["over"] is False
    waiting.wait(seconds=20)
    assert phone(waiting, "A001")["over"] is True


def test_yesterdays_link_tells_what_became_of_it_and_nothing_of_today(waiting: Hall) -> None:
    waiting.called(1)
    waiting.no_show("A001")
    waiting.at("09:00", TUESDAY).queue("A001")
    waiting.called(2)
    snapshot = waiting.snapshot("ticket", waiting.ticket("A001", MONDAY).id)
    told = snapshot["ticket"]
    assert (told["state"], told["day"], told["over"]) == ("no_show", "2026-11-23", True)
    assert (snapshot["calls"], told["counter"], told["people_ahead"]) == ([], None, None)


def test_who_was_carried_over_is_led_to_the_new_number(waiting: Hall) -> None:
    waiting.called(1)
    waiting.at("17:05")
    end_day(waiting, carry_over=True)
    told = phone(waiting, "A002")
    following = waiting.ticket("A002", TUESDAY)
    assert (told["state"], told["over"]) == ("expired", True)
    assert told["carried_to"] == {
        "number": "A002",
        "day": "2026-11-24",
        "opens_at": "2026-11-24T00:30:00.000Z",
        "path": f"/t/{following.token}",
    }
    tomorrow = waiting.snapshot("ticket", following.id)
    assert (tomorrow["ticket"]["over"], tomorrow["ticket"]["people_ahead"], tomorrow["calls"]) == (False, 1, [])


def test_who_was_left_is_led_nowhere(waiting: Hall) -> None:
    end_day(waiting)
    assert (phone(waiting, "A001")["carried_to"], phone(waiting, "A001")["over"]) == (None, True)


def test_a_carry_over_into_a_holiday_leads_to_the_day_after_it(waiting: Hall) -> None:
    day_off(waiting, holiday=TUESDAY)
    end_day(waiting, carry_over=True)
    assert phone(waiting, "A001")["carried_to"]["day"] == "2026-11-25"


# What its holder may do


def test_a_number_given_up_by_phone_may_be_taken_back_for_as_long_as_the_rules_say(waiting: Hall) -> None:
    by_phone(waiting, "A002", serving.cancel)
    told = phone(waiting, "A002")
    assert (told["state"], told["undo_until"], told["over"]) == ("cancelled", "2026-11-23T02:00:24.000Z", False)
    waiting.wait(seconds=19)
    by_phone(waiting, "A002", moving.undo)
    assert (phone(waiting, "A002")["state"], phone(waiting, "A002")["people_ahead"]) == ("waiting", 1)


def test_too_late_it_is_neither_offered_nor_done(waiting: Hall) -> None:
    rule(waiting, undo_seconds=5)
    by_phone(waiting, "A002", serving.cancel)
    waiting.wait(seconds=5.001)
    told = phone(waiting, "A002")
    assert (told["undo_until"], told["over"]) == (None, True)
    with pytest.raises(UndoTooLate):
        by_phone(waiting, "A002", moving.undo)


def test_what_the_hall_cancelled_is_not_the_phones_to_take_back(waiting: Hall) -> None:
    cancel(waiting, "A002", by="huongdan")
    assert phone(waiting, "A002")["undo_until"] is None
    with pytest.raises(NotYourTicket):
        by_phone(waiting, "A002", moving.undo)


def test_who_is_on_hold_and_gives_up_by_mistake_is_on_hold_again(waiting: Hall) -> None:
    serve(waiting, "A001")
    waiting.hold("A001")
    before = waiting.ticket("A001")
    by_phone(waiting, "A001", serving.cancel)
    assert by_phone(waiting, "A001", moving.undo) == before


def test_a_link_is_good_for_its_own_ticket_alone(waiting: Hall) -> None:
    for use_case, said in ((serving.cancel, {}), (serving.set_assist, {"assist": True}), (moving.undo, {})):
        before = waiting.ticket("A002")
        with pytest.raises((NotYourTicket, NothingToUndo)):
            by_phone(waiting, "A001", use_case, of="A002", **said)
        assert waiting.ticket("A002") == before


def test_the_story_says_who_gave_the_number_up(waiting: Hall) -> None:
    by_phone(waiting, "A001", serving.cancel)
    by_phone(waiting, "A001", moving.undo)
    steps = [(step["text"], step["actor"]) for step in waiting.story("A001")["story"]][-2:]
    assert steps == [
        ("Công dân hủy số, qua điện thoại.", "Công dân, qua điện thoại"),
        ("Hoàn tác: Hủy số.", "Công dân, qua điện thoại"),
    ]


def test_who_is_being_served_cannot_give_up_by_phone_nor_yesterdays_number(waiting: Hall) -> None:
    serve(waiting, "A001")
    with pytest.raises(WrongState):
        by_phone(waiting, "A001", serving.cancel)
    with waiting.database.read() as connection:
        holder = people.actor_of_link(connection, waiting.ticket("A002").token)
    ticket = waiting.ticket("A002").id
    waiting.at("09:00", TUESDAY)
    assert holder is not None
    with pytest.raises(NotToday), waiting.database.change(waiting.centre_id, holder) as work:
        serving.cancel(work, ticket)


def test_a_call_and_a_cancellation_by_phone_together_leave_one_of_both(waiting: Hall) -> None:
    for number in ("A002", "A003"):
        cancel(waiting, number)

    def give_up() -> str:
        return by_phone(waiting, "A001", serving.cancel).state.value

    called, gone = at_once(lambda: waiting.called(1), give_up)
    assert (called in ("A001", None), gone) == (True, "cancelled")
    assert waiting.counter_snapshot(1)["ticket"] is None
