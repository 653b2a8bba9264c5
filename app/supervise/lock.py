"""One hall for each var folder: a lock that the system lets go of when its holder dies, however it dies."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

NAME = "run.lock"


class AlreadyRunning(Exception):
    """Another ./run has this folder; the message says which."""


@dataclass(frozen=True)
class Claim:
    """The folder is ours. `abandoned`: whoever had it before was killed, or the power was cut."""

    abandoned: bool


@contextmanager
def claimed(var_dir: Path, url: str) -> Iterator[Claim]:
    """Hold the folder while the block runs. Raises AlreadyRunning."""
    with open(os.open(var_dir / NAME, os.O_RDWR | os.O_CREAT, 0o600), "r+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning(_who(file.read(), var_dir)) from None
        claim = Claim(abandoned=bool(file.read()))
        _rewrite(file.fileno(), json.dumps({"pid": os.getpid(), "url": url}))
        yield claim
        _rewrite(file.fileno(), "")


def _rewrite(handle: int, text: str) -> None:
    os.ftruncate(handle, 0)
    os.pwrite(handle, text.encode(), 0)


def _who(text: str, var_dir: Path) -> str:
    try:
        holder = json.loads(text)
        who = f"process {holder['pid']}, at {holder['url']}"
    except (ValueError, KeyError, TypeError):
        who = "still starting"
    return f"another ./run is running the hall in {var_dir} ({who}); stop it first, or choose another --var"
