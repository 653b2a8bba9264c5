"""How the printer's process is told what to do, and what it says when it cannot start."""

from pathlib import Path

import pytest

from printer.settings import BadSettings, Settings, read_settings

OUTPUT = ["--output", "network:192.0.2.1"]


@pytest.fixture
def token_file(tmp_path: Path) -> Path:
    path = tmp_path / "token"
    path.write_text("of-the-file\n")
    return path


def test_arguments_go_before_environment_before_file(tmp_path: Path, token_file: Path) -> None:
    file = tmp_path / "printer.toml"
    file.write_text('server = "http://file"\noutput = "file:/file"\nwidth = 384\nca_file = "/ca.pem"\n')
    environment = {"LUOT_SERVER": "http://environment", "LUOT_PRINTER_OUTPUT": "file:/environment"}
    environment["LUOT_PRINTER_TOKEN_FILE"] = str(token_file)
    environment["LUOT_FONTS"] = "/fonts"
    settings = read_settings(["--server", "https://said", "--config", str(file)], environment)
    assert settings == Settings(
        server="https://said",
        token="of-the-file",
        output="file:/environment",
        width=384,
        fonts=Path("/fonts"),
        ca_file="/ca.pem",
    )


def test_a_token_that_is_said_goes_before_a_file(token_file: Path) -> None:
    settings = read_settings([*OUTPUT, "--token", "said", "--token-file", str(token_file)], {})
    assert (settings.token, settings.width) == ("said", 576)


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--token", "x"], "no output"),
        (OUTPUT, "no token"),
        ([*OUTPUT, "--token", "x", "--width", "512"], "width '512' is none of 384, 576"),
        ([*OUTPUT, "--token", "x", "--server", "hall"], "server 'hall' does not start with"),
        ([*OUTPUT, "--token", " "], "the token is empty"),
        ([*OUTPUT, "--token", "a\r\nb"], "the token is empty or holds signs"),
        ([*OUTPUT, "--token-file", "/nowhere/token"], "token file /nowhere/token"),
        ([*OUTPUT, "--config", "/nowhere/printer.toml"], "config file /nowhere/printer.toml"),
    ],
)
def test_what_is_missing_or_wrong_is_named(arguments: list[str], complaint: str) -> None:
    with pytest.raises(BadSettings) as refusal:
        read_settings(arguments, {})
    assert str(refusal.value).startswith(complaint)


@pytest.mark.parametrize("text", ["output = ", 'prnter = "x"'])
def test_a_file_with_a_slip_of_the_pen_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "printer.toml"
    file.write_text(text)
    with pytest.raises(BadSettings, match="config file"):
        read_settings(["--config", str(file)], {})
