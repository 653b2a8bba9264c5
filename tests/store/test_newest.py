"""The newest slip and call of a ticket, and the last slips of a kiosk, are found in an index, however many others there
are and whether or not the database has counted them.
"""

from typing import Any

import pytest
from sqlalchemy import insert, select

from app.store import calls, print_jobs
from app.store.models import Call, PrintJob
from tests.store.plans import plan
from tests.support.hall import Hall

pytestmark = pytest.mark.tampers

MANY = 5_000


def many(hall: Hall, table: Any) -> None:
    """Have many more rows that are like the only one."""
    with hall.database.write() as connection:
        row = connection.execute(select(*table.__table__.columns)).one()._mapping
        connection.execute(insert(table), [{**row, "id": row["id"] + count} for count in range(1, MANY)])


def test_the_newest_slip_of_a_ticket_and_the_last_of_a_kiosk_are_found_in_an_index(hall: Hall) -> None:
    hall.open(1)
    hall.take("A")
    many(hall, PrintJob)
    kiosk = hall.actor("Máy lấy số 1").device_id
    with hall.look() as look:
        here = {"centre": look.centre_id, "kiosk": kiosk}
        of_ticket = plan(look, print_jobs._OF_TICKET.statement.params(ticket=hall.ticket("A001").id))
        of_kiosk = plan(look, print_jobs._OF_KIOSK.statement.params(**here))
    assert "ix_print_jobs_ticket" in of_ticket
    assert "ix_print_jobs_kiosk" in of_kiosk
    assert "pk_print_jobs" not in of_ticket + of_kiosk, "not back through everybody's"


def test_the_newest_call_of_a_ticket_is_found_in_an_index(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.next(1)
    many(hall, Call)
    with hall.look() as look:
        here = {"centre": look.centre_id, "ticket": hall.ticket("A001").id}
        told = plan(look, calls._NEWEST.statement.params(**here))
    assert "ix_calls_ticket" in told
    assert "pk_calls" not in told
