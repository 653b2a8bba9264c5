"""Somebody did not come, and came after all."""

from collections.abc import Callable

import pytest

from app.domain.errors import NotToday, NotYourTicket, WrongState
from app.services import reports, serving
from app.store.reports import By, Range
from tests.services.acts import bring_back, loudspeaker, recall, speak, undo, waiting
from tests.support.hall import MONDAY, Hall, at_once


def test_an_absence_is_recorded_and_counted_beside_the_served(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.called(1)
    hall.wait(minutes=2)
    assert hall.no_show("A001").state == "no_show"
    headline = hall.snapshot("supervisor")["headline"]
    assert (headline["no_shows"], headline["served"]) == (1, 0)
    day = hall.counter_snapshot(1)["my_day"]
    assert (day["no_shows"], day["served"]) == (1, 0)


def test_who_comes_back_waits_behind_the_next_three(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001", "A002", "A003", "A004", "A005")
    hall.called(1)
    hall.no_show("A001")
    joined = hall.ticket("A001").joined_at
    back = bring_back(hall, "A001")
    assert (back.state, back.joined_at, back.put_back) == ("waiting", joined, True)
    order = [row["number"] for row in hall.counter_snapshot(1)["queue"]["rows"]]
    assert order == ["A002", "A003", "A004", "A001", "A005"]


def test_any_clerk_may_bring_somebody_back(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("A001")
    hall.called(1)
    hall.no_show("A001")
    assert bring_back(hall, "A001", by="quay2").state == "waiting"
    assert waiting(hall) == 1


def test_coming_back_makes_the_absence_undone_in_the_figures(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.called(1)
    hall.no_show("A001")
    bring_back(hall, "A001")
    assert hall.snapshot("supervisor")["headline"]["no_shows"] == 0
    hall.serve(1)
    assert hall.snapshot("supervisor")["headline"]["served"] == 1


def test_nobody_comes_back_twice_nor_on_another_day(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001", "A002")
    hall.called(1)
    hall.no_show("A001")
    ticket = hall.ticket("A001").id
    hall.at("08:00", MONDAY.replace(day=24))
    for by in ("quay1", "huongdan"):
        with pytest.raises(NotToday):
            hall.act(by, serving.bring_back, ticket)
    hall.at("10:00", MONDAY)
    bring_back(hall, "A001")
    with pytest.raises(WrongState):
        bring_back(hall, "A001")


def test_two_desks_bringing_the_same_person_back_do_so_once(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.called(1)
    hall.no_show("A001")

    def back() -> str:
        try:
            return bring_back(hall, "A001").state.value
        except WrongState as refused:
            return refused.code

    assert sorted(at_once(back, back)) == ["waiting", "wrong_state"]
    assert waiting(hall) == 1


def test_who_is_on_hold_and_never_returns_is_absent_too(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.called(1)
    hall.start("A001")
    hall.hold("A001")
    assert hall.no_show("A001").state == "no_show"


def test_who_is_being_served_is_not_absent(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.called(1)
    hall.start("A001")
    with pytest.raises(WrongState):
        hall.no_show("A001")


def test_another_counters_call_is_not_mine_to_end(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("A001")
    hall.called(1)
    with pytest.raises(NotYourTicket):
        hall.act("quay2", serving.no_show, hall.ticket("A001").id)


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


def steps(hall: Hall, number: str = "A001") -> list[str]:
    return [step["text"] for step in hall.story(number)["story"]]


def test_an_early_absence_is_confirmed_by_a_step_of_its_own_that_says_how_early(hall: Hall) -> None:
    loudspeaker(hall)
    hall.open(1)
    hall.take("A")
    hall.called(1)
    speak(hall)
    hall.wait(seconds=20)
    hall.no_show("A001")
    assert steps(hall)[-2:] == [
        "Xác nhận vắng mặt sớm: đã gọi 1 lần, 20 giây sau khi đọc.",
        "Vắng mặt tại Quầy số 1.",
    ]
    assert (early(hall), hall.snapshot("display")["to_speak"]) == (1, [])


def test_next_with_an_early_absence_says_the_same(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001", "A002")
    hall.called(1)
    hall.wait(seconds=8)
    assert hall.called(1, no_show=True, read_out=False) == "A002"
    assert steps(hall)[-2] == "Xác nhận vắng mặt sớm: đã gọi 1 lần, 8 giây sau khi gọi."
    assert steps(hall, "A002")[-1] == "Quầy số 1 gọi."


def test_who_was_called_and_not_yet_heard_is_absent_early(hall: Hall) -> None:
    hall.open(1)
    hall.take("A")
    hall.called(1)
    hall.wait(minutes=9)
    hall.no_show("A001")
    assert steps(hall)[-2] == "Xác nhận vắng mặt sớm: đã gọi 1 lần, chưa đọc."


def test_an_absence_in_its_time_needs_no_confirmation(hall: Hall) -> None:
    hall.open(1)
    hall.take("A")
    hall.called(1)
    speak(hall)
    hall.wait(seconds=5)
    recall(hall, "A001", by="quay1")
    hall.wait(seconds=55)
    hall.no_show("A001")
    assert steps(hall)[-2:] == ["Quầy số 1 gọi lại.", "Vắng mặt tại Quầy số 1."]
    assert early(hall) == 0


def test_an_early_absence_taken_back_is_none_in_the_figures(hall: Hall) -> None:
    hall.open(1)
    hall.take("A")
    hall.called(1)
    speak(hall)
    hall.no_show("A001")
    undo(hall, "A001", by="quay1")
    assert (hall.ticket("A001").state, early(hall)) == ("called", 0)
    recall(hall, "A001", by="quay1")
    hall.wait(seconds=60)
    hall.no_show("A001")
    assert early(hall) == 0


def test_who_never_comes_back_from_hold_is_nobodys_early_absence(hall: Hall) -> None:
    hall.open(1)
    hall.take("A")
    hall.called(1)
    hall.start("A001")
    hall.hold("A001")
    hall.no_show("A001")
    assert steps(hall)[-2:] == ["Tạm chờ: sao chụp.", "Vắng mặt tại Quầy số 1."]
    assert early(hall) == 0


def early(hall: Hall) -> int:
    """Return how many early absences the report of today counts."""
    with hall.look() as look:
        count: int = reports.waits(look, Range(MONDAY, MONDAY), By.FIELD)["total"]["early_no_shows"]
    return count


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
