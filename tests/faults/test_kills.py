"""Five kills of the many that `python -m tests.faults` makes: each with everybody's notes laid beside the log."""

import secrets
from pathlib import Path

import pytest

from tests.faults.halls import Form
from tests.faults.kills import plan
from tests.faults.play import Result, play

KILLS = 5
# The halls are started twice, on machines that have other things to do.
pytestmark = pytest.mark.timeout(600)


@pytest.fixture
def short(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose name leaves room for a Unix socket's, as one named for its test does not."""
    return tmp_path_factory.mktemp("kills")


def test_nothing_is_lost_or_doubled_when_a_worker_and_the_printer_are_killed(short: Path) -> None:
    kills = plan(KILLS, "1")[Form.SQLITE]
    assert {kill.target for kill in kills} == {"worker", "printer"}
    nothing_wrong(play(Form.SQLITE, kills, "1", short), len(kills))


def test_nothing_is_lost_or_doubled_when_the_master_postgresql_and_redis_are_killed(short: Path) -> None:
    """With a seed that nobody has tried before; a failure tells it."""
    seed = secrets.token_hex(4)
    print(f"the same again: python -m tests.faults --kills {KILLS} --seed {seed}")
    kills = plan(KILLS, seed)[Form.POSTGRESQL]
    assert {kill.target for kill in kills} == {"master", "postgres", "redis"}
    nothing_wrong(play(Form.POSTGRESQL, kills, seed, short), len(kills))


def nothing_wrong(result: Result, kills: int) -> None:
    assert result.wrongs == []
    assert len(result.aftermaths) == kills
    assert result.verified.endswith("all as the events say")
    # A load that pressed nothing, was never interrupted or printed nothing would prove nothing.
    assert result.found.acknowledged > 20
    assert result.slips > 0
