"""The path of the Unix socket: one voice at a time takes it, and may inherit it from one that died."""

import fcntl
import os
import socket
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LONGEST_PATH = 107  # bytes that fit into sockaddr_un on Linux


class SocketTaken(Exception):
    """The path cannot be used for the socket; the message says why."""


@contextmanager
def claimed(path: Path) -> Iterator[None]:
    """Hold `path` for a socket of ours while the block runs; remove the socket after. Raises SocketTaken."""
    if len(os.fsencode(path)) > LONGEST_PATH:
        raise SocketTaken(f"The path of a socket may have {LONGEST_PATH} bytes: {path}")
    path.parent.mkdir(parents=True, exist_ok=True)
    # The lock decides between two that start at the same moment; a process that dies lets go of it.
    with path.with_name(f"{path.name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SocketTaken(f"Another voice already serves {path}") from None
        _remove_stale(path)
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def _remove_stale(path: Path) -> None:
    if not path.exists():
        return
    if not stat.S_ISSOCK(path.stat().st_mode):
        raise SocketTaken(f"There is something else than a socket at {path}")
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        try:
            probe.connect(os.fspath(path))
        except ConnectionRefusedError:
            path.unlink()
        else:
            raise SocketTaken(f"Another program already listens on {path}")
