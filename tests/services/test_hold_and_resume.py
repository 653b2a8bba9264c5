"""Somebody is sent to fill in a form, and comes back to the place they had."""

import pytest

from app.domain.errors import NotYourTicket, ReasonMissing, WrongState
from app.services import serving
from tests.services.acts import close, pause, waiting
from tests.support.hall import Hall


@pytest.fixture
def held(hall: Hall) -> Hall:
    """A001 is on hold at counter 1; three others came later."""
    hall.open(1, 2)
    hall.queue("A001", "A002", "A003", "A004")
    hall.called(1)
    hall.start("A001")
    hall.wait(minutes=4)
    hall.hold("A001")
    return hall


def test_a_hold_frees_the_counter_and_stands_with_its_reason(held: Hall) -> None:
    snapshot = held.counter_snapshot(1)
    assert snapshot["ticket"] is None
    (row,) = snapshot["held"]
    assert (row["number"], row["reason"]) == ("A001", "sao chụp")
    assert held.counter_snapshot(2)["held"] == []
    assert held.called(1) == "A002"


def test_back_from_hold_they_are_the_next_at_the_same_counter(held: Hall) -> None:
    due = held.ticket("A001").due_at
    held.wait(minutes=20)
    back = held.resume("A001")
    assert (back.state, back.counter_id, back.due_at) == ("waiting", held.counter_ids[1], due)
    assert held.called(2) == "A002"
    assert held.called(1) == "A001"


def test_back_from_hold_at_a_closed_counter_they_wait_for_the_field_in_their_place(held: Hall) -> None:
    close(held, 1)
    back = held.act("dieuphoi", serving.resume, held.ticket("A001").id)
    assert back.counter_id is None
    assert held.called(2) == "A001"


def test_a_paused_counter_is_not_waited_for_either(held: Hall) -> None:
    pause(held, 1)
    assert held.resume("A001").counter_id is None


def test_when_the_counter_closes_after_they_came_back_its_name_is_dropped(held: Hall) -> None:
    held.resume("A001")
    close(held, 1)
    dropped = held.ticket("A001")
    assert (dropped.state, dropped.counter_id) == ("waiting", None)
    assert held.story("A001")["story"][-1]["action"] == "drop_counter"
    assert held.called(2) == "A001"


def test_the_figures_take_the_hold_out(held: Hall) -> None:
    held.wait(minutes=20)
    held.resume("A001")
    held.wait(minutes=3)
    held.serve(1, way=1, minutes=6)
    (turn,) = held.story("A001")["turns"]
    minutes = {name: turn[f"{name}_ms"] / 60_000 for name in ("service", "held", "waited_again", "way")}
    assert minutes == {"service": 10, "held": 20, "waited_again": 3, "way": 0}


def test_a_hold_needs_a_reason(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.called(1)
    hall.start("A001")
    with pytest.raises(ReasonMissing):
        hall.hold("A001", " ")


def test_only_who_is_served_is_held_and_only_who_is_held_resumes(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.called(1)
    with pytest.raises(WrongState):
        hall.hold("A001")
    with pytest.raises(WrongState):
        hall.resume("A001")


def test_holding_and_resuming_twice_is_refused(held: Hall) -> None:
    with pytest.raises(WrongState):
        held.hold("A001")
    held.resume("A001")
    with pytest.raises(WrongState):
        held.resume("A001")
    assert waiting(held) == 4


def test_another_counters_hold_is_not_mine_to_end(held: Hall) -> None:
    with pytest.raises(NotYourTicket):
        held.act("quay2", serving.resume, held.ticket("A001").id)
