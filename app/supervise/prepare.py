"""`python -m app.supervise.prepare GATE PARENT`: the database made ready, while the server is still loading."""

import os
import signal
import sys

from app import firststart
from app.store import migrate
from app.supervise import gate


def main(handle: int, parent: int) -> int:
    """Migrate and fill the database, then open the gate; a failure (already told) ends the whole hall."""
    failed = migrate.main() or firststart.main()
    if not failed:
        gate.allow(handle)
    elif os.getppid() == parent:
        # Whoever adopts an orphan is not ours to end.
        os.kill(parent, signal.SIGTERM)
    return failed


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
