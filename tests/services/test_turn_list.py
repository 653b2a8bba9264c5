"""The turns behind a figure, chosen by hand from one small written day."""

from datetime import timedelta
from typing import Any

import pytest

from app.domain.errors import BadInput, TooManyTurns, UnknownClerk, UnknownCounter, UnknownField
from app.domain.ticket import State
from app.services import turn_list
from app.services.turn_list import Named
from app.store.chosen import Sort
from app.store.reports import Range
from tests.services.acts import rule
from tests.support.hall import MONDAY, Hall

MINUTE = 60_000
TODAY = Range(MONDAY, MONDAY)


def told(
    hall: Hall, *, sort: Sort = Sort.ARRIVED, page: int = 1, days: Range = TODAY, **narrower: Any
) -> dict[str, Any]:
    """Return a page of a list; `field`, `counter` and `clerk` by name, the rest as in Chosen."""
    named = Named(**{name: narrower.pop(name) for name in ("field", "counter", "clerk") if name in narrower})
    with hall.look() as look:
        return turn_list.page(look, turn_list.choose(look, days, named, **narrower), sort, page)


def numbers(hall: Hall, **asked: Any) -> list[str]:
    return [turn["number"] for turn in told(hall, **asked)["turns"]]


def clerk(hall: Hall, number: int) -> str:
    return str(hall.actor(f"quay{number}").staff_id)


def test_a_turn_tells_when_everything_happened_and_how_it_ended(day: Hall) -> None:
    (turn,) = [turn for turn in told(day)["turns"] if turn["number"] == "B003"]
    ticket = day.ticket("B003")
    assert turn == {
        "ticket": str(ticket.id),
        "number": "B003",
        "day": "2026-11-23",
        "field": {"id": str(ticket.field_id), "prefix": "B", "name": {"vi": "Chứng thực", "en": "Certification"}},
        "counter": {"id": str(day.counter_ids[2]), "number": 2},
        "arrived_at": "2026-11-23T07:00:00.000Z",
        "called_at": "2026-11-23T07:02:00.000Z",
        "started_at": "2026-11-23T07:03:00.000Z",
        "ended_at": "2026-11-23T07:24:00.000Z",
        "wait_ms": 2 * MINUTE,
        "wait_open_ms": 2 * MINUTE,
        "waited_ms": 2 * MINUTE,
        "way_ms": MINUTE,
        "service_ms": 7 * MINUTE,
        "held_ms": 10 * MINUTE,
        "waited_again_ms": 3 * MINUTE,
        "stay_ms": 24 * MINUTE,
        "outcome": "done",
        "result": None,
        "priority": False,
        "calls": 2,
        "dossiers": 1,
        "early": False,
        "out_of_order": True,
        "spans_outage": False,
        "target_minutes": 15,
        "late": False,
    }


def test_who_was_never_called_has_no_counter_and_no_call(day: Hall) -> None:
    (turn,) = [turn for turn in told(day)["turns"] if turn["number"] == "B002"]
    assert {name: turn[name] for name in ("counter", "called_at", "started_at", "wait_ms", "way_ms")} == dict.fromkeys(
        ("counter", "called_at", "started_at", "wait_ms", "way_ms")
    )
    assert (turn["outcome"], turn["waited_ms"]) == ("cancelled", 8 * MINUTE)


@pytest.mark.parametrize(
    ("narrower", "found"),
    [
        ({}, ["A001", "A002", "B001", "A003", "B002", "B003", "A004"]),
        ({"outcomes": (State.DONE,)}, ["A001", "A002", "A003", "B003"]),
        ({"outcomes": (State.DONE, State.NO_SHOW)}, ["A001", "A002", "B001", "A003", "B003"]),
        ({"outcomes": (State.EXPIRED,)}, ["A004"]),
        ({"field": "B"}, ["B001", "B002", "B003"]),
        ({"hour": 14}, ["B002", "B003"]),
        ({"hour": 3}, []),
        ({"late": True}, ["A003", "A004"]),
        ({"late": False, "outcomes": (State.DONE,)}, ["A001", "A002", "B003"]),
        # B001 stayed three minutes, and so belongs to no bar of the served.
        ({"minute": 14, "outcomes": (State.DONE,)}, ["A002"]),
        ({"minute": 2}, ["B001"]),
        ({"waited_again": True}, ["B003"]),
        ({"out_of_order": True}, ["B003"]),
        ({"out_of_order": False, "field": "B"}, ["B001", "B002"]),
        ({"spans_outage": True}, []),
    ],
)
def test_a_list_holds_the_turns_asked_for_and_no_others(day: Hall, narrower: Any, found: list[str]) -> None:
    assert numbers(day, **narrower) == found


