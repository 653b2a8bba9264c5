"""Turns out of events: how long each visit to a field waited, walked, was served and was held."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.domain.hours import Span
from app.domain.ticket import Action, State
from app.domain.turns import Event, Turn, effective, fold

S, A = State, Action
LAND, TAX = 1, 2
COUNTER, OTHER = 7, 8
CLERK, OTHER_CLERK = 70, 80
AFTER = {
    A.ISSUE: S.WAITING,
    A.ENTER_AGAIN: S.WAITING,
    A.CALL: S.CALLED,
    A.RECALL: S.CALLED,
    A.START: S.SERVING,
    A.FINISH: S.DONE,
    A.NO_SHOW: S.NO_SHOW,
    A.RETURN: S.WAITING,
    A.PUT_BACK: S.WAITING,
    A.HOLD: S.HELD,
    A.RESUME: S.WAITING,
    A.TRANSFER: S.WAITING,
    A.FURTHER: S.WAITING,
    A.CANCEL: S.CANCELLED,
    A.EXPIRE: S.EXPIRED,
    A.DROP_COUNTER: S.WAITING,
    A.PRIORITY: S.WAITING,
    A.REPRINT: S.WAITING,
    A.UNDO: S.SERVING,
}


def clock(told: str) -> datetime:
    hour, minute = told.split(":")
    return datetime(2026, 11, 23, int(hour), int(minute), tzinfo=UTC)


MORNING = [Span(clock("7:30"), clock("11:30")), Span(clock("13:00"), clock("17:00"))]


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def turns(*steps: tuple[Any, ...], outages: Sequence[Span] = ()) -> list[Turn]:
    """Fold steps told as `("9:10", Action, what else is known)`; ids count from 1."""
    events = []
    for id, (told, action, *more) in enumerate(steps, start=1):
        values: dict[str, Any] = {"field_id": LAND, "priority": False, "counter_id": None, "clerk_id": None}
        if action in (A.CALL, A.RECALL, A.START, A.FINISH, A.NO_SHOW, A.HOLD):
            values |= {"counter_id": COUNTER, "clerk_id": CLERK}
        values |= more[0] if more else {}
        events.append(Event(id=id, action=action, to_state=AFTER[action], at=clock(told), **values))
    return fold(events, MORNING, outages)


def turn(*steps: tuple[Any, ...], outages: Sequence[Span] = ()) -> Turn:
    (only,) = turns(*steps, outages=outages)
    return only


def test_a_plain_turn_waits_walks_and_is_served() -> None:
    told = turn(("9:00", A.ISSUE), ("9:10", A.CALL), ("9:11", A.START), ("9:20", A.FINISH, {"dossiers": 2}))
    assert (told.wait, told.wait_open, told.way, told.service) == (minutes(10), minutes(10), minutes(1), minutes(9))
    assert (told.called_at, told.started_at, told.ended_at) == (clock("9:10"), clock("9:11"), clock("9:20"))
    assert (told.outcome, told.counter_id, told.clerk_id, told.calls, told.dossiers) == (S.DONE, COUNTER, CLERK, 1, 2)


def test_a_turn_that_is_not_over_has_no_outcome() -> None:
    told = turn(("9:00", A.ISSUE), ("9:10", A.CALL))
    assert (told.outcome, told.ended_at, told.wait) == (None, None, None)


def test_the_wait_over_lunch_is_shorter_within_the_hours() -> None:
    told = turn(("11:20", A.ISSUE), ("13:10", A.CALL), ("13:11", A.START))
    assert (told.wait, told.wait_open) == (minutes(110), minutes(20))


def test_arrival_is_when_they_are_said_to_have_come() -> None:
    told = turn(("6:00", A.ISSUE, {"arrived_at": clock("7:30")}), ("7:40", A.CALL), ("7:41", A.START))
    assert (told.arrived_at, told.wait) == (clock("7:30"), minutes(10))


def test_who_is_called_before_the_opening_they_were_carried_to_has_not_waited() -> None:
    told = turn(("6:00", A.ISSUE, {"arrived_at": clock("7:30")}), ("7:20", A.CALL), ("7:21", A.START))
    assert (told.wait, told.wait_open) == (minutes(0), minutes(0))


def test_a_recall_counts_as_a_call_and_does_not_end_the_wait_later() -> None:
    told = turn(("9:00", A.ISSUE), ("9:10", A.CALL), ("9:12", A.RECALL), ("9:13", A.START))
    assert (told.wait, told.way, told.calls) == (minutes(10), minutes(3), 2)


def test_being_put_back_does_not_end_the_wait() -> None:
    told = turn(("9:00", A.ISSUE), ("9:10", A.CALL), ("9:12", A.PUT_BACK), ("9:30", A.CALL), ("9:31", A.START))
    assert (told.wait, told.way, told.calls) == (minutes(30), minutes(1), 2)


def test_a_wrong_field_does_not_end_the_wait_and_was_no_service() -> None:
    told = turn(
        ("9:00", A.ISSUE),
        ("9:10", A.CALL),
        ("9:11", A.START),
        ("9:15", A.TRANSFER, {"field_id": TAX}),
        ("9:40", A.CALL, {"field_id": TAX, "counter_id": OTHER, "clerk_id": OTHER_CLERK}),
        ("9:41", A.START, {"field_id": TAX, "counter_id": OTHER, "clerk_id": OTHER_CLERK}),
        ("9:50", A.FINISH, {"field_id": TAX, "counter_id": OTHER, "clerk_id": OTHER_CLERK}),
    )
    assert (told.field_id, told.counter_id, told.clerk_id) == (TAX, OTHER, OTHER_CLERK)
    assert (told.wait, told.way, told.service) == (minutes(40), minutes(1), minutes(9))


def test_a_wrong_field_before_any_call_keeps_the_arrival() -> None:
    told = turn(("9:00", A.ISSUE), ("9:01", A.TRANSFER, {"field_id": TAX}), ("9:10", A.CALL), ("9:11", A.START))
    assert (told.field_id, told.wait) == (TAX, minutes(10))


def test_time_on_hold_is_neither_service_nor_waiting() -> None:
    told = turn(
        ("9:00", A.ISSUE),
        ("9:10", A.CALL),
        ("9:11", A.START),
        ("9:15", A.HOLD),
        ("9:35", A.RESUME),
        ("9:42", A.CALL),
        ("9:43", A.START),
        ("9:50", A.FINISH),
    )
    assert (told.wait, told.way, told.service) == (minutes(10), minutes(1), minutes(4 + 7))
    assert (told.held, told.waited_again) == (minutes(20), minutes(7))


def test_two_holds_add_up() -> None:
    told = turn(
        ("9:00", A.ISSUE),
        ("9:00", A.CALL),
        ("9:00", A.START),
        ("9:05", A.HOLD),
        ("9:10", A.RESUME),
        ("9:12", A.CALL),
        ("9:13", A.START),
        ("9:20", A.HOLD),
        ("9:30", A.RESUME),
        ("9:33", A.CALL),
        ("9:34", A.START),
        ("9:40", A.FINISH),
    )
    assert (told.held, told.waited_again, told.service) == (minutes(15), minutes(2 + 3), minutes(5 + 7 + 6))


def test_a_hold_before_the_call_that_counts_is_taken_out_of_the_wait() -> None:
    told = turn(
        ("11:00", A.ISSUE),
        ("11:05", A.CALL),
        ("11:05", A.START),
        ("11:10", A.HOLD),
        ("13:10", A.RESUME),
        ("13:12", A.CALL),
        ("13:13", A.TRANSFER, {"field_id": TAX}),
        ("13:30", A.CALL, {"field_id": TAX}),
        ("13:31", A.START, {"field_id": TAX}),
    )
    assert told.wait == minutes(150 - 120)
    assert told.wait_open == minutes(60 - 30)


def test_expiring_while_held_ends_the_hold() -> None:
    told = turn(("9:00", A.ISSUE), ("9:10", A.CALL), ("9:11", A.START), ("9:15", A.HOLD), ("17:15", A.EXPIRE))
    assert (told.outcome, told.held, told.service) == (S.EXPIRED, minutes(480), minutes(4))


def test_expiring_while_served_ends_the_service() -> None:
    told = turn(("9:00", A.ISSUE), ("9:10", A.CALL), ("9:11", A.START), ("9:31", A.EXPIRE))
    assert (told.outcome, told.service, told.wait) == (S.EXPIRED, minutes(20), minutes(10))


@pytest.mark.parametrize(("action", "outcome"), [(A.CANCEL, S.CANCELLED), (A.EXPIRE, S.EXPIRED)])
def test_who_leaves_before_any_call_has_no_wait_and_no_counter(action: Action, outcome: State) -> None:
    told = turn(("9:00", A.ISSUE), ("9:30", action))
    assert (told.outcome, told.wait, told.counter_id, told.ended_at) == (outcome, None, None, clock("9:30"))


def test_an_absence_is_told_of_the_counter_that_called_in_vain() -> None:
    told = turn(("9:00", A.ISSUE), ("9:10", A.CALL), ("9:12", A.NO_SHOW))
    assert (told.outcome, told.counter_id, told.clerk_id, told.wait) == (S.NO_SHOW, COUNTER, CLERK, None)


def test_an_absence_after_a_hold_stays_with_whoever_served() -> None:
    absent = ("9:30", A.NO_SHOW, {"counter_id": OTHER, "clerk_id": OTHER_CLERK})
    told = turn(("9:00", A.ISSUE), ("9:10", A.CALL), ("9:11", A.START), ("9:15", A.HOLD), absent)
    assert (told.counter_id, told.clerk_id, told.held) == (COUNTER, CLERK, minutes(15))


def test_coming_back_after_an_absence_goes_on_with_the_same_wait() -> None:
    told = turn(
        ("9:00", A.ISSUE),
        ("9:10", A.CALL),
        ("9:12", A.NO_SHOW),
        ("9:20", A.RETURN),
        ("9:30", A.CALL, {"counter_id": OTHER, "clerk_id": OTHER_CLERK}),
        ("9:31", A.START, {"counter_id": OTHER, "clerk_id": OTHER_CLERK}),
        ("9:40", A.FINISH),
    )
    assert (told.outcome, told.wait, told.counter_id) == (S.DONE, minutes(30), OTHER)


def test_who_came_back_and_left_unserved_is_at_nobodys_counter() -> None:
    told = turn(("9:00", A.ISSUE), ("9:10", A.CALL), ("9:12", A.NO_SHOW), ("9:20", A.RETURN), ("17:00", A.EXPIRE))
    assert (told.outcome, told.counter_id, told.clerk_id) == (S.EXPIRED, None, None)


def test_who_missed_a_call_on_hold_waits_again_from_their_return() -> None:
    told = turn(
        ("9:00", A.ISSUE),
        ("9:00", A.CALL),
        ("9:00", A.START),
        ("9:05", A.HOLD),
        ("9:15", A.NO_SHOW),
        ("9:30", A.RETURN),
        ("9:36", A.CALL),
        ("9:37", A.START),
        ("9:40", A.FINISH),
    )
    assert (told.held, told.waited_again, told.service) == (minutes(10), minutes(6), minutes(8))


def test_waiting_again_is_not_counted_from_an_earlier_hold() -> None:
    told = turn(
        ("9:00", A.ISSUE),
        ("9:00", A.CALL),
        ("9:00", A.START),
        ("9:05", A.HOLD),
        ("9:10", A.RESUME),
        ("9:12", A.CALL),
        ("9:12", A.START),
        ("9:20", A.HOLD),
        ("9:25", A.NO_SHOW),
        ("9:30", A.RETURN),
        ("9:34", A.CALL),
        ("9:34", A.START),
    )
    assert told.waited_again == minutes(2 + 4)


def test_a_further_procedure_ends_one_turn_and_begins_the_next() -> None:
    first, second = turns(
        ("9:00", A.ISSUE),
        ("9:10", A.CALL),
        ("9:11", A.START),
        ("9:20", A.FURTHER, {"field_id": TAX}),
        ("9:25", A.CALL, {"field_id": TAX}),
        ("9:26", A.START, {"field_id": TAX}),
        ("9:30", A.FINISH, {"field_id": TAX}),
    )
    assert (first.outcome, first.field_id, first.wait, first.service) == (S.DONE, LAND, minutes(10), minutes(9))
    assert (second.outcome, second.field_id, second.arrived_at) == (S.DONE, TAX, clock("9:20"))
    assert (second.wait, second.service, second.calls) == (minutes(5), minutes(4), 1)


def test_who_is_sent_on_before_a_press_of_start_was_served_at_the_counter_that_called() -> None:
    first, second = turns(
        ("9:00", A.ISSUE),
        ("9:10", A.CALL),
        ("9:14", A.FURTHER, {"field_id": TAX, "counter_id": OTHER, "clerk_id": CLERK}),
    )
    assert (first.outcome, first.counter_id, first.clerk_id) == (S.DONE, COUNTER, CLERK)
    assert (first.wait, first.way, first.service) == (minutes(10), minutes(4), minutes(0))
    assert (second.outcome, second.counter_id) == (None, None)


def test_priority_and_a_call_out_of_order_mark_the_turn() -> None:
    told = turn(("9:00", A.ISSUE), ("9:01", A.PRIORITY, {"priority": True}), ("9:02", A.CALL, {"out_of_order": True}))
    assert (told.priority, told.out_of_order) == (True, True)


def test_a_call_in_order_afterwards_does_not_take_the_mark_away() -> None:
    steps = [("9:00", A.ISSUE), ("9:02", A.CALL, {"out_of_order": True}), ("9:03", A.PUT_BACK), ("9:30", A.CALL)]
    assert turn(*steps).out_of_order


@pytest.mark.parametrize("quiet", [A.REPRINT, A.DROP_COUNTER])
def test_paper_and_names_do_not_touch_the_figures(quiet: Action) -> None:
    plain = [("9:00", A.ISSUE), ("9:10", A.CALL), ("9:11", A.START), ("9:20", A.FINISH)]
    assert turn(plain[0], ("9:05", quiet), *plain[1:]) == turn(*plain)


UNDOABLE_STEPS = [
    ([("9:20", A.FINISH, {"dossiers": 3, "outcome": "received"})], [("9:30", A.FINISH, {"dossiers": 1})]),
    ([("9:20", A.HOLD)], [("9:30", A.FINISH)]),
    ([("9:20", A.TRANSFER, {"field_id": TAX})], [("9:30", A.FINISH)]),
    ([("9:20", A.FURTHER, {"field_id": TAX})], [("9:30", A.FINISH)]),
]


@pytest.mark.parametrize(("undone", "then"), UNDOABLE_STEPS)
def test_after_an_undo_it_is_as_if_the_step_had_never_been(undone: list[Any], then: list[Any]) -> None:
    before: list[Any] = [("9:00", A.ISSUE), ("9:10", A.CALL), ("9:11", A.START)]
    undo = ("9:21", A.UNDO, {"undoes": 4})
    assert turns(*before, *undone, undo, *then) == turns(*before, *then)


def test_the_undo_of_a_start_leaves_the_person_on_the_way() -> None:
    steps = [("9:00", A.ISSUE), ("9:10", A.CALL), ("9:11", A.START), ("9:12", A.UNDO, {"undoes": 3}), ("9:15", A.START)]
    assert turn(*steps).way == minutes(5)


def test_what_was_undone_and_the_undo_itself_are_left_out() -> None:
    rows = [
        Event(1, A.ISSUE, S.WAITING, clock("9:00"), LAND, None, None, False),
        Event(2, A.CANCEL, S.CANCELLED, clock("9:01"), LAND, None, None, False),
        Event(3, A.UNDO, S.WAITING, clock("9:02"), LAND, None, None, False, undoes=2),
    ]
    assert effective(rows) == rows[:1]


# Power cuts


@pytest.mark.parametrize(
    ("began", "ended", "spans"),
    [
        ("9:05", "9:08", True),
        ("8:00", "9:01", True),
        ("9:19", "10:00", True),
        ("8:00", "12:00", True),
        ("8:00", "9:00", False),
        ("9:20", "9:30", False),
    ],
)
def test_a_turn_spans_an_outage_that_any_of_it_lay_in(began: str, ended: str, spans: bool) -> None:
    outage = Span(clock(began), clock(ended))
    told = turn(("9:00", A.ISSUE), ("9:10", A.CALL), ("9:11", A.START), ("9:20", A.FINISH), outages=[outage])
    assert told.spans_outage is spans


def test_each_turn_of_a_ticket_is_judged_by_itself() -> None:
    steps = (("9:00", A.ISSUE), ("9:10", A.CALL), ("9:11", A.START), ("9:20", A.FURTHER, {"field_id": TAX}))
    outage = Span(clock("9:30"), clock("9:40"))
    assert [told.spans_outage for told in turns(*steps, outages=[outage])] == [False, True]


def test_what_was_entered_again_counts_from_the_time_it_was_really_given() -> None:
    again = {"arrived_at": clock("8:12"), "priority": True}
    told = turn(
        ("9:00", A.ISSUE, {"arrived_at": clock("8:52")}),
        ("9:01", A.CANCEL),
        ("9:02", A.ENTER_AGAIN, again),
        ("9:10", A.CALL),
        ("9:11", A.START),
        ("9:20", A.FINISH),
    )
    assert (told.arrived_at, told.wait, told.outcome) == (clock("8:12"), minutes(58), S.DONE)
    assert told.priority is True
