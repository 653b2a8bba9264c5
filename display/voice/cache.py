"""Sentences already spoken, kept on disk by their content and bounded; the ones unused for longest go first.

A cache may always be emptied: losing it, or not being able to write it, costs only the time to speak again.
"""

import hashlib
import json
import logging
import os
import threading
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path

from display.voice import sound

log = logging.getLogger(__name__)


def content_key(*content: str | int) -> str:
    """Return the name of a content: everything that decides how it sounds goes in."""
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


class Cache:
    """WAVs by key in a folder of at most `most_bytes` and `most_files`. Safe to use from several threads."""

    def __init__(self, folder: Path, *, most_bytes: int = 500_000_000, most_files: int = 20_000) -> None:
        self._folder = folder
        self._most_bytes = most_bytes
        self._most_files = most_files
        self._lock = threading.Lock()
        self._sizes: OrderedDict[str, int] = OrderedDict()
        self._bytes = 0
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._take_stock()

    def get(self, key: str) -> bytes | None:
        """Return what is kept under `key`, or None. A damaged file counts as none and is removed."""
        with self._lock:
            if key not in self._sizes:
                return None
            self._sizes.move_to_end(key)
        wav = self._read(key)
        if wav is None:
            with self._lock:
                self._forget(key)
        return wav

    def put(self, key: str, wav: bytes) -> None:
        """Keep a sound. A disk that will not take it is logged and otherwise ignored."""
        try:
            self._write(key, wav)
        except OSError as error:
            log.warning("a sentence could not be kept: %s", error)
            return
        with self._lock:
            self._bytes += len(wav) - self._sizes.pop(key, 0)
            self._sizes[key] = len(wav)
            while self._bytes > self._most_bytes or len(self._sizes) > self._most_files:
                self._forget(next(iter(self._sizes)))

    def _take_stock(self) -> None:
        for leftover in self._folder.glob("??/*.part"):
            leftover.unlink(missing_ok=True)
        for _, key, size in sorted(self._found()):
            self._sizes[key] = size
            self._bytes += size

    def _found(self) -> Iterator[tuple[float, str, int]]:
        for path in self._folder.glob("??/*.wav"):
            about = path.stat()
            yield about.st_mtime, path.stem, about.st_size

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.wav"

    def _read(self, key: str) -> bytes | None:
        path = self._path(key)
        try:
            wav = path.read_bytes()
            os.utime(path)  # so that the order of use outlives a restart
        except OSError:
            return None
        return wav if sound.whole(wav) else None

    def _write(self, key: str, wav: bytes) -> None:
        """Write beside, flush, then rename: after a power cut the file is whole or not there."""
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(".part")
        try:
            with beside.open("wb") as file:
                file.write(wav)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)

    def _forget(self, key: str) -> None:
        self._bytes -= self._sizes.pop(key, 0)
        try:
            self._path(key).unlink(missing_ok=True)
        except OSError as error:
            log.warning("a kept sentence could not be removed: %s", error)
