"""The supervisor library's configuration, written from the settings into the var folder at every start."""

import shlex
from configparser import RawConfigParser
from pathlib import Path

from app.settings import Settings, SettingsError
from app.settings.load import ROOT
from app.supervise.programs import SERVER, Program, programs

SOCKET = "supervisor.sock"
# The library binds a name a little longer than the socket's before it moves it into place.
_LONGEST_SOCKET = 107 - len(".1234567")
# Whatever has not ended by then is killed, so that Ctrl-C ends everything within five seconds.
_STOP_SECONDS = 3
# What ends sooner after its start has failed to start, and is tried again after a pause.
_SETTLING_SECONDS = 5
_LOG_BYTES = 5_000_000


def socket_path(var_dir: Path) -> Path:
    """Where the running supervisor answers."""
    return var_dir / SOCKET


def write(settings: Settings) -> Path:
    """Write supervisord.conf and give its path. Raises SettingsError for a folder it cannot be used with."""
    var_dir, path = settings.var_dir, settings.var_dir / "supervisord.conf"
    if len(bytes(socket_path(var_dir))) > _LONGEST_SOCKET:
        raise SettingsError(f"{var_dir}: too long a path for a Unix socket; choose a shorter one: --var DIR")
    for folder in (var_dir, ROOT):
        if " ;" in str(folder) or " #" in str(folder):
            raise SettingsError(f'{folder}: " ;" and " #" begin a comment in supervisord.conf; rename the folder')
    (var_dir / "log").mkdir(exist_ok=True)
    parser = RawConfigParser()
    parser.read_dict(_sections(var_dir, programs(settings)))
    with path.open("w", encoding="utf-8") as file:
        parser.write(file)
    return path


def _sections(var_dir: Path, members: list[Program]) -> dict[str, dict[str, str]]:
    return {
        "supervisord": _supervisord(var_dir),
        "unix_http_server": {"file": _plain(socket_path(var_dir)), "chmod": "0700"},
        "rpcinterface:supervisor": {
            "supervisor.rpcinterface_factory": "supervisor.rpcinterface:make_main_rpcinterface"
        },
        "rpcinterface:hall": {"supervisor.rpcinterface_factory": "app.supervise.hall:make"},
        "supervisorctl": {"serverurl": f"unix://{_plain(socket_path(var_dir))}"},
        "group:hall": {"programs": ",".join(member.name for member in members)},
        **{f"program:{member.name}": _program(var_dir, member) for member in members},
    }


def _supervisord(var_dir: Path) -> dict[str, str]:
    return {
        "nodaemon": "true",
        "silent": "true",
        "nocleanup": "true",
        "logfile": _plain(var_dir / "log" / "supervisor.log"),
        "logfile_maxbytes": "1MB",
        "logfile_backups": "1",
        "pidfile": _plain(var_dir / "supervisord.pid"),
        "childlogdir": _plain(var_dir / "log"),
        "umask": "077",
    }


def _program(var_dir: Path, member: Program) -> dict[str, str]:
    return {
        "command": " ".join(_quoted(part) for part in member.command),
        "directory": _plain(ROOT),
        "autostart": str(member.name == SERVER).lower(),
        "autorestart": "true",
        "startsecs": str(_SETTLING_SECONDS),
        # Never give up: `hall` keeps the pauses between tries short instead.
        "startretries": "1000000",
        "stopsignal": "TERM",
        "stopwaitsecs": str(_STOP_SECONDS),
        "killasgroup": "true",
        "redirect_stderr": "true",
        "stdout_events_enabled": "true",
        # The server tells `hall` through its output that it answers.
        "stdout_capture_maxbytes": "1KB" if member.name == SERVER else "0",
        # The library expands this key twice.
        "stdout_logfile": _plain(var_dir / "log" / f"{member.name}.log").replace("%", "%%"),
        "stdout_logfile_maxbytes": str(_LOG_BYTES),
        "stdout_logfile_backups": "3",
    }


def _plain(path: Path) -> str:
    """A path as the configuration takes it; "%" would begin an expansion."""
    return str(path).replace("%", "%%")


def _quoted(part: str) -> str:
    """An argument of a command line."""
    return shlex.quote(part).replace("%", "%%")
