"""A worker keeps nothing of those who have left. `python -m tests.load day` lets sixteen thousand through it."""

from pathlib import Path

import pytest

from tests.load import day
from tests.support.workers import serving

SHARES, EACH = 4, 400
# A single word kept for each ticket is one block; with a place remembered for each it was 1.3 and more.
KEPT = 0.5


@pytest.mark.timeout(600)
def test_a_worker_keeps_nothing_of_those_who_have_left(tmp_path: Path) -> None:
    """What is kept for each shows in every share of them, what is learned once in one."""
    with serving(tmp_path / "var", config=day.CONFIG) as server:
        memory = day.live_through(server, SHARES * EACH, shares=SHARES)
        assert memory.kept < KEPT, str(memory)
        assert memory.growth <= day.GROWTH, str(memory)
        assert server.hall.differences() == []
        assert server.faults() == []
