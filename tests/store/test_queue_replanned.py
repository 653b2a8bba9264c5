"""PostgreSQL does not plan the search for who is next again at each press, however many days lie behind."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection

from app.store import queue
from tests.support.hall import Hall
from tests.support.past_turns import remember

pytestmark = pytest.mark.tampers

# The driver prepares a statement at its sixth use, and PostgreSQL plans the first five of those for their values.
OFTEN = 20


@pytest.fixture
def old_hall(postgresql_url: str) -> Iterator[Hall]:
    """A hall in which very few of all tickets wait."""
    hall = Hall(postgresql_url)
    hall.open(1)
    hall.queue("A001", "A002")
    remember(hall, 5_000)
    with hall.database.write() as connection:
        connection.exec_driver_sql("ANALYZE")
    yield hall
    hall.close()


def test_who_is_next_who_is_last_and_who_stands_before_whom_are_planned_once(old_hall: Hall) -> None:
    ticket, counter = old_hall.ticket("A002"), old_hall.counter_ids[1]
    here = {"centre": old_hall.centre_id, "counter": counter}
    with old_hall.look() as look:
        for _ in range(OFTEN):
            look.all(queue.probe_with_slips(2), **here, field_0=ticket.field_id, field_1=ticket.field_id)
            queue.rear(look, ticket.field_id)
            queue.ahead(look, ticket)
        planned = kept_plans(look.connection, "ORDER BY tickets.counter_id", "count(*)")
    assert all(planned), planned
    assert len(planned) == 3


def kept_plans(connection: Connection, *parts: str) -> list[int]:
    """Return how often each prepared statement with one of these parts was run by a plan that was kept."""
    query = "SELECT statement, generic_plans FROM pg_prepared_statements"
    return [row[1] for row in connection.exec_driver_sql(query) if any(part in row[0] for part in parts)]
