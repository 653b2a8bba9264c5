"""What each screen sees: exactly what `docs/contract.md` tells, no more and no less."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from app.clock import real_now
from app.domain.errors import UnknownCounter, UnknownTicket
from app.services import guidance, presence
from tests.services.acts import bring_back, cancel, claim, loudspeaker, pause, recall, settle, speak, transfer
from tests.support.hall import MONDAY, Hall

HEAD = {"audience", "revision", "now", "speed", "zone", "day", "centre", "hall"}
FIELD = {"id", "prefix", "name"}
WAITING_TICKET = {"id", "number", "prefix", "arrived_at", "target_minutes", "priority"}
OFFERED = FIELD | {"examples", "icon", "waiting", "open", "reason"}


@pytest.fixture
def busy(hall: Hall) -> Hall:
    """A hall with somebody in every state, on every screen."""
    loudspeaker(hall)
    kiosk = hall.actor("Máy lấy số 1").device_id
    printer = hall.actor("Máy in 1").device_id
    assert kiosk is not None
    assert printer is not None
    hall.open(1, 2, 3)
    hall.queue("A001", "A002", "A003", "A004", "A005", "B001", "B002", "A006")
    job = claim(hall)
    assert job is not None
    settle(hall, job)
    hall.wait(minutes=9)
    hall.serve(1)
    hall.called(1)
    hall.start("A002")
    hall.hold("A002")
    hall.called(2)
    hall.start("A003")
    hall.called(1)
    speak(hall)
    recall(hall, "A004", by="quay1")
    hall.called(3)
    hall.no_show("B001")
    cancel(hall, "B002")
    transfer(hall, "A005", "B")
    pause(hall, 3)
    hall.act("Máy lấy số 1", guidance.ask_help)
    for device in (kiosk, printer):
        presence.heard(hall.database, hall.centre_id, device, {"state": "paper_low"}, real_now())
    hall.wait(seconds=10)
    return hall


def keys(told: dict[str, Any]) -> set[str]:
    return set(told)


def own(told: dict[str, Any]) -> set[str]:
    """Return the keys of an audience's own part."""
    assert set(told) >= HEAD
    return set(told) - HEAD


def rows(told: list[dict[str, Any]]) -> set[str]:
    """Return the keys all rows have, having checked that there are rows and that they agree."""
    assert told
    (shape,) = {frozenset(row) for row in told}
    return set(shape)


def test_every_snapshot_begins_alike(hall: Hall) -> None:
    for audience in ("display", "kiosk", "reception", "supervisor"):
        told = hall.snapshot(audience)
        assert {name: told[name] for name in sorted(HEAD)} == {
            "audience": audience,
            "revision": 0,
            "now": "2026-11-23T02:00:00.000Z",
            "speed": 1.0,
            "zone": "Asia/Ho_Chi_Minh",
            "day": "2026-11-23",
            "centre": {
                "slug": "thu",
                "kind": "Trung tâm Phục vụ hành chính công",
                "name": "phường Thử",
                "sample": True,
            },
            "hall": {
                "state": "open",
                "reason": None,
                "opens_at": None,
                "closes_at": "2026-11-23T04:20:00.000Z",
                "sessions": [["07:30", "11:30"], ["13:00", "17:00"]],
            },
        }


def test_over_lunch_the_hall_says_between_and_when_numbers_are_given_again(hall: Hall) -> None:
    told = hall.at("12:00").snapshot("kiosk")["hall"]
    assert (told["state"], told["reason"], told["opens_at"]) == (
        "between",
        "between_sessions",
        "2026-11-23T06:00:00.000Z",
    )
    told = hall.at("11:25").snapshot("kiosk")["hall"]
    assert (told["state"], told["reason"]) == ("closed", "cut_off")


def test_the_display(busy: Hall) -> None:
    told = busy.snapshot("display")
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


