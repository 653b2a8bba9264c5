"""What was measured: figures by name, printed as a table and kept as JSON."""

import json
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

KEPT = Path(__file__).parent / "results.json"


@dataclass
class Results:
    """Figures by name, in the order in which they were measured."""

    figures: dict[str, float] = field(default_factory=dict)

    def put(self, name: str, value: float) -> None:
        """Keep a figure and say it."""
        self.figures[name] = round(value, 3)
        print(f"{name:<44}{value:>12.3f}", flush=True)

    def put_times(self, name: str, took: Sequence[float]) -> None:
        """Keep the middle and the tail of milliseconds."""
        cut = statistics.quantiles(took, n=100, method="inclusive")
        for part, at in (("p50", 49), ("p95", 94), ("p99", 98)):
            self.put(f"{name}.{part}_ms", cut[at])

    def keep(self, path: Path = KEPT) -> None:
        """Write the figures down, over those of the same names and beside the others."""
        known = json.loads(path.read_text())["figures"] if path.exists() else {}
        text = json.dumps({"figures": {**known, **self.figures}}, indent=1, sort_keys=True)
        path.write_text(text + "\n", encoding="utf-8")
