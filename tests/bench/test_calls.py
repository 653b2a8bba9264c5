"""The hall beside a bare emit, and what its worker weighs, in the short form: bounds wide enough for a busy machine."""

from pathlib import Path

import pytest

from bench import calls, memory
from bench.calls import Length
from bench.results import Results


@pytest.mark.timeout(300)
def test_a_call_reaches_sixty_screens_not_long_after_a_bare_emit_would(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calls, "SHORT", Length(2, {60: 8}))
    results = Results()
    calls.calls(results, tmp_path, True)
    assert results.figures["call.60.p99_ratio"] <= 4
    assert results.figures["call.60.p50_ratio"] <= 2.5


@pytest.mark.timeout(300)
def test_a_worker_with_sixty_screens_stays_small(tmp_path: Path) -> None:
    results = Results()
    memory.memory(results, tmp_path, True)
    assert results.figures["worker.rss_mib"] <= 130
