"""From when a clerk may record an absence unasked: after so many calls, and so long after the first was heard."""

from collections.abc import Callable

import pytest

from tests.services.acts import loudspeaker, recall, speak
from tests.support.hall import Hall


def told(hall: Hall, counter: int = 1) -> tuple[str | None, bool]:
    """Return from when the clerk may record an absence unasked, and whether it is so now."""
    ticket = hall.counter_snapshot(counter)["ticket"]
    return ticket["no_show_after"], ticket["no_show_offered"]


def test_an_absence_is_offered_after_two_calls_and_a_minute_after_the_first_was_heard(hall: Hall) -> None:
    loudspeaker(hall)
    hall.open(1)
    hall.take("A")
    hall.called(1)
    assert told(hall) == (None, False)
    hall.wait(seconds=6)
    speak(hall)
    assert told(hall) == ("2026-11-23T02:01:06.000Z", False)
    hall.wait(seconds=40)
    recall(hall, "A001", by="quay1")
    hall.wait(seconds=19)
    assert told(hall) == ("2026-11-23T02:01:06.000Z", False)
    hall.wait(seconds=1)
    assert told(hall) == ("2026-11-23T02:01:06.000Z", True)


def test_however_long_one_call_ago_an_absence_takes_a_second_one(hall: Hall) -> None:
    loudspeaker(hall)
    hall.open(1)
    hall.take("A")
    hall.called(1)
    speak(hall)
    hall.wait(minutes=5)
    assert told(hall)[1] is False
    assert hall.counter_snapshot(1)["ticket"]["no_show_calls"] == 2
    recall(hall, "A001", by="quay1")
    assert told(hall)[1] is True


@pytest.mark.parametrize("order", [{"priority": True}, {"assist": True}])
def test_who_needs_time_has_two_minutes(hall: Hall, order: dict[str, bool]) -> None:
    loudspeaker(hall)
    hall.open(1)
    hall.take("A", **order)
    hall.called(1)
    speak(hall)
    recall(hall, "A001", by="quay1")
    hall.wait(seconds=119)
    assert told(hall) == ("2026-11-23T02:02:00.000Z", False)
    hall.wait(seconds=1)
    assert told(hall)[1] is True


def silent(hall: Hall) -> None:
    """No display has ever said that it is there."""


def blocked(hall: Hall) -> None:
    loudspeaker(hall, "blocked")


def gone(hall: Hall) -> None:
    loudspeaker(hall, seconds_ago=16)


@pytest.mark.parametrize("hush", [silent, blocked, gone])
def test_where_nothing_reads_calls_out_the_time_runs_from_the_call(hall: Hall, hush: Callable[[Hall], None]) -> None:
    hush(hall)
    hall.open(1)
    hall.take("A")
    hall.called(1)
    recall(hall, "A001", by="quay1")
    assert hall.counter_snapshot(1)["voice"] == "absent"
    assert told(hall) == ("2026-11-23T02:01:00.000Z", False)
    hall.wait(minutes=1)
    assert told(hall)[1] is True


def test_what_was_read_before_the_voice_fell_silent_still_counts_from_then(hall: Hall) -> None:
    loudspeaker(hall)
    hall.open(1)
    hall.take("A")
    hall.called(1)
    hall.wait(seconds=9)
    speak(hall)
    loudspeaker(hall, "blocked")
    assert told(hall)[0] == "2026-11-23T02:01:09.000Z"


def test_who_was_put_back_has_their_time_anew_when_they_are_called_again(hall: Hall) -> None:
    loudspeaker(hall)
    hall.open(1)
    hall.take("A")
    hall.called(1)
    speak(hall)
    hall.put_back("A001")
    hall.wait(minutes=10)
    hall.called(1)
    assert told(hall) == (None, False)
    speak(hall)
    assert told(hall) == ("2026-11-23T02:11:00.000Z", False)


def test_who_was_served_before_is_called_twice_again_before_an_absence_is_offered(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.called(1)
    hall.start("A001")
    hall.hold("A001")
    hall.resume("A001")
    hall.called(1)
    speak(hall)
    hall.wait(minutes=5)
    ticket = hall.counter_snapshot(1)["ticket"]
    assert (ticket["calls"], ticket["no_show_offered"]) == (1, False)
