"""Which programs make up this hall, and how each is started."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass

from app.settings import Settings
from app.settings.tables import PrinterOutput

# The program that the others wait for: a printer needs its token, and all of them somebody to talk to.
SERVER = "web"
# How it tells its supervisor, through its output, that it answers: a message of the library's own form.
SERVING = b"<!--XSUPERVISOR:BEGIN-->serving<!--XSUPERVISOR:END-->"
# The variable that tells every program who its supervisor is.
SUPERVISOR = "LUOT_SUPERVISOR"
# How many dots a thermal head has across paper of so many millimetres.
_DOTS = {58: 384, 80: 576}


@dataclass(frozen=True)
class Program:
    """A process to keep running."""

    name: str
    command: list[str]


def programs(settings: Settings) -> list[Program]:
    """All of the hall's programs, the server first."""
    web = Program(SERVER, _module("gunicorn", "--config", "gunicorn.conf.py", "app.wsgi:app"))
    return [web, *(Program(name, command) for name, command in _others(settings))]


def _others(settings: Settings) -> Iterator[tuple[str, list[str]]]:
    printers = settings.printers
    if printers.paper:
        folder = str(settings.var_dir / "paper")
        yield "paper", _module("printer.paper", "--port", str(printers.paper_port), "--dir", folder)
    for output in printers.outputs:
        yield output.device, _printer(settings, output)
    if settings.voice.enabled:
        yield "voice", _voice(settings)


def _printer(settings: Settings, output: PrinterOutput) -> list[str]:
    paper = f"network:127.0.0.1:{settings.printers.paper_port}"
    return _module(
        "printer",
        *("--server", settings.local_url),
        *("--token-file", str(settings.var_dir / "tokens" / output.device)),
        *("--output", paper if output.output == "paper" else output.output),
        *("--width", str(_DOTS[output.width])),
    )


def _voice(settings: Settings) -> list[str]:
    voice = settings.voice
    return _module(
        "display.voice",
        *("--socket", voice.socket, "--cache", voice.cache),
        *("--vi", voice.vietnamese, "--en", voice.english),
        *("--rate", str(voice.rate), "--deadline", str(voice.deadline_seconds)),
    )


def _module(name: str, *arguments: str) -> list[str]:
    """A Python module of this folder, as a command that ends together with its supervisor, even a killed one.

    The system sends the signal only for a death that comes after it was asked to; the shell makes sure of that.
    """
    bound = ["setpriv", "--pdeathsig", "TERM", "--", "sh", "-c", f'[ "$PPID" = "${SUPERVISOR}" ] && exec "$@"', "-"]
    return [*bound, sys.executable, "-P", "-m", name, *arguments]