def test_the_kiosk(busy: Hall) -> None:
    told = busy.snapshot("kiosk", busy.actor("Máy lấy số 1").device_id)
    assert own(told) == {"fields", "priority", "texts", "printer", "slips"}
    assert rows(told["fields"]) == OFFERED
    assert keys(told["fields"][0]["examples"]) == keys(told["fields"][0]["name"]) == {"vi", "en"}
    assert keys(told["priority"]) == {"offered", "note"}
    assert told["printer"] == {"state": "paper_low"}
    assert rows(told["slips"]) == {"ticket", "state"}
    assert {row["prefix"]: (row["open"], row["reason"]) for row in told["fields"]} == {
        "A": (True, None),
        "B": (True, None),
        "H": (False, "no_counter"),
    }


def test_the_kiosk_says_why_no_field_can_be_chosen(busy: Hall) -> None:
    for clock, reason in (("11:25", "cut_off"), ("12:00", "closed")):
        told = busy.at(clock).snapshot("kiosk")
        assert {row["reason"] for row in told["fields"]} == {reason}
        assert not any(row["open"] for row in told["fields"])


def test_a_kiosk_without_a_printer_and_one_whose_printer_is_silent_say_so(hall: Hall) -> None:
    def printer(kiosk: str) -> str:
        state: str = hall.snapshot("kiosk", hall.actor(kiosk).device_id)["printer"]["state"]
        return state

    assert (printer("Máy lấy số 1"), printer("Máy lấy số 2")) == ("offline", "none")
    device = hall.actor("Máy in 1").device_id
    assert device is not None
    long_ago = real_now() - timedelta(seconds=16)
    presence.heard(hall.database, hall.centre_id, device, {"state": "ready"}, long_ago)
    assert printer("Máy lấy số 1") == "offline"
    presence.heard(hall.database, hall.centre_id, device, {"state": "ready"}, real_now())
    assert printer("Máy lấy số 1") == "ready"


