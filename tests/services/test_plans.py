"""What a counter serves from tomorrow on: planned, shown, taken back, done when the day begins."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from app.domain.errors import BadInput, ChangedMeanwhile, NothingPlanned, UnknownCounter, UnknownField
from app.services import plans, staffing
from app.services.staffing import Share
from app.store.models import Field
from tests.services.acts import SUPERVISOR, events, keep_days, revision, serves, share
from tests.support.hall import MONDAY, Hall

TUESDAY = MONDAY + timedelta(days=1)


def plan(hall: Hall, number: int, *told: tuple[str, int], day: date = TUESDAY, **said: Any) -> None:
    hall.act(SUPERVISOR, plans.plan_fields, hall.counter_ids[number], share(*told), day, **said)


def drop(hall: Hall, number: int) -> None:
    hall.act(SUPERVISOR, plans.drop_plan, hall.counter_ids[number])


def counter(hall: Hall, number: int) -> dict[str, Any]:
    told: dict[str, Any] = next(c for c in hall.snapshot("admin")["counters"] if c["number"] == number)
    return told


def test_a_plan_changes_nothing_today_and_is_shown(hall: Hall) -> None:
    plan(hall, 1, ("B", 0), ("H", 5))
    assert serves(hall, 1) == {"A": 0}
    assert keep_days(hall) is False
    planned = counter(hall, 1)["planned"]
    assert (planned["from_day"], planned["by"]) == ("2026-11-24", "Điều phối")
    assert [entry["lag_minutes"] for entry in planned["fields"]] == [0, 5]


def test_when_the_day_begins_it_is_done_once(hall: Hall) -> None:
    plan(hall, 1, ("B", 0), ("H", 5))
    hall.at("00:00:10", TUESDAY)
    assert keep_days(hall) is True
    assert serves(hall, 1) == {"B": 0, "H": 5}
    assert counter(hall, 1)["planned"] is None
    before = revision(hall)
    assert keep_days(hall) is False
    assert revision(hall) == before


def test_after_days_without_the_server_it_is_done_all_the_same(hall: Hall) -> None:
    plan(hall, 1, ("B", 0))
    hall.at("07:00", TUESDAY + timedelta(days=3))
    assert keep_days(hall) is True
    assert serves(hall, 1) == {"B": 0}


def test_a_second_plan_takes_the_place_of_the_first(hall: Hall) -> None:
    plan(hall, 1, ("B", 0))
    plan(hall, 1, ("H", 0), day=TUESDAY + timedelta(days=1))
    hall.at("07:00", TUESDAY)
    assert keep_days(hall) is False
    hall.at("07:00", TUESDAY + timedelta(days=1))
    assert keep_days(hall) is True
    assert serves(hall, 1) == {"H": 0}


def test_a_plan_can_be_taken_back(hall: Hall) -> None:
    plan(hall, 1, ("B", 0))
    drop(hall, 1)
    hall.at("07:00", TUESDAY)
    assert keep_days(hall) is False
    assert serves(hall, 1) == {"A": 0}
    with pytest.raises(NothingPlanned):
        drop(hall, 1)


def test_a_field_that_is_gone_by_then_is_left_out(hall: Hall) -> None:
    plan(hall, 1, ("B", 0), ("H", 0))
    with hall.database.write() as connection:
        connection.execute(update(Field).where(Field.prefix == "H").values(active=False))
    hall.at("07:00", TUESDAY)
    keep_days(hall)
    assert serves(hall, 1) == {"B": 0}


def test_who_planned_it_stands_in_the_log_of_the_day(hall: Hall) -> None:
    plan(hall, 1, ("B", 0))
    hall.at("07:00", TUESDAY)
    keep_days(hall)
    done, planned = events(hall, "counter_fields", "counter_fields_planned")
    assert (done.actor_name, done.data["planned_by"]) == ("Hệ thống", "Điều phối")
    assert (planned.data["before"], planned.data["after"]["from_day"]) == (None, "2026-11-24")


@pytest.mark.parametrize("day", [MONDAY, MONDAY - timedelta(days=1)])
def test_a_plan_is_for_a_later_day(hall: Hall, day: date) -> None:
    with pytest.raises(BadInput):
        plan(hall, 1, ("B", 0), day=day)


def test_what_cannot_be_planned_is_refused(hall: Hall) -> None:
    with pytest.raises(UnknownField):
        plan(hall, 1, ("Q", 0))
    with pytest.raises(BadInput):
        plan(hall, 1, ("B", 0), ("B", 5))
    loan = [Share("B", 0, hall.now + timedelta(hours=1))]
    with pytest.raises(BadInput):
        hall.act(SUPERVISOR, plans.plan_fields, hall.counter_ids[1], loan, TUESDAY)
    with pytest.raises(UnknownCounter):
        hall.act(SUPERVISOR, plans.plan_fields, 999, share(("B", 0)), TUESDAY)
    with pytest.raises(UnknownCounter):
        hall.act(SUPERVISOR, plans.drop_plan, 999)


def test_a_plan_made_on_an_old_picture_of_the_counter_is_refused(hall: Hall) -> None:
    seen = revision(hall)
    hall.act("quantri", staffing.set_fields, hall.counter_ids[1], share(("H", 0)))
    with pytest.raises(ChangedMeanwhile):
        plan(hall, 1, ("B", 0), seen=seen)
    plan(hall, 1, ("B", 0), seen=revision(hall))
