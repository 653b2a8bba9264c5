"""./run: makes this folder ready, then becomes the hall (`app.supervise`)."""

import argparse
import os
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

from setup import environment, packages
from setup.packages import Stop

# A time given without an offset is the country's.
VIETNAM = timezone(timedelta(hours=7))
LOCKS = ["requirements.txt"]

ABOUT = """\
Runs a whole hall on this machine: the server, its printers and its voice, kept running until Ctrl-C.
The first start installs what is needed, makes the database and prints the passwords, once.

The environment may say HOST, PORT, DATABASE_URL and REDIS_URL instead; everything else is in config.toml.
"""


def main(arguments: list[str]) -> int:
    """Prepare, then replace this process by the hall. Returns only when something stops it."""
    chosen = _options().parse_args(arguments)
    try:
        environment.ensure_home()
        with environment.one_at_a_time():
            prepare()
    except (Stop, OSError) as reason:
        print(f"run: {reason}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    python = str(environment.PYTHON)
    os.execve(python, [python, "-P", "-m", "app.supervise"], os.environ | _variables(chosen))


def prepare() -> None:
    """Install whatever is missing. Raises Stop for what a hall cannot do without."""
    fresh = not environment.python_ready(LOCKS)
    if fresh and environment.must_be_made(LOCKS) and not packages.can_make_environments():
        packages.install([packages.venv_package()])
    if not packages.voice_installed():
        _try_voice(install=fresh)
    if fresh:
        environment.install_python(LOCKS)
    if not environment.pages_ready(development=False):
        environment.install_pages(development=False)


def _try_voice(*, install: bool) -> None:
    """A hall without a voice still calls on its screens, so this only warns."""
    try:
        if not install:
            raise Stop("espeak-ng is not installed: apt-get install espeak-ng")
        packages.install(["espeak-ng"])
    except Stop as reason:
        print(f"run: there will be no voice: {reason}", file=sys.stderr)


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./run", description=ABOUT, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--config", metavar="FILE", type=_path, help="settings (default: config.toml)")
    parser.add_argument("--host", help="address to answer at (default: 127.0.0.1)")
    parser.add_argument("--port", help="port to answer at (default: 8000)")
    parser.add_argument("--var", metavar="DIR", type=_path, help="folder of what the hall writes (default: var)")
    parser.add_argument("--clock-from", metavar="TIME", type=_moment, help="hall time to start at, as 2026-11-23T07:15")
    parser.add_argument(
        "--speed", metavar="N", type=_speed, help="hall seconds in a second; the voice is muted unless 1"
    )
    return parser


def _path(text: str) -> str:
    return str(Path(text).absolute())


def _moment(text: str) -> str:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a time like 2026-11-23T07:15") from None
    return (moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)).isoformat()


def _speed(text: str) -> str:
    try:
        known = 0 < float(text) <= 3600
    except ValueError:
        known = False
    if not known:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number above 0 and at most 3600")
    return text


def _variables(chosen: argparse.Namespace) -> dict[str, str]:
    """The options as the environment variables every process of the hall reads."""
    names = {
        "LUOT_CONFIG": chosen.config,
        "LUOT_VAR": chosen.var,
        "HOST": chosen.host,
        "PORT": chosen.port,
        "LUOT_CLOCK_FROM": chosen.clock_from,
        "LUOT_CLOCK_SPEED": chosen.speed,
    }
    return {name: value for name, value in names.items() if value is not None}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
