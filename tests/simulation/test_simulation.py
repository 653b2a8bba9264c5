"""A share of the simulated days; thousands of them are `python -m tests.simulation --days 10000`."""

import random
from collections.abc import Callable, Iterator

import pytest

from tests.simulation.prepared import ENGINES
from tests.simulation.sides import Played
from tests.simulation.week import FEW, MANY, Week

Fresh = Callable[[], str]


@pytest.fixture(scope="module", params=list(ENGINES))
def fresh(request: pytest.FixtureRequest) -> Iterator[Fresh]:
    with ENGINES[request.param]() as found:
        yield found


@pytest.fixture(scope="module")
def fresh_file() -> Iterator[Fresh]:
    with ENGINES["sqlite"]() as found:
        yield found


def play(url: str, seed: int, days: int = 2) -> Played:
    return Week(url, seed, FEW).play(days)


@pytest.mark.timeout(300)
def test_days_from_a_fixed_seed_are_as_an_obvious_hall_would_have_them(fresh: Fresh) -> None:
    played = Week(fresh(), 1, FEW).play(3)
    # A week in which nothing was done, refused or gone wrong would prove nothing.
    assert sum(played.done.values()) > 300
    assert {"take", "next", "start", "finish", "transfer", "undo", "hold", "open"} <= set(+played.done)
    assert played.refused["wrong_state"]
    assert {"twice", "late", "machine", "died DEAD", "died UNANSWERED"} <= set(played.faults)


@pytest.mark.timeout(300)
def test_days_nobody_has_played_before_are_too(fresh_file: Fresh) -> None:
    seed = random.SystemRandom().randrange(10**6, 10**9)
    assert Week(fresh_file(), seed, FEW).play(3).days == 3


@pytest.mark.timeout(300)
def test_a_day_of_hundreds_is_too(fresh_file: Fresh) -> None:
    assert Week(fresh_file(), 7, MANY).play(1).done["next"] > 200


@pytest.mark.timeout(300)
def test_the_same_seed_plays_the_same_days(fresh_file: Fresh) -> None:
    first, again, other = (play(fresh_file(), seed, days=1) for seed in (11, 11, 12))
    assert (first.mark, first.requests) == (again.mark, again.requests)
    assert first.mark != other.mark
