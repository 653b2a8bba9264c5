"""Numbers on paper: given by hand while the power was away, entered when it is back."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from app.domain.errors import (
    BadTime,
    DayEnded,
    HallClosed,
    NotSpareNumber,
    NumberTaken,
    Refusal,
    UnknownField,
)
from app.services import outages, paper
from app.store.tickets import TicketRow
from tests.services.acts import KIOSK, RECEPTION, cancel, day_off, end_day, priority, rule, waiting
from tests.support.hall import MONDAY, ZONE, Hall, at_once


def enter(hall: Hall, number: str, given: str, **said: Any) -> TicketRow:
    return hall.act(RECEPTION, paper.enter_paper, number, time.fromisoformat(given), **said)


def at(local: str) -> datetime:
    return datetime.combine(MONDAY, time.fromisoformat(local), ZONE).astimezone(UTC)


@pytest.fixture
def back(hall: Hall) -> Hall:
    """A001 was taken at 08:10, then the power was away; it is 09:00 and counter 1 is open."""
    hall.at("08:05").open(1).at("08:10").queue("A001")
    outages.sign_of_life(hall.database, hall.now)
    hall.at("09:00")
    outages.sign_of_life(hall.database, hall.now)
    return hall


def test_a_number_stands_where_the_time_it_was_given_at_says(back: Hall) -> None:
    back.queue("A002")
    ticket = enter(back, "A901", "08:12")
    assert (ticket.shown, ticket.channel, ticket.state, ticket.day) == ("A901", "paper", "waiting", MONDAY)
    assert (ticket.joined_at, ticket.arrived_at, ticket.due_at) == (at("08:12"), at("08:12"), at("08:27"))
    assert waiting(back) == 3
    order = []
    for _ in range(3):
        order.append(back.called(1))
        back.finish(str(back.start(str(order[-1])).shown))
    assert order == ["A001", "A901", "A002"]


def test_machines_go_on_from_where_they_stood_whatever_is_on_paper(back: Hall) -> None:
    enter(back, "A901", "08:12")
    back.queue("A002")


def test_its_wait_counts_from_the_time_it_was_given_and_its_turn_spans_the_outage(back: Hall) -> None:
    enter(back, "A901", "08:12")
    back.serve(1)
    back.at("09:10")
    assert back.serve(1) == "A901"
    (turn,) = back.story("A901")["turns"]
    assert turn["wait_ms"] == 58 * 60_000
    assert turn["spans_outage"] is True


def test_priority_on_paper_is_priority(back: Hall) -> None:
    assert enter(back, "A901", "08:12", priority=True).due_at == at("07:42")
    assert back.called(1) == "A901"


def test_numbers_of_one_minute_stand_in_their_own_order_whichever_is_entered_first(back: Hall) -> None:
    for number in ("A903", "A901", "A902"):
        enter(back, number, "08:12")
    called = []
    for _ in range(4):
        called.append(back.called(1))
        back.finish(str(back.start(str(called[-1])).shown))
    assert called == ["A001", "A901", "A902", "A903"]


def test_that_order_survives_a_priority_given_and_taken_away_again(back: Hall) -> None:
    for number in ("A901", "A902"):
        enter(back, number, "08:12")
    priority(back, "A901")
    priority(back, "A901", None)
    back.serve(1)
    assert back.called(1) == "A901"


def test_no_slip_is_printed_and_the_numbers_of_the_machines_go_on(back: Hall) -> None:
    ticket = enter(back, "A901", "08:12")
    assert ticket.printer_id is None
    slips = back.snapshot("kiosk", back.actor(KIOSK).device_id)["slips"]
    assert [slip["ticket"] for slip in slips] == [str(back.ticket("A001").id)]
    assert back.take("A").shown == "A002"


def test_it_is_entered_however_it_is_typed_and_also_when_no_counter_serves_its_field(back: Hall) -> None:
    assert enter(back, " h 999", "08:12").shown == "H999"


@pytest.mark.parametrize(
    ("number", "given", "refusal", "data"),
    [
        ("A900", "08:12", NotSpareNumber, {"number": "A900", "first": "A901", "last": "A999"}),
        ("A1000", "08:12", NotSpareNumber, {"number": "A1000", "first": "A901", "last": "A999"}),
        ("A001", "08:12", NotSpareNumber, {"number": "A001", "first": "A901", "last": "A999"}),
        ("Z901", "08:12", UnknownField, {"field": "Z901"}),
        ("901", "08:12", UnknownField, {"field": "901"}),
        ("A901", "09:01", BadTime, {"given": "09:01", "first": "07:15", "last": "09:00"}),
        ("A901", "07:14", BadTime, {"given": "07:14", "first": "07:15", "last": "09:00"}),
    ],
)
def test_what_cannot_be_is_refused_by_name_and_changes_nothing(
    back: Hall, number: str, given: str, refusal: type[Refusal], data: dict[str, str]
) -> None:
    with pytest.raises(refusal) as refused:
        enter(back, number, given)
    assert refused.value.data == data
    assert waiting(back) == 1


def test_from_the_first_moment_numbers_are_given_to_the_present_minute_any_time_will_do(back: Hall) -> None:
    assert enter(back, "A901", "07:15").arrived_at == at("07:15")
    back.at("09:00:30")
    assert enter(back, "A902", "09:00").arrived_at == at("09:00")


def test_a_number_is_entered_once(back: Hall) -> None:
    enter(back, "A901", "08:12")
    with pytest.raises(NumberTaken) as refused:
        enter(back, "A901", "08:13")
    assert refused.value.data == {"number": "A901"}
    back.at("09:00", MONDAY + timedelta(days=1))
    assert enter(back, "A901", "08:12").day == MONDAY + timedelta(days=1)


def test_two_receptionists_entering_the_same_number_at_once_make_one_ticket(back: Hall) -> None:
    def attempt() -> str:
        try:
            return enter(back, "A901", "08:12").shown
        except NumberTaken:
            return "taken"

    assert sorted(at_once(attempt, attempt, attempt)) == ["A901", "taken", "taken"]
    assert waiting(back) == 2


def test_after_the_end_of_the_day_on_a_day_off_and_before_the_doors_nothing_is_entered(hall: Hall) -> None:
    hall.at("07:00")
    with pytest.raises(HallClosed) as refused:
        enter(hall, "A901", "06:59")
    assert refused.value.data == {"opens": "07:15"}
    hall.at("17:30")
    end_day(hall)
    with pytest.raises(DayEnded):
        enter(hall, "A901", "08:12")
    day_off(hall, weekday=1)
    hall.at("09:00", MONDAY + timedelta(days=1))
    with pytest.raises(HallClosed):
        enter(hall, "A901", "08:12")


def test_over_lunch_and_after_closing_what_was_given_before_is_still_entered(back: Hall) -> None:
    back.at("12:00")
    assert enter(back, "A901", "11:25").shown == "A901"
    back.at("17:05")
    assert enter(back, "A902", "16:40").shown == "A902"


def test_a_hall_may_keep_other_numbers(back: Hall) -> None:
    rule(back, spare_from=1901)
    assert enter(back, "A1999", "08:12").shown == "A1999"
    with pytest.raises(NotSpareNumber) as refused:
        enter(back, "A901", "08:12")
    assert refused.value.data == {"number": "A901", "first": "A1901", "last": "A1999"}


# Entered wrongly


def wrongly(hall: Hall) -> None:
    enter(hall, "A901", "08:52")
    cancel(hall, "A901", by=RECEPTION)


def test_a_number_entered_with_the_wrong_time_is_cancelled_and_entered_again(back: Hall) -> None:
    wrongly(back)
    assert waiting(back) == 1
    ticket = enter(back, "A901", "08:12", priority=True)
    assert (ticket.state, ticket.arrived_at, ticket.due_at) == ("waiting", at("08:12"), at("07:42"))
    assert back.ticket("A901") == ticket
    assert waiting(back) == 2


def test_the_mistake_is_no_turn_that_somebody_gave_up(back: Hall) -> None:
    wrongly(back)
    assert back.snapshot("supervisor")["headline"]["cancelled"] == 1
    enter(back, "A901", "08:12")
    assert back.snapshot("supervisor")["headline"]["cancelled"] == 0
    back.serve(1)
    back.at("09:10")
    back.serve(1)
    (turn,) = back.story("A901")["turns"]
    assert (turn["outcome"], turn["wait_ms"]) == ("done", 58 * 60_000)


def called_and_given_up(hall: Hall) -> None:
    enter(hall, "A901", "08:09")
    assert hall.called(1) == "A901"
    cancel(hall, "A901", by=RECEPTION)


def served(hall: Hall) -> None:
    enter(hall, "A901", "08:09")
    assert hall.serve(1) == "A901"


@pytest.mark.parametrize("happened", [called_and_given_up, served])
def test_a_number_that_was_called_is_not_entered_again(back: Hall, happened: Callable[[Hall], None]) -> None:
    happened(back)
    with pytest.raises(NumberTaken):
        enter(back, "A901", "08:12")


def test_its_story_says_when_it_was_given_and_when_it_was_entered(back: Hall) -> None:
    wrongly(back)
    back.at("09:01")
    enter(back, "A901", "08:12")
    told = [(step["at"][11:16], step["text"], step["detail"]) for step in back.story("A901")["story"]]
    assert told == [
        ("01:12", "Phát số A901 trên giấy.", None),
        ("01:12", "Hệ thống ngừng hoạt động 08:10–09:00.", None),
        ("01:27", "Quá 15 phút.", None),
        (
            "02:00",
            "Ghi số giấy A901 vào hệ thống, lĩnh vực Hộ tịch.",
            "Phát trên giấy lúc 08:52; từ lúc ghi vào hệ thống mới gọi được.",
        ),
        ("02:00", "Hủy số.", None),
        ("02:01", "Ghi lại số giấy A901.", "Phát trên giấy lúc 08:12; từ lúc ghi vào hệ thống mới gọi được."),
    ]


# What reception sees


def test_reception_sees_which_numbers_are_spare_and_which_were_entered_newest_first(back: Hall) -> None:
    enter(back, "A901", "08:12")
    ticket = enter(back, "B901", "08:13", priority=True)
    cancel(back, "B901", by=RECEPTION)
    told = back.snapshot("reception")["paper"]
    assert (told["first"], told["last"], told["entered"]) == (901, 999, 2)
    assert told["opens_at"] == "2026-11-23T00:15:00.000Z"
    assert [row["number"] for row in told["tickets"]] == ["B901", "A901"]
    assert told["tickets"][0] == {
        "id": str(ticket.id),
        "number": "B901",
        "field": {
            "id": str(ticket.field_id),
            "prefix": "B",
            "name": {"vi": "Chứng thực", "en": "Certification"},
        },
        "given_at": "2026-11-23T01:13:00.000Z",
        "priority": True,
        "state": "cancelled",
    }


def test_of_many_the_newest_are_shown_and_all_are_counted(back: Hall) -> None:
    for number in range(901, 902 + paper.SHOWN):
        enter(back, f"A{number}", "08:12")
    told = back.snapshot("reception")["paper"]
    assert (told["entered"], len(told["tickets"])) == (paper.SHOWN + 1, paper.SHOWN)
    assert told["tickets"][0]["number"] == f"A{901 + paper.SHOWN}"
