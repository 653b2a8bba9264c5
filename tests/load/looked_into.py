"""The hall's own settings of gunicorn, with workers that say how much they hold. Read by gunicorn, not imported."""

import runpy
import signal
from typing import Any

from tests.load import holding

_usual = runpy.run_path("gunicorn.conf.py")
globals().update({name: value for name, value in _usual.items() if not name.startswith("_")})


def post_worker_init(worker: Any) -> None:
    _usual["post_worker_init"](worker)
    signal.signal(signal.SIGUSR2, holding.tell)
