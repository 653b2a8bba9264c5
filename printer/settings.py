"""What the printer process is told: arguments, then environment, then a TOML file, then defaults."""

from __future__ import annotations

import argparse
import os
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from printer.fonts import default_folder
from printer.papers import PAPERS

ENVIRONMENT = {
    "server": "LUOT_SERVER",
    "token_file": "LUOT_PRINTER_TOKEN_FILE",
    "output": "LUOT_PRINTER_OUTPUT",
    "width": "LUOT_PRINTER_WIDTH",
    "fonts": "LUOT_FONTS",
    "ca_file": "LUOT_CA_FILE",
}
DEFAULTS = {"server": "http://127.0.0.1:8000", "width": "576"}
HELP = {
    "server": "address of the server, such as https://luot.example.vn",
    "token": "the printer's token; other users of this machine can see it, so prefer --token-file",
    "token_file": "file whose first line is the printer's token",
    "output": "usb:04b8:0e15, serial:/dev/ttyUSB0:115200, network:192.168.1.50:9100 or file:/dev/usb/lp0",
    "width": "dots across the paper: 576 (80 mm) or 384 (58 mm)",
    "fonts": "folder that holds @expo-google-fonts (default: node_modules of this repository)",
    "ca_file": "certificate of the authority that vouches for the server, when it is your own",
}


class BadSettings(Exception):
    """Something the process cannot start with; the message names it."""


@dataclass(frozen=True)
class Settings:
    """What the process needs to run."""

    server: str
    token: str
    output: str
    width: int
    fonts: Path
    ca_file: str | None


def read_settings(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> Settings:
    """Raises BadSettings."""
    said = {name: value for name, value in vars(_parser().parse_args(arguments)).items() if value is not None}
    file = said.pop("config", None)
    from_environment = {name: environment[key] for name, key in ENVIRONMENT.items() if environment.get(key)}
    values = DEFAULTS | (_from_file(Path(file)) if file else {}) | from_environment | said
    server = values["server"]
    if not server.startswith(("http://", "https://")):
        raise BadSettings(f"server {server!r} does not start with http:// or https://")
    if "output" not in values:
        raise BadSettings("no output: say which printer with --output or LUOT_PRINTER_OUTPUT")
    return Settings(
        server=server,
        token=_token(values),
        output=values["output"],
        width=_width(values["width"]),
        fonts=Path(values["fonts"]) if "fonts" in values else default_folder(),
        ca_file=values.get("ca_file"),
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m printer", description="Prints the slips.", allow_abbrev=False)
    for name, text in HELP.items():
        environment = f" [{ENVIRONMENT[name]}]" if name in ENVIRONMENT else ""
        parser.add_argument("--" + name.replace("_", "-"), help=text + environment, metavar=name.upper())
    parser.add_argument("--config", metavar="FILE", help="TOML file with any of these, _ for -")
    return parser


def _from_file(path: Path) -> dict[str, str]:
    try:
        values: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as problem:
        _refuse(f"config file {path}: {problem.strerror}", problem)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        _refuse(f"config file {path}: {problem}", problem)
    unknown = sorted(set(values) - set(HELP))
    if unknown:
        raise BadSettings(f"config file {path}: unknown {', '.join(unknown)}")
    return {name: str(value) for name, value in values.items()}


def _token(values: Mapping[str, str]) -> str:
    """The token itself, or the first line of its file. A token on the command line wins over any file."""
    token = values.get("token")
    if token is None:
        if "token_file" not in values:
            raise BadSettings("no token: say --token-file or LUOT_PRINTER_TOKEN_FILE")
        path = Path(values["token_file"])
        try:
            token = path.read_text(encoding="utf-8").partition("\n")[0].strip()
        except (OSError, UnicodeDecodeError) as problem:
            _refuse(f"token file {path}: {problem}", problem)
    if not token or not (token.isascii() and token.isprintable()) or " " in token:
        raise BadSettings("the token is empty or holds signs no token has")
    return token


def _width(text: str) -> int:
    if text not in map(str, PAPERS):
        raise BadSettings(f"width {text!r} is none of {', '.join(map(str, PAPERS))}")
    return int(text)


def _refuse(message: str, problem: Exception) -> NoReturn:
    raise BadSettings(message) from problem
