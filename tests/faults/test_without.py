"""A hall of two workers whose PostgreSQL or Redis is away for a while."""

import time
from functools import partial

import pytest

from tests.faults.audit import Auditor
from tests.faults.halls import FaultyHall
from tests.faults.presses import Desk, numbers, refusal
from tests.support.waiting import until

# Enough to be at both workers, wherever chance puts each.
MORE_SCREENS = 8
pytestmark = pytest.mark.timeout(300)


def test_without_postgresql_everything_is_refused_by_name_and_comes_back_by_itself(on_postgresql: FaultyHall) -> None:
    desk, postgres = Desk(on_postgresql), on_postgresql.kept["postgres"]
    before = desk.taken("before-it-went-away")
    postgres.take_away()
    assert refusal(desk.take("while-it-is-away")) == (503, "database_gone")
    assert refusal(desk.look()) == (503, "database_gone")
    status, health = desk.health()
    assert (status, health["status"], bool(health["reason"])) == (503, "database_gone", True)
    postgres.bring_back()
    after = desk.taken("while-it-is-away")
    assert int(after["number"][1:]) == int(before["number"][1:]) + 1
    assert desk.taken("before-it-went-away") == before
    _all_current(on_postgresql)
    assert numbers(on_postgresql) == list(range(1, int(after["number"][1:]) + 1))


def test_without_redis_every_screen_at_either_worker_stays_current(on_postgresql: FaultyHall) -> None:
    """A machine without a printer gives the numbers, so that each changes the hall once and at one worker alone."""
    machine, redis = Desk(on_postgresql, "Máy lấy số 2"), on_postgresql.kept["redis"]
    at = next(screen.auth["counter"] for screen in on_postgresql.screens if screen.auth["for"] == "counter")
    for number in range(MORE_SCREENS):
        on_postgresql.screen("dieuphoi", "counter", number, counter=at)
    _all_current(on_postgresql)
    redis.take_away()
    lags = []
    for press in range(5):
        machine.taken(f"without-redis-{press}")
        lags.append(_all_current(on_postgresql))
    until(lambda: _health(machine) == {("gone", "each second")}, "both workers say that Redis is gone", 30)
    redis.bring_back()
    until(redis.answers, "Redis is back")
    until(lambda: _health(machine) == {("works", "at once")}, "both workers say that it is back", 30)
    # By the look that each worker takes once a second; how long that takes is measured by `python -m tests.faults`.
    assert max(lags) < 15


def _health(desk: Desk) -> set[tuple[str, str]]:
    """Return what is said of Redis and the screens, asked so often that both workers are likely to be among them."""
    told = [desk.health() for _ in range(12)]
    assert {status for status, _ in told} == {200}, "the hall goes on"
    return {(health["redis"], health["screens"]) for _, health in told}


def _all_current(hall: FaultyHall) -> float:
    """Wait until every screen shows what the hall is at now; the seconds that took."""
    begun, newest = time.monotonic(), Auditor(hall).revision()
    for screen in hall.screens:
        until(partial(screen.current_since, newest), f"{screen.name} is current", 30)
    return time.monotonic() - begun
