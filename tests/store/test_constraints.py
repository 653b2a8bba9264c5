"""What stands behind the lock: were it ever passed by, the database itself would still refuse."""

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError, StatementError

from app.store.models import Counter, Field, Ticket
from tests.support.hall import Hall

pytestmark = pytest.mark.tampers

HANOI = timezone(timedelta(hours=7))


def write(hall: Hall, statement: Any) -> None:
    with hall.database.write() as connection:
        connection.execute(statement)


def ticket(number: str, hall: Hall) -> Any:
    return update(Ticket).where(Ticket.id == hall.ticket(number).id)


def test_no_counter_has_two_open_tickets(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001", "A002")
    hall.called(1)
    for state in ("called", "serving"):
        with pytest.raises(IntegrityError):
            write(hall, ticket("A002", hall).values(state=state, counter_id=hall.counter_ids[1]))


def test_many_may_wait_for_one_counter_by_name(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001", "A002", "A003")
    hall.called(1)
    for number in ("A002", "A003"):
        write(hall, ticket(number, hall).values(counter_id=hall.counter_ids[1]))
    assert hall.ticket("A003").counter_id == hall.counter_ids[1]


def test_no_ticket_is_called_to_no_counter(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    with pytest.raises(IntegrityError):
        write(hall, ticket("A001", hall).values(state="called", counter_id=None))


def test_no_clerk_holds_two_counters(hall: Hall) -> None:
    hall.open(1)
    clerk = hall.actor("quay1").staff_id
    with pytest.raises(IntegrityError):
        write(hall, update(Counter).where(Counter.id == hall.counter_ids[2]).values(state="open", clerk_id=clerk))


@pytest.mark.parametrize("state", ["open", "paused"])
def test_no_counter_is_open_without_a_clerk(hall: Hall, state: str) -> None:
    with pytest.raises(IntegrityError):
        write(hall, update(Counter).where(Counter.id == hall.counter_ids[1]).values(state=state))


def test_no_number_is_given_twice_on_a_day(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    with hall.look() as look:
        row = look.connection.execute(select(*Ticket.__table__.columns)).one()
    copy = {**row._mapping, "id": row.id + 1, "token": "another"}
    with pytest.raises(IntegrityError):
        write(hall, insert(Ticket).values(copy))
    write(hall, insert(Ticket).values({**copy, "day": row.day + timedelta(days=1)}))
    assert hall.ticket("A001", row.day + timedelta(days=1)).id == row.id + 1


def test_no_ticket_is_in_a_state_that_does_not_exist(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    with pytest.raises(IntegrityError):
        write(hall, ticket("A001", hall).values(state="lost"))


def test_fewer_than_nobody_never_wait(hall: Hall) -> None:
    with pytest.raises(IntegrityError):
        write(hall, update(Field).values(waiting=-1))


def test_a_moment_without_its_zone_is_refused(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    with pytest.raises(StatementError, match="a moment needs its zone"):
        write(hall, ticket("A001", hall).values(due_at=datetime(2026, 11, 23, 9)))


def test_a_moment_told_in_any_zone_comes_back_as_itself_in_utc(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    told = datetime(2026, 11, 23, 0, 30, 15, 123456, tzinfo=HANOI)
    write(hall, ticket("A001", hall).values(due_at=told))
    found = hall.ticket("A001").due_at
    assert found == told
    assert found.utcoffset() == timedelta(0)
    assert (found.day, found.hour, found.microsecond) == (22, 17, 123456)
