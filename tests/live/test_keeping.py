"""What centres do by themselves: done when it is due, and asked about only where it may be."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from app.domain.errors import DatabaseGone
from app.live import keeping
from app.live.keeping import AT_LEAST_EVERY, Keeper
from app.services import plans
from app.services.staffing import Share
from app.store import counters, fields
from tests.support.hall import ADDRESS, MONDAY, Hall


class Rounds:
    """A worker's keeper, and how much it asks."""

    def __init__(self, hall: Hall) -> None:
        self.hall = hall
        self._keeper = Keeper(hall.database, ADDRESS)
        self._asked = 0
        event.listen(hall.database.engine, "before_cursor_execute", self._heard)

    def _heard(self, _connection: object, _cursor: object, text: str, *_: object) -> None:
        # SQLite is told in words that something begins.
        self._asked += not text.startswith("BEGIN")

    def round(self) -> int:
        """Go round; return how many statements that took."""
        self._asked = 0
        self._keeper.round()
        return self._asked

    def open_counters(self) -> int:
        with self.hall.look() as look:
            return sum(row.state != "closed" for row in counters.every(look))


@pytest.fixture
def rounds(hall: Hall) -> Rounds:
    hall.open(1)
    hall.queue("A001", "A002")
    return Rounds(hall)


def test_a_centre_in_the_middle_of_its_morning_is_asked_nothing(hall: Hall, rounds: Rounds) -> None:
    hall.at("08:30")
    assert rounds.round() > 1
    hall.called(1)
    hall.wait(minutes=2)
    assert rounds.round() == 1, "the one question after all centres"


def test_it_is_looked_at_again_after_some_minutes_whatever_was_foreseen(hall: Hall, rounds: Rounds) -> None:
    hall.at("08:30")
    rounds.round()
    hall.wait(seconds=AT_LEAST_EVERY.total_seconds() / 2 - 1)
    assert rounds.round() == 1
    hall.wait(seconds=AT_LEAST_EVERY.total_seconds() / 2 + 1)
    assert rounds.round() > 1


def test_neighbours_do_not_all_rest_as_long_as_each_other() -> None:
    rests = [keeping._rest(centre_id) for centre_id in range(1_000)]
    assert len(set(rests)) > 50
    assert AT_LEAST_EVERY / 2 <= min(rests) <= max(rests) == AT_LEAST_EVERY


def test_between_two_centres_the_others_have_their_turn(hall: Hall) -> None:
    turns: list[int] = []
    keeper = Keeper(hall.database, ADDRESS, lambda: turns.append(1))
    keeper.round()
    assert turns == [1]


def test_a_day_ends_in_the_first_round_after_its_hour(hall: Hall, rounds: Rounds) -> None:
    with hall.look() as look:
        ends = look.rules.day_ends_at
    hour, minute = map(int, ends.split(":"))
    before = (hour * 60 + minute - 1) % 1440
    hall.at(f"{before // 60:02d}:{before % 60:02d}")
    rounds.round()
    assert rounds.open_counters() == 1
    hall.wait(minutes=1)
    rounds.round()
    assert rounds.open_counters() == 0


def test_what_was_left_over_night_is_ended_right_after_midnight(hall: Hall, rounds: Rounds) -> None:
    hall.at("08:30")
    rounds.round()
    hall.at("00:00", MONDAY + timedelta(days=1))
    rounds.round()
    assert hall.ticket("A001", MONDAY).state == "expired"


def test_a_plan_for_a_later_day_begins_right_after_midnight(hall: Hall, rounds: Rounds) -> None:
    tomorrow = MONDAY + timedelta(days=1)
    hall.act("dieuphoi", plans.plan_fields, hall.counter_ids[1], [Share("H", 0)], tomorrow)
    hall.at("23:59")
    rounds.round()
    hall.at("00:00", tomorrow)
    rounds.round()
    with hall.look() as look:
        serves = {service.field_id for service in counters.services(look, hall.counter_ids[1])}
        assert serves == {fields.named(look, "H").id}


def test_whatever_is_arranged_has_it_looked_at_in_the_next_round(hall: Hall, rounds: Rounds) -> None:
    hall.at("08:30")
    rounds.round()
    hall.open(2)
    assert rounds.round() > 1


def test_a_clock_that_was_set_back_has_it_looked_at_again(hall: Hall, rounds: Rounds) -> None:
    hall.at("09:30")
    rounds.round()
    hall.at("08:30")
    assert rounds.round() > 1


def test_in_the_session_in_which_fields_stop_each_round_looks(hall: Hall, rounds: Rounds) -> None:
    hall.at("15:00")
    assert rounds.round() > 1
    assert rounds.round() > 1


def test_a_fault_in_one_centre_does_not_stop_the_others(
    hall: Hall, rounds: Rounds, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[int] = []

    def keep(_database: object, centre_id: int, *, address: str) -> bool:
        looked_at.append(centre_id)
        raise DatabaseGone()

    monkeypatch.setattr(keeping.days, "keep_days", keep)
    rounds.round()
    rounds.round()
    assert looked_at == [hall.centre_id] * 2
