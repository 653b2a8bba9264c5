"""Every program of a hall is bound to the life of its supervisor."""

import os
import subprocess
import sys
from pathlib import Path

from app.settings import load
from app.settings.load import ROOT
from app.supervise import programs


def test_a_program_whose_supervisor_died_while_it_was_started_does_not_start(tmp_path: Path) -> None:
    web = programs.programs(load(ROOT / "config.toml", {"LUOT_VAR": str(tmp_path)}))[0]
    start = web.command[: web.command.index(sys.executable)]
    started = tmp_path / "started"
    for supervisor, starts in ((os.getpid() + 1, False), (os.getpid(), True)):
        environ = os.environ | {programs.SUPERVISOR: str(supervisor)}
        subprocess.run([*start, "touch", str(started)], env=environ, check=False, timeout=10)
        assert started.exists() == starts


def test_a_printer_is_told_where_its_server_its_token_and_its_paper_are(tmp_path: Path) -> None:
    settings = load(ROOT / "config.toml", {"LUOT_VAR": str(tmp_path), "LUOT_PAPER_PORT": "9107"})
    printer = next(p for p in programs.programs(settings) if p.name == "may-in-1")
    words = " ".join(printer.command)
    assert f"--server {settings.local_url} --token-file {tmp_path}/tokens/may-in-1" in words
    assert "--output network:127.0.0.1:9107 --width 576" in words


def test_a_hall_without_paper_and_voice_runs_neither(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[centre]\nfile = "c.toml"\n[voice]\nenabled = false\n')
    assert [program.name for program in programs.programs(load(config, {}))] == [programs.SERVER]
