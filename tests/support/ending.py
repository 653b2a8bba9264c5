"""Long runs that are told to end."""

import signal
import sys


def put_away_when_told() -> None:
    """Have SIGTERM leave this process as any exception does: whoever started servers or made folders ends and removes
    them on the way out.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
