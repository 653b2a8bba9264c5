"""What holds the hall's server back until the database is ready, so that it can load while that happens.

The gate is a locked file: closed as long as `app.supervise.prepare` lives, which holds the lock; open afterwards,
and good to pass when it then says so. Processes that ./run did not start have no gate.
"""

import fcntl
import os
from collections.abc import Callable, Mapping
from pathlib import Path

VARIABLE = "LUOT_GATE"
_READY = b"ready"


class Shut(Exception):
    """The database could not be made ready."""


def gate_path(var_dir: Path) -> Path:
    """The gate of a var folder's ./run."""
    return var_dir / "gate.lock"


def close(path: Path) -> int:
    """Make a closed gate; it opens when the returned handle, and every copy of it, is closed."""
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    fcntl.flock(handle, fcntl.LOCK_EX)
    return handle


def allow(handle: int) -> None:
    """Say that whoever waits may pass."""
    os.write(handle, _READY)


def passable(path: Path) -> bool:
    """Whether the gate was opened for good."""
    return path.exists() and path.read_bytes() == _READY


def wait(pause: Callable[[], object], environ: Mapping[str, str] = os.environ) -> None:
    """Call `pause` until the gate opens. Raises Shut when nothing good is behind it."""
    if not environ.get(VARIABLE):
        return
    path = Path(environ[VARIABLE])
    with path.open("rb") as file:
        while not _opened(file.fileno()):
            pause()
    if not passable(path):
        raise Shut("the database is not ready")


def _opened(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
