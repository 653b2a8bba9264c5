"""Measures the hall beside the bare stack it is made of: `bench/run`, or `python -m bench NAME …`."""

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path

from tqdm import tqdm

from bench import calls, changes, country, growth, latency, memory, reports
from bench.results import Results
from tests.support.ending import put_away_when_told

# Each is given where its figures go, an empty folder, and whether it is to be short.
Measure = Callable[[Results, Path, bool], None]
MEASURES: dict[str, Measure] = {
    "sqlite": changes.sqlite,
    "postgresql": changes.postgresql,
    "busy": changes.busy,
    "growth": growth.growth,
    "history": growth.history,
    "calls": calls.calls,
    "memory": memory.memory,
    "pages": latency.pages,
    "reports": reports.reports,
    "country": country.country,
    "city": reports.city,
}


def main() -> None:
    """Measure what is asked for, print it, and keep it in results.json."""
    parser = argparse.ArgumentParser(prog="bench/run", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"default: all of {', '.join(MEASURES)}")
    parser.add_argument("--short", action="store_true", help="a tenth of the time; nothing is kept")
    asked = parser.parse_args()
    if unknown := [name for name in asked.names if name not in MEASURES]:
        parser.error(f"no measure is called {', '.join(unknown)}; there are {', '.join(MEASURES)}")
    put_away_when_told()
    results = Results()
    for name in (bar := tqdm(asked.names or list(MEASURES), unit="measure", disable=None)):
        bar.set_description(name)
        with tempfile.TemporaryDirectory(prefix="luot-bench-") as folder:
            MEASURES[name](results, Path(folder), asked.short)
        if not asked.short:
            # After each: what breaks an hour's run off leaves what was measured before.
            results.keep()
    print(f"\n{results.table()}")


if __name__ == "__main__":
    main()
