"""The parent's hold on the child: starts it, asks it with a limit, ends it when it hangs, starts it again.

One thread owns an Engine and calls it; others may only read its state and counts, and call `kill`.
"""

import json
import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, Literal

from display.voice.errors import VoiceAbsent, VoiceFailed

log = logging.getLogger(__name__)

State = Literal["ready", "restarting", "absent"]
Child = subprocess.Popen[bytes]

FIRST_PAUSE, LONGEST_PAUSE = 0.2, 5.0
LONGEST_START = 10.0
PATIENCE = 5  # failures in a row after which the engine counts as absent
# What reading from a child that dies, hangs or talks nonsense raises.
BROKEN = (OSError, EOFError, ValueError, KeyError)


class Engine:
    """A speech engine in a child process. Times are in seconds; `limit` is how long one try may take."""

    def __init__(self, voices: Mapping[str, str], rate: int, *, limit: float, look_again: float = 30.0) -> None:
        self.state: State = "restarting"
        self.detail: str | None = None
        self.restarts = 0
        self._limit = limit
        self._look_again = look_again
        self._failures = 0
        self._next_start = time.monotonic()
        self._child: Child | None = None
        self._ended = threading.Event()
        self._environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
        self._command = [sys.executable, "-m", "display.voice.synthesiser", "--rate", str(rate)]
        for language, voice in voices.items():
            self._command += [f"--{language}", voice]

    def tend(self) -> float:
        """Notice a dead child, start one when it is time; return the seconds until the next look is due."""
        if self._child is not None and self._child.poll() is not None:
            self._lose(f"the engine ended by itself (code {self._child.returncode})")
        if self._child is None and time.monotonic() >= self._next_start:
            self._start()
        return 1.0 if self._child else min(1.0, max(0.0, self._next_start - time.monotonic()))

    def synthesise(self, language: str, text: str) -> bytes:
        """Return the engine's WAV, with one more try by a fresh child. Raises VoiceAbsent or VoiceFailed."""
        line = json.dumps({"language": language, "text": text}).encode() + b"\n"
        for _ in range(2):
            child = self._ready()
            try:
                wav = self._ask(child, line)
            except BROKEN as error:
                self._lose(f"the engine gave no answer ({error})")
            else:
                self._failures = 0
                return wav
        raise VoiceFailed("The speech engine failed twice.", detail=self.detail)

    def distrust(self, why: str) -> None:
        """Replace a child that answered with something that is no speech."""
        self._lose(why)

    def kill(self) -> None:
        """End the child now and start none again. May be called from any thread."""
        self._ended.set()
        child = self._child
        if child is not None:
            child.kill()

    def end(self) -> None:
        """Let the child go, by its own will if it still has one."""
        self._ended.set()
        if self._child is not None:
            _dismiss(self._child, patience=1.0)
            self._child = None

    def _ready(self) -> Child:
        """Return a living child, after the pause a lost one has left. Raises VoiceAbsent."""
        while not self._ended.is_set():
            pause = self.tend()
            if self._child is not None:
                return self._child
            if self.state == "absent":
                break
            self._ended.wait(pause)
        raise VoiceAbsent("There is no speech engine.", detail=self.detail)

    def _ask(self, child: Child, line: bytes) -> bytes:
        asked, answers = _pipes(child)
        with _within(self._limit, child):
            asked.write(line)
            asked.flush()
            head = _head(answers)
            if "error" in head:
                raise ValueError(head["error"])
            wav = answers.read(head["bytes"])
        if len(wav) != head["bytes"]:
            raise EOFError("it ended while answering")
        return wav

    def _start(self) -> None:
        try:
            child = self._child = subprocess.Popen(
                self._command, env=self._environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
            with _within(LONGEST_START, child):
                head = _head(_pipes(child)[1])
        except BROKEN as error:
            self._rest(f"the engine did not start ({error})", self._pause())
            return
        if head.get("state") == "ready":
            self.state, self.detail = "ready", None
            log.info("the speech engine is ready (process %d)", child.pid)
        else:
            self._rest(str(head.get("detail")), self._look_again, absent=True)

    def _lose(self, detail: str) -> None:
        self.restarts += 1
        self._rest(detail, self._pause())

    def _pause(self) -> float:
        """Return how long to leave a failing engine alone: twice as long with each failure in a row."""
        return min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(self._failures, 10))

    def _rest(self, detail: str, pause: float, *, absent: bool = False) -> None:
        """End what is left of the child and start none for `pause` seconds."""
        if detail != self.detail or not absent:
            log.warning("%s; trying again in %.1f s", detail, pause)
        if self._child is not None:
            _dismiss(self._child, patience=0.0)
        self._failures += 1
        self._child, self.detail = None, detail
        # An engine that keeps failing is as good as none: callers should hear so at once, not wait for it.
        self.state = "absent" if absent or self._failures > PATIENCE else "restarting"
        self._next_start = time.monotonic() + pause


@contextmanager
def _within(limit: float, child: Child) -> Iterator[None]:
    """Kill the child when the block takes longer; the read it hangs in then meets the end of its pipe."""
    late = threading.Event()

    def end() -> None:
        late.set()
        child.kill()

    timer = threading.Timer(limit, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    except BROKEN as error:
        if late.is_set():
            raise TimeoutError(f"nothing within {limit:g} s") from error
        raise
    finally:
        timer.cancel()


def _pipes(child: Child) -> tuple[IO[bytes], IO[bytes]]:
    if child.stdin is None or child.stdout is None:
        raise ValueError("the child has no pipes")
    return child.stdin, child.stdout


def _head(answers: IO[bytes]) -> dict[str, Any]:
    line = answers.readline()
    if not line:
        raise EOFError("it ended before it answered")
    head = json.loads(line)
    if not isinstance(head, dict):
        raise ValueError("its answer cannot be read")
    return head


def _dismiss(child: Child, *, patience: float) -> None:
    """Close the child's stdin, which it takes as leave to go; kill it if it is there after `patience` s."""
    for pipe in _pipes(child):
        with suppress(OSError):  # the other end is gone already, which is what we are after
            pipe.close()
    try:
        child.wait(patience)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
