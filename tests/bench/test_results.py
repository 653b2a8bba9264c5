"""Figures are kept by name, and stand beside what they have to be."""

import json
import subprocess
from pathlib import Path

from bench.goals import GOALS
from bench.results import Results
from tests.support.server import ROOT


def test_a_figure_is_said_with_its_goal_and_whether_that_holds() -> None:
    results = Results()
    results.put("country.share", 0.45)
    results.put("next.growth.100000", 1.31)
    results.put("anything.else", 7)
    said = {line.split()[0]: line for line in results.table().splitlines()}
    assert said["country.share"].endswith("≥ 0.4: holds")
    assert said["next.growth.100000"].endswith("≤ 1.2: MISSED")
    assert "anything.else" not in said


def test_what_is_measured_again_replaces_what_it_was_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    Results({"a": 1.0, "b": 2.0}).keep(path)
    Results({"b": 3.0}).keep(path)
    kept = json.loads(path.read_text())
    assert kept["figures"] == {"a": 1.0, "b": 3.0}
    assert kept["machine"]["processors"] >= 1


def test_every_goal_is_of_a_figure_that_the_readme_explains_and_what_is_kept_are_numbers() -> None:
    told = (ROOT / "bench" / "README.md").read_text(encoding="utf-8")
    assert [name for name in GOALS if f"`{name}`" not in told] == []
    kept = json.loads((ROOT / "bench" / "results.json").read_text())
    assert all(isinstance(value, int | float) for value in kept["figures"].values())


def test_the_command_says_what_it_measures() -> None:
    done = subprocess.run([ROOT / "bench" / "run", "--help"], capture_output=True, text=True, timeout=100, check=False)
    assert done.returncode == 0, done.stderr
    assert "country" in done.stdout
