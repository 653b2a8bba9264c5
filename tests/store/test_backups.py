"""A copy of the whole database, made while the hall works, and put back under another name."""

import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import inspect, make_url, text

from app.store import backups
from app.store.backups import BackupError
from app.store.engine import open_engine
from tests.support.databases import Postgres
from tests.support.hall import Hall


@pytest.fixture
def elsewhere(database_url: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database of the same engine."""
    if database_url.startswith("sqlite"):
        yield f"sqlite:///{tmp_path / 'elsewhere.db'}"
        return
    server: Postgres = request.getfixturevalue("postgres_server")
    name = f"elsewhere_{make_url(database_url).database}"
    server.admin(f"CREATE DATABASE {name}")
    yield server.url(name)
    server.admin(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Where the copy goes."""
    return tmp_path / "copies" / "luot.backup"


def numbers(hall: Hall) -> list[str]:
    with hall.database.read() as connection:
        rows = connection.execute(text("SELECT prefix, number, state FROM tickets ORDER BY id"))
        return [f"{row.prefix}{row.number:03d} {row.state}" for row in rows]


def test_a_copy_put_back_elsewhere_is_the_hall_as_it_was(
    hall: Hall, database_url: str, elsewhere: str, copy: Path
) -> None:
    copy.parent.mkdir()
    hall.open(1, 2).queue("A001", "A002", "A003", "B001")
    hall.serve(1)
    hall.called(2)
    backups.backup(database_url, copy)
    hall.queue("A004")

    backups.restore(copy, elsewhere)
    again = Hall(elsewhere)
    assert numbers(again) == ["A001 done", "A002 called", "A003 waiting", "B001 waiting"]
    assert again.differences() == []
    # It is no picture: the day goes on there.
    again.hand.moment = hall.now
    again.queue("A004", "A005")
    assert again.called(1) == "A003"
    again.close()


def test_a_copy_made_while_everybody_presses_is_one_moment_and_keeps_nobody_waiting(
    hall: Hall, database_url: str, elsewhere: str, copy: Path
) -> None:
    copy.parent.mkdir()
    hall.open(1)
    busy, done = threading.Event(), threading.Event()

    def press() -> None:
        while not done.is_set():
            hall.take("A")
            hall.wait(seconds=1)
            if hall.called(1, finish=True) == "A003":
                busy.set()

    pressing = threading.Thread(target=press)
    pressing.start()
    try:
        assert busy.wait(30)
        backups.backup(database_url, copy)
    finally:
        done.set()
        pressing.join()
    backups.restore(copy, elsewhere)
    again = Hall(elsewhere)
    copied, now = numbers(again), numbers(hall)
    assert 3 <= len(copied) < len(now)
    # Whoever was not done yet has moved on since.
    assert copied[:-2] == now[: len(copied) - 2]
    assert again.differences() == []
    again.close()


def test_a_copy_is_one_file_that_only_its_owner_may_read(hall: Hall, database_url: str, copy: Path) -> None:
    copy.parent.mkdir()
    backups.backup(database_url, copy)
    assert list(copy.parent.iterdir()) == [copy]
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_a_folder_may_be_named_as_people_name_folders(sqlite_url: str, tmp_path: Path) -> None:
    folder = tmp_path / "sảnh 100% #2 [cũ]"
    folder.mkdir()
    there = f"sqlite:///{folder / 'luot.db'}"
    backups.backup(sqlite_url, folder / "copy")
    backups.restore(folder / "copy", there)
    backups.backup(there, folder / "copy of the copy")
    assert {path.name for path in folder.iterdir()} - {"luot.db-wal", "luot.db-shm"} == {
        "luot.db",
        "copy",
        "copy of the copy",
    }
    backups.restore(folder / "copy of the copy", f"sqlite:///{folder / 'again.db'}")
    Hall(f"sqlite:///{folder / 'again.db'}").close()


def test_a_copy_of_nothing_is_not_made(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    with pytest.raises(BackupError, match="there is no hall in this database"):
        backups.backup(f"sqlite:///{tmp_path / 'empty.db'}", tmp_path / "copy")
    with pytest.raises(BackupError, match="unable to open"):
        backups.backup(f"sqlite:///{tmp_path / 'nowhere.db'}", tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


def test_a_copy_never_replaces_another(hall: Hall, database_url: str, copy: Path) -> None:
    copy.parent.mkdir()
    copy.write_text("of yesterday")
    with pytest.raises(BackupError, match="exists already"):
        backups.backup(database_url, copy)
    assert copy.read_text() == "of yesterday"


def test_what_a_power_cut_left_of_a_copy_does_not_stand_in_the_way(hall: Hall, database_url: str, copy: Path) -> None:
    copy.parent.mkdir()
    copy.with_name(f".{copy.name}.part").write_text("half of")
    backups.backup(database_url, copy)
    assert list(copy.parent.iterdir()) == [copy]


def test_where_nothing_can_be_written_nothing_is_left(hall: Hall, database_url: str, copy: Path) -> None:
    with pytest.raises(BackupError, match=r"luot\.backup could not be written"):
        backups.backup(database_url, copy)
    assert not copy.parent.exists()


def test_a_hall_that_is_there_is_never_written_over(hall: Hall, database_url: str, copy: Path) -> None:
    copy.parent.mkdir()
    backups.backup(database_url, copy)
    hall.open(1).queue("A001")
    with pytest.raises(BackupError, match="there is a hall in this database already"):
        backups.restore(copy, database_url)
    assert numbers(hall) == ["A001 waiting"]


def test_a_file_that_is_no_copy_is_refused(elsewhere: str, tmp_path: Path) -> None:
    (tmp_path / "letter.odt").write_text("Kính gửi")
    with pytest.raises(BackupError, match="is no copy"):
        backups.restore(tmp_path / "letter.odt", elsewhere)
    with pytest.raises(BackupError, match="cannot be read"):
        backups.restore(tmp_path / "nowhere", elsewhere)


def test_a_copy_that_is_cut_off_is_refused_and_nothing_is_put_back(
    hall: Hall, database_url: str, elsewhere: str, copy: Path
) -> None:
    copy.parent.mkdir()
    backups.backup(database_url, copy)
    copy.write_bytes(copy.read_bytes()[: copy.stat().st_size // 2])
    with pytest.raises(BackupError):
        backups.restore(copy, elsewhere)
    engine = open_engine(elsewhere)
    assert inspect(engine).get_table_names() == []
    engine.dispose()


def test_a_copy_of_the_other_engine_is_refused_by_name(sqlite_url: str, postgresql_url: str, tmp_path: Path) -> None:
    backups.backup(sqlite_url, tmp_path / "one")
    with pytest.raises(BackupError, match="is a copy of a sqlite database, and the settings name postgresql"):
        backups.restore(tmp_path / "one", postgresql_url)


def test_a_copy_of_newer_code_is_not_put_back(sqlite_url: str, tmp_path: Path) -> None:
    engine = open_engine(sqlite_url)
    with engine.connect().execution_options(writes=True) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'f00d'"))
        connection.commit()
    engine.dispose()
    backups.backup(sqlite_url, tmp_path / "newer")
    with pytest.raises(BackupError, match="newer than the code"):
        backups.restore(tmp_path / "newer", f"sqlite:///{tmp_path / 'elsewhere.db'}")
    assert not (tmp_path / "elsewhere.db").exists()


def test_a_journal_left_by_another_database_is_not_taken_for_the_copys(sqlite_url: str, tmp_path: Path) -> None:
    backups.backup(sqlite_url, tmp_path / "copy")
    (tmp_path / "elsewhere.db-wal").write_bytes(b"pages")
    with pytest.raises(BackupError, match="belongs to a database that is not there"):
        backups.restore(tmp_path / "copy", f"sqlite:///{tmp_path / 'elsewhere.db'}")
