"""`python -m tests.mutations [NAME …]`: applies each breakage and tells which test finds it; 1 if one survives."""

import argparse
import sys
import time
from collections.abc import Sequence

from tests.mutations import check
from tests.mutations.breakages import BREAKAGES
from tests.mutations.check import NotRun, Verdict
from tests.mutations.tree import Unfit
from tests.support.ending import put_away_when_told


def main(words: Sequence[str] | None = None) -> int:
    """Check the breakages asked for, all without names; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutations", description=__doc__)
    parser.add_argument("name", nargs="*", choices=[[], *BREAKAGES], metavar="NAME")
    parser.add_argument("--limit", type=float, default=check.LIMIT_SECONDS, help="seconds for each")
    parser.add_argument("--list", action="store_true", help="print the names")
    asked = parser.parse_args(words)
    if asked.list:
        print("\n".join(BREAKAGES))
        return 0
    begun = time.monotonic()
    verdicts = [_find(name, asked.limit) for name in asked.name or BREAKAGES]
    found = [verdict for verdict in verdicts if verdict and verdict.test]
    unbroken = _control(found)
    survived = len(verdicts) - len(found)
    print(f"{len(found)} found, {survived} not, in {time.monotonic() - begun:.0f} s")
    return 0 if unbroken and not survived else 1


def _find(name: str, limit: float) -> Verdict | None:
    try:
        verdict = check.find(BREAKAGES[name], limit)
    except (Unfit, NotRun) as reason:
        print(f"{name}: CANNOT BE CHECKED: {reason}", flush=True)
        return None
    told = f"{verdict.test}\n{'':8}{verdict.said}" if verdict.test else "NOT FOUND"
    print(f"{verdict.seconds:5.1f} s  {name}\n{'':8}{told}", flush=True)
    return verdict


def _control(found: Sequence[Verdict]) -> bool:
    """The tests that found something must pass where nothing is broken, or they found something else."""
    if not found:
        return True
    passed, printed = check.pass_unbroken(verdict.test or "" for verdict in found)
    print("the same tests pass where nothing is broken" if passed else f"UNBROKEN, THE SAME TESTS FAIL:\n{printed}")
    return passed


if __name__ == "__main__":
    put_away_when_told()
    sys.exit(main())