def test_the_counter_with_nobody_at_it(busy: Hall) -> None:
    told = busy.counter_snapshot(3)
    assert own(told) == {
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
    assert keys(told["counter"]) == {"id", "number", "name", "state", "since", "pause_reason", "clerk", "fields"}
    assert keys(told["counter"]["clerk"]) == {"id", "name"}
    assert rows(told["counter"]["fields"]) == FIELD | {"lag_minutes", "waiting"}
    assert told["ticket"] is None
    assert keys(told["queue"]) == {"total", "past", "soon", "rows"}
    assert rows(told["queue"]["rows"]) == {
        "id",
        "number",
        "prefix",
        "priority",
        "assist",
        "joined_at",
        "arrived_at",
        "target_minutes",
        "named",
        "since_morning",
    }
    assert rows(told["fields"]) == FIELD | {"open"}
    assert rows(told["counters"]) == {"id", "number", "state"}
    assert told["reasons"] == {
        "pause": [{"code": "break", "text": "nghỉ giải lao"}],
        "hold": [{"code": "copy", "text": "sao chụp"}],
    }
    assert (told["outcomes"], told["voice"]) == (True, "ready")
    assert keys(told["my_day"]) == {"since", "served", "service_mean_ms", "no_shows", "paused_ms", "bars", "session"}
    assert rows(told["my_day"]["bars"]) == {"from", "to", "kind"}
    assert keys(told["last"]) == {
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
    assert (told["last"]["number"], told["last"]["action"]) == ("B001", "no_show")


def test_the_counter_with_somebody_called(busy: Hall) -> None:
    told = busy.counter_snapshot(1)
    assert keys(told["ticket"]) == {
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
    assert keys(told["ticket"]["call"]) == {"id", "called_at", "spoken_at", "ahead", "standing"}
    assert (told["ticket"]["number"], told["ticket"]["state"], told["ticket"]["calls"]) == ("A004", "called", 2)
    assert told["ticket"]["channel_name"] == "Máy lấy số 1"
    assert told["ticket"]["serving_since"] is None
    assert rows(told["held"]) == {"id", "number", "prefix", "reason", "since"}


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


def test_the_counter_with_somebody_served(busy: Hall) -> None:
    ticket = busy.counter_snapshot(2)["ticket"]
    assert (ticket["number"], ticket["state"]) == ("A003", "serving")
    assert ticket["serving_since"] == ticket["started_at"]


def test_the_supervisor(busy: Hall) -> None:
    told = busy.snapshot("supervisor")
    assert own(told) == {
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
    assert keys(told["headline"]) == {
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
    assert {name: told["headline"][name] for name in ("served", "waiting", "called", "serving", "held")} == {
        "served": 1,
        "waiting": 2,
        "called": 1,
        "serving": 1,
        "held": 1,
    }
    assert (told["headline"]["no_shows"], told["headline"]["cancelled"], told["tickets_open"]) == (1, 1, 5)
    assert rows(told["fields"]) == FIELD | {
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
    assert rows(told["counters"]) == {
        "id",
        "number",
        "state",
        "since",
        "free_since",
        "pause_reason",
        "clerk",
        "fields",
        "ticket",
    }
    assert rows(told["counters"][0]["fields"]) == {"id", "prefix", "lag_minutes", "until"}
    assert keys(told["counters"][0]["ticket"]) == {
        "id",
        "number",
        "state",
        "since",
        "service_target_minutes",
        "calls",
    }
    assert rows(told["waiting"]) == WAITING_TICKET
    assert [row["number"] for row in told["waiting"]] == ["A005", "A006"]
    assert rows(told["help_calls"]) == {"id", "kiosk", "at"}
    assert rows(told["devices"]) == {"id", "kind", "name", "state", "detail", "since"}
    devices = {row["name"]: (row["state"], row["detail"]) for row in told["devices"]}
    assert devices["Máy in 1"] == ("warning", "sắp hết giấy")
    assert devices["Máy lấy số 1"] == ("ok", None)
    assert devices["Máy lấy số 2"] == ("lost", "mất kết nối")


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


def test_the_phone_of_who_waits(busy: Hall) -> None:
    told = busy.snapshot("ticket", busy.ticket("A006").id)
    assert own(told) == {"ticket", "calls"}
    assert keys(told["ticket"]) == {
        "id",
        "number",
        "state",
        "day",
        "over",
        "field",
        "priority",
        "assist",
        "people_ahead",
        "target_minutes",
        "counter",
        "calls",
        "called_at",
        "arrived_at",
        "ended_at",
        "reason",
        "moved",
        "undo_until",
        "carried_to",
    }
    assert (told["ticket"]["people_ahead"], told["ticket"]["counter"], told["ticket"]["ended_at"]) == (0, None, None)
    assert rows(told["calls"]) == {"number", "counter", "called_at"}
    assert keys(told["calls"][0]["counter"]) == {"number"}
    assert [call["number"] for call in told["calls"]] == ["A004", "A004", "A003"]


def test_the_phone_of_who_is_called_served_and_gone(busy: Hall) -> None:
    def told(number: str) -> dict[str, Any]:
        ticket: dict[str, Any] = busy.snapshot("ticket", busy.ticket(number).id)["ticket"]
        return ticket

    called, served, gone = told("A004"), told("A003"), told("A001")
    assert (called["counter"], called["people_ahead"]) == ({"number": 1, "open": True}, None)
    assert called["called_at"] is not None
    assert (served["counter"], served["called_at"]) == ({"number": 2, "open": True}, None)
    assert (gone["counter"], gone["state"]) == (None, "done")
    assert gone["ended_at"] is not None


def test_reception(busy: Hall) -> None:
    told = busy.snapshot("reception")
    assert own(told) == {
        "fields",
        "waiting",
        "priority",
        "put_back_behind",
        "undo_seconds",
        "help_calls",
        "no_shows",
        "no_shows_total",
        "moved",
        "morning",
        "morning_total",
        "paper",
    }
    assert rows(told["fields"]) == OFFERED
    assert (told["waiting"], told["put_back_behind"], told["undo_seconds"]) == (2, 3, 20)
    assert keys(told["priority"]) == {"offered", "note", "classes"}
    assert rows(told["priority"]["classes"]) == {"code", "name", "allowance_minutes"}
    assert rows(told["help_calls"]) == {"id", "kiosk", "at"}
    assert rows(told["no_shows"]) == {"id", "number", "at", "counter"}
    assert rows(told["moved"]) == {"id", "number", "from", "to", "at", "kind", "joined_at"}
    assert (told["no_shows"][0]["number"], told["no_shows"][0]["counter"], told["no_shows_total"]) == ("B001", 3, 1)
    bring_back(busy, "B001")
    told = busy.snapshot("reception")
    assert (told["no_shows"], told["no_shows_total"]) == ([], 0)


def test_reception_sees_the_newest_twenty_absent_and_how_many_there_are(hall: Hall) -> None:
    hall.open(1)
    for _ in range(21):
        hall.take("A")
        hall.called(1)
        hall.no_show(hall.counter_snapshot(1)["ticket"]["number"])
        hall.wait(seconds=1)
    told = hall.snapshot("reception")
    assert (told["no_shows_total"], len(told["no_shows"]), told["no_shows"][0]["number"]) == (21, 20, "A021")


def test_reception_knows_what_a_move_means_for_the_place_in_line(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("A001", "A002")
    hall.called(1)
    hall.start("A001")
    hall.wait(minutes=5)
    transfer(hall, "A001", "B", "further_procedure", by="quay1")
    transfer(hall, "A002", "B", by="huongdan")
    wrong, further = hall.snapshot("reception")["moved"]
    assert (wrong["number"], wrong["kind"], wrong["joined_at"]) == ("A002", "wrong_field", "2026-11-23T02:00:01.000Z")
    assert (further["number"], further["kind"], further["at"]) == (
        "A001",
        "further_procedure",
        "2026-11-23T02:05:02.000Z",
    )


def test_the_absent_of_yesterday_are_not_called_absent_today(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.called(1)
    hall.no_show("A001")
    hall.at("09:00", MONDAY + timedelta(days=1))
    assert hall.snapshot("reception")["no_shows"] == []


def test_the_newest_absence_comes_first(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001", "A002")
    for number in ("A001", "A002"):
        hall.called(1)
        hall.no_show(number)
        hall.wait(minutes=1)
    assert [row["number"] for row in hall.snapshot("reception")["no_shows"]] == ["A002", "A001"]


def test_the_queue_of_a_counter_is_the_order_in_which_it_will_call(hall: Hall) -> None:
    hall.open(1, 2, 3)
    for number in range(14):
        hall.take("AB"[number % 2], priority=number % 5 == 4)
        hall.wait(minutes=number % 4)
    transfer(hall, "A002", 3)
    transfer(hall, "B003", 3)
    transfer(hall, "B004", 2)
    shown = hall.counter_snapshot(3)["queue"]
    called = []
    while (number := hall.called(3, no_show=True)) is not None:
        called.append(number)
    assert [row["number"] for row in shown["rows"]] == called
    assert shown["total"] == len(called) == 13
    assert sum(row["named"] for row in shown["rows"]) == 2


def test_the_queue_counts_who_is_late_and_who_soon_will_be(hall: Hall) -> None:
    hall.open(1)
    for _ in range(4):
        hall.take("A")
        hall.wait(minutes=4)
    hall.at("09:16")
    # They have waited 16, 12, 8 and 4 minutes of fifteen.
    told = hall.counter_snapshot(1)["queue"]
    assert (told["past"], told["soon"], told["total"]) == (1, 1, 4)
    hall.at("09:15")
    told = hall.counter_snapshot(1)["queue"]
    assert (told["past"], told["soon"]) == (0, 1)


def test_a_long_queue_is_told_by_its_first_fifty_and_its_length(hall: Hall) -> None:
    hall.open(1)
    for _ in range(53):
        hall.take("A")
    queue = hall.counter_snapshot(1)["queue"]
    assert (queue["total"], len(queue["rows"]), queue["rows"][0]["number"]) == (53, 50, "A001")


def test_a_screen_of_nothing_is_refused_by_name(hall: Hall) -> None:
    for number in (999, None):
        with pytest.raises(UnknownCounter):
            hall.snapshot("counter", number)
        with pytest.raises(UnknownTicket):
            hall.snapshot("ticket", number)


def test_every_change_raises_the_revision_that_screens_see(hall: Hall) -> None:
    def seen() -> int:
        (revision,) = {hall.snapshot(name)["revision"] for name in ("display", "kiosk", "reception", "supervisor")}
        return int(revision)

    acts: list[Callable[[], object]] = [
        lambda: hall.open(1),
        lambda: hall.queue("A001"),
        lambda: hall.called(1),
        lambda: hall.no_show("A001"),
        lambda: pause(hall, 1),
    ]
    for count, act in enumerate(acts, start=1):
        act()
        assert seen() == count
