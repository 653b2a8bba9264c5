"""Turns that a power cut went through are marked, counted and told."""

from datetime import timedelta

import pytest

from app.services import reports
from app.store import tickets, turns
from app.store.reports import By, Range
from tests.services.acts import steps, stored_turns, transfer
from tests.services.power import cut, sign
from tests.support.hall import MONDAY, Hall


def marked(hall: Hall) -> dict[str, bool]:
    """Return which ended turns span an outage, having checked that the events alone say the same."""
    with hall.look() as look:
        found = {}
        for row in stored_turns(look, look.day):
            ticket = tickets.get(look, row.ticket_id)
            assert dict(row._mapping) in turns.rows(look, ticket)
            found[f"{ticket.shown}/{row.ordinal}"] = row.spans_outage
        return found


@pytest.fixture
def morning(hall: Hall) -> Hall:
    """09:00 A001 is served and gone by 09:06; A002 is at counter 1, A003 waits; the power is away 09:12–09:20."""
    hall.open(1, 2)
    hall.queue("A001", "A002", "A003")
    assert hall.serve(1) == "A001"
    assert hall.called(1) == "A002"
    hall.start("A002")
    hall.at("09:12")
    cut(hall, "09:20")
    return hall


def test_who_had_gone_before_is_not_marked_and_who_was_there_is_when_the_turn_ends(morning: Hall) -> None:
    assert marked(morning) == {"A001/1": False}
    morning.finish("A002")
    morning.queue("A004")
    assert morning.serve(1) == "A003"
    assert morning.serve(1) == "A004"
    assert marked(morning) == {"A001/1": False, "A002/1": True, "A003/1": True, "A004/1": False}


def test_a_further_procedure_that_began_afterwards_is_a_turn_of_its_own(morning: Hall) -> None:
    morning.wait(minutes=1)
    transfer(morning, "A002", "B", "further_procedure")
    for number in ("A002", "A003"):
        assert morning.called(2) == number
        morning.finish(morning.start(number).shown)
    assert marked(morning) == {"A001/1": False, "A002/1": True, "A002/2": False, "A003/1": True}


def test_a_turn_that_ended_before_the_outage_was_written_is_marked_too(hall: Hall) -> None:
    """A clerk may press Xong in the instant in which the server is back."""
    hall.open(1)
    hall.queue("A001", "A002")
    hall.called(1)
    hall.start("A001")
    hall.at("09:12")
    sign(hall)
    hall.at("09:20")
    hall.finish("A001")
    assert marked(hall) == {"A001/1": False}
    hall.wait(seconds=2)
    sign(hall)
    assert marked(hall) == {"A001/1": True}


def test_the_report_counts_them_and_says_what_that_means(morning: Hall) -> None:
    morning.finish("A002")
    with morning.look() as look:
        report = reports.waits(look, Range(MONDAY, MONDAY), By.FIELD)
    assert (report["total"]["turns"], report["total"]["spans_outage"]) == (2, 1)
    assert "Lượt qua lúc mất điện" in [row["term"] for row in report["definitions"]]


def test_the_supervisor_sees_todays_outages_and_how_many_turns_they_went_through(morning: Hall) -> None:
    told = [{"from": "2026-11-23T02:12:00.000Z", "to": "2026-11-23T02:20:00.000Z", "turns": 2}]
    assert morning.snapshot("supervisor")["outages"] == told
    morning.finish("A002")
    morning.queue("A004")
    assert morning.snapshot("supervisor")["outages"] == told
    morning.at("09:00", MONDAY + timedelta(days=1))
    assert morning.snapshot("supervisor")["outages"] == []


def test_a_story_tells_of_it_where_it_happened(morning: Hall) -> None:
    morning.queue("A004")
    told = {number: steps(morning, number) for number in ("A001", "A002", "A004")}
    line = "Hệ thống ngừng hoạt động 09:12–09:20."
    assert line not in told["A001"]
    assert told["A002"][-1] == line
    assert line not in told["A004"]
    assert [turn["spans_outage"] for turn in morning.story("A002")["turns"]] == [True]
