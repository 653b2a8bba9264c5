"""Giving numbers."""

from contextlib import nullcontext
from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from app.domain.errors import (
    BadInput,
    CutOff,
    DayEnded,
    FieldClosed,
    HallClosed,
    NumbersExhausted,
    ProcedureRetired,
    Refusal,
    UnknownField,
    UnknownProcedure,
)
from app.store import procedures
from app.store.models import NumberSeries, Procedure
from tests.services.acts import claim, day_off, end_day, hours, pause, rule, serve_now, waiting
from tests.support.hall import ADDRESS, MONDAY, Hall, at_once

BIRTHS = "1.000080"


def test_numbers_count_from_one_for_each_prefix(hall: Hall) -> None:
    hall.open(2)
    hall.queue("A001", "B001", "A002", "A003", "B002")
    assert (waiting(hall, "A"), waiting(hall, "B")) == (3, 2)


def test_eight_people_at_eight_screens_get_numbers_without_gaps(hall: Hall) -> None:
    hall.open(2)

    def stand_there() -> list[str]:
        return [hall.take(field).shown for field in ("A", "B", "A")]

    given = [number for numbers in at_once(*[stand_there] * 8) for number in numbers]
    assert sorted(given) == [f"A{n:03d}" for n in range(1, 17)] + [f"B{n:03d}" for n in range(1, 9)]
    assert (waiting(hall, "A"), waiting(hall, "B")) == (16, 8)


def test_numbers_begin_anew_at_midnight_where_the_hall_stands(hall: Hall) -> None:
    hall.open(1)
    for clock, day, number in [
        ("23:58", MONDAY, "A001"),
        ("23:59", MONDAY, "A002"),
        ("00:01", MONDAY + timedelta(days=1), "A001"),
        # Midnight in UTC, which is seven in the morning here, is no midnight at all.
        ("06:59", MONDAY + timedelta(days=1), "A002"),
        ("07:01", MONDAY + timedelta(days=1), "A003"),
    ]:
        hall.at(clock, day)
        taken = serve_now(hall, 1)
        assert (taken.shown, taken.day) == (number, day)
        hall.finish(number)


def test_a_ticket_knows_when_and_where_it_was_taken(hall: Hall) -> None:
    hall.open(1)
    taken = hall.take("A", assist=True, dossiers=2)
    assert taken == hall.ticket("A001")
    assert (taken.state, taken.channel, taken.day) == ("waiting", "kiosk", MONDAY)
    assert (taken.joined_at, taken.arrived_at) == (hall.now, hall.now)
    assert taken.due_at == hall.now + timedelta(minutes=15)
    assert (taken.assist, taken.dossiers, taken.priority, taken.counter_id) == (True, 2, False, None)


def test_the_secret_of_a_ticket_is_its_own(hall: Hall) -> None:
    hall.open(1)
    secrets = {hall.take("A").token for _ in range(5)}
    assert len(secrets) == 5
    assert {len(secret) for secret in secrets} == {12}


def test_priority_puts_somebody_three_quarters_of_an_hour_before(hall: Hall) -> None:
    hall.open(1)
    taken = hall.take("A", priority=True)
    assert (taken.priority, taken.due_at) == (True, hall.now - timedelta(minutes=30))
    assert taken.priority_class_id is None


def test_outside_its_hours_the_hall_gives_no_number_and_says_when(hall: Hall) -> None:
    hall.open(1)
    told: list[tuple[str, type[Refusal], str | None]] = [
        ("07:14:59", HallClosed, "07:15"),
        ("11:20", CutOff, "13:00"),
        ("11:30", HallClosed, "13:00"),
        ("12:59:59", HallClosed, "13:00"),
        ("16:50", CutOff, "07:15, 24/11/2026"),
        ("17:00", HallClosed, "07:15, 24/11/2026"),
    ]
    for clock, refusal, opens in told:
        with pytest.raises(refusal) as refused:
            hall.at(clock).take("A")
        assert refused.value.data == {"opens": opens}
    assert waiting(hall) == 0


