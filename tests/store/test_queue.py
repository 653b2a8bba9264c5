"""The queues: who is first costs one look into an index, and who stands before whom is counted rightly."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from app.domain.errors import UnknownField
from app.domain.ticket import State
from app.services import issuing
from app.services.issuing import Order
from app.store import counters, fields, queue, tickets
from app.store.models import Field, PrintJob, Ticket
from app.store.tickets import TicketRow
from app.store.work import Hall as Look
from tests.store.plans import plan
from tests.support.hall import Hall

pytestmark = pytest.mark.tampers

MANY = 3000


def crowd(hall: Hall, *, counted: bool = True, waiting: int = MANY) -> int:
    """Fill the field A with many who wait, and as many of a day gone by; return the field's id."""
    hall.open(1)
    hall.queue("A001")
    with hall.look() as look:
        row = look.connection.execute(select(*Ticket.__table__.columns)).one()
        slip = look.connection.execute(select(*PrintJob.__table__.columns)).one()
    values: list[dict[str, Any]] = []
    for count in range(2, waiting):
        copy = {**row._mapping, "id": row.id + count, "token": f"t{count}", "number": count}
        copy["due_at"] = row.due_at + timedelta(seconds=count * 7919 % waiting)
        gone = {"id": row.id + waiting + count, "token": f"g{count}", "day": date(2026, 11, 20), "state": "done"}
        values += [copy, {**copy, **gone}]
    with hall.database.write() as connection:
        connection.execute(insert(Ticket), values)
        slips = [{**slip._mapping, "id": slip.id + at, "ticket_id": each["id"]} for at, each in enumerate(values, 1)]
        connection.execute(insert(PrintJob), slips)
    if counted:
        with hall.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("ANALYZE")
    return int(row.field_id)


def plan_of_heads(look: Look, counter: int, field_id: int) -> str:
    """Return how it is found who heads two queues, on PostgreSQL with the newest slip of each."""
    asked = queue.probe_with_slips if look.connection.dialect.name == "postgresql" else queue.probe
    here = {"centre": look.centre_id, "counter": counter, "field_0": field_id, "field_1": field_id}
    return plan(look, asked(2).statement.params(**here))


def test_who_is_next_is_read_from_the_index_without_sorting(hall: Hall) -> None:
    field_id = crowd(hall)
    with hall.look() as look:
        told = plan_of_heads(look, hall.counter_ids[1], field_id)
    assert told.count("ix_tickets_queue") == 2, "the queue of each field"
    assert told.count("ix_tickets_counter") == 1, "and those that name the counter, who are few and may be sorted"
    assert told.count("Sort Key") + told.count("TEMP B-TREE") <= 1
    assert "Seq Scan" not in told
    assert "SCAN tickets" not in told


def test_who_is_next_is_found_before_the_database_has_counted_a_new_table(hall: Hall) -> None:
    """PostgreSQL once went to those who name no counter by the index of counters: everybody waiting in any centre."""
    field_id = crowd(hall, counted=False, waiting=4 * MANY)
    with hall.look() as look:
        told = plan_of_heads(look, hall.counter_ids[1], field_id)
    assert told.count("ix_tickets_queue") == 2, told
    assert told.count("Sort Key") + told.count("TEMP B-TREE") <= 1, told
    assert "Seq Scan" not in told


@pytest.mark.parametrize("counted", [True, False])
def test_who_is_last_is_read_from_the_index_however_many_wait(hall: Hall, counted: bool) -> None:
    field_id = crowd(hall, counted=counted, waiting=4 * MANY)
    statement, values = queue.asked_of_rear(hall.centre_id, field_id)
    with hall.look() as look:
        told = plan(look, statement.statement.params(**values))
    assert "ix_tickets_queue" in told, "those who name no counter, from their end"
    assert told.count("ix_tickets_") == 2, "and those who name one, who are few and may be sorted"
    assert "Seq Scan on tickets" not in told
    assert "SCAN tickets" not in told


