"""The child: the only process that loads pyttsx3 and espeak-ng. Text in on stdin, WAV out on stdout.

Each line in is JSON `{"language", "text"}`. Each answer is one line of JSON, `{"bytes": n}` followed by n
bytes of WAV, or `{"error": "…"}`. The first line out says what became of the engine: `{"state": "ready"}` or
`{"state": "absent", "detail"}`.

It trusts pyttsx3 with little, for reasons read in its espeak driver (2.99). Beginning to run stops whatever
espeak's thread is doing, be it our own change of rate, and then cancels the new sentence (2 to 20 of 600 came
out empty), so we let the thread settle first. Running never returns when the file cannot be written, so the
file is in memory. A voice that cannot be set is only notified and the former one speaks on, so the voice is
read back. It prints, so stdout is moved away. What hangs even so is ended from outside.
"""

import argparse
import json
import os
import queue
import signal
import sys
import threading
import time
from collections.abc import Callable
from typing import Any, BinaryIO

WARM_UP = {"vi": "một", "en": "one"}


class NoSpeech(Exception):
    """The engine took the sentence and made nothing of it, or speaks with another voice than asked."""


class Synthesiser:
    """espeak-ng behind pyttsx3, one voice for each language. Raises what pyttsx3 does when there is none."""

    def __init__(self, voices: dict[str, str], rate: int) -> None:
        # Here, because importing the driver fails on a machine without espeak-ng.
        import pyttsx3
        from pyttsx3.drivers import _espeak

        self._voices = voices
        self._rate = rate
        self._errors: list[str] = []
        self._playing: Callable[[], int] = _espeak.IsPlaying
        self._engine = pyttsx3.init("espeak")
        self._engine.connect("error", lambda name, exception: self._errors.append(str(exception)))
        self._run()  # a new engine only queues what it is told until it has run once
        for language in voices:
            self.wav(language, WARM_UP[language])

    def wav(self, language: str, text: str) -> bytes:
        """Return the sentence as WAV. Raises NoSpeech; may hang, as espeak-ng may."""
        self._errors.clear()
        memory = os.memfd_create("speech")
        try:
            self._speak_into(f"/proc/self/fd/{memory}", language, text)
            with os.fdopen(memory, "rb", closefd=False) as file:
                return file.read()
        finally:
            os.close(memory)

    def _speak_into(self, path: str, language: str, text: str) -> None:
        voice = self._voices[language]
        self._engine.setProperty("voice", voice)
        self._engine.setProperty("rate", self._rate)
        self._settle()
        self._engine.save_to_file(text, path)
        self._run()
        speaking = self._engine.getProperty("voice")
        if self._errors or speaking != voice:
            raise NoSpeech(f"voice {voice} cannot be used: {'; '.join(self._errors) or f'got {speaking}'}")

    def _run(self) -> None:
        self._settle()
        self._engine.runAndWait()
        self._settle()

    def _settle(self) -> None:
        """Wait until espeak's thread is idle: even a change of rate passes through it."""
        while self._playing():
            time.sleep(0.001)


def main() -> None:
    """Speak line after line until the parent closes stdin."""
    options = _options()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches us too; the parent decides when we end
    answers = _take_stdout()
    asked: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(asked,), daemon=True).start()
    try:
        synthesiser = Synthesiser({"vi": options.vi, "en": options.en}, options.rate)
    except Exception as error:
        _answer(answers, {"state": "absent", "detail": str(error)})
        return
    _answer(answers, {"state": "ready"})
    while True:
        _serve(synthesiser, json.loads(asked.get()), answers)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m display.voice.synthesiser", description=__doc__)
    parser.add_argument("--vi", required=True, help="id of the Vietnamese voice")
    parser.add_argument("--en", required=True, help="id of the English voice")
    parser.add_argument("--rate", type=int, required=True, help="words a minute")
    return parser.parse_args()


def _take_stdout() -> BinaryIO:
    """Keep stdout for answers alone; what libraries print goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return answers


def _listen(asked: "queue.SimpleQueue[bytes]") -> None:
    """Pass lines on; when the parent is gone, leave at once, even while espeak is stuck in a call."""
    for line in sys.stdin.buffer:
        asked.put(line)
    os._exit(0)


def _serve(synthesiser: Synthesiser, asked: dict[str, str], answers: BinaryIO) -> None:
    try:
        wav = synthesiser.wav(asked["language"], asked["text"])
    except Exception as error:
        _answer(answers, {"error": f"{type(error).__name__}: {error}"})
    else:
        _answer(answers, {"bytes": len(wav)}, wav)


def _answer(answers: BinaryIO, head: dict[str, Any], wav: bytes = b"") -> None:
    answers.write(json.dumps(head).encode() + b"\n" + wav)
    answers.flush()


if __name__ == "__main__":
    main()
