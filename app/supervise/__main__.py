"""`python -m app.supervise`: what ./run becomes once everything is installed.

Settings come from the environment and config.toml; there are no arguments.
"""

import os
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import NoReturn

from supervisor import supervisord

from app import shared_clock
from app.clock import FROM, ORIGIN, SPEED, Clock, real_now
from app.settings import Settings, SettingsError, load
from app.settings.load import ROOT
from app.supervise import config, fitness, gate, lock, ports, programs


class NotReady(Exception):
    """The database could not be made ready; whoever tried has said why."""


def main() -> int:
    """Run the hall until it is told to end; return the exit code."""
    os.umask(0o077)
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    signal.signal(signal.SIGTERM, _end)
    try:
        settings = load()
        settings.var_dir.mkdir(parents=True, exist_ok=True)
        with lock.claimed(settings.var_dir, settings.local_url) as claim:
            _run(settings, claim)
    except (SettingsError, lock.AlreadyRunning, ports.PortRefused, fitness.Unfit, ValueError, OSError) as reason:
        print(f"run: {reason}", file=sys.stderr)
        return 1
    except NotReady:
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _run(settings: Settings, claim: lock.Claim) -> None:
    if claim.abandoned:
        print("run: the hall was not ended properly last time; going on with what its database holds")
    # A killed hall's server needs a moment to notice; otherwise whoever has the port will keep it.
    ports.require_free(settings.server.host, settings.server.port, wait=5.0 if claim.abandoned else 0.0)
    _share(settings)
    fitness.require_postgres(settings)
    few = fitness.raise_file_limit()
    if few:
        print(f"run: {few}")
    gate_file = gate.gate_path(settings.var_dir)
    os.environ[gate.VARIABLE] = str(gate_file)
    configuration = config.write(load())
    preparing = _start_preparing(gate_file)
    try:
        supervisord.main(["--configuration", str(configuration)])
    finally:
        preparing.terminate()
        shared_clock.write(settings.var_dir, Clock())
    if not gate.passable(gate_file):
        raise NotReady


def _start_preparing(gate_file: Path) -> subprocess.Popen[bytes]:
    """Have the database made ready in a process that has the terminal to itself, for the passwords."""
    handle = gate.close(gate_file)
    command = [sys.executable, "-P", "-m", "app.supervise.prepare", str(handle), str(os.getpid())]
    try:
        return subprocess.Popen(command, cwd=ROOT, pass_fds=[handle])
    finally:
        os.close(handle)


def _share(settings: Settings) -> None:
    """Put into the environment what every process of the hall must agree on."""
    os.environ |= {"LUOT_CONFIG": str(settings.source), "LUOT_VAR": str(settings.var_dir)}
    os.environ[programs.SUPERVISOR] = str(os.getpid())
    clock = _clock(settings)
    os.environ |= clock.environment()
    shared_clock.write(settings.var_dir, clock)
    if float(os.environ.get("LUOT_CLOCK_SPEED", 1)) != 1:
        os.environ["LUOT_VOICE_MUTED"] = "1"
    if settings.printers.paper:
        wanted = settings.printers.paper_port
        found = ports.next_free("127.0.0.1", wanted)
        if found != wanted:
            print(f"run: port {wanted} is in use; the virtual paper listens at {found}")
        os.environ["LUOT_PAPER_PORT"] = str(found)


def _clock(settings: Settings) -> Clock:
    """The hall's clock: as the environment says, else as the settings say; it starts to run now."""
    now = real_now()
    given = {name: os.environ[name] for name in (FROM, ORIGIN, SPEED) if os.environ.get(name)}
    usual = settings.clock
    if not given and usual.start is None and usual.speed == 1:
        return _demonstration(settings, now) or Clock()
    return Clock.from_environment(Clock(usual.start or now, now, usual.speed).environment() | given)


def _demonstration(settings: Settings, now: datetime) -> Clock | None:
    if not settings.server.demonstration:
        return None
    # It looks into the database; a real hall need not wait for what that imports.
    from app import demonstration

    found = demonstration.clock(settings, now)
    if found is not None:
        print(f"run: the sample hall is closed at this hour, so its clock starts at {found.start:%H:%M, %d/%m/%Y}")
    return found


def _end(*_: object) -> NoReturn:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
