"""Which of a hall's processes is the oldest."""

import os
import subprocess
import sys
from pathlib import Path

from tests.support import processes
from tests.support.waiting import until

WAITS = "import sys; sys.stdin.read()"


def start(var: Path) -> "subprocess.Popen[bytes]":
    """Start a process of a hall that waits to be told to end."""
    process = subprocess.Popen(
        [sys.executable, "-c", WAITS, "gunicorn"], stdin=subprocess.PIPE, env=os.environ | {"LUOT_VAR": str(var)}
    )
    until(lambda: process.pid in processes.of_hall(var), "the process is there")
    return process


def test_the_oldest_is_first_and_who_is_of_another_hall_or_gone_is_not_named(tmp_path: Path) -> None:
    first, second, other = start(tmp_path / "one"), start(tmp_path / "one"), start(tmp_path / "other")
    try:
        assert processes.pids_of(tmp_path / "one", "gunicorn") == [first.pid, second.pid]
        assert processes.pids_of(tmp_path / "one", "printer") == []
        first.communicate(timeout=20)
        assert processes.pids_of(tmp_path / "one") == [second.pid]
    finally:
        for process in (first, second, other):
            process.communicate(timeout=20)


def test_an_id_that_was_given_round_again_is_still_the_younger(tmp_path: Path) -> None:
    """What a machine counts to 32,768 and then begins again is told here by files of one's own."""
    (proc := tmp_path / "proc").mkdir()
    for pid, started in ((31_000, 500), (412, 700)):
        (folder := proc / str(pid)).mkdir()
        (folder / "environ").write_bytes(b"PATH=/bin\0LUOT_VAR=/hall\0")
        (folder / "cmdline").write_bytes(b"python\0-m\0gunicorn\0")
        (folder / "stat").write_text(f"{pid} (python (3)) S " + " ".join(["0"] * 18) + f" {started} 0 0\n")
    (proc / "self").mkdir()
    assert processes.pids_of(Path("/hall"), "-m gunicorn ", proc=proc) == [31_000, 412]
