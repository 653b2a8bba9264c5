"""The suite finds what is deliberately broken; the whole list is for `python -m tests.mutations`."""

import pytest

from tests.mutations import check, tree
from tests.mutations.__main__ import main
from tests.mutations.breakages import BREAKAGES
from tests.mutations.check import NotRun
from tests.mutations.patches import DATABASE, Breakage, Patch
from tests.mutations.tree import ROOT, Unfit

# One of each kind: the lock, on both engines; the snapshot and its label; the news; a constraint; a repeat; the log.
SHARE = (
    "the centre's row is locked last, not first",
    "BEGIN, not BEGIN IMMEDIATE",
    "SQLite reads outside one snapshot",
    "a snapshot is labelled with an older revision",
    "screens are told before the commit",
    "without the constraint that a counter has one open ticket",
    "the answer to a request is not remembered",
    "an undo without its event",
)
# A minute is for a machine that does nothing else.
PATIENCE = "240"
HARMLESS = Patch(DATABASE, '"""The store of one server process."""', '"""The store of a server process."""')


@pytest.mark.timeout(1800)
def test_what_is_deliberately_broken_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--limit", PATIENCE, *SHARE]) == 0, capsys.readouterr().out


@pytest.mark.parametrize("name", BREAKAGES)
def test_every_breakage_still_fits_the_code(name: str) -> None:
    for patch in BREAKAGES[name].patches:
        assert (ROOT / patch.file).read_text(encoding="utf-8").count(patch.old) == 1, patch


@pytest.mark.timeout(300)
def test_what_breaks_nothing_is_not_found(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    harmless = Breakage("nothing", ("tests/store/test_fair_lock.py",), (HARMLESS,))
    monkeypatch.setitem(BREAKAGES, "nothing", harmless)
    assert main(["--limit", PATIENCE, "nothing"]) == 1
    assert "NOT FOUND" in capsys.readouterr().out


@pytest.mark.timeout(300)
def test_tests_that_cannot_be_run_find_nothing() -> None:
    with pytest.raises(NotRun, match="no_such_test"):
        check.find(Breakage("nothing", ("tests/store/no_such_test.py",), (HARMLESS,)), float(PATIENCE))


def test_a_breakage_whose_words_are_gone_says_so() -> None:
    with tree.copy() as copy, pytest.raises(Unfit, match="0 times, not once"):
        tree.apply([Patch(DATABASE, "words that are not there", "")], copy)


def test_a_breakage_changes_the_copy_alone() -> None:
    before = (ROOT / DATABASE).read_bytes()
    with tree.copy() as copy:
        tree.apply([HARMLESS], copy)
        assert (copy / DATABASE).read_bytes() != before
    assert (ROOT / DATABASE).read_bytes() == before
