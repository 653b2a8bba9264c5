"""Taking back one's own last step, within seconds."""

from collections.abc import Callable
from typing import Any

import pytest

from app.domain.errors import (
    CounterBusy,
    CounterClosed,
    NothingToUndo,
    NotToday,
    NotYourTicket,
    UndoTooLate,
    UnknownTicket,
    WrongState,
)
from app.services import moving, serving
from app.services.serving import Outcome
from tests.services.acts import SUPERVISOR, bring_back, cancel, close, priority, rule, steps, transfer, undo, waiting
from tests.support.hall import MONDAY, Hall, at_once

Act = Callable[[Hall], Any]


def called(hall: Hall) -> None:
    hall.called(1)


def serving_now(hall: Hall) -> None:
    hall.called(1)
    hall.wait(seconds=30)
    hall.start("A001")
    hall.wait(minutes=2)


def on_hold(hall: Hall) -> None:
    serving_now(hall)
    hall.hold("A001")
    hall.wait(minutes=3)


# What may be taken back: how it came so far, the step, and who takes it back.
STEPS: dict[str, tuple[Act, Act]] = {
    "start": (called, lambda hall: hall.start("A001")),
    "finish": (serving_now, lambda hall: hall.finish("A001", Outcome(7, "guided"))),
    "no_show": (called, lambda hall: hall.no_show("A001")),
    "no_show while held": (on_hold, lambda hall: hall.no_show("A001")),
    "put_back": (called, lambda hall: hall.put_back("A001")),
    "hold": (serving_now, lambda hall: hall.hold("A001")),
    "wrong field": (called, lambda hall: transfer(hall, "A001", "B", by="quay1")),
    "wrong field while served": (serving_now, lambda hall: transfer(hall, "A001", "B", by="quay1")),
    "another counter": (called, lambda hall: transfer(hall, "A001", 2, by="quay1")),
    "further": (serving_now, lambda hall: transfer(hall, "A001", "B", "further_procedure", by="quay1")),
    "further from the call": (called, lambda hall: transfer(hall, "A001", "B", "further_procedure", by="quay1")),
    "cancel": (called, lambda hall: cancel(hall, "A001", by="quay1")),
    "cancel while held": (on_hold, lambda hall: cancel(hall, "A001", by="quay1")),
}


@pytest.fixture
def busy(hall: Hall) -> Hall:
    """Counters 1 and 2 are open; five wait for A, one for B."""
    hall.open(1, 2)
    hall.queue("A001", "A002", "A003", "A004", "A005", "B001")
    hall.wait(minutes=6)
    return hall


def figures(hall: Hall) -> tuple[Any, ...]:
    """Return everything figures are made of, and how many wait."""
    with hall.look() as look:
        turns = look.connection.exec_driver_sql("SELECT * FROM turns").all()
    return (
        turns,
        hall.story("A001")["turns"],
        waiting(hall, "A"),
        waiting(hall, "B"),
        hall.snapshot("supervisor")["headline"],
    )


@pytest.mark.parametrize("step", STEPS)
def test_after_an_undo_everything_is_as_before(busy: Hall, step: str) -> None:
    before, act = STEPS[step]
    before(busy)
    ticket, told = busy.ticket("A001"), figures(busy)
    act(busy)
    assert busy.ticket("A001") != ticket
    assert undo(busy, "A001", by="quay1") == ticket
    assert busy.ticket("A001") == ticket
    assert figures(busy) == told


def test_after_the_undo_of_a_finish_the_service_goes_on(busy: Hall) -> None:
    serving_now(busy)
    busy.finish("A001", Outcome(7, "guided"))
    busy.wait(seconds=15)
    undo(busy, "A001", by="quay1")
    assert busy.counter_snapshot(1)["ticket"]["serving_since"] == "2026-11-23T02:06:36.000Z"
    busy.wait(minutes=5)
    busy.finish("A001", Outcome(1))
    (turn,) = busy.story("A001")["turns"]
    assert turn["service_ms"] == (2 * 60 + 15 + 5 * 60) * 1000


def test_the_story_tells_of_both_the_step_and_its_undo(busy: Hall) -> None:
    serving_now(busy)
    busy.finish("A001")
    undo(busy, "A001", by="quay1")
    assert steps(busy)[-2:] == ["Xong.", "Hoàn tác: Xong."]