def test_a_counter_and_a_clerk_have_their_own_turns_also_those_called_in_vain(day: Hall) -> None:
    assert numbers(day, counter=str(day.counter_ids[2])) == ["B001", "B003"]
    assert numbers(day, clerk=clerk(day, 1)) == ["A001", "A002", "A003"]


def test_the_longest_wait_stands_first_or_the_first_to_arrive(day: Hall) -> None:
    assert numbers(day, sort=Sort.WAIT) == ["A004", "A003", "A002", "A001", "B002", "B001", "B003"]
    assert numbers(day, sort=Sort.ARRIVED)[0] == "A001"


def test_a_field_goes_by_its_letter_or_its_id(day: Hall) -> None:
    assert numbers(day, field=str(day.ticket("B001").field_id)) == numbers(day, field="B")


def test_a_list_carries_the_figures_of_what_it_lists(day: Hall) -> None:
    found = told(day, field="A", outcomes=(State.DONE,))
    assert (found["total"], found["figures"]["turns"], found["figures"]["within"]) == (3, 3, 2)
    assert found["figures"]["mean_ms"] == pytest.approx(50 / 3 * MINUTE)


def test_a_list_says_by_name_what_it_is_narrowed_to(day: Hall) -> None:
    filters = told(day, field="A", counter=str(day.counter_ids[1]), clerk=clerk(day, 1), hour=9)["filters"]
    assert filters["field"]["name"]["vi"] == "Hộ tịch"
    assert filters["counter"]["number"] == 1
    assert filters["clerk"] == {"id": clerk(day, 1), "name": "Cán bộ quầy 1"}
    assert (filters["hour"], filters["outcome"], filters["late"]) == (9, None, None)


def test_where_the_whole_wait_is_the_headline_lists_follow_it(day: Hall) -> None:
    rule(day, headline_open_hours=False)
    found = told(day, sort=Sort.WAIT, minute=40, outcomes=(State.DONE,))
    assert [(turn["number"], turn["waited_ms"]) for turn in found["turns"]] == [("A003", 115 * MINUTE)]


def test_a_long_list_comes_in_pages_that_share_no_turn(day: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    everybody = numbers(day)
    monkeypatch.setattr(turn_list, "PAGE", 3)
    assert [numbers(day, page=page) for page in (1, 2, 3, 4)] == [everybody[:3], everybody[3:6], everybody[6:], []]
    assert [told(day, page=page)["pages"] for page in (1, 4)] == [3, 3]


def test_nobody_is_listed_of_days_on_which_nobody_came(day: Hall) -> None:
    week_before = Range(MONDAY - timedelta(days=7), MONDAY - timedelta(days=1))
    found = told(day, days=week_before)
    assert (found["total"], found["pages"], found["turns"], found["figures"]["turns"]) == (0, 1, [], 0)


def test_what_is_not_there_is_refused_by_name(day: Hall) -> None:
    with pytest.raises(UnknownField):
        told(day, field="Z")
    for counter in ("9999", "A"):
        with pytest.raises(UnknownCounter):
            told(day, counter=counter)
    with pytest.raises(UnknownClerk):
        told(day, clerk="x")


def test_somebody_who_served_nobody_here_is_not_named(day: Hall) -> None:
    with pytest.raises(UnknownClerk):
        told(day, clerk=clerk(day, 3))


def test_days_that_run_backwards_or_without_end_are_refused(hall: Hall) -> None:
    for last in (-1, 3661):
        with pytest.raises(BadInput):
            told(hall, days=Range(MONDAY, MONDAY + timedelta(days=last)))


def test_a_file_holds_them_all_or_says_that_they_are_too_many(day: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turn_list, "MOST_IN_A_FILE", 7)
    with day.look() as look:
        everybody = turn_list.choose(look, TODAY, Named())
        assert len(turn_list.whole(look, everybody, Sort.WAIT)["turns"]) == 7
        monkeypatch.setattr(turn_list, "MOST_IN_A_FILE", 6)
        with pytest.raises(TooManyTurns) as refused:
            turn_list.whole(look, everybody, Sort.WAIT)
    assert refused.value.data == {"total": 7, "most": 6}
