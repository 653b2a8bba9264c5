"""Turns while somebody puts the clock back: what took no time is counted as none, never as less."""

from tests.domain.visits import A, S, minutes, turn


def test_a_clock_put_back_while_somebody_walks_to_the_counter_makes_no_walk_of_less_than_no_time() -> None:
    told = turn(("9:00", A.ISSUE), ("9:10", A.CALL), ("8:10", A.START), ("8:20", A.FINISH))
    assert (told.wait, told.way, told.service, told.outcome) == (minutes(10), minutes(0), minutes(10), S.DONE)


def test_nor_of_service_nor_of_a_hold() -> None:
    told = turn(
        ("9:00", A.ISSUE),
        ("9:10", A.CALL),
        ("9:11", A.START),
        ("9:16", A.HOLD),
        ("8:16", A.RESUME),
        ("8:17", A.CALL),
        ("8:18", A.START),
        ("7:50", A.FINISH),
    )
    assert (told.service, told.held, told.waited_again) == (minutes(5), minutes(0), minutes(1))


def test_nor_of_a_wait_from_an_hour_that_has_not_come_again() -> None:
    told = turn(("9:00", A.ISSUE), ("8:10", A.CALL), ("8:11", A.START), ("8:20", A.FINISH))
    assert (told.wait, told.wait_open, told.way) == (minutes(0), minutes(0), minutes(1))