def test_it_may_be_done_for_twenty_seconds_and_no_longer(busy: Hall) -> None:
    busy.called(1)
    busy.start("A001")
    busy.wait(seconds=20)
    undo(busy, "A001", by="quay1")
    busy.start("A001")
    busy.wait(seconds=20.001)
    with pytest.raises(UndoTooLate) as refused:
        undo(busy, "A001", by="quay1")
    assert refused.value.data == {"seconds": 20}


def test_how_long_is_the_rules_to_say(busy: Hall) -> None:
    rule(busy, undo_seconds=5)
    busy.called(1)
    busy.start("A001")
    busy.wait(seconds=6)
    with pytest.raises(UndoTooLate):
        undo(busy, "A001", by="quay1")


def test_nobody_takes_back_what_somebody_else_did(busy: Hall) -> None:
    busy.called(1)
    busy.start("A001")
    for by in ("quay2", SUPERVISOR):
        with pytest.raises(NotYourTicket):
            undo(busy, "A001", by=by)


def test_once_somebody_else_has_acted_the_step_is_not_the_last(busy: Hall) -> None:
    busy.called(1)
    busy.no_show("A001")
    bring_back(busy, "A001")
    with pytest.raises(NothingToUndo):
        undo(busy, "A001", by="quay1")


def test_a_call_the_whole_hall_heard_is_not_taken_back(busy: Hall) -> None:
    busy.called(1)
    with pytest.raises(WrongState):
        undo(busy, "A001", by="quay1")


def test_priority_and_the_number_itself_are_not_taken_back(busy: Hall) -> None:
    with pytest.raises(NothingToUndo):
        undo(busy, "A001", by="Máy lấy số 1")
    priority(busy, "A001")
    with pytest.raises(NothingToUndo):
        undo(busy, "A001", by="huongdan")


def test_nothing_is_taken_back_twice(busy: Hall) -> None:
    serving_now(busy)
    busy.finish("A001")
    undo(busy, "A001", by="quay1")
    with pytest.raises(NothingToUndo):
        undo(busy, "A001", by="quay1")


def test_two_undos_together_take_back_one_step(busy: Hall) -> None:
    serving_now(busy)
    busy.finish("A001")

    def take_back() -> str:
        try:
            return undo(busy, "A001", by="quay1").state.value
        except NothingToUndo as refused:
            return refused.code

    assert sorted(at_once(take_back, take_back)) == ["nothing_to_undo", "serving"]


def test_a_counter_that_has_called_the_next_has_no_place_for_the_last(busy: Hall) -> None:
    serving_now(busy)
    busy.called(1, finish=True)
    with pytest.raises(CounterBusy) as refused:
        undo(busy, "A001", by="quay1")
    assert refused.value.data == {"counter": 1, "number": "A002"}


def test_a_counter_that_has_closed_has_none_either(busy: Hall) -> None:
    serving_now(busy)
    busy.finish("A001")
    close(busy, 1)
    with pytest.raises(CounterClosed):
        undo(busy, "A001", by="quay1")


def test_who_named_a_counter_that_has_closed_since_waits_for_the_field(busy: Hall) -> None:
    transfer(busy, "A003", 1)
    cancel(busy, "A003")
    close(busy, 1)
    assert undo(busy, "A003", by=SUPERVISOR).counter_id is None
    assert busy.called(2) == "A001"
    assert waiting(busy, "A") == 4


def test_the_counter_is_told_what_can_be_taken_back_and_until_when(busy: Hall) -> None:
    serving_now(busy)
    assert busy.counter_snapshot(1)["undo"] is None
    busy.finish("A001")
    told = busy.counter_snapshot(1)
    assert (told["undo"]["number"], told["undo"]["action"], told["undo"]["until"]) == (
        "A001",
        "finish",
        "2026-11-23T02:08:56.000Z",
    )
    assert told["last"]["undo_until"] == told["undo"]["until"]
    assert busy.counter_snapshot(2)["undo"] is None
    busy.wait(seconds=20)
    later = busy.counter_snapshot(1)
    assert (later["undo"], later["last"]["undo_until"], later["last"]["number"]) == (None, None, "A001")


def test_an_unknown_ticket_and_yesterdays_are_refused(busy: Hall) -> None:
    with pytest.raises(UnknownTicket):
        busy.act("quay1", moving.undo, 999)
    busy.at("23:59:55")
    busy.called(1)
    busy.act("quay1", serving.no_show, busy.ticket("A001").id)
    ticket = busy.ticket("A001").id
    busy.at("00:00:05", MONDAY.replace(day=24))
    with pytest.raises(NotToday):
        busy.act("quay1", moving.undo, ticket)
