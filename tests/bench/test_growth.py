"""A press costs the same however many wait, and what the bench takes for years gone by is what a hall leaves behind."""

from pathlib import Path

import pytest

from bench import growth, halls, past
from bench.results import Results
from bench.servers import fresh
from tests.support.hall import MONDAY, Hall

# Both sizes are measured in turns, so that only noise between two presses is to be allowed for.
NO_MORE = 1.6


@pytest.mark.timeout(300)
def test_a_press_with_ten_thousand_waiting_costs_no_more_than_with_a_hundred(tmp_path: Path) -> None:
    results = Results()
    growth.growth(results, tmp_path, True)
    for press in ("issue", "next"):
        assert results.figures[f"{press}.waiting.100.p50_ms"] > 0
        assert results.figures[f"{press}.growth.10000"] < NO_MORE


@pytest.mark.timeout(300)
@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_days_that_are_copied_are_as_if_they_had_been_played(engine: str, tmp_path: Path) -> None:
    with fresh(tmp_path, engine) as make:
        url = make("old")
        with halls.opened(url) as database:
            past.live(database, 1, 7)
        hall = Hall(url, "phuong-mau")
        try:
            first = past.workdays(7)[0]
            assert [hall.ticket("R001", day).state for day in (first, past.workdays(1)[0])] == ["done", "done"]
            assert hall.ticket("R001", first).state_at.date() == first < MONDAY
            assert hall.differences() == []
            # Numbers and ids go on where the past ends.
            hall.at("09:00").open(1).queue("R001")
            assert hall.called(1) == "R001"
            assert hall.differences() == []
        finally:
            hall.close()
