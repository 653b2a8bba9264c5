"""What a hall is made of: read once, and again as soon as anybody has changed it."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Executable, delete, insert, select, text, update

from app.domain.errors import Refusal
from app.services import field_days, staffing
from app.services.staffing import Share
from app.store import counters, days, devices, fields, priorities
from app.store.arrangement import TABLES, Arrangements
from app.store.models import (
    Centre,
    Counter,
    CounterField,
    Device,
    Field,
    Holiday,
    OpeningHours,
    Outage,
    PlannedServices,
    PriorityClass,
    ServiceDay,
)
from app.store.work import Work
from tests.services.acts import rule, serves
from tests.support.hall import MONDAY, Hall

pytestmark = pytest.mark.tampers
FIRST = 1
MORNING = [["08:00", "11:00"]]


@pytest.fixture
def other(hall: Hall) -> Iterator[Hall]:
    """Another process on the same database."""
    found = Hall(hall.database.engine.url.render_as_string(hide_password=False))
    yield found
    found.close()


def arrangement(hall: Hall) -> int:
    with hall.database.read() as connection:
        query = select(Centre.arrangement).where(Centre.id == hall.centre_id)
        return int(connection.execute(query).scalar_one())


def write(hall: Hall, *statements: Executable) -> None:
    with hall.database.write() as connection:
        for statement in statements:
            connection.execute(statement)


def grew(hall: Hall, *statements: Executable) -> int:
    """Return by how much a hall's arrangement is counted on for something written."""
    before = arrangement(hall)
    write(hall, *statements)
    return arrangement(hall) - before


