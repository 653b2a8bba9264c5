"""The written day holds on both engines; and a line that does not hold, or cannot be read, is told as such."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stories import play, script
from tests.stories.__main__ import tell
from tests.stories.day import SLUG
from tests.stories.script import Unreadable
from tests.stories.sentences import ACTS, HALL, SIGHTS, meaning
from tests.support import databases
from tests.support.databases import Postgres
from tests.support.hall import Hall

HEAD = "# Thứ Hai, 23/11/2026\n## Thử\n"


@pytest.fixture(scope="module")
def prepared_hall(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hall of the stories before anything has happened in it, to copy."""
    path = tmp_path_factory.mktemp("stories") / "luot.db"
    databases.prepare(f"sqlite:///{path}", HALL)
    return path


def played(prepared: Path, folder: Path, lines: str) -> tuple[int, list[str]]:
    """Play a day of one situation; return the exit code and what was told."""
    told: list[str] = []
    (folder / "days").mkdir()
    (folder / "days" / "1.txt").write_text(HEAD + lines, "utf-8")
    shutil.copy(prepared, folder / "luot.db")
    return tell(f"sqlite:///{folder / 'luot.db'}", str(folder), told.append, folder / "days"), told


@pytest.fixture
def sqlite_hall(prepared_hall: Path, tmp_path: Path) -> str:
    """The hall of the stories in a file of its own."""
    shutil.copy(prepared_hall, tmp_path / "luot.db")
    return f"sqlite:///{tmp_path / 'luot.db'}"


@pytest.fixture
def postgresql_hall(postgres_server: Postgres) -> Iterator[str]:
    """The hall of the stories in a PostgreSQL database of its own."""
    postgres_server.admin("CREATE DATABASE stories")
    databases.prepare(postgres_server.url("stories"), HALL)
    yield postgres_server.url("stories")
    postgres_server.admin("DROP DATABASE stories WITH (FORCE)")


@pytest.mark.timeout(900)
@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_the_written_day_holds_line_by_line(request: pytest.FixtureRequest, engine: str, tmp_path: Path) -> None:
    told: list[str] = []
    url = str(request.getfixturevalue(f"{engine}_hall"))
    code = tell(url, str(tmp_path), told.append)
    assert code == 0, "\n".join(told[-12:])
    assert "mọi dòng đều đúng" in told[-1]
    assert sum(line.startswith("A0") for block in told for line in block.splitlines()) >= 25
    hall = Hall(url, SLUG)
    assert hall.differences() == []
    hall.close()


def test_the_day_has_at_least_thirty_situations_each_short_enough_to_dispute() -> None:
    situations = [situation for chapter in script.chapters() for situation in chapter.situations]
    assert len(situations) >= 30
    assert len({situation.title for situation in situations}) == len(situations)
    assert {one.title: len(one.lines) for one in situations if not 2 <= len(one.lines) <= 10} == {}


def test_every_sentence_there_is_stands_somewhere_in_the_day() -> None:
    lines = [line for chapter in script.chapters() for one in chapter.situations for line in one.lines]
    used = {id(meaning(line)[0]) for line in lines}
    assert [sentence.form for sentence in (*ACTS, *SIGHTS) if id(sentence) not in used] == []


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ("07:20  Ông An lấy số Hộ tịch → A002", "đã viết: A002\n  đã thấy: A001"),
        ("07:20  Ông An lấy số Hộ tịch", "đã viết: (không có mũi tên)\n  đã thấy: A001"),
        ("07:20  Quầy 1 mở → A001", "đã viết: A001\n  đã thấy: (làm được, không có gì để nói)"),
        ("07:00  Ông An lấy số Hộ tịch → A001", "đã thấy: không được: Ngoài giờ tiếp nhận. Lấy số lại từ 07:15."),
        ("07:20  Quầy 1 mở\n07:19  Quầy 2 mở", "đã thấy: đã là 07:20:00 ngày 23/11"),
        ("       Quầy 1: sẵn sàng", "đã viết: sẵn sàng\n  đã thấy: đóng"),
        ("07:20  Quầy 1 hát một bài", "no such sentence: Quầy 1 hát một bài"),
        ("Quầy 1 mở", "neither an act with its time nor a sight with its colon"),
    ],
)
def test_a_line_that_does_not_hold_is_the_last_one_told(
    prepared_hall: Path, tmp_path: Path, lines: str, fault: str
) -> None:
    code, told = played(prepared_hall, tmp_path, lines)
    assert code == 1
    assert fault in told[-1]
    assert f"1.txt:{2 + len(lines.splitlines())}" in told[-1]


def test_screens_that_differ_are_found(prepared_hall: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.services.snapshots.kiosk.offered", lambda hall, head: [{"prefix": "A", "waiting": 7}])
    code, told = played(prepared_hall, tmp_path, "07:20  Ông An lấy số Hộ tịch → A001")
    assert code == 1
    assert f"đã viết: {play.ALIKE}" in told[-1]
    assert "Máy lấy số, số người chờ: {'A': 7}" in told[-1]


@pytest.mark.parametrize("text", ["## Không có chương", "# Không có ngày", "# 23/11/2026\n07:00  Quầy 1 mở"])
def test_a_day_must_be_laid_out(text: str) -> None:
    with pytest.raises(Unreadable):
        list(script.read(text, "1.txt"))
