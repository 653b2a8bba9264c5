"""An engine that cannot even start: it is tried less and less often, and nobody waits for it."""

import time

import pytest

from display.voice import engine
from display.voice.engine import Engine
from display.voice.errors import VoiceAbsent
from tests.support.waiting import until


def test_an_engine_that_keeps_dying_at_its_start_counts_as_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "FIRST_PAUSE", 0.01)
    broken = Engine({"vi": "aav/vi"}, 150, limit=1)  # its child ends at once, for want of an English voice
    pauses = []

    def absent() -> bool:
        pauses.append(broken.tend())
        return broken.state == "absent"

    until(absent, "the engine counts as absent")
    assert max(pauses) >= 0.01 * 2**4
    assert "did not start" in (broken.detail or "")
    began = time.monotonic()
    with pytest.raises(VoiceAbsent):
        broken.synthesise("vi", "Mời ông bà")
    assert time.monotonic() - began < 1
    broken.end()