def test_within_its_hours_it_does(hall: Hall) -> None:
    rule(hall, stop_when_full=False)
    hall.open(1)
    given = [hall.at(clock).take("A").shown for clock in ("07:15", "11:19:59", "13:00", "16:49:59")]
    assert given == ["A001", "A002", "A003", "A004"]


def test_a_holiday_and_a_day_without_hours_give_no_number(hall: Hall) -> None:
    hall.open(1)
    day_off(hall, weekday=5)
    for day in (date(2027, 1, 1), date(2026, 11, 28)):
        hall.at("09:00", day)
        with pytest.raises(HallClosed):
            hall.take("A")


def test_a_day_that_has_ended_gives_no_number(hall: Hall) -> None:
    hall.open(1)
    end_day(hall)
    with pytest.raises(DayEnded):
        hall.take("A")


def test_hours_changed_at_noon_hold_from_tomorrow(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hours(hall, ("10:00", "11:00"))
    assert hall.at("16:00").take("A").shown == "A002"
    with pytest.raises(HallClosed):
        hall.at("16:00", MONDAY + timedelta(days=1)).take("A")


def test_a_field_nobody_serves_gives_no_number(hall: Hall) -> None:
    hall.open(1)
    with pytest.raises(FieldClosed) as refused:
        hall.take("B")
    assert refused.value.data == {"field": "Chứng thực"}


def test_a_field_whose_only_counter_pauses_for_a_moment_still_gives_numbers(hall: Hall) -> None:
    hall.open(1)
    pause(hall, 1)
    assert hall.take("A").shown == "A001"


def test_an_unknown_field_is_refused_by_name(hall: Hall) -> None:
    hall.open(1)
    for field in ("Z", "a", "", "999999", "9" * 30, "A "):
        with pytest.raises(UnknownField) as refused:
            hall.take(field)
        assert refused.value.data == {"field": field}


def test_a_field_may_be_named_by_its_id(hall: Hall) -> None:
    hall.open(1)
    field = hall.take("A").field_id
    assert hall.take(str(field)).shown == "A002"


def test_a_procedure_leads_to_the_field_that_takes_its_sector(hall: Hall) -> None:
    hall.open(1)
    taken = hall.take(None, procedure=BIRTHS)  # type: ignore[arg-type]
    assert taken.shown == "A001"
    assert hall.story("A001")["procedure"]["code"] == BIRTHS


def test_a_procedure_and_a_field_that_do_not_belong_together_are_refused(hall: Hall) -> None:
    hall.open(1, 2)
    assert hall.take("A", procedure=BIRTHS).shown == "A001"
    with pytest.raises(BadInput):
        hall.take("B", procedure=BIRTHS)


def test_a_procedure_whose_sector_nobody_takes_here_is_refused(hall: Hall) -> None:
    hall.open(1)
    with hall.look() as look:
        taken = {row.code for row in procedures.taken_here(look)}
        every = set(look.connection.execute(select(Procedure.code)).scalars())
    with pytest.raises(BadInput):
        hall.take(None, procedure=min(every - taken))  # type: ignore[arg-type]


def test_neither_field_nor_procedure_is_refused(hall: Hall) -> None:
    with pytest.raises(BadInput):
        hall.take(None)  # type: ignore[arg-type]


def test_an_unknown_procedure_is_refused_by_its_code(hall: Hall) -> None:
    hall.open(1)
    with pytest.raises(UnknownProcedure) as refused:
        hall.take("A", procedure="0.000000")
    assert refused.value.data == {"procedure": "0.000000"}


def test_a_procedure_is_taken_only_on_the_days_it_is_in_force(hall: Hall) -> None:
    hall.open(1)
    told: list[tuple[date | None, date | None, type[Refusal] | None]] = [
        (None, MONDAY - timedelta(days=1), ProcedureRetired),
        (MONDAY + timedelta(days=1), None, UnknownProcedure),
        (MONDAY, MONDAY, None),
    ]
    for first, last, refusal in told:
        with hall.database.write() as connection:
            mine = update(Procedure).where(Procedure.code == BIRTHS)
            connection.execute(mine.values(active_from=first, active_to=last))
        with pytest.raises(refusal) if refusal else nullcontext():
            assert hall.take("A", procedure=BIRTHS).shown == "A001"
        with hall.look() as look:
            listed = {row.code for row in procedures.taken_here(look)}
        assert (BIRTHS in listed) is (refusal is None)


def test_the_slip_says_who_is_ahead_and_speaks_the_language_asked_for(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001", "A002")
    hall.take("A", language="en")
    hall.take("A", priority=True)
    slips = {job["number"]: job["slip"] for job in iter(lambda: claim(hall), None)}
    assert [slips[number]["facts"][0]["value"] for number in ("A001", "A002")] == ["0 lượt", "1 lượt"]
    english = slips["A003"]
    assert (english["language"], english["field"]) == ("en", "Civil status")
    assert english["facts"] == [{"label": "Ahead of you:", "value": "2 people"}]
    assert (slips["A004"]["mark"], slips["A004"]["facts"][0]["value"]) == ("Ưu tiên", "0 lượt")
    assert english["qr"]["text"] == f"{ADDRESS}/t/{hall.ticket('A003').token}"


def test_a_kiosk_without_a_printer_gives_the_number_all_the_same(hall: Hall) -> None:
    hall.open(1)
    assert hall.take("A", by="Máy lấy số 2").printer_id is None
    assert claim(hall) is None


def test_reception_gives_numbers_on_the_printer_of_the_centre(hall: Hall) -> None:
    hall.open(1)
    taken = hall.take("A", by="huongdan")
    job = claim(hall)
    assert (taken.channel, job and job["number"]) == ("reception", "A001")


def test_reception_may_say_which_way_somebody_came_and_a_kiosk_may_not(hall: Hall) -> None:
    hall.open(1)
    assert hall.take("A", by="huongdan", channel="paper").channel == "paper"
    assert hall.take("A", channel="paper").channel == "kiosk"
    with pytest.raises(BadInput):
        hall.take("A", by="huongdan", channel="pigeon")


@pytest.mark.tampers
def test_after_the_last_number_before_the_spare_ones_none_is_given_and_none_is_skipped(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    with hall.database.write() as connection:
        connection.execute(update(NumberSeries).values(last=899))
    assert hall.take("A").shown == "A900"
    for _ in range(2):
        with pytest.raises(NumbersExhausted) as refused:
            hall.take("A")
        assert refused.value.data == {"prefix": "A"}
    with hall.look() as look:
        assert look.connection.execute(select(NumberSeries.last)).scalar_one() == 900


@pytest.mark.tampers
def test_a_large_hall_keeps_its_spare_numbers_further_up(hall: Hall) -> None:
    rule(hall, spare_from=1901)
    hall.open(1)
    hall.queue("A001")
    with hall.database.write() as connection:
        connection.execute(update(NumberSeries).values(last=900))
    assert hall.take("A").shown == "A901"


def test_the_hour_of_opening_is_the_rules_to_say(hall: Hall) -> None:
    rule(hall, early_minutes=0, cut_off_minutes=0, stop_when_full=False)
    hall.open(1).at("07:29:59")
    with pytest.raises(HallClosed):
        hall.take("A")
    assert hall.at("16:59:59").take("A").shown == "A001"


def test_the_queue_puts_priority_first_whichever_way_somebody_came(hall: Hall) -> None:
    hall.open(1)
    hall.take("A", by="huongdan")
    hall.wait(minutes=44)
    hall.take("A", priority=True)
    hall.wait(minutes=2)
    hall.take("A", priority=True)
    order = [row["number"] for row in hall.counter_snapshot(1)["queue"]["rows"]]
    assert order == ["A002", "A001", "A003"]
