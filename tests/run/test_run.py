"""./run as people meet it: it serves, says plainly when it cannot, mends itself, and leaves nothing behind."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import requests

from app.settings.load import ROOT
from app.supervise.status import State
from tests.run.halls import Started, running
from tests.support.waiting import until

PROGRAMS = {"web", "paper", "may-in-1", "voice"}


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    """A hall of the demonstration, in a folder with a space, a percent sign and a Vietnamese letter."""
    with running(tmp_path_factory.mktemp("run") / "sảnh 100%") as hall:
        yield hall


@pytest.fixture
def var(hall: Started, tmp_path: Path) -> Path:
    """A folder some hall has run in before, so that starting there is quick."""
    folder = tmp_path / "var"
    shutil.copytree(hall.var / "tokens", folder / "tokens")
    with sqlite3.connect(hall.var / "luot.db") as original, sqlite3.connect(folder / "luot.db") as copy:
        original.backup(copy)
    return folder


def refused(hall: Started) -> str:
    assert hall.process.wait(30) == 1
    return hall.said.strip().splitlines()[-1]


def test_the_whole_hall_runs_under_one_command(hall: Started) -> None:
    until(lambda: set(hall.programs()) == PROGRAMS, "every program is looked after")
    until(lambda: all(p.state is State.OK for p in hall.programs().values()), "every program runs")


def test_the_passwords_are_shown_once(hall: Started) -> None:
    assert hall.said.count("shown only this once") == 1


def test_what_the_hall_writes_is_for_its_owner_alone(hall: Started) -> None:
    open_to_others = [str(path) for path in [hall.var, *hall.var.rglob("*")] if path.lstat().st_mode & 0o077]
    assert open_to_others == []


def test_a_second_run_on_the_same_folder_is_told_who_has_it(hall: Started) -> None:
    second = Started(hall.var)
    assert f"process {hall.process.pid}, at {hall.url}" in refused(second)
    assert hall.serves()


def test_a_program_that_is_killed_comes_back_and_the_front_page_can_tell(hall: Started) -> None:
    until(lambda: hall.programs()["paper"].state is State.OK, "the virtual paper runs")
    before = hall.programs()["paper"]
    killed = hall.pids_of("printer.paper")[0]
    os.kill(killed, signal.SIGKILL)
    after = until(lambda: (now := hall.programs()["paper"]).restarts > before.restarts and now, "it is started again")
    assert after.since > before.since
    until(lambda: set(hall.pids_of("printer.paper")) - {killed}, "it is another process")


def test_a_server_whose_worker_is_killed_serves_again(hall: Started) -> None:
    master, *workers = hall.pids_of("gunicorn")
    for worker in workers:
        os.kill(worker, signal.SIGKILL)
    until(lambda: not set(workers) & set(hall.members()), "the worker is gone")
    until(hall.serves, "the server answers again")
    assert master in hall.pids_of("gunicorn")


def test_ctrl_c_ends_everything_within_five_seconds(var: Path) -> None:
    with running(var) as hall:
        # The server answers before the others begin.
        until(lambda: len(hall.members()) > len(PROGRAMS), "every program runs")
        with socket.create_connection(("127.0.0.1", hall.port)):
            assert hall.end(signal.SIGINT) < 5
        assert hall.process.returncode == 0
        assert not (hall.var / "supervisor.sock").exists()


def test_a_closed_terminal_ends_the_hall_too(var: Path) -> None:
    with running(var) as hall:
        assert hall.end(signal.SIGHUP) < 5


def test_a_killed_run_takes_its_processes_along_and_the_next_one_goes_on(var: Path) -> None:
    with running(var) as first:
        old = set(first.members())
        first.process.kill()
        first.process.wait()
        with running(first.var, port=first.port) as second:
            until(lambda: "the hall was not ended properly last time" in second.said, "it is said")
            until(lambda: set(second.programs()) == PROGRAMS, "every program is looked after")
            until(lambda: all(p.state is State.OK for p in second.programs().values()), "all is well")
            assert not old & set(second.members())


def test_a_port_that_is_taken_is_named_before_anything_starts(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        hall = Started(tmp_path / "var", port=port)
        said = f"run: port {port} is already in use on 127.0.0.1; choose another: PORT={port + 1} ./run"
        assert refused(hall) == said
    assert [path.name for path in hall.var.iterdir()] == ["run.lock"]


def test_a_database_newer_than_the_code_is_left_alone_and_said(var: Path) -> None:
    with sqlite3.connect(var / "luot.db") as database:
        database.execute("UPDATE alembic_version SET version_num = 'fromthefuture'")
    hall = Started(var)
    assert hall.process.wait(60) == 1
    assert "revision fromthefuture, which this code does not know" in hall.said
    assert not hall.members()


def test_hall_time_can_be_another_day_and_run_fast(var: Path) -> None:
    with running(var, "--clock-from", "2026-11-23T07:15", "--speed", "60") as hall:
        token = (hall.var / "tokens" / "may-in-1").read_text().strip()
        answer = requests.post(
            f"{hall.url}/api/v1/devices/heartbeat",
            json={"status": {"state": "ready"}},
            headers={"Authorization": f"Bearer {token}", "Idempotency-Key": "a-heartbeat-of-a-test"},
            timeout=5,
        )
        now = datetime.fromisoformat(answer.json()["now"])
        opened = datetime.fromisoformat("2026-11-23T07:15:00+07:00")
        assert opened < now < opened + timedelta(hours=2)
        environ = Path(f"/proc/{hall.pids_of('gunicorn')[0]}/environ").read_text(encoding="utf-8")
        assert "LUOT_VOICE_MUTED=1" in environ.split("\0")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--speed", "0"], "'0' is not a number above 0 and at most 3600"),
        (["--clock-from", "tomorrow"], "'tomorrow' is not a time like 2026-11-23T07:15"),
        (["--prot", "1"], "unrecognized arguments: --prot 1"),
        (["--port", "http"], "PORT (environment): 'http' cannot be used"),
        (["--config", "/nowhere.toml"], "/nowhere.toml: the settings cannot be read"),
        (["--host", "192.0.2.1"], "192.0.2.1 is not an address of this machine"),
    ],
)
def test_an_option_that_cannot_be_used_is_refused_by_name(tmp_path: Path, options: list[str], said: str) -> None:
    done = subprocess.run(
        [ROOT / "run", "--var", str(tmp_path / "var"), *options],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.returncode != 0
    assert said in done.stderr


def test_help_is_there_at_once() -> None:
    done = subprocess.run([ROOT / "run", "--help"], capture_output=True, text=True, timeout=30, check=True)
    assert "./run" in done.stdout