CHANGES: dict[str, Executable] = {
    "a field's name": update(Field).where(Field.id == FIRST).values(name_vi="khác"),
    "a field that is closed": update(Field).where(Field.id == FIRST).values(closed_on=MONDAY, closed_reason="x"),
    "a counter's name": update(Counter).where(Counter.id == FIRST).values(name="khác"),
    "what a counter serves": update(CounterField).where(CounterField.counter_id == FIRST).values(lag_seconds=7),
    "a plan": insert(PlannedServices).values(
        counter_id=FIRST, from_day=MONDAY, services=[], actor="staff:1", actor_name="x"
    ),
    "a weekday's hours": update(OpeningHours).where(OpeningHours.weekday == 0).values(sessions=MORNING),
    "a weekday without any": delete(OpeningHours).where(OpeningHours.weekday == 0),
    "a holiday": insert(Holiday).values(centre_id=1, day=MONDAY, name_vi="x", name_en="x"),
    "a day's hours": insert(ServiceDay).values(centre_id=1, day=MONDAY, sessions=MORNING),
    "a priority class": update(PriorityClass).where(PriorityClass.id == FIRST).values(active=False),
    "a device that is switched off": update(Device).where(Device.id == FIRST).values(active=False),
    "a device's settings": update(Device).where(Device.id == FIRST).values(settings={"speaks": False}),
    "the rules": update(Centre).values(settings=Centre.settings),
    "the centre's name": update(Centre).values(name="khác"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whoever_changes_what_the_hall_is_made_of_is_counted(hall: Hall, change: Executable) -> None:
    assert grew(hall, change) >= 1


def test_an_outage_is_counted_too(hall: Hall) -> None:
    assert grew(hall, insert(Outage).values(centre_id=1, began_at=hall.now, ended_at=hall.now)) == 1
    assert grew(hall, delete(Outage)) == 1


def test_what_changes_all_day_is_not_counted(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    before = arrangement(hall)
    hall.queue("A002", "A003")
    hall.start(str(hall.called(1)))
    assert hall.called(1, finish=True) == "A002"
    heard = (
        update(Counter).values(heard_at=hall.now),
        update(Device).values(status={"sound": "off"}, seen_at=hall.now),
    )
    write(hall, *heard, update(Centre).values(revision=Centre.revision + 1))
    assert arrangement(hall) == before


def test_it_is_read_once_for_as_long_as_it_lasts(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    with hall.look() as look:
        first, there = fields.every(look), counters.all_of(look)
    hall.queue("A002")
    with hall.look() as look:
        assert fields.every(look) is first
    assert hall.called(1) == "A001"
    with hall.database.change(hall.centre_id, hall.actor("dieuphoi")) as work:
        assert fields.every(work) is first
        assert counters.all_of(work) is there
    hall.open(2)
    with hall.look() as look:
        assert fields.every(look) == first
        assert counters.all_of(look) != there


@pytest.mark.parametrize("change", ["UPDATE fields SET name_vi = 'khác'", "UPDATE fields SET active = false"])
def test_what_somebody_writes_by_hand_is_seen_at_once(hall: Hall, change: str) -> None:
    with hall.look() as look:
        before = fields.every(look)
    with hall.database.write() as connection:
        connection.exec_driver_sql(change)
    with hall.look() as look:
        assert fields.every(look) != before


def test_what_another_process_changes_is_seen_at_once(hall: Hall, other: Hall) -> None:
    hall.open(1)
    assert serves(other, 1) == serves(hall, 1)
    hall.act("dieuphoi", staffing.set_fields, hall.counter_ids[1], [Share("B", 5)])
    assert serves(other, 1) == serves(hall, 1) == {"B": 5}
    rule(other, early_minutes=3)
    with hall.look() as look:
        assert look.rules.early_minutes == 3


def test_a_change_reads_what_it_has_changed_itself(hall: Hall) -> None:
    def close_and_look(work: Work) -> tuple[str | None, set[int]]:
        counters.fields_open(work)
        field_days.close_field(work, "A", reason="hết biểu mẫu")
        row = fields.named(work, "A")
        return fields.closed_today(work, row), {row.id} & counters.fields_open(work)

    hall.open(1)
    assert hall.act("dieuphoi", close_and_look) == ("hết biểu mẫu", set())


def test_what_a_refused_change_would_have_made_is_not_remembered(hall: Hall) -> None:
    class No(Refusal):
        code = "no"

    def close_and_refuse(work: Work) -> None:
        field_days.close_field(work, "A", reason="hết biểu mẫu")
        assert fields.named(work, "A").closed_reason
        raise No()

    with pytest.raises(No):
        hall.act("dieuphoi", close_and_refuse)
    with hall.look() as look:
        assert fields.named(look, "A").closed_reason is None


def test_a_look_begun_before_a_change_sees_the_hall_as_it_was_and_nobody_else_does(hall: Hall) -> None:
    with hall.look() as before:
        hall.act("dieuphoi", field_days.close_field, "A", reason="hết biểu mẫu")
        with hall.look() as after:
            assert fields.named(after, "A").closed_reason == "hết biểu mẫu"
        assert fields.named(before, "A").closed_reason is None
        with hall.look() as after:
            assert fields.named(after, "A").closed_reason == "hết biểu mẫu"


def test_a_change_goes_by_the_rules_that_it_has_just_made(hall: Hall) -> None:
    def change(work: Work) -> tuple[bool, bool]:
        before = work.rules.priority_offered
        priorities.offer(work, not before)
        return before, work.rules.priority_offered

    before, after = hall.act("dieuphoi", change)
    assert after is not before


def test_a_look_whose_snapshot_is_of_before_the_newest_change_shares_nothing_with_those_after_it() -> None:
    arrangements = Arrangements()
    after, before = arrangements.of(1, 2).readings, arrangements.of(1, 1).readings
    assert after == before == {}
    after["x"], before["x"] = "new", "old"
    assert arrangements.of(1, 2).readings == {"x": "new"}
    assert arrangements.of(1, 1).readings == {}


def test_a_process_of_very_many_centres_forgets_rather_than_grow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.store.arrangement.REMEMBERED", 1)
    arrangements = Arrangements()
    for centre in range(5):
        found = arrangements.of(centre, 1).readings
        assert found == {}
        found["x"] = centre
        assert arrangements.of(centre, 1).readings == {"x": centre}
    assert arrangements.of(0, 1).readings == {}


def test_every_table_of_the_arrangement_is_counted_and_no_other(hall: Hall) -> None:
    names = {
        "sqlite": "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%SET arrangement%'",
        "postgresql": "SELECT DISTINCT event_object_table FROM information_schema.triggers"
        " WHERE action_statement LIKE '%rearranged%'",
    }
    with hall.database.read() as connection:
        counted = connection.execute(text(names[connection.dialect.name])).scalars()
        assert set(counted) == {table.name for table in TABLES}


def test_all_of_it_may_be_asked_for_without_a_statement_the_second_time(hall: Hall) -> None:
    hall.open(1)

    def everything(look: Any) -> None:
        fields.every(look), counters.every(look), counters.services(look), days.of(look), days.week(look)
        priorities.every(look), devices.placed(look), counters.next_return(look), look.rules, look.slug

    with hall.look() as look:
        everything(look)
    with hall.look() as look:
        look.connection.close()
        everything(look)
