"""Questions known before they are asked: answered with the first, never with what was so before."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import bindparam, event, insert, select, update

from app.domain.ticket import State
from app.services import calling, issuing, views
from app.services.issuing import Order
from app.services.perform import Request, perform
from app.store import driver, print_jobs, tickets
from app.store.foreseen import Habit, Moved
from app.store.kept import Kept
from app.store.models import Holiday, Ticket
from app.store.types import Instant
from app.store.work import Work
from tests.support.hall import MONDAY, Hall

HOLIDAY = Kept(insert(Holiday))
MINE = (Holiday.centre_id == bindparam("centre"), Holiday.name_vi.startswith("ngày"))
NAMES = Kept(select(Holiday.name_vi).where(*MINE).order_by(Holiday.day))
NUMBERED = Kept(select(Ticket.id).where(Ticket.number.in_(bindparam("numbers", expanding=True))))
SINCE = Kept(select(Ticket.id).where(Ticket.joined_at >= bindparam("since", type_=Instant())))


def add(work: Work, day: int, *, later: bool = True) -> None:
    named = {"day": MONDAY.replace(day=day), "name_vi": f"ngày {day}", "name_en": f"day {day}"}
    (work.later if later else work.execute)(HOLIDAY, centre_id=work.centre_id, **named)


def names(work: Work) -> list[str]:
    return [row.name_vi for row in work.all(NAMES, centre=work.centre_id)]


def test_after_something_was_written_it_is_asked_anew(hall: Hall) -> None:
    for later, day in ((True, 1), (False, 2)):
        question = (NAMES, {"centre": hall.centre_id})
        with hall.database.change(hall.centre_id, hall.actor("dieuphoi"), foreseen=[question]) as work:
            before = names(work)
            add(work, day, later=later)
            assert names(work) == [*before, f"ngày {day}"]


def test_what_is_written_elsewhere_changes_nothing_of_an_answer(postgresql_url: str) -> None:
    hall, heard = Hall(postgresql_url), list[str]()
    event.listen(hall.database.engine, "before_cursor_execute", lambda *told: heard.append(told[2]))
    hall.open(1)
    ticket = hall.take("A").id
    questions = [tickets.question(hall.centre_id, ticket), print_jobs.question(ticket)]
    with hall.database.change(hall.centre_id, hall.actor("dieuphoi"), foreseen=questions) as work:
        heard.clear()
        add(work, 1)
        tickets.get(work, ticket)
        work.later(Kept(update(Ticket).where(Ticket.id == bindparam("ticket"))), ticket=ticket, assist=True)
        print_jobs.of_ticket(work, ticket)
        assert heard == [], "nothing was written about what is asked"
        assert tickets.get(work, ticket).assist
    hall.close()


def test_next_asks_with_the_lock_who_is_there_and_who_heads_the_queues(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall, sent, send = Hall(postgresql_url), list[Any](), driver.send
    hall.open(1)
    hall.queue("A001", "A002", "A003")
    counter, clerk = hall.counter_ids[1], hall.actor("quay1")
    monkeypatch.setattr(driver, "send", lambda connection: sent.append(connection) or send(connection))

    def use_case(work: Work) -> dict[str, Any]:
        called = calling.call_next(work, counter, finish=True)
        assert called is not None
        return views.ticket(work, called.ticket, "http://hall")

    for number in ("A001", "A002", "A003"):
        asked = hall.database.rehearse(hall.centre_id, lambda seen: calling.foreseen(seen, counter, finish=True))
        sent.clear()
        told = perform(hall.database, hall.centre_id, Request(clerk, number * 2), use_case, foreseen=asked)
        assert told["number"] == number
        assert told["slip"]["state"] == "queued"
    assert len(sent) == 2, "the lock, and the steps of both with the commit"
    assert hall.differences() == []
    hall.close()


def test_of_a_hall_nobody_has_seen_yet_nothing_is_foreseen(hall: Hall) -> None:
    hall.database.arrangements.forget()
    asked = hall.database.rehearse(hall.centre_id, lambda seen: calling.foreseen(seen, hall.counter_ids[1]))
    assert asked == []


def test_an_id_that_was_asked_for_is_given_once(hall: Hall) -> None:
    hall.open(1)
    order, taken = Order(field="A"), []
    for _ in "ab":
        with hall.database.change(hall.centre_id, hall.actor("Máy lấy số 1"), foreseen=issuing.foreseen()) as work:
            taken += [issuing.give(work, order, address="http://hall", real_now=work.now) for _ in "ab"]
    assert [given.ticket.shown for given in taken] == ["A001", "A002", "A003", "A004"]
    for ids in ([given.ticket.id for given in taken], [given.job_id for given in taken]):
        assert ids == sorted(set(ids)), "in the order in which they came"
    with hall.look() as seen:
        for given in taken:
            assert tickets.get(seen, given.ticket.id) == given.ticket
            job = print_jobs.of_ticket(seen, given.ticket.id)
            assert (job.id if job else None) == given.job_id


@pytest.mark.parametrize(("priority", "messages"), [(False, [6, 6]), (True, [6, 5, 2])])
def test_on_postgresql_a_number_takes_two_messages_and_with_priority_three(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch, priority: bool, messages: list[int]
) -> None:
    hall, sent = Hall(postgresql_url), list[int]()
    hall.open(1)
    kiosk, order = hall.actor("Máy lấy số 1"), Order(field="A", priority=priority)

    def use_case(work: Work) -> dict[str, Any]:
        made = issuing.give(work, order, address="http://hall", real_now=work.now)
        return {"ahead": made.ahead}

    def say(self: driver.Connection, statements: Any, *, commit: bool = False) -> Any:
        sent.append(len(statements))
        return said(self, statements, commit=commit)

    said = driver.Connection.say
    for key in ("first of the day", "reads what the day is", "as ever"):
        sent.clear()
        monkeypatch.setattr(driver.Connection, "say", say)
        numbering = hall.database.rehearse(hall.centre_id, lambda seen: issuing.numbering(seen, order))
        asked = [*issuing.foreseen(), *numbering]
        perform(hall.database, hall.centre_id, Request(kiosk, key), use_case, foreseen=asked)
    assert sent == messages, "the lock, who stands before whoever has priority, and the rest with the commit"
    hall.close()


def look(hall: Hall, habit: Habit) -> list[str]:
    """Look as a screen does; return the names, and ask two things that are no habit."""
    with hall.database.look(hall.centre_id, habit=habit) as seen:
        seen.all(SINCE, since=seen.now)
        seen.all(NUMBERED, numbers=list(range(50)))
        return [row.name_vi for row in seen.all(NAMES, centre=seen.centre_id)]


def test_what_is_asked_each_time_is_answered_as_it_is_now(hall: Hall) -> None:
    habit = Habit()
    for day in range(1, 5):
        hall.act("dieuphoi", add, day)
        hall.wait(seconds=1)
        assert look(hall, habit) == [f"ngày {known}" for known in range(1, day + 1)]


def test_a_moment_and_a_long_list_are_no_habit(hall: Hall) -> None:
    habit = Habit()
    for _ in range(3):
        hall.hand.moment += timedelta(seconds=1)
        look(hall, habit)
    assert [statement for statement, _ in habit.usual] in ([], [NAMES]), "SQLite has nothing to foresee"


def test_on_postgresql_it_is_asked_in_the_message_that_begins(postgresql_url: str) -> None:
    hall, habit = Hall(postgresql_url), Habit()
    for _ in range(2):
        look(hall, habit)
    heard: list[str] = []
    event.listen(hall.database.engine, "before_cursor_execute", lambda *told: heard.append(told[2]))
    with hall.database.look(hall.centre_id, habit=habit) as seen:
        begun_with = heard.copy()
        seen.all(NAMES, centre=seen.centre_id)
    assert any("holidays" in text for text in begun_with)
    assert heard == begun_with
    hall.close()


@pytest.fixture
def habitual(postgresql_url: str) -> Iterator[tuple[Hall, Habit]]:
    """A hall, and what was asked there twice."""
    hall, habit = Hall(postgresql_url), Habit()
    for _ in "ab":
        look(hall, habit)
    yield hall, habit
    hall.close()


def test_looking_at_what_is_looked_at_each_time_is_one_message(
    habitual: tuple[Hall, Habit], monkeypatch: pytest.MonkeyPatch
) -> None:
    (hall, habit), sent, send = habitual, list[Any](), driver.send
    monkeypatch.setattr(driver, "send", lambda connection: sent.append(connection) or send(connection))
    with hall.database.look(hall.centre_id, habit=habit) as seen:
        seen.all(NAMES, centre=seen.centre_id)
        assert seen.connection.connection.dbapi_connection.info.transaction_status.name == "IDLE"
    assert len(sent) == 1


def test_what_nobody_foresaw_is_asked_of_the_same_revision(habitual: tuple[Hall, Habit]) -> None:
    hall, habit = habitual
    with hall.database.look(hall.centre_id, habit=habit) as seen:
        assert tickets.count(seen, State.HELD) == 0
        hall.act("dieuphoi", add, 1)
        assert tickets.count(seen, State.WAITING) == 0, "once begun again it is one snapshot"
        assert seen.all(NAMES, centre=seen.centre_id) == []


@pytest.mark.parametrize("ask", [lambda seen: tickets.count(seen, State.HELD), lambda seen: seen.value(select(1))])
def test_what_nobody_foresaw_is_not_told_of_another_revision(
    habitual: tuple[Hall, Habit], ask: Callable[[Any], Any]
) -> None:
    hall, habit = habitual
    with hall.database.look(hall.centre_id, habit=habit) as seen:
        assert seen.all(NAMES, centre=seen.centre_id) == []
        hall.act("dieuphoi", add, 1)
        with pytest.raises(Moved):
            ask(seen)


def test_a_key_that_was_answered_is_known_with_the_lock(postgresql_url: str) -> None:
    hall = Hall(postgresql_url)
    heard: list[str] = []
    event.listen(hall.database.engine, "before_cursor_execute", lambda *told: heard.append(told[2]))
    request = Request(hall.actor("dieuphoi"), "a key of ours", "fingerprint")
    heard.clear()
    answers = [perform(hall.database, hall.centre_id, request, lambda work: {"revision": work.revision}) for _ in "ab"]
    assert answers[0] == answers[1]
    assert sum("idempotency_keys" in text and text.startswith("SELECT") for text in heard) == 2
    hall.close()
