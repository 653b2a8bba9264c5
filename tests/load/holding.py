"""How much a worker holds, asked by a signal. The machine counts memory in pages and gives none back for long; whether
something is kept for each ticket shows sooner in the blocks that Python has given out.
"""

import ctypes
import gc
import json
import os
import signal
import sys
import time
from collections import Counter
from pathlib import Path

from tests.support.waiting import until

Held = dict[str, int]
# Under no name: all blocks. Under the others: the objects of that kind.
ALL = ""
# What the C library holds, in kB: given out, and kept for those who ask next.
USED, SPARE = "C heap used", "C heap spare"
# Looked at over some seconds: what is under way is under way in few of them.
LOOKS, PAUSE_SECONDS = 9, 0.3


def tell(*_: object) -> None:
    """In the worker: write down what is held."""
    gc.collect()
    kinds = Counter(f"{type(thing).__module__}.{type(thing).__qualname__}" for thing in gc.get_objects())
    path = _path(os.getpid())
    draft = path.with_suffix(".draft")
    draft.write_text(json.dumps({ALL: sys.getallocatedblocks(), **heap(), **kinds}))
    draft.replace(path)


def heap() -> Held:
    """Return what this process's C library holds, where it can be asked (glibc since 2.33)."""
    library = ctypes.CDLL(None)
    if not hasattr(library, "mallinfo2"):
        return {}
    library.mallinfo2.restype = _MallInfo
    told = library.mallinfo2()
    return {USED: (told.uordblks + told.hblkhd) // 1024, SPARE: told.fordblks // 1024}


def held(pid: int) -> Held:
    """Return what a worker usually holds: a ping to all screens that is just under way makes it hold more for a moment,
    and one that they are just answering less.
    """
    return sorted((_look(pid) for _ in range(LOOKS)), key=lambda found: found[ALL])[LOOKS // 2]


def _look(pid: int) -> Held:
    time.sleep(PAUSE_SECONDS)
    return _asked(pid)


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


_COUNTS = (
    "arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "uordblks", "fordblks", "keepcost",
)  # fmt: skip


class _MallInfo(ctypes.Structure):
    """struct mallinfo2 of <malloc.h>."""

    _fields_ = [(name, ctypes.c_size_t) for name in _COUNTS]
