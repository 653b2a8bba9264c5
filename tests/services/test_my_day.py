"""A clerk's own day so far."""

from datetime import timedelta
from typing import Any

from app.services import staffing
from tests.services.acts import close, pause, undo
from tests.support.hall import MONDAY, Hall


def my_day(hall: Hall, counter: int = 1) -> dict[str, Any]:
    day: dict[str, Any] = hall.counter_snapshot(counter)["my_day"]
    return day


def test_a_morning_of_two_people_an_absence_and_a_pause(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001", "A002", "A003")
    hall.at("09:10")
    hall.serve(1, way=1, minutes=4)
    hall.at("09:20")
    hall.serve(1, way=1, minutes=8)
    hall.called(1)
    hall.no_show("A003")
    hall.at("09:40")
    pause(hall, 1)
    hall.at("09:50").open(1)
    hall.at("10:00")
    assert my_day(hall) == {
        "since": "2026-11-23T00:30:00.000Z",
        "served": 2,
        "service_mean_ms": 6 * 60_000,
        "no_shows": 1,
        "paused_ms": 10 * 60_000,
        "bars": [
            {"from": "2026-11-23T02:11:00.000Z", "to": "2026-11-23T02:15:00.000Z", "kind": "serving"},
            {"from": "2026-11-23T02:21:00.000Z", "to": "2026-11-23T02:29:00.000Z", "kind": "serving"},
            {"from": "2026-11-23T02:40:00.000Z", "to": "2026-11-23T02:50:00.000Z", "kind": "pause"},
        ],
        "session": ["07:30", "11:30"],
    }


def test_people_who_follow_each_other_at_once_are_one_bar(hall: Hall) -> None:
    hall.open(1)
    hall.queue(*(f"A{number:03d}" for number in range(1, 6)))
    for _ in range(3):
        hall.serve(1, way=0.5, minutes=4)
    hall.wait(seconds=31)
    hall.serve(1, way=0, minutes=4)
    hall.serve(1, way=0, minutes=4)
    day = my_day(hall)
    assert (day["served"], day["service_mean_ms"]) == (5, 4 * 60_000)
    assert [(bar["from"][11:19], bar["to"][11:19]) for bar in day["bars"]] == [
        ("02:00:35", "02:13:35"),
        ("02:14:06", "02:22:06"),
    ]


def test_a_turn_taken_back_leaves_the_bar_of_the_others(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001", "A002")
    hall.serve(1, way=0, minutes=4)
    hall.serve(1, way=0, minutes=4)
    undo(hall, "A002", by="quay1")
    assert [bar["to"][11:19] for bar in my_day(hall)["bars"]] == ["02:04:02"]


def test_a_pause_that_goes_on_counts_until_now_and_has_no_end(hall: Hall) -> None:
    hall.open(1)
    pause(hall, 1)
    hall.wait(minutes=3)
    day = my_day(hall)
    assert (day["paused_ms"], day["bars"][0]["to"]) == (3 * 60_000, None)


def test_a_pause_ends_when_the_counter_closes(hall: Hall) -> None:
    hall.open(1)
    pause(hall, 1)
    hall.wait(minutes=3)
    close(hall, 1)
    hall.wait(minutes=30)
    hall.open(1)
    assert my_day(hall)["paused_ms"] == 3 * 60_000


def test_giving_a_counter_other_fields_does_not_end_a_pause(hall: Hall) -> None:
    hall.open(1)
    pause(hall, 1)
    hall.wait(minutes=3)
    hall.act("dieuphoi", staffing.set_fields, hall.counter_ids[1], [staffing.Share("B", 0)])
    hall.wait(minutes=2)
    assert my_day(hall)["paused_ms"] == 5 * 60_000


def test_what_somebody_else_did_at_the_counter_is_not_mine(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.serve(1)
    pause(hall, 1)
    hall.wait(minutes=5)
    hall.act("quay2", staffing.open_counter, hall.counter_ids[1], take_over=True)
    day = my_day(hall)
    assert (day["served"], day["paused_ms"], day["bars"]) == (0, 0, [])


def test_what_i_did_at_another_counter_is_mine(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.serve(1)
    close(hall, 1)
    hall.act("quay1", staffing.open_counter, hall.counter_ids[2])
    assert my_day(hall, 2)["served"] == 1


def test_yesterday_is_another_day(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.serve(1)
    pause(hall, 1)
    hall.at("08:00", MONDAY + timedelta(days=1))
    day = my_day(hall)
    assert (day["served"], day["service_mean_ms"], day["bars"]) == (0, None, [])


def test_the_session_is_the_one_that_goes_on_or_comes_or_was_the_last(hall: Hall) -> None:
    morning, afternoon = ["07:30", "11:30"], ["13:00", "17:00"]
    for clock, session in (("07:00", morning), ("11:31", afternoon), ("18:00", afternoon)):
        assert my_day(hall.at(clock))["session"] == session
