"""When a worker looks for garbage: in a quiet second.

Python frees by itself what nobody holds any more, except for what holds itself in a circle; that it looks for now and
then among everything there is, and nobody is answered meanwhile. Among the screens of a country that takes more than
half a second, and Python's own rule comes to it just when most is going on. So a worker does it when nobody wants
anything of it, if there may be anything to find.
"""

import gc
import time
from collections.abc import Callable

# Who has used less of a processor than this is quiet: a country's screens that only tell that they are there use some.
QUIET = 0.15
LOOK_SECONDS = 1.0
# After so many objects more than were freed Python looks among the newest; after so many such looks at what these have
# left; and at everything only after so many of those, which comes after hours without a quiet second.
THRESHOLDS = (10_000, 20, 500)


def begin() -> None:
    """Leave out from now on what is there at the start and will stay."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)


def keep(pause: Callable[[float], None]) -> None:
    """Look for garbage in quiet seconds until the process ends; `pause` lets others go on for so many seconds."""
    while True:
        used = time.process_time()
        pause(LOOK_SECONDS)
        tidy_if_quiet((time.process_time() - used) / LOOK_SECONDS)


def tidy_if_quiet(used: float) -> bool:
    """Look for garbage if the process has used little of a processor and has looked at more than the newest since; tell
    whether it did.
    """
    quiet = used < QUIET and gc.get_count()[2] > 0
    if quiet:
        gc.collect()
    return quiet
