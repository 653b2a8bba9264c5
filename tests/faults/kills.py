"""Which process is killed when, and what is measured after each: until the hall answers, until every screen is current.

A seed decides targets, moments and everybody's choices. It cannot decide how the machine interleaves real processes,
so a seed plays the same day again, not the same microseconds.
"""

import os
import random
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.faults.audit import Auditor
from tests.faults.ground import Kept
from tests.faults.halls import FaultyHall, Form
from tests.faults.screens import Screen
from tests.support.waiting import until

BACK_SECONDS = 60.0
SLIP_SECONDS = 10.0
# The most telling first: few kills still cover most of what can die.
ORDER = (
    (Form.POSTGRESQL, "postgres"),
    (Form.SQLITE, "worker"),
    (Form.POSTGRESQL, "master"),
    (Form.SQLITE, "printer"),
    (Form.POSTGRESQL, "redis"),
    (Form.POSTGRESQL, "worker"),
    (Form.SQLITE, "master"),
    (Form.SQLITE, "voice"),
    (Form.POSTGRESQL, "printer"),
    (Form.POSTGRESQL, "voice"),
)


@dataclass(frozen=True)
class Kill:
    """Kill this, after so many seconds of work; `which` of several, as a share of one."""

    target: str
    after: float
    which: float


@dataclass(frozen=True)
class Aftermath:
    """Seconds: until the hall answered; until whatever was killed was there again; from the answer to each screen."""

    form: Form
    target: str
    back: float
    again: float
    screens: list[float] = field(default_factory=list)


def plan(kills: int, seed: str) -> dict[Form, list[Kill]]:
    """Return what is killed in each form, in a shuffled order."""
    die = random.Random(f"{seed}/kills")
    chosen = [ORDER[index % len(ORDER)] for index in range(kills)]
    die.shuffle(chosen)
    return {
        form: [Kill(target, die.uniform(0.3, 2.0), die.random()) for of, target in chosen if of is form]
        for form in Form
    }


def strike(hall: FaultyHall, kill: Kill, auditor: Auditor) -> Aftermath:
    """Let everybody work, kill, wait until all is well again, let everybody rest, and look."""
    hall.loudspeaker.switch_on()
    hall.hours.begin()
    time.sleep(kill.after)
    for screen in hall.screens:
        screen.forget()
    if kill.target == "printer" and kill.which < 0.5:
        _await_a_slip(hall)
    begun = time.monotonic()
    there_again = _kill(hall, kill)
    until(lambda: _healthy(hall), "the hall answers", BACK_SECONDS)
    back = time.monotonic()
    newest = auditor.revision()
    current = [_seconds(screen, newest, back) for screen in hall.screens]
    until(there_again, f"{kill.target} is there again", BACK_SECONDS)
    again = time.monotonic()
    hall.hours.rest()
    auditor.look()
    return Aftermath(hall.form, kill.target, back - begun, again - begun, current)


def _seconds(screen: Screen, revision: int, since: float) -> float:
    shown = until(lambda: screen.current_since(revision), f"{screen.name} shows revision {revision}", BACK_SECONDS)
    return max(float(shown) - since, 0.0)


def _kill(hall: FaultyHall, kill: Kill) -> Callable[[], Any]:
    """Kill; return what tells whether it has come back."""
    target = kill.target
    if target == "redis":
        return _do_without(hall.kept[target])
    if target in hall.kept:
        hall.kept[target].kill()
        return hall.kept[target].answers
    before = _members(hall, target)
    victim = before[int(kill.which * len(before))]
    # Workers outlive their master by a moment, and still answer in it.
    doomed = hall.server.pids_of("-m gunicorn ") if target == "master" else [victim]
    os.kill(victim, signal.SIGKILL)
    until(lambda: not any(map(_lives, doomed)), f"{target} is dead")
    return lambda: len(set(_members(hall, target)) - {victim}) >= len(before)


def _await_a_slip(hall: FaultyHall) -> None:
    """Wait for the worst moment, of a few milliseconds: a slip has come out and the hall does not know it yet."""
    lying, end = len(hall.server.slips()), time.monotonic() + SLIP_SECONDS
    while len(hall.server.slips()) <= lying and time.monotonic() < end:
        time.sleep(0.001)


def _do_without(kept: Kept) -> Callable[[], bool]:
    """Kill what the hall only uses; it is brought back when every screen has been seen to be current without it."""
    kept.take_away()

    def there_again() -> bool:
        kept.bring_back()
        return kept.answers()

    return there_again


def _members(hall: FaultyHall, target: str) -> list[int]:
    """Return the ids of the hall's processes of this kind."""
    if target == "worker":
        return hall.workers()
    if target == "master":
        return hall.server.pids_of("-m gunicorn ")[:1]
    return hall.server.pids_of("-m printer " if target == "printer" else "-m display.voice ")


def _lives(pid: int) -> bool:
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def _healthy(hall: FaultyHall) -> bool:
    """Ask over a line of its own: one that is kept open would still lead to the old server."""
    line = hall.watcher
    answer = line.once("GET", "/healthz", None, None)
    line.hang_up()
    return answer is not None and answer[0] == 200
