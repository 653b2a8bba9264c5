"""Who is there, and who has been silent for too long."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app.clock import Clock
from app.domain.errors import CounterClosed, NotYourCounter, UnknownCounter
from app.services import snapshots
from app.services.presence import EVER, Ear, Roll, called_over
from app.services.snapshots import Audience, Scope
from app.services.snapshots.make import World
from app.store import counters
from app.store.models import Counter, Device
from tests.services.acts import close, pause, revision, take_over
from tests.support.hall import Hall

NOON = datetime(2026, 11, 23, 5, tzinfo=UTC)
PRINTER = "Máy in 1"


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


class Listener:
    """A hall's roll, with the seconds after noon in the test's hand."""

    def __init__(self, hall: Hall) -> None:
        self.hall = hall
        self.roll = Roll(hall.database)

    def printer(self, seconds: float, state: str = "ready") -> None:
        device = self.hall.actor(PRINTER).device_id
        assert device is not None
        self.roll.device(self.hall.centre_id, device, {"state": state}, after(seconds))

    def counter(self, seconds: float, number: int = 1, *, by: str = "quay1") -> None:
        staff = self.hall.actor(by).staff_id
        self.roll.counter(self.hall.centre_id, self.hall.counter_ids[number], staff, after(seconds))

    def supervisor(self, seconds: float, *, listening_since: datetime = EVER, clock: Clock | None = None) -> Any:
        """Return what the supervisor sees so many seconds after noon."""
        told = World(1.0, False, "ready", after(seconds), listening_since, clock or self.hall.clock)
        with self.hall.look() as look:
            return snapshots.make(look, Scope(Audience.SUPERVISOR), told)

    def device(self, seconds: float, **said: Any) -> tuple[str, str | None]:
        """Return how the printer stands with the supervisor: its state and since when it is lost."""
        row = next(row for row in self.supervisor(seconds, **said)["devices"] if row["name"] == PRINTER)
        return row["state"], row["since"]

    def silent_since(self, seconds: float, number: int = 1) -> str | None:
        told: str | None = self.supervisor(seconds)["counters"][number - 1]["silent_since"]
        return told


@pytest.fixture
def listener(hall: Hall) -> Listener:
    return Listener(hall)


def seen(hall: Hall) -> float | None:
    """Return when the printer was last written down, in seconds after noon."""
    with hall.look() as look:
        moment = look.connection.execute(select(Device.seen_at).where(Device.name == PRINTER)).scalar_one()
    return float((moment - NOON).total_seconds()) if moment else None


def test_the_first_word_of_a_device_is_written_down_at_once(listener: Listener) -> None:
    listener.printer(0)
    assert seen(listener.hall) == 0


def test_a_change_is_written_down_at_once(listener: Listener) -> None:
    listener.printer(0)
    listener.printer(1, "paper_out")
    assert seen(listener.hall) == 1
    assert listener.device(2) == ("warning", None)


def test_saying_the_same_again_is_written_down_with_all_the_others_and_to_the_moment(listener: Listener) -> None:
    listener.printer(0)
    listener.printer(5)
    assert seen(listener.hall) == 0
    listener.roll.write()
    assert seen(listener.hall) == 5


def test_a_device_is_lost_fifteen_seconds_after_its_last_word_and_not_before(listener: Listener) -> None:
    listener.printer(0)
    listener.printer(5)
    listener.roll.write()
    assert listener.device(20) == ("ok", None)
    assert listener.device(20.1) == ("lost", "2026-11-23T05:00:05.000Z")
    listener.printer(21)
    assert listener.device(21) == ("ok", None)


def test_what_another_worker_heard_later_is_not_overwritten(listener: Listener) -> None:
    listener.printer(0)
    listener.printer(5)
    other = Listener(listener.hall)
    other.printer(9)
    other.roll.write()
    listener.roll.write()
    assert seen(listener.hall) == 9


def test_what_could_not_be_written_is_written_the_next_time(listener: Listener, monkeypatch: Any) -> None:
    listener.printer(0)
    listener.printer(5)
    with monkeypatch.context() as patch:
        patch.setattr("app.store.devices.heard_again", _fails)
        with pytest.raises(OSError, match="disk"):
            listener.roll.write()
    listener.roll.write()
    assert seen(listener.hall) == 5


def test_a_counter_that_is_just_being_changed_is_not_waited_for(postgresql_url: str) -> None:
    """A change holds one counter and may want the next: whoever waited here would stand in its way."""
    hall = Hall(postgresql_url).open(1, 2)
    listener = Listener(hall)
    for second, number in ((0, 1), (0, 2), (5, 1), (5, 2)):
        listener.counter(second, number, by=f"quay{number}")
    with hall.database.change(hall.centre_id, hall.actor("quay1")) as work:
        counters.set_state(work, hall.counter_ids[1], "paused", hall.actor("quay1").staff_id)
        listener.roll.write()
    assert (listener.silent_since(18, 1), listener.silent_since(18, 2)) == ("2026-11-23T05:00:00.000Z", None)
    listener.roll.write()
    assert listener.silent_since(18, 1) is None
    hall.close()


def _fails(*_: object) -> None:
    raise OSError("disk")


def test_no_heartbeat_is_a_change_of_the_hall(listener: Listener) -> None:
    listener.hall.open(1)
    before = revision(listener.hall)
    for second in range(0, 60, 5):
        listener.printer(second, "ready" if second % 2 else "paper_low")
        listener.counter(second)
        listener.roll.write()
    assert revision(listener.hall) == before


def test_a_server_that_was_away_itself_calls_nobody_lost_for_that(listener: Listener) -> None:
    listener.printer(0)
    assert listener.device(100) == ("lost", "2026-11-23T05:00:00.000Z")
    assert listener.device(100, listening_since=after(90)) == ("ok", None)
    assert listener.device(105.1, listening_since=after(90)) == ("lost", "2026-11-23T05:00:00.000Z")


def test_a_device_that_was_never_there_is_lost_since_no_time(listener: Listener) -> None:
    assert listener.device(0, listening_since=NOON) == ("lost", None)


def test_since_when_is_told_in_the_time_of_the_hall(listener: Listener) -> None:
    listener.printer(0)
    fast = Clock(start=datetime(2026, 11, 23, 2, tzinfo=UTC), origin=after(-10), speed=60)
    assert listener.device(20, clock=fast) == ("lost", "2026-11-23T02:10:00.000Z")


def test_the_page_of_a_counter_that_falls_silent_is_shown(listener: Listener) -> None:
    listener.hall.open(1)
    listener.counter(0)
    assert listener.silent_since(15) is None
    assert listener.silent_since(15.1) == "2026-11-23T05:00:00.000Z"
    listener.counter(16)
    assert listener.silent_since(16) is None


def test_a_counter_whose_page_was_never_heard_is_not_called_silent(listener: Listener) -> None:
    """A program may call at it by the contract alone, and has no page."""
    listener.hall.open(1)
    assert listener.silent_since(1000) is None


def test_a_paused_counter_is_heard_on_and_a_closed_one_is_not_missed(listener: Listener) -> None:
    listener.hall.open(1)
    listener.counter(0)
    pause(listener.hall, 1)
    assert listener.silent_since(20) == "2026-11-23T05:00:00.000Z"
    close(listener.hall, 1)
    assert listener.silent_since(20) is None
    listener.hall.open(1)
    assert listener.silent_since(40) is None, "what was heard yesterday says nothing of today"


def test_who_takes_a_counter_over_is_heard_by_their_own_page(listener: Listener) -> None:
    listener.hall.open(1)
    listener.counter(0)
    take_over(listener.hall, 1, "quay2")
    assert listener.silent_since(100) is None
    with pytest.raises(NotYourCounter):
        listener.counter(101)
    listener.counter(102, by="quay2")
    assert listener.silent_since(118) == "2026-11-23T05:01:42.000Z"


def test_a_beat_that_was_still_to_be_written_when_the_counter_closed_is_dropped(listener: Listener) -> None:
    listener.hall.open(1)
    listener.counter(0)
    listener.counter(5)
    close(listener.hall, 1)
    listener.roll.write()
    with listener.hall.look() as look:
        assert look.connection.execute(select(Counter.heard_at).where(Counter.number == 1)).scalar_one() is None


def test_a_closed_counter_and_an_unknown_one_have_no_pulse(listener: Listener) -> None:
    with pytest.raises(CounterClosed):
        listener.counter(0)
    with pytest.raises(UnknownCounter):
        listener.roll.counter(listener.hall.centre_id, 999, 1, NOON)


def test_an_unknown_device_is_nothing(listener: Listener) -> None:
    listener.roll.device(listener.hall.centre_id, 999, {}, NOON)
    listener.roll.write()


def test_the_roll_call_names_who_is_there_and_how(listener: Listener) -> None:
    hall = listener.hall.open(1)
    listener.printer(0, "paper_low")
    listener.counter(3)
    printer, counter = hall.actor(PRINTER).device_id, hall.counter_ids[1]

    def there(seconds: float, since: datetime = EVER) -> set[tuple[str, int | None, str]]:
        with hall.database.read() as connection:
            return set(called_over(connection, [hall.centre_id], Ear(after(seconds), since))[hall.centre_id])

    both = {("printer", printer, "paper_low None"), ("counter", counter, "")}
    assert there(15) == both
    assert there(16) == both - {("printer", printer, "paper_low None")}
    assert there(19) == set()
    assert there(19, since=after(10)) == both
