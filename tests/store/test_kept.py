"""Statements made once: what SQLAlchemy would give, on the driver."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import bindparam, event, func, insert, select, text, update
from sqlalchemy.exc import IntegrityError, OperationalError

from app.domain.errors import DatabaseGone
from app.domain.ticket import State
from app.store.kept import LISTED, Kept
from app.store.models import Centre, Holiday, Ticket, TicketEvent
from app.store.work import Hall as Look
from app.store.work import Work
from tests.support.hall import MONDAY, Hall

ONE = Kept(select(Ticket.id, Ticket.state, Ticket.joined_at, Ticket.priority).where(Ticket.id == bindparam("id")))
NUMBERED = Kept(
    select(Ticket.number)
    .where(Ticket.number.in_(bindparam("numbers", expanding=True)), Ticket.state.in_((State.WAITING, State.CALLED)))
    .order_by(Ticket.number)
)
LAST = Kept(select(*TicketEvent.__table__.columns).order_by(TicketEvent.id.desc()).limit(1))
HOLIDAY = Kept(insert(Holiday))
NAME = Kept(update(Holiday).where(Holiday.day == bindparam("which")))
OF_NOVEMBER = select(Holiday.name_vi, Holiday.name_en).where(Holiday.day <= MONDAY).order_by(Holiday.day)
MOMENT = datetime(2026, 11, 23, 2, 0, 1, 250, UTC)


@pytest.fixture
def postgresql_hall(postgresql_url: str) -> Iterator[Hall]:
    hall = Hall(postgresql_url)
    yield hall
    hall.close()


def of(number: int) -> dict[str, Any]:
    return {"day": MONDAY.replace(day=number), "name_vi": f"ngày {number}", "name_en": f"day {number}"}


def listen(look: Look) -> list[str]:
    heard: list[str] = []
    event.listen(look.connection.engine, "before_cursor_execute", lambda *told: heard.append(told[2]))
    return heard


def test_a_row_has_the_values_and_the_names_that_sqlalchemy_gives(hall: Hall) -> None:
    hall.open(1)
    hall.hand.moment = MOMENT
    taken = hall.take("A", priority=True)
    with hall.look() as look:
        row = look.one(ONE, id=taken.id)
        assert row is not None
        assert row == look.one(ONE.statement, id=taken.id)
        assert (row.id, row.state, row.joined_at, row.priority) == (taken.id, "waiting", MOMENT, True)
        assert look.one(ONE, id=0) is None
        assert look.all(LAST) == look.all(LAST.statement)


def test_a_list_may_have_any_length(hall: Hall) -> None:
    hall.open(1)
    hall.queue(*(f"A{number:03d}" for number in range(1, LISTED + 4)))
    with hall.look() as look:
        for length in (2, 0, LISTED, LISTED + 2, 1, 2):
            found = look.all(NUMBERED, numbers=list(range(length, 0, -1)))
            assert [row.number for row in found] == list(range(1, length + 1))


def test_values_that_another_call_gives_are_not_mixed_up_with_them(hall: Hall) -> None:
    def write(work: Work) -> list[int]:
        work.execute_each(HOLIDAY, [{"centre_id": work.centre_id, **of(1)}, {"centre_id": work.centre_id, **of(2)}])
        work.execute(HOLIDAY, centre_id=work.centre_id, **of(3))
        first = work.execute(NAME, which=of(1)["day"], name_vi="một")
        both = work.execute(NAME, name_en="three", name_vi="ba", which=of(3)["day"])
        return [first, both, work.execute(NAME, which=of(4)["day"], name_vi="bốn")]

    assert hall.act("dieuphoi", write) == [1, 1, 0]
    with hall.look() as look:
        names = look.all(OF_NOVEMBER)
        assert list(map(tuple, names)) == [("một", "day 1"), ("ngày 2", "day 2"), ("ba", "three")]


def test_whoever_listens_to_statements_hears_these(hall: Hall) -> None:
    with hall.look() as look:
        heard = listen(look)
        look.all(LAST)
        look.all(NUMBERED, numbers=[1])
    assert [line.split()[0] for line in heard] == ["SELECT", "SELECT"]


def test_a_fault_is_sqlalchemys_and_leaves_the_change_undone(hall: Hall) -> None:
    def twice(work: Work) -> None:
        work.execute(HOLIDAY, centre_id=work.centre_id, **of(1))
        work.execute(HOLIDAY, centre_id=work.centre_id, **of(1))

    with pytest.raises(IntegrityError):
        hall.act("dieuphoi", twice)
    with hall.look() as look:
        assert look.revision == 0
        assert look.all(OF_NOVEMBER) == []


def test_a_connection_that_was_lost_is_told_as_that_and_not_used_again(postgresql_hall: Hall) -> None:
    hall = postgresql_hall
    kill = text("SELECT pg_terminate_backend(:pid)")

    def lose(work: Work) -> None:
        pid = work.value(text("SELECT pg_backend_pid()"))
        with hall.database.engine.connect() as other:
            other.execute(kill, {"pid": pid})
        work.all(LAST)

    with pytest.raises(DatabaseGone) as gone:
        hall.act("dieuphoi", lose)
    assert isinstance(gone.value.__cause__, OperationalError)
    assert gone.value.__cause__.connection_invalidated
    hall.open(1)
    assert hall.take("A").shown == "A001"


def test_a_fault_in_the_midst_of_the_rows_is_sqlalchemys_too(sqlite_url: str) -> None:
    hall = Hall(sqlite_url)
    hall.open(1)
    hall.queue("A001", "A002")
    broken = Kept(select(func.breaks_at_two(Ticket.number).label("number")).order_by(Ticket.id))
    with hall.look() as look:
        driver: Any = look.connection.connection.dbapi_connection
        driver.create_function("breaks_at_two", 1, lambda number: 1 // (2 - number))
        with pytest.raises(OperationalError, match="user-defined function"):
            broken.all(look.connection, {})
    hall.close()


def test_one_value_is_asked_for_where_there_is_one(hall: Hall) -> None:
    named = Kept(select(Centre.id).where(Centre.slug == bindparam("slug")))
    with hall.look() as look:
        assert look.value(named, slug="thu") == look.centre_id
        with pytest.raises(ValueError, match="not enough values"):
            look.value(named, slug="ngoai")
