"""Priority granted and revoked."""

from datetime import timedelta

import pytest

from app.domain.errors import NotToday, ReasonMissing, UnknownPriority, UnknownTicket, WrongState
from app.services import moving
from tests.services.acts import priority
from tests.support.hall import MONDAY, Hall


def test_granted_priority_moves_somebody_three_quarters_of_an_hour_ahead(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001", "A002", "A003")
    granted = priority(hall, "A003")
    assert (granted.priority, granted.state) == (True, "waiting")
    assert granted.due_at == granted.joined_at - timedelta(minutes=30)
    assert granted.priority_class_id is not None
    assert hall.called(1) == "A003"


def test_revoked_priority_puts_them_where_their_number_belongs(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.take("A", priority=True)
    revoked = priority(hall, "A002", None, reason="bấm nhầm")
    assert (revoked.priority, revoked.priority_class_id) == (False, None)
    assert revoked.due_at == revoked.joined_at + timedelta(minutes=15)
    assert hall.called(1) == "A001"


def test_the_reason_is_kept_and_never_shown_outside(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    priority(hall, "A001", reason="  trên 80 tuổi ")
    hall.called(1)
    step = hall.story("A001")["story"][1]
    assert (step["action"], step["text"], step["detail"]) == (
        "priority",
        "Xếp diện ưu tiên.",
        "Lý do: trên 80 tuổi.",
    )
    for seen in (hall.snapshot("display"), hall.snapshot("ticket", hall.ticket("A001").id)):
        assert "80 tuổi" not in str(seen)
        assert "elderly" not in str(seen)
        assert "Người cao tuổi" not in str(seen)


def test_a_person_already_called_may_be_marked_and_keeps_being_called(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.called(1)
    priority(hall, "A001")
    (call,) = hall.snapshot("display")["calls"]
    assert (call["priority"], call["active"]) == (True, True)
    assert hall.snapshot("display")["to_speak"] == [call["id"]]


def test_priority_after_being_put_back_counts_from_when_they_came(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001", "A002")
    hall.called(1)
    hall.put_back("A001")
    assert priority(hall, "A001").put_back is False
    called = hall.next(1)
    assert called is not None
    assert called.reason == "Diện ưu tiên, lấy số 09:00, xếp trước 45 phút theo quy chế"


def test_without_a_reason_or_a_known_class_nothing_is_granted(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    with pytest.raises(ReasonMissing):
        priority(hall, "A001", reason=" ")
    with pytest.raises(UnknownPriority) as refused:
        priority(hall, "A001", "friend of mine")
    assert refused.value.data == {"name": "friend of mine"}
    assert hall.ticket("A001").priority is False


def test_who_is_served_or_gone_gets_no_priority(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.called(1)
    hall.start("A001")
    with pytest.raises(WrongState):
        priority(hall, "A001")


def test_an_unknown_ticket_and_yesterdays_are_refused(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    with pytest.raises(UnknownTicket):
        hall.act("huongdan", moving.set_priority, 999, None, reason="x")
    ticket = hall.ticket("A001").id
    hall.at("09:00", MONDAY.replace(day=24))
    with pytest.raises(NotToday):
        hall.act("huongdan", moving.set_priority, ticket, None, reason="x")
