"""Turns with a hold in them: held, waiting again, and what is neither."""

from tests.domain.visits import CLERK, COUNTER, OTHER, OTHER_CLERK, TAX, A, S, minutes, turn


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


def test_an_absence_after_a_hold_stays_with_whoever_served() -> None:
    absent = ("9:30", A.NO_SHOW, {"counter_id": OTHER, "clerk_id": OTHER_CLERK})
    told = turn(("9:00", A.ISSUE), ("9:10", A.CALL), ("9:11", A.START), ("9:15", A.HOLD), absent)
    assert (told.counter_id, told.clerk_id, told.held) == (COUNTER, CLERK, minutes(15))


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
