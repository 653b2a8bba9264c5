"""How much a worker holds, asked by a signal. The machine counts memory in pages and gives none back for long; whether
something is kept for each ticket shows sooner in the blocks that Python has given out.
"""

import gc
import json
import os
import signal
import sys
from collections import Counter
from pathlib import Path

from tests.support.waiting import until

Held = dict[str, int]
# Under no name: all blocks. Under the others: the objects of that kind.
ALL = ""
LOOKS = 8


def tell(*_: object) -> None:
    """In the worker: write down what is held."""
    gc.collect()
    kinds = Counter(f"{type(thing).__module__}.{type(thing).__qualname__}" for thing in gc.get_objects())
    path = _path(os.getpid())
    draft = path.with_suffix(".draft")
    draft.write_text(json.dumps({ALL: sys.getallocatedblocks(), **kinds}))
    draft.replace(path)


def held(pid: int) -> Held:
    """Return what a worker holds when it does least: what is under way, such as a ping to a screen, is not kept."""
    return min((_asked(pid) for _ in range(LOOKS)), key=lambda found: found[ALL])


def _asked(pid: int) -> Held:
    path = _path(pid)
    path.unlink(missing_ok=True)
    os.kill(pid, signal.SIGUSR2)
    until(path.exists, "the worker says what it holds", 120)
    found: Held = json.loads(path.read_text())
    path.unlink()
    return found


def _path(pid: int) -> Path:
    return Path(f"/dev/shm/luot-held-{pid}.json")
