"""Turns out of events: how long each visit to a field waited, walked and was served."""

import pytest

from app.domain.ticket import Action, State
from tests.domain.visits import CLERK, COUNTER, LAND, OTHER, OTHER_CLERK, TAX, A, S, clock, minutes, turn, turns


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
