"""The command that measures: it knows every measure that is written about, and says so of every other."""

import re
import subprocess
import sys

from bench.__main__ import MEASURES
from tests.support.server import ROOT


def test_every_measure_is_written_about_and_every_one_written_about_is_there() -> None:
    told = (ROOT / "bench" / "README.md").read_text(encoding="utf-8")
    (listed,) = re.findall(r"The measures:\s(.*?)\.\n", told, re.DOTALL)
    assert set(re.findall(r"`(\w+)`", listed)) == set(MEASURES)


def test_a_measure_nobody_knows_is_refused_with_those_there_are() -> None:
    asked = [sys.executable, "-m", "bench", "weather"]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert "weather" in done.stderr
    assert all(name in done.stderr for name in MEASURES)
