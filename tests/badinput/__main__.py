"""`python -m tests.badinput --examples N --seed S`: asks much more than ./test, on both engines; 1 if anything failed.

The same seed makes the same requests, so what one run has found another finds again.
"""

import argparse
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from tests.badinput.asking import Plan, ask
from tests.support import databases
from tests.support.ending import put_away_when_told
from tests.support.workers import serving

ENGINES = ("sqlite", "postgresql")


def main() -> int:
    """Ask on each engine; print what failed and how long it took."""
    parser = argparse.ArgumentParser(prog="python -m tests.badinput", description=__doc__)
    parser.add_argument("--examples", type=int, default=100, help="how many requests of each kind (default: 100)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", choices=ENGINES, help="only this one")
    asked = parser.parse_args()
    put_away_when_told()
    failed = [run(engine, Plan(asked.examples, asked.seed)) for engine in ENGINES if asked.engine in (None, engine)]
    return int(any(failed))


def run(engine: str, plan: Plan) -> bool:
    """Ask all of it on one engine; tell whether anything failed."""
    begun = time.monotonic()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="luot-bad-")))
        url = ""
        if engine == "postgresql":
            postgres = stack.enter_context(databases.postgres())
            postgres.admin("CREATE DATABASE hall")
            url = postgres.url("hall")
        server = stack.enter_context(serving(folder / "var", url))
        failed = ask(server, plan, folder) + server.faults() + server.hall.differences()
    print("\n".join(failed))
    minutes = (time.monotonic() - begun) / 60
    print(f"{engine}: {'FAILED' if failed else 'nothing found'}, seed {plan.seed}, {minutes:.1f} minutes")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
