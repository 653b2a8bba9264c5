"""The units of deploy/: systemd takes them, and they say what the program needs of them."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.settings import load
from app.settings.load import ROOT
from app.supervise.programs import programs
from tests.deploy.trees import DEPLOY, Tree, install, program, read_unit

UNITS = sorted(DEPLOY.rglob("*.service")) + sorted(DEPLOY.rglob("*.timer"))
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
# Services that live as long as their machine.
LASTING = [unit for unit in SERVICES if "WantedBy" in read_unit(unit.read_text(encoding="utf-8"))]
SCREENS = [DEPLOY / "hall" / f"luot-{kind}.service" for kind in ("kiosk", "display")]
# Programs that are only on the machines with a screen.
ELSEWHERE = {"/usr/bin/cage", "/usr/bin/chromium"}


def named(unit: Path) -> str:
    return str(unit.relative_to(DEPLOY))


def keys(unit: Path) -> dict[str, list[str]]:
    return read_unit(unit.read_text(encoding="utf-8"))


def systemd_analyze(*arguments: str | Path) -> "subprocess.CompletedProcess[str]":
    found = program("systemd-analyze")
    assert found, "these tests need systemd-analyze: apt-get install systemd"
    return subprocess.run([found, *arguments], capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture(scope="module")
def placed(hall_tree: Tree, city_tree: Tree, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every unit with the places it names in an installed tree, so that what it starts is there."""
    found = {}
    for unit in UNITS:
        tree = city_tree if unit.parent.name == "city" else hall_tree
        folder = tmp_path_factory.getbasetemp() / "units" / unit.parent.name
        folder.mkdir(parents=True, exist_ok=True)
        found[named(unit)] = folder / unit.name
        found[named(unit)].write_text(tree.said(unit.read_text(encoding="utf-8")), encoding="utf-8")
    return found


def complaints(said: str) -> Iterator[str]:
    """Give the lines that are no word about a program of another machine."""
    for line in said.splitlines():
        missing = re.search(r"Command (\S+) is not executable: No such file", line)
        if not (missing and missing[1] in ELSEWHERE):
            yield line


@pytest.mark.parametrize("unit", UNITS, ids=named)
def test_systemd_takes_the_unit(unit: Path, placed: dict[str, Path]) -> None:
    done = systemd_analyze("verify", "--man=no", placed[named(unit)])
    assert list(complaints(done.stderr + done.stdout)) == []


@pytest.mark.parametrize(
    ("unit", "most"),
    [
        ("hall/luot.service", 2.5),
        ("hall/luot-printer.service", 2.5),
        ("hall/luot-backup.service", 2.0),
        ("city/luot.service", 2.0),
        ("city/luot-voice.service", 1.5),
        ("city/luot-backup.service", 2.0),
    ],
)
def test_a_service_has_little_of_the_machine(unit: str, most: float, placed: dict[str, Path]) -> None:
    done = systemd_analyze("security", "--offline=true", f"--threshold={round(most * 10)}", placed[unit])
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("unit", LASTING, ids=named)
def test_a_service_is_never_given_up(unit: Path) -> None:
    told = keys(unit)
    assert told["Restart"] == ["always"]
    assert told["StartLimitIntervalSec"] == ["0"]
    assert int(told["TimeoutStopSec"][0]) <= 20


@pytest.mark.parametrize("unit", SERVICES, ids=named)
def test_nothing_of_the_hall_runs_as_root(unit: Path) -> None:
    told = keys(unit)
    # The alarm writes what everybody reads who signs in.
    if unit.name != "luot-alarm@.service":
        assert told["User"] == ["luot-screen" if unit in SCREENS else "luot"]
        assert told["UMask"] == ["0077"]


@pytest.mark.parametrize("unit", [u for u in SERVICES if u.name == "luot.service"], ids=named)
def test_a_server_may_hold_as_many_connections_as_gunicorn_lets_in(unit: Path) -> None:
    allowed = re.search(r"^worker_connections = ([\d_]+)$", (ROOT / "gunicorn.conf.py").read_text(), re.M)
    assert allowed
    assert int(keys(unit)["LimitNOFILE"][0]) > 2 * int(allowed[1])


def test_the_halls_supervisor_alone_is_told_to_end() -> None:
    assert keys(DEPLOY / "hall" / "luot.service")["KillMode"] == ["mixed"]


def test_the_hall_may_speak_to_a_printer_that_is_plugged_in_later() -> None:
    for name in ("luot.service", "luot-printer.service"):
        told = keys(DEPLOY / "hall" / name)
        assert {"PrivateDevices", "DeviceAllow", "DevicePolicy", "ProtectClock"}.isdisjoint(told)
        assert set(told["SupplementaryGroups"][0].split()) == {"lp", "dialout"}
        assert "AF_NETLINK" in told["RestrictAddressFamilies"][0]


def test_the_citys_voice_is_started_as_the_settings_say() -> None:
    settings = load(DEPLOY / "city" / "config.toml", {})
    (voice,) = (each for each in programs(settings) if each.name == "voice")
    wanted = voice.command[voice.command.index("display.voice") :]
    command = keys(DEPLOY / "city" / "luot-voice.service")["ExecStart"][0].split()
    assert command[command.index("display.voice") :] == wanted


@pytest.mark.parametrize("unit", SCREENS, ids=named)
def test_a_screen_opens_its_page_alone_and_may_sound(unit: Path) -> None:
    told = keys(unit)
    command = told["ExecStart"][0].split()
    assert command[-1] == f"${{LUOT_SERVER}}/{unit.stem.removeprefix('luot-')}"
    assert {"--kiosk", "--no-first-run", "--autoplay-policy=no-user-gesture-required"} <= set(command)
    assert "network-online.target" in told["After"][0]
    assert told["Wants"] == ["network-online.target"]
    # Both would want the one screen.
    assert told["Conflicts"] == ["getty@tty1.service"]


def test_a_copy_that_fails_is_told() -> None:
    for folder in ("hall", "city"):
        assert keys(DEPLOY / folder / "luot-backup.service")["OnFailure"] == ["luot-alarm@%n.service"]
        assert keys(DEPLOY / folder / "luot-backup.timer")["Persistent"] == ["true"]


def test_every_unit_is_laid_down_by_an_install(tmp_path: Path) -> None:
    laid = set()
    for script, options in (
        ("hall/install", ()),
        ("city/install", ()),
        ("hall/install", ("printer",)),
        ("hall/install", ("kiosk", "--server", "http://10.0.0.5:8000")),
        ("hall/install", ("display", "--server", "http://10.0.0.5:8000")),
    ):
        assert install(script, tmp_path, *options).returncode == 0
        laid |= {path.name for path in (tmp_path / "etc/systemd/system").iterdir()}
    assert laid == {unit.name for unit in UNITS}
