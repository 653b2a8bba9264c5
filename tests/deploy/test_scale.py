"""docs/scale.md: the tables it sorts are those of the database, and what it was measured with still measures."""

import re

import pytest

from app.settings.load import ROOT
from app.store.models import Base
from deploy import weight

SCALE = ROOT / "docs" / "scale.md"


def sorted_as(row: str) -> set[str]:
    """Return the tables that a row of the document names."""
    (cells,) = re.findall(rf"^\| {re.escape(row)} \|(.+)\|$", SCALE.read_text(encoding="utf-8"), re.M)
    return set(re.findall(r"`(\w+)`", cells)) & set(Base.metadata.tables)


def test_every_table_is_where_the_document_sorts_it() -> None:
    tables = Base.metadata.tables
    assert sorted_as("have `centre_id`") == {name for name, table in tables.items() if "centre_id" in table.c}
    through = sorted_as("belong to a centre through another table")
    assert all("counter_id" in tables[name].primary_key.columns for name in through)
    rows = ("have `centre_id`", "belong to a centre through another table", "belong to whoever asks", "global")
    named = [sorted_as(row) for row in rows]
    assert set.union(*named) == set(tables)
    assert sum(map(len, named)) == len(tables)


def test_no_table_that_grows_has_the_centre_in_its_primary_key() -> None:
    for name in ("tickets", "ticket_events", "turns", "calls", "print_jobs", "centre_events"):
        assert "centre_id" not in Base.metadata.tables[name].primary_key.columns


def test_the_sum_of_the_parts_is_what_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    with weight.sqlite() as url:
        weight.weigh(url, days=2, visits=26)
    told = capsys.readouterr().out
    sums = {
        name: int(size.replace(",", ""))
        for name, size in re.findall(r"^\| \*\*(\w+)\*\* .*\*\*(.+)\*\* \|$", told, re.M)
    }
    answers = sums.pop(weight.KEPT_TWO_DAYS)
    (kept, two_days) = re.findall(r"^kept: ([\d,]+); for two days: ([\d,]+)$", told, re.M)[0]
    assert abs(sum(sums.values()) - int(kept.replace(",", ""))) <= len(sums)
    assert answers == int(two_days.replace(",", ""))
    assert {"tickets", "ticket_events", "print_jobs"} <= sums.keys()
