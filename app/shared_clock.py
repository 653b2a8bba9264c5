"""The running hall's clock, left where commands beside it find it: `day end` must end the day the hall is in."""

import json
from pathlib import Path

from app.clock import Clock


def write(var_dir: Path, clock: Clock) -> None:
    """Leave a clock that is not the real one for others; a real one leaves nothing."""
    path = _path(var_dir)
    if not clock.environment():
        path.unlink(missing_ok=True)
        return
    draft = path.with_suffix(".new")
    draft.write_text(json.dumps(clock.environment()), encoding="ascii")
    draft.replace(path)


def read(var_dir: Path) -> dict[str, str]:
    """Return the environment of the clock that was left, empty for real time."""
    path = _path(var_dir)
    return dict(json.loads(path.read_text(encoding="ascii"))) if path.exists() else {}


def _path(var_dir: Path) -> Path:
    return var_dir / "clock.json"
