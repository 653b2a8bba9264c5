"""Which programs make up this hall, and how each is started."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.settings import Settings
from app.settings.tables import PrinterOutput
from app.supervise.gate import gate_path

# How many dots a thermal head has across paper of so many millimetres.
_DOTS = {58: 384, 80: 576}


@dataclass(frozen=True)
class Program:
    """A process to keep running."""

    name: str
    command: list[str]


def programs(settings: Settings) -> list[Program]:
    """All of the hall's programs, the server first."""
    return list(_programs(settings))


def _programs(settings: Settings) -> Iterator[Program]:
    yield Program("web", _module("gunicorn", "--config", "gunicorn.conf.py", "app.wsgi:app"))
    printers = settings.printers
    if printers.paper:
        folder = str(settings.var_dir / "paper")
        yield Program("paper", _module("printer.paper", "--port", str(printers.paper_port), "--dir", folder))
    for output in printers.outputs:
        yield Program(output.device, _printer(settings, output))
    if settings.voice.enabled:
        yield Program("voice", _voice(settings))


def _printer(settings: Settings, output: PrinterOutput) -> list[str]:
    """A printer's agent, which waits behind the gate: its token is made while the database is prepared."""
    paper = f"network:127.0.0.1:{settings.printers.paper_port}"
    return _module(
        "printer",
        *("--server", settings.local_url),
        *("--token-file", str(settings.var_dir / "tokens" / output.device)),
        *("--output", paper if output.output == "paper" else output.output),
        *("--width", str(_DOTS[output.width])),
        behind=["flock", "--shared", "--no-fork", str(gate_path(settings.var_dir))],
    )


def _voice(settings: Settings) -> list[str]:
    voice = settings.voice
    return _module(
        "display.voice",
        *("--socket", voice.socket, "--cache", voice.cache),
        *("--vi", voice.vietnamese, "--en", voice.english),
        *("--rate", str(voice.rate), "--deadline", str(voice.deadline_seconds)),
    )


def _module(name: str, *arguments: str, behind: Sequence[str] = ()) -> list[str]:
    """A Python module of this folder. The system ends it with its supervisor, even when that is killed."""
    bound = ["setpriv", "--pdeathsig", "TERM", "--"]
    return [*bound, *behind, sys.executable, "-P", "-m", name, *arguments]
