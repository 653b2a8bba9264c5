"""A change beside the bare stack, in the short form. The bounds are some two fifths of what a quiet machine gives (see
bench/README.md). Both are measured in turns within the run; beside other tests on two cores a ratio has been seen to
fall to two thirds, and what is lost far beyond that is no noise.
"""

from pathlib import Path

import pytest

from bench import changes
from bench.results import Results


@pytest.mark.timeout(300)
def test_on_sqlite_a_press_costs_no_more_beside_the_bare_stack_than_it_did(tmp_path: Path) -> None:
    results = Results()
    changes.sqlite(results, tmp_path, True)
    assert results.figures["issue.sqlite.16.ratio"] >= 0.25
    assert results.figures["next.sqlite.16.ratio"] >= 0.15


@pytest.mark.timeout(300)
def test_on_postgresql_neither(tmp_path: Path) -> None:
    results = Results()
    changes.postgresql(results, tmp_path, True)
    assert results.figures["issue.postgresql.16.ratio"] >= 0.1
    assert results.figures["next.postgresql.16.ratio"] >= 0.06
