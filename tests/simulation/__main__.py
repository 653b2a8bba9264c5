"""Plays thousands of days: `python -m tests.simulation --days 10000 --seed 1`.

Days are played in weeks of five, each in a fresh hall and each with a seed of its own, counted on from `--seed`; every
tenth week is one of hundreds of people a day. What was played is written down, with the program that played it, so that
a run that was ended goes on where it stopped. A week that goes wrong is told with its seed, which plays exactly the
same again.
"""

import argparse
import json
import subprocess
import sys
from collections import Counter as Tally
from pathlib import Path
from typing import Any

from tests.simulation.players import SIZES, Task, play
from tests.simulation.prepared import ENGINES
from tests.simulation.week import DAYS
from tests.support.ending import put_away_when_told

ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    asked = _arguments()
    put_away_when_told()
    kept = asked.kept or ROOT / "var" / "simulation" / f"{asked.engine}-{asked.people}-{asked.seed}.jsonl"
    kept.parent.mkdir(parents=True, exist_ok=True)
    before = [] if asked.afresh else _read(kept)
    tasks = _tasks(asked, {(row["seed"], row["people"]) for row in before if "wrong" not in row})
    print(f"{asked.engine}, seed {asked.seed}: {len(tasks)} weeks to play, {len(before)} played; kept in {kept}")
    rows, wrong, program = list(before), 0, _program()
    with kept.open("a" if before else "w", encoding="utf-8") as file:
        for row in play(tasks, asked.jobs):
            row["program"] = program
            rows.append(row)
            file.write(json.dumps(row) + "\n")
            file.flush()
            wrong += "wrong" in row
            _progress(row, len(rows) - len(before), len(tasks))
    _summary(rows)
    return 1 if wrong else 0


def _arguments() -> Any:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--days", type=int, default=50, help=f"hall-days, in weeks of {DAYS}")
    parser.add_argument("--seed", type=int, default=1, help="of the first week")
    parser.add_argument("--people", choices=["mixed", *SIZES], default="mixed", help="how many come in a day")
    parser.add_argument("--engine", choices=list(ENGINES), default="sqlite")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    parser.add_argument("--kept", type=Path, help="where the weeks that were played are written down")
    parser.add_argument("--afresh", action="store_true", help="begin again at the first week")
    return parser.parse_args()


def _tasks(asked: Any, played: set[tuple[int, str]]) -> list[Task]:
    weeks = -(-asked.days // DAYS)
    every = [Task(asked.seed + at, _people(asked.people, at), asked.engine) for at in range(weeks)]
    return [task for task in every if (task.seed, task.people) not in played]


def _people(asked: str, at: int) -> str:
    return asked if asked != "mixed" else "many" if at % 10 == 9 else "few"


def _read(kept: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in kept.read_text().splitlines()] if kept.exists() else []


def _program() -> str:
    """Return which program plays: its commit, where it lies in a repository."""
    asked = ["git", "describe", "--always", "--dirty"]
    return subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()


def _progress(row: dict[str, Any], done: int, of: int) -> None:
    if "wrong" in row:
        print(f"\n{row['wrong']}\n", flush=True)
    bar = "█" * (30 * done // of)
    end = "\r" if sys.stdout.isatty() and done < of else "\n"
    if end == "\n" and done % 20 and done < of:
        return
    print(f"{bar:<30} {done}/{of} weeks", end=end, flush=True)


def _summary(rows: list[dict[str, Any]]) -> None:
    good = [row for row in rows if "wrong" not in row]
    for people in SIZES:
        days = sum(row["days"] for row in good if row["people"] == people)
        print(f"{days} hall-days of {people} people") if days else None
    programs = Tally(row.get("program") or "unknown" for row in good)
    print("weeks by program: " + ", ".join(f"{program} {weeks}" for program, weeks in programs.items()))
    print(f"{sum(row['requests'] for row in good)} requests, {sum('wrong' in row for row in rows)} violations")
    for name in ("done", "refused", "faults"):
        together = sum((Tally(row[name]) for row in good), Tally())
        print(f"{name}: " + ", ".join(f"{what} {count}" for what, count in together.most_common()))


if __name__ == "__main__":
    raise SystemExit(main())
