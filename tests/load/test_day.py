"""A worker keeps nothing of those who have left. `python -m tests.load day` lets sixteen thousand through it."""

from pathlib import Path

import pytest

from tests.load import day
from tests.support.workers import serving

SHARES, EACH = 4, 400
# A single word kept for each ticket is one block. What is learned late is some two hundred in all: many people come.
KEPT = 0.5


@pytest.mark.timeout(600)
def test_a_worker_keeps_nothing_of_those_who_have_left(tmp_path: Path) -> None:
    """What is learned once is there after the first two of them; from then on nothing may be kept for each."""
    with serving(tmp_path / "var", config=day.CONFIG) as server:
        memory = day.live_through(server, SHARES * EACH, shares=SHARES)
        assert memory.kept < KEPT, str(memory)
        assert memory.growth <= day.GROWTH, str(memory)
        assert server.hall.differences() == []
        assert server.faults() == []
