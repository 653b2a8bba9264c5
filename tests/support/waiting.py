"""Waiting for what other threads and processes are about to do: looked for again and again, never slept through."""

import time
from collections.abc import Callable
from typing import Any


def until(found: Callable[[], Any], what: str, seconds: float = 45) -> Any:
    """Return the first thing found that is true. Raises AssertionError, saying what did not happen, when none is."""
    end = time.monotonic() + seconds
    while not (value := found()):
        assert time.monotonic() < end, f"{what}: not within {seconds} s"
        time.sleep(0.05)
    return value
