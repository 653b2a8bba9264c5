"""Somebody gives their number back."""

import pytest

from app.domain.errors import NotToday, NotYourTicket, UnknownTicket, WrongState
from app.services import serving
from tests.services.acts import cancel, waiting
from tests.support.hall import MONDAY, Hall, at_once


def test_a_number_given_back_no_longer_waits(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001", "A002")
    gone = cancel(hall, "A001", by="huongdan", reason="về sớm")
    assert (gone.state, gone.counter_id) == ("cancelled", None)
    assert waiting(hall) == 1
    assert hall.called(1) == "A002"
    step = hall.story("A001")["story"][-1]
    assert (step["text"], step["detail"]) == ("Hủy số.", "Lý do: về sớm.")


def test_a_clerk_cancels_who_was_called_and_the_counter_is_free(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001", "A002")
    hall.called(1)
    cancel(hall, "A001", by="quay1")
    assert hall.called(1) == "A002"
    assert hall.snapshot("supervisor")["headline"]["cancelled"] == 1


def test_who_is_on_hold_may_give_up(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.called(1)
    hall.start("A001")
    hall.hold("A001")
    assert cancel(hall, "A001", by="quay1").state == "cancelled"
    assert hall.counter_snapshot(1)["held"] == []


def test_who_is_being_served_does_not_give_up_a_number(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.called(1)
    hall.start("A001")
    with pytest.raises(WrongState):
        cancel(hall, "A001")


def test_a_clerk_cancels_nobody_elses(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("A001")
    with pytest.raises(NotYourTicket):
        cancel(hall, "A001", by="quay1")
    hall.called(1)
    with pytest.raises(NotYourTicket):
        cancel(hall, "A001", by="quay2")


def test_nothing_is_cancelled_twice_or_a_day_later_or_out_of_the_air(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001", "A002")
    cancel(hall, "A001")
    with pytest.raises(WrongState):
        cancel(hall, "A001")
    with pytest.raises(UnknownTicket):
        hall.act("dieuphoi", serving.cancel, 999)
    ticket = hall.ticket("A002").id
    hall.at("09:00", MONDAY.replace(day=24))
    with pytest.raises(NotToday):
        hall.act("dieuphoi", serving.cancel, ticket)


def test_a_call_and_a_cancellation_together_leave_one_of_both(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")

    def give_up() -> str:
        return cancel(hall, "A001").state.value

    called, gone = at_once(lambda: hall.called(1), give_up)
    assert gone == "cancelled"
    assert called in ("A001", None)
    assert waiting(hall) == 0
    assert hall.counter_snapshot(1)["ticket"] is None
