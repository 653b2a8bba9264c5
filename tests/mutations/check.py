"""Whether the suite finds a breakage, by which test, how soon, and whether that test passes where nothing is broken."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.mutations import tree
from tests.mutations.patches import Breakage

LIMIT_SECONDS = 60.0
_PASSED, _FAILED = 0, 1
_FOUND = re.compile(r"^(?:FAILED|ERROR) (\S+?::.+?)(?: - (.*))?$", re.MULTILINE)
# What would let a run of pytest inside another take itself for a part of it, or speak to somebody's hall.
_OTHERS = ("PYTEST_", "LUOT_", "DATABASE_URL", "REDIS_URL", "COV_")


class NotRun(Exception):
    """The tests could not be run, which says nothing about the breakage; what pytest printed."""


@dataclass(frozen=True)
class Verdict:
    """What became of a breakage: the test that found it and what it said, or None."""

    breakage: Breakage
    seconds: float
    test: str | None
    said: str = ""


def find(breakage: Breakage, limit: float = LIMIT_SECONDS) -> Verdict:
    """Break a copy and run the tests meant to find it. Raises Unfit, NotRun."""
    with tree.copy() as broken:
        tree.apply(breakage.patches, broken)
        begun = time.monotonic()
        code, printed = _pytest(broken, ["-x", *breakage.tests], limit)
        seconds = time.monotonic() - begun
    if code is None or code == _PASSED:
        return Verdict(breakage, seconds, None)
    found = _FOUND.search(printed)
    if code != _FAILED or found is None:
        raise NotRun(printed)
    return Verdict(breakage, seconds, found[1], found[2] or "")


def pass_unbroken(tests: Iterable[str]) -> tuple[bool, str]:
    """Run these tests in a copy that is not broken; tell whether all pass, and what was printed."""
    with tree.copy() as whole:
        code, printed = _pytest(whole, sorted(set(tests)), 600)
        return code == _PASSED, printed


def _pytest(folder: Path, arguments: Sequence[str], limit: float) -> tuple[int | None, str]:
    """Run pytest in a folder; return its exit code, None when the limit was passed, and what it printed."""
    command = [sys.executable, "-m", "pytest", "-q", "-rfE", "-p", "no:cacheprovider", *arguments]
    env = {name: value for name, value in os.environ.items() if not name.startswith(_OTHERS)} | {"COLUMNS": "300"}
    running = subprocess.Popen(
        command,
        cwd=folder,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        printed, _ = running.communicate(timeout=limit)
        return running.returncode, printed
    except subprocess.TimeoutExpired:
        return None, _ended(running)


def _ended(running: "subprocess.Popen[str]") -> str:
    """Let pytest put away what it started, then end whatever is left of its session."""
    running.send_signal(signal.SIGINT)
    try:
        printed, _ = running.communicate(timeout=30)
    except subprocess.TimeoutExpired:
        os.killpg(running.pid, signal.SIGKILL)
        printed, _ = running.communicate()
    return printed