def test_the_first_of_a_crowd_is_the_one_due_first(hall: Hall) -> None:
    field_id = crowd(hall)
    with hall.look() as look:
        found = queue.first_waiting(look, field_id)
        every = [t for t in tickets.in_state(look, State.WAITING) if t.field_id == field_id]
        services = counters.services(look, hall.counter_ids[1])
        (first,) = queue.heads(look, hall.counter_ids[1], services)
    expected = sorted(every, key=lambda t: (t.due_at, t.id))
    assert [t.id for t in found] == [t.id for t in expected[: queue.SHOWN]]
    assert first.ticket_id == expected[0].id


def mixed(hall: Hall) -> list[TicketRow]:
    """Have all sorts wait in one field: in pairs of one instant, with priority, named, put back."""
    hall.open(1, 2, 3)
    for count in range(16):
        hall.take("A", priority=count % 5 == 0)
        hall.wait(seconds=count % 2 * 40)
    hall.queue("B001")
    ids = [hall.ticket(f"A{number:03d}").id for number in (3, 4, 11)]
    with hall.database.write() as connection:
        named = update(Ticket).where(Ticket.id.in_(ids))
        connection.execute(named.values(counter_id=hall.counter_ids[3]))
    with hall.look() as look:
        return [t for t in tickets.in_state(look, State.WAITING) if t.prefix == "A"]


def test_people_ahead_are_those_due_before_with_ties_priority_and_names(hall: Hall) -> None:
    everyone = mixed(hall)
    assert len({t.due_at for t in everyone}) < len(everyone)
    with hall.look() as look:
        counted = {t.shown: queue.ahead(look, t) for t in everyone}
    plain = {t.shown: sum((o.due_at, o.id) < (t.due_at, t.id) for o in everyone) for t in everyone}
    assert counted == plain
    assert sorted(counted.values()) == list(range(16))


def put_off(hall: Hall, those: list[TicketRow]) -> None:
    """Have some wait for tomorrow, every other one for a counter by name."""
    with hall.database.write() as connection:
        for at, ticket in enumerate(those):
            due, counter = hall.now + timedelta(days=1, seconds=at), hall.counter_ids[3] if at % 2 else None
            connection.execute(update(Ticket).where(Ticket.id == ticket.id).values(due_at=due, counter_id=counter))


@pytest.mark.parametrize("priority", [False, True])
@pytest.mark.parametrize("later", range(queue.LAST + 3))
def test_a_newcomer_is_told_of_everybody_before_them_however_many_are_due_later(
    hall: Hall, later: int, priority: bool
) -> None:
    put_off(hall, mixed(hall)[3 : 3 + later])
    with hall.database.change(hall.centre_id, hall.actor("Máy lấy số 1")) as work:
        made = issuing.give(work, Order(field="A", priority=priority), address="http://hall", real_now=work.now)
    with hall.look() as look:
        assert made.ahead == queue.ahead(look, made.ticket)
    if not priority:
        assert made.ahead == 16 - later


def test_nobody_is_said_to_be_fewer_than_nobody_ahead(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001", "A002")
    with hall.database.write() as connection:
        connection.execute(update(Field).values(waiting=0))
    with hall.look() as look:
        assert queue.ahead(look, tickets.get(look, hall.ticket("A002").id)) == 0


def test_the_next_few_leave_out_whoever_is_to_go_behind_them(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001", "A002", "A003", "A004", "A005")
    field_id, but = hall.ticket("A001").field_id, hall.ticket("A002").id
    with hall.look() as look:
        due = queue.next_due(look, field_id, 3, but=but)
    assert due == [hall.ticket(number).due_at for number in ("A001", "A003", "A004")]


def test_who_has_waited_longest_is_told_with_those_who_name_a_counter(hall: Hall) -> None:
    everyone = mixed(hall)
    with hall.look() as look:
        ids = [row.id for row in fields.every(look)]
        told = queue.longest_waiting(look, ids)
    assert [t.shown for t in told] == [t.shown for t in sorted(everyone, key=lambda t: (t.arrived_at, t.id))] + ["B001"]


def test_a_retired_field_is_not_found_by_its_prefix(hall: Hall) -> None:
    with hall.database.write() as connection:
        connection.execute(update(Field).where(Field.prefix == "H").values(active=False))
    with hall.look() as look:
        assert [row.prefix for row in fields.every(look)] == ["A", "B"]
        with pytest.raises(UnknownField):
            fields.named(look, "H")
