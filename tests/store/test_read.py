"""The snapshot of reading: rows are as old as the revision they are labelled with."""

import threading

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from app.domain.errors import UnknownField
from app.store import fields
from app.store.models import Centre, Field, Ticket, TicketEvent
from app.store.work import Hall as Look
from tests.support.hall import Hall


def counted(look: Look) -> tuple[int, int, int]:
    """Return the revision by three roads: as labelled, as stored, as the newest event says."""
    stored = look.connection.execute(select(Centre.revision).where(Centre.id == look.centre_id)).scalar_one()
    newest = look.connection.execute(select(func.max(TicketEvent.revision))).scalar_one()
    return look.revision, stored, newest


def waiting(look: Look) -> tuple[int, int]:
    """Return how many wait as kept, and as counted."""
    kept = look.connection.execute(select(func.sum(Field.waiting))).scalar_one()
    really = look.connection.execute(select(func.count()).where(Ticket.state == "waiting")).scalar_one()
    return int(kept), int(really)


def test_a_look_sees_nothing_of_what_is_committed_meanwhile(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    with hall.look() as look:
        before = counted(look), waiting(look)
        hall.queue("A002")
        assert hall.called(1) == "A001"
        assert (counted(look), waiting(look)) == before
    with hall.look() as later:
        assert later.revision == before[0][0] + 2
        assert waiting(later) == (1, 1)


def test_a_look_is_consistent_however_fast_others_commit(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    done = threading.Event()

    def others() -> None:
        try:
            for count in range(25):
                hall.take("A")
                hall.called(1, finish=count > 0)
        finally:
            done.set()

    writer = threading.Thread(target=others)
    writer.start()
    looks = 0
    while not done.is_set() or looks < 3:
        with hall.look() as look:
            labelled, stored, newest = counted(look)
            kept, really = waiting(look)
        assert labelled == stored == newest
        assert kept == really
        looks += 1
    writer.join(30)
    assert looks > 3


def test_what_only_looks_cannot_write_where_the_database_can_forbid_it(postgresql_url: str) -> None:
    hall = Hall(postgresql_url)
    with pytest.raises(DBAPIError, match="read-only"), hall.look() as look:
        look.connection.exec_driver_sql("UPDATE fields SET waiting = 1")
    hall.close()


def test_what_is_read_for_many_pages_of_one_look_is_read_once_and_in_a_change_as_often_as_it_is_asked(
    hall: Hall,
) -> None:
    """A change may have changed it in between; a look sees one moment, whatever happens meanwhile."""
    hall.open(1, 2)
    with hall.look() as look:
        first = fields.waiting(look)
        hall.queue("A001")
        assert fields.waiting(look) is first
        assert list(first.values()) == [0, 0, 0]
    with hall.look() as later:
        assert list(fields.waiting(later).values()) == [1, 0, 0]
    with hall.database.change(hall.centre_id, hall.actor("dieuphoi")) as work:
        assert list(fields.waiting(work).values()) == [1, 0, 0]
        fields.count(work, fields.named(work, "B").id, +4)
        assert list(fields.waiting(work).values()) == [1, 4, 0]
        fields.count(work, fields.named(work, "B").id, -4)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_what_is_prepared_outlasts_the_looks(hall: Hall) -> None:
    """psycopg forgets all of it when a transaction is taken back, and has PostgreSQL forget it too."""
    counts = "SELECT sum(generic_plans + custom_plans) FROM pg_prepared_statements"
    asked = counts + " WHERE starts_with(statement, 'SELECT centres.revision')"

    def planned() -> int:
        with hall.look() as look:
            return int(look.connection.exec_driver_sql(asked).scalar_one())

    before = planned()
    for _ in range(3):
        with pytest.raises(UnknownField), hall.look() as look:
            fields.named(look, "nowhere")
    assert planned() == before + 4, "the centre, at each look, though it was taken back"
