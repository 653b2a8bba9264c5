"""Where finished slips lie: PNG files named by the moment they were cut, the newest 200 of them."""

from __future__ import annotations

import os
import re
import threading
from datetime import datetime, timedelta
from pathlib import Path

from PIL import Image

NAME = re.compile(r"\d{8}-\d{6}-\d{6}\.png")


class Shelf:
    """One folder. Files it did not name itself are left alone."""

    def __init__(self, folder: Path, keep: int = 200) -> None:
        self._folder = folder
        self._keep = keep
        self._lock = threading.Lock()
        self._last = datetime.min
        folder.mkdir(parents=True, exist_ok=True)
        for left_over in folder.glob(".*.png.part"):
            left_over.unlink(missing_ok=True)  # of a run that lost its power while writing

    def slips(self) -> list[Path]:
        """Oldest first."""
        return sorted(path for path in self._folder.iterdir() if NAME.fullmatch(path.name))

    def put(self, slip: Image.Image) -> Path:
        """Save one slip; who looks into the folder sees it whole or not at all. Raises OSError."""
        with self._lock:
            # Two slips in one microsecond, or a clock put back, must not overwrite nor change the order.
            self._last = max(datetime.now(), self._last + timedelta(microseconds=1))
            path = self._folder / self._last.strftime("%Y%m%d-%H%M%S-%f.png")
            part = path.with_name(f".{path.name}.part")
            slip.save(part, format="PNG")
            os.replace(part, path)
            for old in self.slips()[: -self._keep]:
                old.unlink(missing_ok=True)
            return path
