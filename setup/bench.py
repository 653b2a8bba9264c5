"""bench/run: installs what the measuring needs, which is what ./test needs, and measures."""

import subprocess
import sys

from setup import environment
from setup.environment import ROOT
from setup.packages import Stop
from setup.test import prepare


def main(arguments: list[str]) -> int:
    """Prepare and measure; `python -m bench` takes the arguments."""
    try:
        environment.ensure_home()
        with environment.one_at_a_time():
            prepare()
    except (Stop, OSError) as reason:
        print(f"bench: {reason}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return subprocess.run([environment.PYTHON, "-m", "bench", *arguments], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
