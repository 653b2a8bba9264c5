"""Before anything is installed: what is missing is found, named, and installed only when the locks changed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from setup import environment, packages, run, test
from setup.packages import Stop


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine whose only programs are the ones a test puts there."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    (folder / "env").symlink_to("/usr/bin/env")
    return folder


def program(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def as_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)


def test_a_system_without_apt_is_asked_for_help_by_name(tools: Path) -> None:
    with pytest.raises(Stop, match="espeak-ng: this system has no apt-get"):
        packages.install(["espeak-ng"])


def test_without_sudo_the_administrator_is_told_what_to_type(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    as_user(monkeypatch)
    program(tools, "apt-get", "exit 0")
    with pytest.raises(Stop, match="by an administrator: apt-get install espeak-ng"):
        packages.install(["espeak-ng"])


def test_sudo_that_would_ask_where_nobody_can_answer_is_not_waited_for(
    tools: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_user(monkeypatch)
    program(tools, "apt-get", "exit 0")
    program(tools, "sudo", "exit 1")
    with pytest.raises(Stop, match="sudo apt-get install espeak-ng"):
        packages.install(["espeak-ng"])


def test_packages_are_installed_without_questions(tools: Path, tmp_path: Path) -> None:
    calls = tmp_path / "calls"
    program(tools, "apt-get", f'echo "$DEBIAN_FRONTEND $*" >> {calls}')
    packages.install(["espeak-ng", "python3.11-venv"])
    update, install = calls.read_text().splitlines()
    assert update.startswith("noninteractive ")
    assert update.endswith(" update")
    assert install.endswith(" install -y --no-install-recommends espeak-ng python3.11-venv")


def test_the_reason_apt_gives_is_passed_on(tools: Path) -> None:
    program(tools, "apt-get", "echo 'E: Unable to locate package espeak-ng' >&2; exit 100")
    with pytest.raises(Stop, match="espeak-ng could not be installed: E: Unable to locate package espeak-ng"):
        packages.install(["espeak-ng"])


def test_a_hall_without_a_voice_is_warned_of_and_goes_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(environment, "python_ready", lambda locks: True)
    monkeypatch.setattr(environment, "pages_ready", lambda *, development: True)
    monkeypatch.setattr(packages, "voice_installed", lambda: False)
    run.prepare()
    assert "there will be no voice: espeak-ng is not installed" in capsys.readouterr().err


def test_a_start_installs_only_what_is_new_and_clears_away_what_a_lock_no_longer_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("ROOT", tmp_path), ("VENV", tmp_path), ("PYTHON", Path(sys.executable))):
        monkeypatch.setattr(environment, name, value)
    lock = tmp_path / "requirements.txt"
    lock.write_text("one==1")
    monkeypatch.setattr(environment, "_has_pip", lambda: True)
    made: list[bool] = []
    monkeypatch.setattr(environment, "_make_venv", lambda: made.append(True))
    ran: list[object] = []
    done = subprocess.CompletedProcess([], 0)
    monkeypatch.setattr(subprocess, "run", lambda command, **_: ran.append(command) or done)
    assert not environment.python_ready(["requirements.txt"])
    environment.install_python(["requirements.txt"])
    assert environment.python_ready(["requirements.txt"])
    assert (len(ran), made) == (1, [])
    lock.write_text("one==2")
    assert not environment.python_ready(["requirements.txt"])
    environment.install_python(["requirements.txt"])
    assert (len(ran), made) == (2, [True])


def test_the_locks_name_everything_that_is_needed() -> None:
    """Nothing is looked for beyond them, so what they left out would be missing."""
    checked = [str(environment.PYTHON), "-m", "pip", "check", "--disable-pip-version-check"]
    done = subprocess.run(checked, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_a_stamp_that_was_cut_short_installs_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "MODULES", tmp_path)
    (tmp_path / ".installed.json").write_text(json.dumps({"without": "x"})[:5])
    assert not environment.pages_ready(development=False)


def test_what_the_tests_installed_is_enough_to_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "MODULES", tmp_path)
    monkeypatch.setattr(environment, "node", lambda: Path("/bin/true"))
    monkeypatch.setattr(environment, "_npm", lambda: Path("npm"))
    environment.install_pages(development=True)
    assert environment.pages_ready(development=False)
    environment.install_pages(development=False)
    assert not environment.pages_ready(development=True)


def test_an_account_without_a_home_gets_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "")
    environment.ensure_home()
    assert Path(os.environ["HOME"]).is_dir()


def test_elsewhere_than_on_debian_the_tests_name_what_they_need(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.freedesktop_os_release", lambda: {"ID": "ubuntu"})
    monkeypatch.setitem(test.NEEDED, "chromium", lambda: None)
    with pytest.raises(Stop, match=r"install by hand what Debian calls .*chromium"):
        test.prepare()
