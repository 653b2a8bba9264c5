"""What the display of the hall and the one at a counter see, as `docs/contract.md` tells it, no more and no less."""

from datetime import timedelta

from tests.services.shapes import FIELD, keys, own, rows
from tests.support.hall import MONDAY, Hall


def test_the_display(full_hall: Hall) -> None:
    told = full_hall.snapshot("display")
    assert own(told) == {"fields", "calls", "to_speak", "voice", "messages", "counter"}
    assert rows(told["fields"]) == FIELD | {"waiting", "open"}
    assert rows(told["calls"]) == {
        "id",
        "ticket",
        "number",
        "prefix",
        "priority",
        "kind",
        "counter",
        "called_at",
        "spoken_at",
        "active",
        "state",
    }
    assert keys(told["calls"][0]["counter"]) == {"id", "number"}
    assert (told["voice"], told["counter"]) == ({"muted": False, "repeat": 2}, None)
    assert [row["id"] for row in told["calls"]] == sorted((row["id"] for row in told["calls"]), key=int, reverse=True)
    states = {row["number"]: (row["active"], row["state"]) for row in told["calls"]}
    assert states == {
        "A001": (False, None),
        "A002": (False, None),
        "A003": (True, "serving"),
        "A004": (True, "called"),
        "B001": (False, None),
    }


def test_the_display_of_one_counter_keeps_that_counters_calls_however_many_others_call(hall: Hall) -> None:
    hall.open(1, 3)
    hall.queue("B001")
    hall.called(3)
    for _ in range(13):
        hall.take("A")
        hall.called(1, finish=True)
    assert len(hall.snapshot("display")["calls"]) == 12
    told = hall.snapshot("display", hall.counter_ids[3])
    assert [row["number"] for row in told["calls"]] == ["B001"]
    assert told["counter"] == {
        "id": str(hall.counter_ids[3]),
        "number": 3,
        "state": "open",
        "pause_reason": None,
        "fields": ["B", "A"],
    }


def test_a_call_of_yesterday_is_neither_shown_nor_spoken(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.called(1)
    told = hall.at("07:00", MONDAY + timedelta(days=1)).snapshot("display")
    assert (told["calls"], told["to_speak"]) == ([], [])
