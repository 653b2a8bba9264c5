"""What is stored is what the events say; whatever is not is found and named."""

import pytest
from sqlalchemy import text

from app.services import verifying
from app.services.verifying import Verified
from tests.services.acts import priority
from tests.support.hall import Hall

pytestmark = pytest.mark.tampers


@pytest.fixture
def busy(hall: Hall) -> Hall:
    """A001 was served at counter 1, A002 did not come, A003 is called to counter 2, A004 and B001 wait."""
    hall.open(1, 2)
    hall.queue("A001", "A002", "A003", "A004", "B001")
    hall.wait(minutes=6)
    assert hall.serve(1) == "A001"
    assert hall.called(1) == "A002"
    hall.wait(minutes=4)
    hall.no_show("A002")
    assert hall.called(2) == "A003"
    return hall


def verify(hall: Hall) -> Verified:
    with hall.look() as look:
        return verifying.verify(look)


def write(hall: Hall, statement: str) -> None:
    """Write into the database as a hand that goes past the services would."""
    with hall.database.write() as connection:
        connection.execute(text(statement))


def test_an_ordinary_day_is_as_its_events_say(busy: Hall) -> None:
    found = verify(busy)
    assert found.differences == []
    assert (found.tickets, found.turns, found.calls) == (5, 2, 3)
    # Five issued, three called, one started and finished, one recorded as absent early, which is a step of its own.
    assert found.events == 5 + 3 + 2 + 2


TAMPERED = {
    "a ticket in another state": ("UPDATE tickets SET state = 'done' WHERE number = 4", "A004 of 2026-11-23"),
    "a ticket in another field": (
        "UPDATE tickets SET field_id = (SELECT field_id FROM tickets WHERE prefix = 'B') WHERE number = 4",
        "A004 of 2026-11-23",
    ),
    "a counter that was another": (
        "UPDATE tickets SET counter_id = (SELECT max(id) FROM counters) WHERE number = 2",
        "A002 of 2026-11-23",
    ),
    "a wait that was longer": ("UPDATE turns SET wait_ms = 1000", "A001 of 2026-11-23 (ticket 1), turn 1 wait_ms"),
    "a turn that is gone": ("DELETE FROM turns WHERE ticket_id = 1", "A001 of 2026-11-23 (ticket 1), ended turns"),
    "a turn that never was": (
        "UPDATE turns SET ticket_id = 4 WHERE ticket_id = 1",
        "A004 of 2026-11-23 (ticket 4), ended turns",
    ),
    "a count of who waits": ("UPDATE fields SET waiting = waiting + 1 WHERE prefix = 'B'", "people waiting in "),
    "a number that was skipped": ("UPDATE number_series SET last = last + 1", "last number A of 2026-11-23"),
    "numbers that were not counted": ("DELETE FROM number_series WHERE prefix = 'B'", "number B 1 of 2026-11-23"),
    "a call to another counter": (
        "UPDATE calls SET counter_id = (SELECT max(id) FROM counters) WHERE ticket_id = 3",
        "A003 of 2026-11-23 (ticket 3), calls",
    ),
    "a call that is read out again": (
        "UPDATE calls SET standing = true WHERE ticket_id = 1",
        "A001 of 2026-11-23 (ticket 1), calls that stand",
    ),
    "a step that is missing": ("DELETE FROM ticket_events WHERE action = 'call' AND ticket_id = 1", "comes from"),
    "a step that was no step": ("UPDATE ticket_events SET action = 'resume' WHERE action = 'finish'", "is possible"),
    "a step that leads elsewhere": ("UPDATE ticket_events SET to_state = 'held' WHERE action = 'start'", "leads to"),
    "a centre that went back": ("UPDATE centres SET revision = 3", "revision of the centre"),
    "a step numbered too early": (
        "UPDATE ticket_events SET revision = 1 WHERE action = 'no_show'",
        "revision of step ",
    ),
    "a counter closed over somebody": (
        "UPDATE counters SET state = 'closed', clerk_id = NULL WHERE number = 2",
        "counter 2",
    ),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_what_was_written_past_the_events_is_found(busy: Hall, what: str) -> None:
    statement, subject = TAMPERED[what]
    write(busy, statement)
    assert any(subject in str(difference) for difference in verify(busy).differences)


def test_a_class_of_priority_that_was_forgotten_is_no_difference(busy: Hall) -> None:
    priority(busy, "A004", "elderly")
    write(busy, "UPDATE tickets SET priority_class_id = NULL")
    assert verify(busy).differences == []


def test_many_tickets_are_read_in_several_goes(busy: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifying, "CHUNK", 2)
    found = verify(busy)
    assert (found.tickets, found.differences) == (5, [])


def test_nothing_is_changed_and_a_press_meanwhile_is_not_half_seen(busy: Hall) -> None:
    with busy.look() as look:
        before = look.revision
        busy.start("A003")
        busy.queue("B002")
        found = verifying.verify(look)
    assert (found.tickets, found.differences) == (5, [])
    with busy.look() as after:
        assert after.revision == before + 2
    assert verify(busy).tickets == 6
