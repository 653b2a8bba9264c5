"""Clerks and kiosks all at once on two workers. `python -m tests.load clerks` and `kiosks` do more of the same."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.load import clerks, kiosks
from tests.load.people import two_workers
from tests.support.workers import Workers, busy_seconds

pytestmark = pytest.mark.timeout(300)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Workers]:
    with two_workers(tmp_path) as found:
        before = [busy_seconds(pid) for pid in found.pids()]
        yield found
        worked = [busy_seconds(pid) - then for pid, then in zip(found.pids(), before, strict=True)]
        assert min(worked) > 0.1, f"one worker did it all: {worked}"
        assert found.hall.differences() == []


def test_eight_clerks_pressing_next_together_call_everybody_once_and_in_their_order(server: Workers) -> None:
    result = clerks.press_together(server, rounds=2, each=100)
    assert result == clerks.Result(tickets=200, twice=0, skipped=0, passed=0)


@pytest.mark.parametrize("twice", [False, True], ids=["once", "each request twice at the same moment"])
def test_sixteen_kiosks_give_every_number_once(server: Workers, twice: bool) -> None:
    result = kiosks.give_together(server, 320, twice=twice)
    assert result == kiosks.Result(tickets=320, duplicates=0, gaps=0, differing=0)
