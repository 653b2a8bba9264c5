"""What was measured: figures by name, said as they come, printed as a table beside their goals, and kept as JSON."""

import json
import os
import platform
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from tqdm import tqdm

from bench.goals import GOALS

KEPT = Path(__file__).parent / "results.json"


@dataclass
class Results:
    """Figures by name, in the order in which they were measured."""

    figures: dict[str, float] = field(default_factory=dict)

    def put(self, name: str, value: float) -> None:
        """Keep a figure and say it."""
        self.figures[name] = round(value, 3)
        tqdm.write(_line(name, value))

    def put_times(self, name: str, took: Sequence[float]) -> None:
        """Keep the middle and the tail of milliseconds."""
        for part, value in times(took).items():
            self.put(f"{name}.{part}_ms", value)

    def table(self) -> str:
        """Return all figures that have a goal, each beside it."""
        return "\n".join(_line(name, self.figures[name]) for name in GOALS if name in self.figures)

    def keep(self, path: Path = KEPT) -> None:
        """Write the figures down, over those of the same names and beside the others."""
        known = json.loads(path.read_text()) if path.exists() else {"figures": {}}
        figures = {**known["figures"], **self.figures}
        machine = {"processors": os.cpu_count(), "python": platform.python_version(), "system": platform.platform()}
        told = {"figures": figures, "machine": machine, "at": datetime.now(UTC).isoformat(timespec="seconds")}
        path.write_text(json.dumps(told, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def times(took: Sequence[float]) -> dict[str, float]:
    """Return the middle and the tail of what something took."""
    cut = statistics.quantiles(took, n=100, method="inclusive")
    return {"p50": cut[49], "p95": cut[94], "p99": cut[98]}


def steps(what: str, over: Iterable[int]) -> Iterable[int]:
    """Go through steps with a bar that shows how far it is."""
    return tqdm(list(over), desc=what, leave=False, disable=None)


def _line(name: str, value: float) -> str:
    goal = GOALS.get(name)
    said = "" if goal is None else f"   {goal}: {'holds' if goal.holds(value) else 'MISSED'}"
    return f"{name:<44}{value:>12.3f}{said}"
