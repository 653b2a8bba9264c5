"""Calling the same person again."""

import pytest

from app.domain.errors import NotYourTicket, UnknownTicket, WrongState
from app.services import calling
from tests.services.acts import recall
from tests.support.hall import Hall


def test_a_recall_is_a_new_call_and_the_earlier_one_no_longer_stands(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.called(1)
    hall.wait(seconds=30)
    again = recall(hall, "A001", by="quay1")
    assert (again.state, again.calls) == ("called", 2)
    display = hall.snapshot("display")
    newest, first = display["calls"]
    assert (newest["kind"], first["kind"]) == ("recall", "call")
    assert display["to_speak"] == [newest["id"]]


def test_a_recall_keeps_the_time_of_the_first_call(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.called(1)
    called_at = hall.now
    hall.wait(minutes=1)
    recall(hall, "A001", by="quay1")
    assert hall.ticket("A001").state_at == called_at


def test_another_counters_person_cannot_be_recalled(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("A001")
    hall.called(1)
    with pytest.raises(NotYourTicket) as refused:
        recall(hall, "A001", by="quay2")
    assert refused.value.data == {"number": "A001"}


def test_who_is_already_served_is_not_called_again(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.called(1)
    hall.start("A001")
    with pytest.raises(WrongState) as refused:
        recall(hall, "A001", by="quay1")
    assert refused.value.data == {"state": "serving", "action": "recall"}


def test_an_unknown_ticket_is_refused_by_name(hall: Hall) -> None:
    with pytest.raises(UnknownTicket):
        hall.act("dieuphoi", calling.recall, 999)
