"""What the supervisor sees, as `docs/contract.md` tells it, no more and no less."""

from tests.services.acts import cancel, rule, transfer
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
COUNTER = {"id", "number", "state", "since", "free_since", "pause_reason", "clerk", "fields", "ticket", "silent_since"}
AT_COUNTER = {"id", "number", "state", "since", "service_target_minutes", "calls"}
WAITING_TICKET = {"id", "number", "prefix", "arrived_at", "target_minutes", "priority"}


def test_the_supervisor(full_hall: Hall) -> None:
    assert own(full_hall.snapshot("supervisor")) == {
        "headline",
        "fields",
        "counters",
        "waiting",
        "help_calls",
        "devices",
        "limits",
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


def test_the_supervisor_is_told_what_this_centre_calls_too_long(hall: Hall) -> None:
    rule(hall, left_called_minutes=7)
    assert hall.snapshot("supervisor")["limits"] == {
        "unanswered_minutes": 3,
        "left_called_minutes": 7,
        "overlong_times": 3,
        "left_open_minutes": 30,
    }


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
