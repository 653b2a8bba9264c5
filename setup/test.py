"""./test: installs what the checks need, runs all of them, and fails if any one fails."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from setup import environment, packages
from setup.environment import ROOT
from setup.packages import Stop

LOCKS = ["requirements.txt", "requirements-dev.txt"]

ABOUT = """\
Runs every check: ruff, mypy, node's tests of the pages' modules, and pytest.

  ./test                     all of them
  ./test lint|types          ruff | mypy
  ./test frontend            the pages' modules
  ./test unit|browser        pytest without | only the tests with a real browser
  ./test tests/run -k port   anything else goes to pytest as it is
"""

# How each system package that the tests need is recognised.
NEEDED: dict[str, Callable[[], object]] = {
    "chromium": lambda: shutil.which("chromium"),
    "espeak-ng": packages.voice_installed,
    "postgresql": lambda: any(Path("/usr/lib/postgresql").glob("*/bin/postgres")),
    "redis-server": lambda: shutil.which("redis-server"),
    # It says whether the units of deploy/ are right; nothing is started by it.
    "systemd": lambda: shutil.which("systemd-analyze"),
}
# What would make the tests speak to somebody's real hall.
OTHERS = ("HOST", "PORT", "DATABASE_URL", "REDIS_URL")


def main(arguments: list[str]) -> int:
    """Run the checks asked for; pytest comes last, so that its closing line is the last line."""
    if arguments[:1] in (["--help"], ["-h"]):
        print(ABOUT, end="")
        return 0
    try:
        environment.ensure_home()
        with environment.one_at_a_time():
            prepare()
    except (Stop, OSError) as reason:
        print(f"test: {reason}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    results = {name: _passes(name, command) for name, command in _checks(arguments).items()}
    tests = _pytest(arguments)
    if tests is None:
        print("\n".join(f"{name}: {'passed' if passed else 'FAILED'}" for name, passed in results.items()))
        return 0 if all(results.values()) else 1
    code = _run(tests, LUOT_CHECKS=json.dumps(results))
    return code if all(results.values()) else code or 1


def prepare() -> None:
    """Install whatever is missing. Raises Stop."""
    fresh = not environment.python_ready(LOCKS)
    missing = [name for name, found in NEEDED.items() if not found()]
    if fresh and environment.must_be_made(LOCKS) and not packages.can_make_environments():
        missing.append(packages.venv_package())
    if missing:
        packages.require_debian(missing)
        packages.install(missing)
    if fresh:
        environment.install_python(LOCKS)
    if not environment.pages_ready(development=True):
        environment.install_pages(development=True)


def _checks(arguments: list[str]) -> dict[str, list[str]]:
    """The checks before pytest that these arguments ask for."""
    tools = environment.VENV / "bin"
    frontend = sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("tests/frontend/**/*.test.js"))
    checks = {
        "lint": {
            "ruff check": [str(tools / "ruff"), "check", "--quiet"],
            "ruff format": [str(tools / "ruff"), "format", "--check", "--quiet", "."],
        },
        "types": {"mypy": [str(tools / "mypy")]},
        "frontend": {"node --test": [str(environment.node()), "--test", "--test-reporter=dot", *frontend]},
    }
    if not arguments:
        return {name: command for part in checks.values() for name, command in part.items()}
    return checks.get(arguments[0], {})


def _pytest(arguments: list[str]) -> list[str] | None:
    """Pytest's command line, None when it is not asked for. Whole runs use the machine's processors, and say at the end
    which tests took longest.
    """
    base = [str(environment.PYTHON), "-m", "pytest", "-p", "setup.summary"]
    abreast = ["-n", str(min(os.cpu_count() or 1, 4)), "--dist", "loadfile", "--durations=15", "--durations-min=5"]
    match arguments:
        case ["lint" | "types" | "frontend"]:
            return None
        case []:
            return [*base, *abreast]
        case ["unit", *rest]:
            return [*base, *abreast, "--ignore=tests/browser", *rest]
        case ["browser", *rest]:
            return [*base, "tests/browser", *rest]
        case rest:
            return [*base, *rest]


def _passes(name: str, command: list[str]) -> bool:
    print(f"== {name}", flush=True)
    return _run(command) == 0


def _run(command: list[str], **variables: str) -> int:
    kept = {k: v for k, v in os.environ.items() if k not in OTHERS and not k.startswith("LUOT_")}
    return subprocess.run(command, cwd=ROOT, env=kept | variables, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
