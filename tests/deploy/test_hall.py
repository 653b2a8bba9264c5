"""An installed hall: it begins, it serves, and every night's copy can be put back."""

import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest

from app.store.models import Ticket
from tests.deploy.trees import DEPLOY, Tree, answers, describe_centre, program, read_unit, started
from tests.support.databases import free_port
from tests.support.hall import Hall
from tests.support.processes import pids_of
from tests.support.waiting import until

SERVICE, BACKUP = "luot.service", "luot-backup.service"


@pytest.fixture(scope="module")
def begun(hall_tree: Tree) -> Tree:
    """The tree after the first start that the install makes in a terminal."""
    describe_centre(hall_tree)
    done = hall_tree.luot("first-start")
    assert done.returncode == 0, done.stderr
    assert "passwords, shown only this once" in done.stdout
    return hall_tree


@pytest.fixture
def filled(begun: Tree, prepared_sqlite: Path) -> Tree:
    """The tree with a small hall's morning in its database, and no copies yet."""
    database = begun.at("/var/lib/luot/luot.db")
    for path in database.parent.glob("luot.db*"):
        path.unlink()
    shutil.copy(prepared_sqlite, database)
    hall = Hall(f"sqlite:///{database}").open(1)
    for _ in range(5):
        hall.take("A")
        hall.wait(seconds=20)
        hall.serve(1)
    hall.close()
    for copy in copies(begun):
        copy.unlink()
    return begun


def copies(tree: Tree) -> list[Path]:
    return sorted(tree.at("/var/backups/luot").iterdir())


def tickets(database: Path) -> int:
    with sqlite3.connect(database) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {Ticket.__tablename__}").fetchone()[0])


def test_the_first_start_makes_no_second_set_of_passwords(begun: Tree) -> None:
    again = begun.luot("first-start")
    assert (again.returncode, again.stdout) == (0, "")


def test_the_unit_starts_a_whole_hall_that_answers(begun: Tree, log: Path) -> None:
    # systemd looks for this file before it starts anything.
    assert Path(begun.unit(SERVICE)["AssertPathExists"][0]).exists()
    port = free_port()
    with started(begun, SERVICE, log, PORT=str(port), HOST="127.0.0.1") as process:
        answers(f"http://127.0.0.1:{port}", process, log)
        var = begun.at("/var/lib/luot")
        for words in ("gunicorn", "display.voice", "-m printer "):
            until(lambda words=words: pids_of(var, words), f"{words} runs")
    assert process.returncode == 0
    assert "Traceback" not in log.read_text(encoding="utf-8")


def test_a_screen_of_the_hall_opens_its_page_in_a_real_browser(begun: Tree, log: Path, tmp_path: Path) -> None:
    """With everything the unit tells it but the screen: who has not been given a token is asked for it."""
    chromium = program("chromium")
    assert chromium, "this test needs a browser: apt-get install chromium"
    command = read_unit((DEPLOY / "hall" / "luot-kiosk.service").read_text(encoding="utf-8"))["ExecStart"][0].split()
    words = [word for word in command[command.index("--") + 2 :] if not word.startswith("--ozone-platform")]
    port = free_port()
    told = {"${LUOT_SERVER}": f"http://127.0.0.1:{port}", "/var/lib/luot-screen": str(tmp_path)}
    for place, here in told.items():
        words = [word.replace(place, here) for word in words]
    with started(begun, SERVICE, log, PORT=str(port), HOST="127.0.0.1") as process:
        answers(f"http://127.0.0.1:{port}", process, log)
        without_screen = [chromium, "--headless=new", "--no-sandbox", "--dump-dom", *words]
        done = subprocess.run(without_screen, capture_output=True, text=True, timeout=60, check=False)
    assert "Kết nối thiết bị" in done.stdout or "Connect this device" in done.stdout
    assert 'value="/kiosk"' in done.stdout
    assert (tmp_path / "chromium").is_dir()


def test_what_the_hall_writes_is_for_its_owner_alone(begun: Tree) -> None:
    var = begun.at("/var/lib/luot")
    # Of a link, such as the sound library leaves in its user's home, only what it leads to has an owner.
    written = [path for path in (var, *var.rglob("*")) if not path.is_symlink()]
    assert [str(path) for path in written if path.stat().st_mode & 0o077] == []


def test_a_night_leaves_a_copy_that_was_put_back_and_verified(filled: Tree) -> None:
    done = filled.run(BACKUP)
    assert done.returncode == 0, done.stderr
    (copy,) = copies(filled)
    assert tickets(copy) == 5
    assert copy.stat().st_mode & 0o777 == 0o600
    assert "differ" not in done.stderr
    # Once more, as a person would after the hall's disk has died.
    there = filled.root / "elsewhere"
    shutil.rmtree(there, ignore_errors=True)
    there.mkdir()
    url = f"sqlite:///{there / 'luot.db'}"
    assert filled.luot("restore", str(copy), DATABASE_URL=url).returncode == 0
    verified = filled.luot("verify", DATABASE_URL=url)
    assert verified.returncode == 0, verified.stdout


def test_a_copy_is_made_while_the_hall_works(filled: Tree, log: Path) -> None:
    port = free_port()
    with started(filled, SERVICE, log, PORT=str(port), HOST="127.0.0.1") as process:
        answers(f"http://127.0.0.1:{port}", process, log)
        done = filled.run(BACKUP)
        assert done.returncode == 0, done.stderr
    assert [tickets(copy) for copy in copies(filled)] == [5]


def test_the_newest_copies_are_kept_and_only_copies_go(filled: Tree) -> None:
    folder = filled.at("/var/backups/luot")
    for day in ("01", "02", "03"):
        (folder / f"luot-2026-01-{day}-233000.backup").write_bytes(b"")
    (folder / "luot-2026-01-01.txt").write_bytes(b"")
    done = filled.run(BACKUP, LUOT_KEEP="2")
    assert done.returncode == 0, done.stderr
    names = [copy.name for copy in copies(filled)]
    assert names[:2] == ["luot-2026-01-01.txt", "luot-2026-01-03-233000.backup"]
    assert len(names) == 3


def test_a_copy_that_does_not_verify_fails_loudly_and_the_old_ones_stay(filled: Tree) -> None:
    old = filled.at("/var/backups/luot") / "luot-2026-01-01-233000.backup"
    old.write_bytes(b"")
    with sqlite3.connect(filled.at("/var/lib/luot/luot.db")) as connection:
        connection.execute("UPDATE turns SET wait_ms = wait_ms + 1")
    done = filled.run(BACKUP, LUOT_KEEP="1")
    assert done.returncode != 0
    assert "stored" in done.stdout
    # It is kept to be looked at, and nothing is left of where it was put back.
    assert [copy.suffix for copy in copies(filled)] == [".backup", ".backup"]
    assert old.exists()


def test_a_copy_that_cannot_be_made_fails_loudly(filled: Tree) -> None:
    filled.at("/var/lib/luot/luot.db").write_bytes(b"no database at all")
    done = filled.run(BACKUP)
    assert done.returncode != 0
    assert done.stderr.startswith("Error: ")
    assert copies(filled) == []
