"""The installs: what they lay down, what they leave, and that a tree of one's own is all they touch."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.deploy.trees import DEPLOY, install, program

SCRIPTS = [path for path in sorted(DEPLOY.rglob("*")) if path.is_file() and path.read_bytes().startswith(b"#!")]
SCREEN = ("--server", "http://10.0.0.5:8000/")


def laid(root: Path) -> dict[str, str]:
    """Return every file below a folder with what is in it; of links, where they lead."""
    return {
        str(path.relative_to(root)): os.readlink(path) if path.is_symlink() else path.read_text("utf-8", "replace")
        for path in sorted(root.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """Programs that would change the machine, each of which only writes down that it was called."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("useradd", "usermod", "chown", "systemctl", "apt-get", "dpkg-query", "runuser", "pip", "npm"):
        path = folder / name
        path.write_text(f'#!/bin/sh\necho "{name} $*" >> {tmp_path}/called\n')
        path.chmod(0o755)
    return folder


@pytest.mark.parametrize("script", [*SCRIPTS, DEPLOY / "lib.sh"], ids=lambda path: str(path.relative_to(DEPLOY)))
def test_a_script_is_sound_bash(script: Path) -> None:
    checks = [["bash", "-n", str(script)]]
    if found := program("shellcheck"):
        checks.append([found, "--external-sources", f"--source-path={DEPLOY.parent}", str(script)])
    for check in checks:
        done = subprocess.run(check, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    if script.name != "lib.sh":
        assert os.access(script, os.X_OK)
        assert "\nset -euo pipefail\n" in script.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("script", "options"),
    [
        ("hall/install", ()),
        ("city/install", ()),
        ("hall/install", ("printer",)),
        ("hall/install", ("kiosk", *SCREEN)),
        ("hall/install", ("display", *SCREEN)),
    ],
)
def test_with_a_root_of_its_own_nothing_of_the_machine_is_touched(
    script: str, options: tuple[str, ...], machine: Path, tmp_path: Path
) -> None:
    done = install(script, tmp_path / "root", *options, PATH=f"{machine}:{os.environ['PATH']}")
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "called").exists()


def test_a_second_install_changes_nothing_and_says_so(tmp_path: Path) -> None:
    assert install("hall/install", tmp_path).returncode == 0
    before = laid(tmp_path)
    again = install("hall/install", tmp_path)
    assert again.returncode == 0
    assert laid(tmp_path) == before
    assert "install: the program is there: /opt/luot-" in again.stdout
    assert "install: left /etc/luot/config.toml as it is" in again.stdout


def test_what_the_halls_people_wrote_is_left(tmp_path: Path) -> None:
    install("hall/install", tmp_path)
    settings = tmp_path / "etc/luot/config.toml"
    settings.write_text("# ours")
    install("hall/install", tmp_path)
    assert settings.read_text() == "# ours"


def test_a_new_program_takes_the_place_of_the_old_one_which_stays_to_go_back_to(tmp_path: Path) -> None:
    root, copies = tmp_path / "root", tmp_path / "copy"
    releases = []
    for version in ("1", "2", "3"):
        _program_of_its_own(copies, version)
        done = subprocess.run(
            [copies / "deploy/hall/install", "--root", root], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        releases.append(os.readlink(root / "opt/luot"))
        assert (root / "opt/luot/README.md").read_text() == version
    assert {path.name for path in (root / "opt").iterdir()} == {"luot", *releases[1:]}


def _program_of_its_own(folder: Path, version: str) -> None:
    """Make a small program that only the install is real of."""
    shutil.copytree(DEPLOY, folder / "deploy", dirs_exist_ok=True)
    text = (DEPLOY / "lib.sh").read_text(encoding="utf-8")
    parts = text[text.index("PARTS=(") + len("PARTS=(") : text.index(")", text.index("PARTS=("))].split()
    for part in parts:
        path = folder / part
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("")
    (folder / "README.md").write_text(version)


def test_the_program_is_whole_and_has_no_tests(tmp_path: Path) -> None:
    install("hall/install", tmp_path)
    folder = tmp_path / "opt/luot"
    for name in ("run", "gunicorn.conf.py", "app/wsgi.py", "app/data/phuong-mau.toml", "deploy/backup", ".npmrc"):
        assert (folder / name).is_file(), name
    assert not list(folder.rglob("__pycache__"))
    assert not (folder / "tests").exists()
    assert {path.stat().st_mode & 0o022 for path in folder.rglob("*")} == {0}


def test_the_halls_own_folders_are_closed_to_others(tmp_path: Path) -> None:
    install("hall/install", tmp_path)
    for place, mode in (("etc/luot", 0o750), ("var/lib/luot", 0o700), ("var/backups/luot", 0o700)):
        assert (tmp_path / place).stat().st_mode & 0o777 == mode
    assert (tmp_path / "etc/luot/config.toml").stat().st_mode & 0o777 == 0o640


def test_a_screen_shows_the_hall_and_nothing_else(tmp_path: Path) -> None:
    done = install("hall/install", tmp_path, "kiosk", *SCREEN)
    assert "this machine shows http://10.0.0.5:8000/kiosk" in done.stdout
    assert (tmp_path / "etc/luot/screen").read_text() == "LUOT_SERVER=http://10.0.0.5:8000\n"
    policies = json.loads((tmp_path / "etc/chromium/policies/managed/luot.json").read_text())
    assert (policies["URLBlocklist"], policies["URLAllowlist"]) == (["*"], ["http://10.0.0.5:8000"])


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("kiosk",), "say where the hall's server is"),
        (("kiosk", "--server", "10.0.0.5"), "say where the hall's server is"),
        (("--rot", "x"), "--rot is not known"),
    ],
)
def test_what_cannot_be_done_is_said(options: tuple[str, ...], said: str, tmp_path: Path) -> None:
    done = install("hall/install", tmp_path / "root", *options)
    assert done.returncode == 1
    assert said in done.stderr
    assert not (tmp_path / "root").exists()


@pytest.mark.parametrize("script", ["hall/install", "city/install"])
def test_nobody_but_root_installs_on_the_machine(script: str) -> None:
    command: list[str | Path] = [DEPLOY / script]
    if os.getuid() == 0:
        command = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--", *command]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("install: only root can install on this machine: sudo ")


def test_help_is_there_for_everybody() -> None:
    for script in ("hall/install", "city/install"):
        done = subprocess.run([DEPLOY / script, "--help"], capture_output=True, text=True, check=True)
        assert f"deploy/{script}" in done.stdout
