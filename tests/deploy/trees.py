"""Installed trees: what the installs of deploy/ lay down below a folder, and its units as processes.

The packages are this folder's own, linked into the tree: an install without --root would fetch the same by the locks.
"""

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests

from app.settings.load import ROOT
from tests.support.processes import pids_of
from tests.support.waiting import until

DEPLOY = ROOT / "deploy"
# What the units name by their places on a machine, and where that is in a tree.
_PLACES = ("/opt/luot", "/etc/luot", "/var/lib/luot", "/var/backups/luot")
_WHO = subprocess.run(["id", "-un"], capture_output=True, text=True, check=True).stdout.strip()


@dataclass(frozen=True)
class Tree:
    """A machine's files below a folder."""

    root: Path

    def at(self, place: str) -> Path:
        """Return where a place of the machine is."""
        return self.root / place.lstrip("/")

    def said(self, text: str) -> str:
        """Return a text of the machine with its places in this tree."""
        return re.sub(rf"(?<![\w/])({'|'.join(_PLACES)})(?![\w-])", lambda place: str(self.at(place[0])), text)

    def unit(self, name: str) -> dict[str, list[str]]:
        """Return a unit's settings as they hold in this tree."""
        return read_unit(self.said(self.at(f"/etc/systemd/system/{name}").read_text(encoding="utf-8")))

    def environment(self, unit: str, **more: str) -> dict[str, str]:
        """Return the environment in which a unit's programs run: what it says, and nothing of ours but the PATH."""
        told = dict(pair.split("=", 1) for pair in self.unit(unit).get("Environment", []))
        return {"PATH": os.environ["PATH"], "LUOT_USER": _WHO, "LC_ALL": "C.UTF-8"} | told | more

    def run(self, unit: str, key: str = "ExecStart", **more: str) -> "subprocess.CompletedProcess[str]":
        """Run a unit's command to its end, as a plain process."""
        found = self.unit(unit)
        command = found[key][0].split()
        env, folder = self.environment(unit, **more), found["WorkingDirectory"][0]
        return subprocess.run(command, env=env, cwd=folder, capture_output=True, text=True, timeout=100, check=False)

    def luot(self, *words: str, **more: str) -> "subprocess.CompletedProcess[str]":
        """Run the command that an administrator runs."""
        env = {"PATH": os.environ["PATH"], "LUOT_USER": _WHO, "LC_ALL": "C.UTF-8"}
        env |= {"LUOT_CONFIG": str(self.at("/etc/luot/config.toml")), "LUOT_VAR": str(self.at("/var/lib/luot"))} | more
        command = [self.at("/opt/luot/deploy/luot"), *words]
        return subprocess.run(command, env=env, capture_output=True, text=True, timeout=100, check=False)


def read_unit(text: str) -> dict[str, list[str]]:
    """Return a unit file's settings, each with all its values in order."""
    found: dict[str, list[str]] = {}
    for line in text.replace("\\\n", "").splitlines():
        key, sign, value = line.partition("=")
        if sign and not line.startswith("#"):
            found.setdefault(key, []).append(value)
    return found


def install(script: str, root: Path, *options: str, **more: str) -> "subprocess.CompletedProcess[str]":
    """Call an install with a root of its own."""
    command = [DEPLOY / script, *options, "--root", root]
    env = {"PATH": os.environ["PATH"]} | more
    return subprocess.run(command, env=env, capture_output=True, text=True, timeout=100, check=False)


def installed(script: str, root: Path) -> Tree:
    """Return a tree with this folder's packages in it."""
    done = install(script, root)
    assert done.returncode == 0, done.stderr
    tree = Tree(root)
    for name in (".venv", "node_modules"):
        link = tree.at("/opt/luot") / name
        if not link.exists():
            link.symlink_to(ROOT / name)
    return tree


def describe_centre(tree: Tree) -> None:
    """Write the centre's file as its people would: the example, and no sample any more."""
    text = (ROOT / "app" / "data" / "phuong-mau.toml").read_text(encoding="utf-8")
    tree.at("/etc/luot/centre.toml").write_text(text.replace("sample = true", "sample = false"), encoding="utf-8")


@contextmanager
def started(tree: Tree, unit: str, log: Path, **more: str) -> Iterator["subprocess.Popen[bytes]"]:
    """Run a unit's ExecStart as a plain process until the block ends; it is told to end as systemd would tell it."""
    found = tree.unit(unit)
    env = tree.environment(unit, **more)
    with log.open("wb") as out:
        process = subprocess.Popen(
            found["ExecStart"][0].split(), env=env, cwd=found["WorkingDirectory"][0], stdout=out, stderr=out
        )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)
        until(lambda: not _left(tree), "nothing of it is left")


def answers(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    """Wait until a server says that it is well. Fails with what it said when it ended."""

    def healthy() -> bool:
        assert process.poll() is None, log.read_text(encoding="utf-8", errors="replace")
        try:
            return requests.get(f"{url}/healthz", timeout=5).status_code == 200
        except requests.RequestException:
            return False

    until(healthy, "the server answers", 90)


def _left(tree: Tree) -> list[int]:
    return pids_of(tree.at("/var/lib/luot"))


def program(name: str) -> str | None:
    """Return where a program of the system is; administrators' ones are not on everybody's PATH."""
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin:/usr/local/sbin")
