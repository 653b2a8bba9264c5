"""Changes that stand in line together: committed together, undone alone, told when it is sure."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event, insert, select
from sqlalchemy.exc import IntegrityError

from app.domain.errors import DatabaseGone, Refusal, UnknownField
from app.domain.roles import system
from app.services import staffing
from app.store import counters, line
from app.store.kept import Kept
from app.store.line import Line
from app.store.models import Centre, Holiday
from app.store.running import drive
from app.store.work import Work
from tests.support.hall import MONDAY, Hall
from tests.support.waiting import until

LONG = 20.0
HOLIDAY = Kept(insert(Holiday))
Act = Callable[[Work], Any]
ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


class InLine:
    """Threads of one worker, each with a change to make, which come in the order in which they are given."""

    def __init__(self, hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
        self.hall = hall
        self.commits = 0
        self.told: dict[int, Any] = {}
        # How long they wait for each other is not what is tested here.
        monkeypatch.setattr(line, "PATIENCE_SECONDS", LONG)
        event.listen(hall.database.engine, "commit", self._committed)

    def _committed(self, connection: Any) -> None:
        # A look ends with a commit as well, and changes nothing.
        self.commits += bool(connection.get_execution_options().get("writes"))

    @property
    def line(self) -> Line:
        (found,) = self.hall.database._lines.values()
        return found

    def come(self, *acts: Act) -> list[Any]:
        """Have all of them stand in line, then go; return what each was told: an answer, or what was raised."""
        go = threading.Event()
        threads = [threading.Thread(target=self._act, args=(0, self._first(go, acts[0])))]
        threads += [threading.Thread(target=self._act, args=(at, act)) for at, act in enumerate(acts) if at]
        self.commits = 0
        for behind, thread in enumerate(threads):
            thread.start()
            self.until_waiting(behind)
        go.set()
        for thread in threads:
            thread.join(LONG)
        return [self.told[at] for at in range(len(acts))]

    def until_waiting(self, count: int) -> None:
        """Wait until somebody makes a change and so many stand behind them."""
        lines = self.hall.database._lines
        until(lambda: any(line._lock._held and len(line) == count for line in lines.values()), "they stand in line")

    def _first(self, go: threading.Event, act: Act) -> Act:
        def held(work: Work) -> Any:
            assert go.wait(LONG)
            return act(work)

        return held

    def _act(self, at: int, act: Act) -> None:
        try:
            with self.hall.database.change(self.hall.centre_id, system(self.hall.centre_id)) as work:
                said = act(work)
            self.told[at] = said
        except Exception as fault:
            self.told[at] = fault


@pytest.fixture
def in_line(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> InLine:
    hall.open(1)
    return InLine(hall, monkeypatch)


def revision_of(hall: Hall) -> int:
    with hall.look() as look:
        return look.revision


def revision(work: Work) -> int:
    return work.revision


def refuse(work: Work) -> None:
    """Write something, then be refused."""
    staffing.pause_counter(work, counters.every(work)[0].id, reason="nghỉ")
    raise UnknownField(field="Z")


def lose(work: Work) -> None:
    """Lose the transaction, as SQLite does by itself when the disk is full."""
    drive(work.connection, "ROLLBACK")
    raise UnknownField(field="Z")


def paused(hall: Hall) -> bool:
    with hall.look() as look:
        return counters.every(look)[0].state == "paused"


def pause(work: Work) -> None:
    staffing.pause_counter(work, counters.every(work)[0].id, reason="nghỉ")


def state(work: Work) -> str:
    return counters.every(work)[0].state


@ON_SQLITE
def test_who_waits_together_is_committed_together_and_each_has_a_revision(hall: Hall, in_line: InLine) -> None:
    before = revision_of(hall)
    assert in_line.come(*[revision] * 5) == [before + count for count in range(1, 6)]
    assert in_line.commits == 1
    assert revision_of(hall) == before + 5


def test_one_alone_waits_for_nobody(hall: Hall, in_line: InLine) -> None:
    before = revision_of(hall)
    assert in_line.come(revision) == [before + 1]
    assert in_line.commits == 1
    assert len(in_line.line) == 0


@ON_SQLITE
def test_who_is_refused_among_others_is_undone_alone(hall: Hall, in_line: InLine) -> None:
    before = revision_of(hall)
    first, refused, last = in_line.come(revision, refuse, revision)
    assert isinstance(refused, UnknownField)
    assert (first, last) == (before + 1, before + 2)
    assert not paused(hall)
    assert in_line.commits == 1


def test_when_the_first_is_refused_the_others_begin_anew(hall: Hall, in_line: InLine) -> None:
    before = revision_of(hall)
    refused, *others = in_line.come(refuse, revision, revision)
    assert isinstance(refused, UnknownField)
    assert others == [before + 1, before + 2]
    assert not paused(hall)


@ON_SQLITE
def test_nobody_is_told_before_the_commit(hall: Hall, in_line: InLine) -> None:
    early: list[Any] = []

    def look_around(work: Work) -> int:
        early.extend(in_line.told.values())
        return work.revision

    in_line.come(revision, refuse, look_around)
    assert early == []


@ON_SQLITE
def test_what_is_lost_is_told_to_all_as_lost(hall: Hall, in_line: InLine) -> None:
    """The one refused was refused beside changes that never came to be: that is not told either."""
    before = revision_of(hall)
    first, refused, last = in_line.come(revision, refuse, lose)
    assert {type(told) for told in (first, refused, last)} == {DatabaseGone}
    assert revision_of(hall) == before
    assert in_line.come(revision) == [before + 1]


@ON_SQLITE
def test_what_one_arranged_is_seen_by_the_next_and_forgotten_when_it_is_lost(hall: Hall, in_line: InLine) -> None:
    _, seen, _ = in_line.come(pause, state, lose)
    assert isinstance(seen, DatabaseGone)
    # The count of arrangements goes up once more, to the same number, by another change.
    with hall.database.change(hall.centre_id, system(hall.centre_id)) as work:
        staffing.close_counter(work, counters.every(work)[0].id)
    assert in_line.come(state) == ["closed"]


@ON_SQLITE
def test_what_one_arranged_is_seen_by_those_after_it(hall: Hall, in_line: InLine) -> None:
    _, seen, again = in_line.come(pause, state, state)
    assert (seen, again) == ("paused", "paused")
    assert in_line.commits == 1
    assert paused(hall)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_on_postgresql_each_is_committed_by_itself(hall: Hall, in_line: InLine) -> None:
    before = revision_of(hall)
    first, refused, last = in_line.come(revision, refuse, revision)
    assert isinstance(refused, UnknownField)
    assert (first, last) == (before + 1, before + 2)
    assert in_line.commits == 2


def test_what_cannot_be_written_at_the_commit_is_a_fault_of_whoever_left_it(hall: Hall, in_line: InLine) -> None:
    def twice(work: Work) -> None:
        for _ in "ab":
            work.later(HOLIDAY, centre_id=work.centre_id, day=MONDAY, name_vi="ngày hội", name_en="a feast")

    before = revision_of(hall)
    assert isinstance(in_line.come(twice)[0], IntegrityError)
    assert in_line.come(revision) == [before + 1]


@ON_SQLITE
def test_only_so_many_share_a_commit(in_line: InLine) -> None:
    in_line.line._most = 3
    in_line.come(*[revision] * 7)
    assert in_line.commits == 3


def test_whoever_came_first_waits_only_so_long(hall: Hall, in_line: InLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line, "PATIENCE_SECONDS", 0.0)
    in_line.come(*[revision] * 3)
    assert in_line.commits == 3


def test_what_is_written_of_no_centre_is_followed_by_nobody(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """On SQLite all stand in one line; such a write may arrange a hall, and does not say of which."""
    hall, go = Hall(sqlite_url), threading.Event()
    in_line = InLine(hall, monkeypatch)

    def write() -> None:
        with hall.database.write() as connection:
            assert go.wait(LONG)
            connection.execute(select(Centre.id))

    threads = [threading.Thread(target=write), threading.Thread(target=in_line._act, args=(0, revision))]
    for behind, thread in enumerate(threads):
        thread.start()
        in_line.until_waiting(behind)
    go.set()
    for thread in threads:
        thread.join(LONG)
    hall.close()
    assert in_line.commits == 2


def test_a_fault_is_never_taken_for_a_refusal(hall: Hall, in_line: InLine) -> None:
    def slip(_work: Work) -> None:
        raise ZeroDivisionError

    told = in_line.come(revision, slip, revision)
    assert isinstance(told[1], ZeroDivisionError)
    assert not isinstance(told[1], Refusal)
