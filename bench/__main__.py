"""Measures the hall beside the bare stack it is made of: `./bench`, or `python -m bench NAME …`."""

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench import changes
from bench.results import Results
from tests.support.ending import put_away_when_told

Measure = Callable[[Results, Path, bool], None]


def sqlite(results: Results, folder: Path, short: bool) -> None:
    changes.measure(results, folder, "sqlite", changes.SHORT if short else changes.FULL)


MEASURES: dict[str, Measure] = {"sqlite": sqlite}


def main() -> None:
    """Measure what is asked for, print it, and keep it in results.json."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*MEASURES, []], help="default: all")
    parser.add_argument("--short", action="store_true", help="a tenth of the time; nothing is kept")
    asked = parser.parse_args()
    put_away_when_told()
    results = Results()
    for name in asked.names or MEASURES:
        with tempfile.TemporaryDirectory(prefix="luot-bench-") as folder:
            MEASURES[name](results, Path(folder), asked.short)
    if not asked.short:
        results.keep()


if __name__ == "__main__":
    main()
