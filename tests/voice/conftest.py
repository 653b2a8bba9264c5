"""Voices for the tests: one they share, and as many of their own as they like."""

import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.voice.running import Voice


@pytest.fixture(scope="session")
def new_folder() -> Iterator[Callable[[], Path]]:
    with ExitStack() as stack:
        yield lambda: Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="voice-")))


@pytest.fixture(scope="session")
def voice(new_folder: Callable[[], Path]) -> Iterator[Voice]:
    """One voice for every test that leaves it as it was."""
    voice = Voice(new_folder())
    voice.await_state("ready")
    yield voice
    voice.end()


@pytest.fixture
def start(new_folder: Callable[[], Path]) -> Iterator[Callable[..., Voice]]:
    """Start a voice of the test's own; whatever is left of it ends with the test."""
    started: list[Voice] = []

    def begin(*options: str, folder: Path | None = None, **others: Any) -> Voice:
        started.append(Voice(folder or new_folder(), *options, **others))
        return started[-1]

    yield begin
    for voice in started:
        if voice.process.poll() is None:
            voice.end(signal.SIGTERM)
