"""What a change leaves for later: done before the next question, in one message, or undone with the rest."""

from collections.abc import Iterator

import pytest
from sqlalchemy import bindparam, event, func, insert, select
from sqlalchemy.exc import IntegrityError

from app.domain.errors import WrongState
from app.domain.ticket import Action, State
from app.services import serving, steps
from app.store import events, tickets
from app.store.kept import Kept
from app.store.models import Holiday, TicketEvent
from app.store.work import Work
from tests.support.hall import MONDAY, Hall

HOLIDAY = Kept(insert(Holiday))
MINE = (Holiday.centre_id == bindparam("centre"), Holiday.name_vi.startswith("ngày"))
NAMES = Kept(select(Holiday.name_vi).where(*MINE).order_by(Holiday.day))
EVENTS = select(func.count()).select_from(TicketEvent)


@pytest.fixture
def open_hall(hall: Hall) -> Hall:
    return hall.open(1)


@pytest.fixture
def postgresql_hall(postgresql_url: str) -> Iterator[Hall]:
    hall = Hall(postgresql_url)
    yield hall.open(1)
    hall.close()


def add(work: Work, day: int) -> None:
    named = {"day": MONDAY.replace(day=day), "name_vi": f"ngày {day}", "name_en": f"day {day}"}
    work.later(HOLIDAY, centre_id=work.centre_id, **named)


def events_of(hall: Hall) -> int:
    with hall.look() as look:
        return int(look.value(EVENTS))


def test_whoever_asks_finds_what_was_left_for_later(open_hall: Hall) -> None:
    def change(work: Work) -> list[list[str]]:
        found = []
        for day in (1, 2):
            add(work, day)
            found.append([row.name_vi for row in work.all(NAMES, centre=work.centre_id)])
        add(work, 3)
        found.append([row.name_vi for row in work.all(NAMES.statement, centre=work.centre_id)])
        return found

    assert open_hall.act("dieuphoi", change)[-1] == ["ngày 1", "ngày 2", "ngày 3"]


def test_what_nobody_asks_for_is_there_when_the_change_has_ended(open_hall: Hall) -> None:
    open_hall.act("dieuphoi", lambda work: add(work, 1))
    with open_hall.look() as look:
        assert [row.name_vi for row in look.all(NAMES, centre=look.centre_id)] == ["ngày 1"]


def test_a_refusal_takes_what_was_left_for_later_with_it(open_hall: Hall) -> None:
    ticket = open_hall.take("A")
    before = events_of(open_hall)

    def change(work: Work) -> None:
        serving.cancel(work, ticket.id)
        raise WrongState(state="waiting", action="cancel")

    with pytest.raises(WrongState):
        open_hall.act("dieuphoi", change)
    assert events_of(open_hall) == before
    with open_hall.look() as look:
        assert tickets.get(look, ticket.id).state is State.WAITING


def test_a_ticket_that_is_not_as_it_was_read_is_refused_at_the_latest_when_the_change_ends(open_hall: Hall) -> None:
    open_hall.take("A")
    ticket = open_hall.ticket(str(open_hall.called(1)))
    before = events_of(open_hall)

    def twice(work: Work) -> None:
        steps.step(work, ticket, Action.START)
        # As it was read before the first step, which is no longer so.
        steps.step(work, ticket, Action.START)

    with pytest.raises(WrongState):
        open_hall.act("dieuphoi", twice)
    assert events_of(open_hall) == before


def test_what_the_database_refuses_later_undoes_the_change(open_hall: Hall) -> None:
    def twice(work: Work) -> None:
        add(work, 1)
        add(work, 1)
        events.of_ticket(work, 1)

    with pytest.raises(IntegrityError, match="INSERT INTO holidays"):
        open_hall.act("dieuphoi", twice)
    with open_hall.look() as look:
        assert look.all(NAMES, centre=look.centre_id) == []
    # And the next change finds a connection that works.
    assert open_hall.take("A").number == 1


def test_the_steps_of_a_ticket_go_to_postgresql_with_the_next_question(postgresql_hall: Hall) -> None:
    ticket = postgresql_hall.take("A")
    heard: list[str] = []
    event.listen(postgresql_hall.database.engine, "before_cursor_execute", lambda *told: heard.append(told[2]))

    def change(work: Work) -> tuple[list[str], list[str]]:
        row = tickets.get(work, ticket.id)
        heard.clear()
        steps.step(work, row, Action.ASSIST, assist=True)
        waiting = heard.copy()
        assert events.of_ticket(work, ticket.id)[-1].action == Action.ASSIST
        return waiting, [text.split(None, 1)[0] for text in heard]

    early, late = postgresql_hall.act("dieuphoi", change)
    assert not [text for text in early if not text.startswith("SELECT")]
    assert late[-3:] == ["UPDATE", "INSERT", "SELECT"]
