"""A worker that makes a long report answers everybody else meanwhile."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.store.reports import PORTION
from tests.support import past_turns
from tests.support.hall import Hall

pytestmark = pytest.mark.tampers

ROOT = Path(__file__).resolve().parents[2]
# So many that PostgreSQL too, which counts them by itself, takes longer than an answer does.
PORTIONS = 40


@pytest.mark.parametrize("report", ["waits?by=day&", "turns?"])
def test_while_somebody_reads_a_year_others_are_answered(
    hall: Hall, database_url: str, tmp_path: Path, report: str
) -> None:
    past_turns.remember(hall, PORTIONS * PORTION)
    command = [sys.executable, "-P", "-m", "tests.live.beside_a_report", database_url, str(tmp_path), report]
    done = subprocess.run(command, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=100)
    assert done.returncode == 0, done.stderr
    turns, answers, others = map(int, done.stdout.split())
    assert turns == PORTIONS * PORTION
    # One portion, then somebody else: never the whole report first.
    assert answers >= 1
    assert others >= PORTIONS
