"""Packages of the system (Debian, Ubuntu): which are missing, and installing them with apt-get."""

import ctypes
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Sequence


class Stop(Exception):
    """Nothing more can be done here; the message is the one line the user reads."""


def can_make_environments() -> bool:
    """Whether this Python has all that `python -m venv` needs (Debian packs it apart)."""
    return importlib.util.find_spec("ensurepip") is not None and importlib.util.find_spec("venv") is not None


def venv_package() -> str:
    """The Debian package that brings virtual environments to this Python."""
    return f"python3.{sys.version_info.minor}-venv"


def voice_installed() -> bool:
    """Whether the speech library that reads the calls is on this machine."""
    try:
        ctypes.CDLL("libespeak-ng.so.1")
    except OSError:
        return False
    return True


def require_debian(names: Sequence[str]) -> None:
    """Raises Stop where packages have other names or another nature (Ubuntu's chromium is a snap)."""
    release = platform.freedesktop_os_release()
    if release.get("ID") != "debian":
        raise Stop(f"please install by hand what Debian calls {', '.join(names)}")


def install(packages: Sequence[str]) -> None:
    """Install Debian packages, through sudo where needed. Raises Stop with the reason when it cannot."""
    names = " ".join(packages)
    apt = [*_as_root(names), "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=60"]
    print(f"Installing system packages: {names}", flush=True)
    subprocess.run([*apt, "update"], stdin=subprocess.DEVNULL, capture_output=True, check=False)
    wanted = [*apt, "install", "-y", "--no-install-recommends", *packages]
    done = subprocess.run(wanted, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip() or "no reason given").splitlines()[-1]
        raise Stop(f"{names} could not be installed: {said}")


def _as_root(names: str) -> list[str]:
    """What goes before apt-get so that it may install."""
    noninteractive = ["env", "DEBIAN_FRONTEND=noninteractive"]
    if shutil.which("apt-get") is None:
        raise Stop(f"{names}: this system has no apt-get; please install what corresponds to it by hand")
    if os.geteuid() == 0:
        return noninteractive
    if shutil.which("sudo") is None:
        raise Stop(f"{names} must be installed by an administrator: apt-get install {names}")
    ask = ["sudo"] if sys.stdin.isatty() else ["sudo", "-n"]
    if subprocess.run([*ask, "true"], check=False, stderr=subprocess.DEVNULL).returncode:
        raise Stop(f"{names} must be installed by an administrator: sudo apt-get install {names}")
    return [*ask, *noninteractive]
