"""The settings of deploy/: the program takes them, and they are those of real halls."""

import re
from pathlib import Path

import pytest

from app.settings import load
from app.settings.load import ROOT
from printer.settings import read_settings
from tests.deploy.trees import DEPLOY

EXAMPLES = sorted(DEPLOY.glob("*/config.toml"))


def test_there_is_one_for_a_hall_and_one_for_a_city() -> None:
    assert [path.parent.name for path in EXAMPLES] == ["city", "hall"]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_the_program_takes_the_settings(path: Path) -> None:
    settings = load(path, {})
    assert not settings.server.demonstration
    assert settings.server.public_url.startswith("http")
    # The folder that its unit lets it write into.
    assert settings.var_dir == Path("/var/lib/luot")
    # No clock of a demonstration, no paper that is only pictures.
    assert settings.clock.start is None
    assert settings.clock.speed == 1
    assert not settings.printers.paper


def test_a_hall_needs_nothing_but_its_machine() -> None:
    settings = load(DEPLOY / "hall" / "config.toml", {})
    assert settings.database.url == "sqlite:////var/lib/luot/luot.db"
    assert (settings.server.workers, settings.redis.url) == (1, "")
    assert [output.output for output in settings.printers.outputs] == ["usb:04b8:0e15"]


def test_a_city_is_served_by_several_workers_behind_its_proxy_alone() -> None:
    settings = load(DEPLOY / "city" / "config.toml", {})
    assert settings.server.workers > 1
    assert settings.server.host == "127.0.0.1"
    assert settings.database.url.startswith("postgresql")
    assert settings.redis.url
    assert settings.server.public_url.startswith("https://")


def test_a_printers_agent_takes_its_file(tmp_path: Path) -> None:
    token = tmp_path / "printer.token"
    token.write_text("a-token-of-a-test\n")
    text = (DEPLOY / "hall" / "printer.toml").read_text(encoding="utf-8")
    path = tmp_path / "printer.toml"
    path.write_text(text.replace("/etc/luot/printer.token", str(token)), encoding="utf-8")
    settings = read_settings(["--config", str(path)], {})
    assert (settings.token, settings.width) == ("a-token-of-a-test", 576)


def test_what_deploy_says_of_files_is_so() -> None:
    """A place of the program that is named in deploy/ is there."""
    named = set()
    for path in DEPLOY.rglob("*"):
        if path.is_file() and path.suffix != ".pyc":
            named |= set(re.findall(r"/opt/luot/([\w./-]*\w)", path.read_text(encoding="utf-8")))
    missing = {name for name in named if not name.startswith(".venv/") and not (ROOT / name).exists()}
    assert missing == set()
