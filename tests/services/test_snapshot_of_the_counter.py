"""What a clerk at the counter sees, as `docs/contract.md` tells it, no more and no less."""

from tests.services.acts import speak
from tests.services.shapes import FIELD, keys, own, rows
from tests.support.hall import Hall

LAST = {
    "ticket",
    "number",
    "prefix",
    "field",
    "action",
    "wait_ms",
    "way_ms",
    "service_ms",
    "ended_at",
    "undo_until",
}
TICKET = {
    "id",
    "number",
    "state",
    "field",
    "procedure",
    "priority",
    "assist",
    "channel",
    "channel_name",
    "joined_at",
    "arrived_at",
    "called_at",
    "started_at",
    "wait_ms",
    "calls",
    "call",
    "reason",
    "service_ms",
    "serving_since",
    "service_target_minutes",
    "no_show_after",
    "no_show_calls",
    "no_show_offered",
    "dossiers",
    "since_morning",
}
MY_DAY = {"since", "served", "service_mean_ms", "no_shows", "paused_ms", "bars", "session"}


def test_the_counter_with_nobody_at_it(full_hall: Hall) -> None:
    assert own(full_hall.counter_snapshot(3)) == {
        "counter",
        "ticket",
        "queue",
        "held",
        "last",
        "undo",
        "my_day",
        "fields",
        "counters",
        "reasons",
        "outcomes",
        "voice",
    }
    assert full_hall.counter_snapshot(3)["ticket"] is None


def test_the_counter_itself_and_its_clerk(full_hall: Hall) -> None:
    told = full_hall.counter_snapshot(3)["counter"]
    assert keys(told) == {"id", "number", "name", "state", "since", "pause_reason", "clerk", "fields"}
    assert keys(told["clerk"]) == {"id", "name"}
    assert rows(told["fields"]) == FIELD | {"lag_minutes", "waiting"}


def test_what_a_clerk_may_choose_from(full_hall: Hall) -> None:
    told = full_hall.counter_snapshot(3)
    assert rows(told["fields"]) == FIELD | {"open"}
    assert rows(told["counters"]) == {"id", "number", "state"}
    assert told["reasons"] == {
        "pause": [{"code": "break", "text": "nghỉ giải lao"}],
        "hold": [{"code": "copy", "text": "sao chụp"}],
    }
    assert (told["outcomes"], told["voice"]) == (True, "ready")


def test_the_day_of_a_clerk_and_who_was_there_last(full_hall: Hall) -> None:
    told = full_hall.counter_snapshot(3)
    assert keys(told["my_day"]) == MY_DAY
    assert rows(told["my_day"]["bars"]) == {"from", "to", "kind"}
    assert keys(told["last"]) == LAST
    assert (told["last"]["number"], told["last"]["action"]) == ("B001", "no_show")


def test_the_counter_with_somebody_called(full_hall: Hall) -> None:
    ticket = full_hall.counter_snapshot(1)["ticket"]
    assert keys(ticket) == TICKET
    assert keys(ticket["call"]) == {"id", "called_at", "spoken_at", "ahead", "standing"}
    assert (ticket["number"], ticket["state"], ticket["calls"]) == ("A004", "called", 2)
    assert ticket["channel_name"] == "Máy lấy số 1"
    assert ticket["serving_since"] is None


def test_the_counter_sees_who_is_on_hold(full_hall: Hall) -> None:
    assert rows(full_hall.counter_snapshot(1)["held"]) == {"id", "number", "prefix", "reason", "since"}


def test_a_call_waits_at_the_loudspeaker_behind_those_made_before(hall: Hall) -> None:
    hall.open(1, 2, 3)
    hall.queue("A001", "A002", "B001")

    def ahead(counter: int) -> int:
        count: int = hall.counter_snapshot(counter)["ticket"]["call"]["ahead"]
        return count

    for counter in (1, 2, 3):
        hall.called(counter)
    assert [ahead(counter) for counter in (1, 2, 3)] == [0, 1, 2]
    hall.start("A001")
    assert [ahead(counter) for counter in (2, 3)] == [0, 1]
    speak(hall)
    assert [ahead(counter) for counter in (2, 3)] == [0, 0]


def test_the_counter_with_somebody_served(full_hall: Hall) -> None:
    ticket = full_hall.counter_snapshot(2)["ticket"]
    assert (ticket["number"], ticket["state"]) == ("A003", "serving")
    assert ticket["serving_since"] == ticket["started_at"]
