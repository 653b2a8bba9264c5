"""What the supervisor sees, as `docs/contract.md` tells it, no more and no less."""

from typing import Any

from tests.services.acts import cancel, close, day_off, pause, rule, transfer
from tests.services.shapes import FIELD, keys, own, rows
from tests.support.hall import Hall

HEADLINE = {
    "served",
    "within",
    "mean_ms",
    "median_ms",
    "p90_ms",
    "max_ms",
    "within_with_no_shows_share",
    "waiting",
    "called",
    "serving",
    "held",
    "no_shows",
    "cancelled",
    "expired",
    "since",
    "target_minutes",
}
FIELD_TODAY = FIELD | {
    "counters_open",
    "waiting",
    "called",
    "serving",
    "held",
    "stopped",
    "longest_since",
    "target_minutes",
    "history",
}
COUNTER = {"id", "number", "state", "since", "free_since", "pause_reason", "clerk", "fields", "ticket"}
COUNTER |= {"left_open_at", "silent_since"}
AT_COUNTER = {"id", "number", "state", "since", "service_target_minutes", "calls", "too_long_at", "left_at"}
WAITING_TICKET = {"id", "number", "prefix", "arrived_at", "target_minutes", "priority"}


def test_the_supervisor(full_hall: Hall) -> None:
    assert own(full_hall.snapshot("supervisor")) == {
        "headline",
        "fields",
        "counters",
        "waiting",
        "help_calls",
        "devices",
        "outages",
        "tickets_open",
        "override_until",
        "next_day",
        "morning",
        "morning_total",
    }


def test_the_headline_counts_everybody_where_they_are(full_hall: Hall) -> None:
    told = full_hall.snapshot("supervisor")
    assert keys(told["headline"]) == HEADLINE
    assert {name: told["headline"][name] for name in ("served", "waiting", "called", "serving", "held")} == {
        "served": 1,
        "waiting": 2,
        "called": 1,
        "serving": 1,
        "held": 1,
    }
    assert (told["headline"]["no_shows"], told["headline"]["cancelled"], told["tickets_open"]) == (1, 1, 5)


def test_the_fields_and_counters_of_the_supervisor(full_hall: Hall) -> None:
    told = full_hall.snapshot("supervisor")
    assert rows(told["fields"]) == FIELD_TODAY
    assert rows(told["counters"]) == COUNTER
    assert rows(told["counters"][0]["fields"]) == {"id", "prefix", "lag_minutes", "until"}
    assert keys(told["counters"][0]["ticket"]) == AT_COUNTER


def test_the_supervisor_sees_who_waits_longest_first(full_hall: Hall) -> None:
    told = full_hall.snapshot("supervisor")
    assert rows(told["waiting"]) == WAITING_TICKET
    assert [row["number"] for row in told["waiting"]] == ["A005", "A006"]


def test_the_supervisor_sees_who_asks_for_help_and_how_each_machine_is(full_hall: Hall) -> None:
    told = full_hall.snapshot("supervisor")
    assert rows(told["help_calls"]) == {"id", "kiosk", "at"}
    assert rows(told["devices"]) == {"id", "kind", "name", "state", "detail", "since"}
    devices = {row["name"]: (row["state"], row["detail"]) for row in told["devices"]}
    assert devices["Máy in 1"] == ("warning", "sắp hết giấy")
    assert devices["Máy lấy số 1"] == ("ok", None)
    assert devices["Máy lấy số 2"] == ("lost", "mất kết nối")


def at_counter(hall: Hall, number: int) -> Any:
    """Return a counter as the supervisor sees it."""
    return hall.snapshot("supervisor")["counters"][number - 1]


def test_a_call_nobody_answers_stands_out_and_later_counts_as_left_as_the_centre_says(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.at("09:10").called(1)
    ticket = at_counter(hall, 1)["ticket"]
    assert (ticket["too_long_at"], ticket["left_at"]) == ("2026-11-23T02:13:00.000Z", "2026-11-23T02:20:00.000Z")
    rule(hall, unanswered_minutes=5, left_called_minutes=7)
    ticket = at_counter(hall, 1)["ticket"]
    assert (ticket["too_long_at"], ticket["left_at"]) == ("2026-11-23T02:15:00.000Z", "2026-11-23T02:17:00.000Z")


def test_a_service_is_too_long_after_so_many_times_its_fields_target(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.called(1)
    hall.at("09:20").start("A001")
    ticket = at_counter(hall, 1)["ticket"]
    assert (ticket["too_long_at"], ticket["left_at"]) == ("2026-11-23T03:50:00.000Z", None)
    rule(hall, overlong_times=2)
    assert at_counter(hall, 1)["ticket"]["too_long_at"] == "2026-11-23T03:20:00.000Z"


def test_a_counter_counts_as_left_open_half_an_hour_after_closing_or_after_its_last_turn(hall: Hall) -> None:
    hall.open(1)
    assert at_counter(hall, 1)["left_open_at"] == "2026-11-23T10:30:00.000Z"
    hall.at("16:00").queue("A001")
    hall.at("17:05").called(1)
    assert at_counter(hall, 1)["left_open_at"] is None, "somebody is there"
    hall.start("A001")
    hall.at("17:20").finish("A001")
    assert at_counter(hall, 1)["left_open_at"] == "2026-11-23T10:50:00.000Z"
    pause(hall.at("17:22"), 1)
    assert at_counter(hall, 1)["left_open_at"] == "2026-11-23T10:52:00.000Z"
    close(hall, 1)
    assert at_counter(hall, 1)["left_open_at"] is None


def test_on_a_day_without_sessions_a_counter_may_be_open_as_long_after_it_was_opened(hall: Hall) -> None:
    day_off(hall, weekday=0)
    hall.at("10:00").open(1)
    assert at_counter(hall, 1)["left_open_at"] == "2026-11-23T03:30:00.000Z"


def test_a_field_says_since_when_somebody_waits_however_long_others_wait_elsewhere(hall: Hall) -> None:
    hall.open(1, 2)
    for _ in range(51):
        hall.take("A")
    hall.wait(minutes=1)
    hall.queue("B001")
    told = hall.snapshot("supervisor")
    since = {row["prefix"]: row["longest_since"] for row in told["fields"]}
    assert since == {"A": "2026-11-23T02:00:00.000Z", "B": "2026-11-23T02:01:00.000Z", "H": None}
    assert len(told["waiting"]) == 50


def test_who_waits_for_a_counter_by_name_is_seen_by_the_supervisor(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    transfer(hall, "A001", 1)
    told = hall.snapshot("supervisor")
    assert [row["number"] for row in told["waiting"]] == ["A001"]
    assert told["fields"][0]["longest_since"] is not None


def test_how_many_waited_every_ten_minutes(hall: Hall) -> None:
    hall.open(1, 2)
    hall.at("09:01").queue("A001", "A002", "A003")
    hall.at("09:12")
    hall.called(1)
    hall.at("09:25")
    transfer(hall, "A003", "B")
    hall.at("09:38")
    cancel(hall, "A002")
    hall.at("09:41")
    history = {row["prefix"]: row["history"] for row in hall.snapshot("supervisor")["fields"]}
    # The last four are 09:20, 09:30, 09:40 and now.
    assert history["A"] == [0] * 7 + [3, 2, 1, 0, 0]
    assert history["B"] == [0] * 7 + [0, 0, 1, 1, 1]
    assert hall.snapshot("supervisor")["fields"][0]["history"] == history["A"]
