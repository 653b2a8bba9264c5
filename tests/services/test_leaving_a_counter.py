"""A counter is freed or left: what becomes of those who were there and of those who named it."""

from collections.abc import Callable

from app.services import staffing
from tests.services.acts import SUPERVISOR, close, counter, end_day, pause, transfer, waiting
from tests.support.hall import Hall


def test_freeing_a_counter_puts_back_who_was_only_called(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001", "A002")
    hall.called(1)
    hall.act(SUPERVISOR, staffing.release_counter, hall.counter_ids[1])
    assert (hall.ticket("A001").state, counter(hall, 1)["state"]) == ("waiting", "closed")
    assert hall.story("A001")["story"][-1]["text"] == "Trả về hàng chờ, giữ nguyên thứ tự."
    assert waiting(hall) == 2
    assert hall.snapshot("display")["to_speak"] == []
    assert hall.open(2).called(2) == "A001", "the place in line is kept"


def test_freeing_a_counter_finishes_who_was_served_for_the_clerk_who_served(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.called(1)
    hall.start("A001")
    hall.act(SUPERVISOR, staffing.release_counter, hall.counter_ids[1])
    assert hall.ticket("A001").state == "done"
    with hall.look() as look:
        clerk = look.connection.exec_driver_sql("SELECT clerk_id FROM turns").scalar_one()
    assert clerk == hall.actor("quay1").staff_id


def named(hall: Hall) -> int:
    """Return how many tickets name a counter, in whatever state."""
    with hall.look() as look:
        count = look.connection.exec_driver_sql("SELECT count(*) FROM tickets WHERE counter_id IS NOT NULL")
        return int(count.scalar_one())


def test_when_a_counter_is_left_those_who_named_it_wait_for_their_field(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("A001", "A002")
    leave: list[Callable[[], object]] = [
        lambda: pause(hall, 1),
        lambda: close(hall, 1),
        lambda: hall.act(SUPERVISOR, staffing.release_counter, hall.counter_ids[1]),
        lambda: end_day(hall, carry_over=True),
    ]
    for act in leave:
        hall.open(1)
        transfer(hall, "A001", 1)
        transfer(hall, "A002", 1)
        assert named(hall) == 2
        act()
        assert named(hall) == 0
    assert waiting(hall) == 2


def test_however_many_they_are(hall: Hall) -> None:
    hall.open(1, 2)
    for count in range(1, 53):
        hall.take("A")
        transfer(hall, f"A{count:03d}", 1)
    close(hall, 1)
    assert named(hall) == 0
    assert hall.called(2) == "A001"
