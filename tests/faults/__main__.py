"""`python -m tests.faults --kills 200`: kills, a table, and 1 when anything was lost, doubled or late."""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from tqdm import tqdm

from tests.faults import table
from tests.faults.kills import Aftermath, plan
from tests.faults.play import Result, play
from tests.support.ending import put_away_when_told


def main() -> int:
    """Play both forms of the hall one after the other, and print what came of it."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--kills", type=int, default=20, help="how many processes are killed in all")
    parser.add_argument("--seed", default="1", help="decides targets, moments and everybody's choices")
    parser.add_argument("--keep", action="store_true", help="leave the halls' folders behind")
    asked = parser.parse_args()
    put_away_when_told()
    folder = Path(tempfile.mkdtemp(prefix="luot-faults-"))
    try:
        results = _play(asked.kills, asked.seed, folder)
    finally:
        if asked.keep:
            print(f"left in {folder}")
        else:
            shutil.rmtree(folder, ignore_errors=True)
    late = any(table.is_late(one) for result in results for one in result.aftermaths)
    return int(late or any(result.wrongs for result in results))


def _play(kills: int, seed: str, folder: Path) -> list[Result]:
    with tqdm(total=kills, unit="kill", smoothing=0.1) as bar:

        def tell(aftermath: Aftermath) -> None:
            bar.set_postfix_str(f"{aftermath.form} {aftermath.target}, back in {aftermath.back:.1f} s")
            bar.update()

        results: list[Result] = []
        for form, chosen in plan(kills, seed).items():
            if chosen:
                results.append(play(form, chosen, seed, folder, tell=tell))
                # Who interrupts a long run in its second hall has heard of its first.
                tqdm.write("\n".join(table.lines(results)))
        return results


if __name__ == "__main__":
    sys.exit(main())
