"""Where speeches are made: what was spoken before comes from the cache, the rest waits for the one engine.

A single thread owns the engine and works through a bounded queue; callers wait no longer than the deadline.
"""

import logging
import queue
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from typing import Any

from display.voice import sound
from display.voice.cache import Cache, content_key
from display.voice.engine import Engine
from display.voice.errors import VoiceBusy, VoiceFailed, VoiceLate
from display.voice.parts import Part

log = logging.getLogger(__name__)

# Raised whenever display.voice.sound changes how a finished sentence sounds, so that nothing old is served.
MAKE = "pyttsx3 espeak 1"


class Studio:
    """Makes speeches. `deadline` is seconds for one whole answer, `places` how many requests may wait."""

    def __init__(
        self,
        cache: Cache,
        voices: Mapping[str, str],
        *,
        rate: int = 150,
        deadline: float = 5.0,
        places: int = 50,
        look_again: float = 30.0,
    ) -> None:
        # Half the deadline for one try leaves time for a second one by a fresh child.
        self._engine = Engine(voices, rate, limit=deadline / 2, look_again=look_again)
        self._cache = cache
        self._voices = voices
        self._rate = rate
        self._deadline = deadline
        self._jobs: queue.Queue[_Job | None] = queue.Queue(places)
        self._ended = threading.Event()
        self._counts = threading.Lock()
        self._spoken = self._synthesised = 0
        self._worker = threading.Thread(target=self._work, name="studio", daemon=True)

    def start(self) -> None:
        """Start the engine, in the background."""
        self._worker.start()

    def end(self) -> None:
        """End the engine; what is still waiting is not answered."""
        self._ended.set()
        with suppress(queue.Full):
            self._jobs.put_nowait(None)  # wakes an idle worker
        self._worker.join(1.0)
        self._engine.kill()
        self._worker.join()

    def health(self) -> dict[str, Any]:
        """Return the body of GET /health."""
        return {
            "state": self._engine.state,
            "detail": self._engine.detail,
            "spoken": self._spoken,
            "synthesised": self._synthesised,
            "restarts": self._engine.restarts,
        }

    def speech(self, parts: Sequence[Part]) -> bytes:
        """Return the parts as one WAV. Raises VoiceBusy, VoiceLate, VoiceAbsent or VoiceFailed in time."""
        kept = [self._cache.get(self._key(part)) for part in parts]
        wavs = [wav for wav in kept if wav is not None]
        if len(wavs) < len(parts):
            wavs = self._in_turn(parts)
        with self._counts:
            self._spoken += 1
        return sound.join(wavs)

    def _in_turn(self, parts: Sequence[Part]) -> list[bytes]:
        job = _Job(parts)
        try:
            self._jobs.put_nowait(job)
        except queue.Full:
            raise VoiceBusy("Too many speeches are waiting.", waiting=self._jobs.maxsize) from None
        try:
            return job.done.result(self._deadline)
        except TimeoutError:
            if job.done.cancel():
                raise VoiceBusy("The speech was still waiting at its deadline.") from None
            raise VoiceLate("The speech engine passed the deadline.", seconds=self._deadline) from None

    def _work(self) -> None:
        while not self._ended.is_set():
            pause = self._engine.tend()
            try:
                job = self._jobs.get(timeout=pause)
            except queue.Empty:
                continue
            if job is not None:
                job.run(self._sentence)
        self._engine.end()

    def _sentence(self, part: Part) -> bytes:
        """Return one finished sentence; another request may have had it made while this one waited."""
        key = self._key(part)
        wav = self._cache.get(key)
        if wav is None:
            wav = self._made(part)
            self._cache.put(key, wav)
        return wav

    def _made(self, part: Part) -> bytes:
        """Have a sentence made; what is no speech gets one more try, by a fresh engine."""
        for _ in range(2):
            raw = self._engine.synthesise(part.language, part.text)
            try:
                wav = sound.finish(raw, part.text)
            except sound.NotSpeech as error:
                self._engine.distrust(f"the engine spoke wrongly ({error})")
            else:
                with self._counts:
                    self._synthesised += 1
                return wav
        raise VoiceFailed("The speech engine made no speech, twice.", detail=self._engine.detail)

    def _key(self, part: Part) -> str:
        return content_key(MAKE, self._voices[part.language], self._rate, part.text)


class _Job:
    """A request waiting for its turn."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = parts
        self.done: Future[list[bytes]] = Future()

    def run(self, sentence: Callable[[Part], bytes]) -> None:
        """Speak the parts, unless whoever asked has given up meanwhile."""
        if not self.done.set_running_or_notify_cancel():
            return
        try:
            self.done.set_result([sentence(part) for part in self._parts])
        except Exception as error:
            self.done.set_exception(error)
