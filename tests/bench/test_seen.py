"""When each screen had a call: by the revision that first shows it, not by the frame that came next."""

import json

import pytest

from bench.seen import Seen


def snapshot(revision: int, *tickets: str) -> bytes:
    told = {"now": "…", "revision": revision, "calls": [{"ticket": ticket} for ticket in tickets]}
    return f'42["snapshot",{json.dumps(told, separators=(",", ":"))}]'.encode()


def test_a_frame_of_an_earlier_revision_is_not_the_calls() -> None:
    seen = Seen()
    seen.note(1, 0.1, 10, snapshot(4, "7"))
    assert seen.moments("8") == {}
    seen.note(1, 0.2, 10, snapshot(5, "8", "7"))
    assert seen.moments("8") == {1: 0.2}


def test_a_screen_that_missed_the_revision_has_the_call_with_a_later_one() -> None:
    seen = Seen()
    seen.note(1, 0.1, 10, snapshot(5, "8"))
    seen.note(2, 0.2, 10, snapshot(6, "9", "8"))
    seen.note(1, 0.3, 10, snapshot(6, "9", "8"))
    assert seen.moments("8") == {1: 0.1, 2: 0.2}
    assert seen.bytes == 30


def test_what_is_no_snapshot_is_refused() -> None:
    with pytest.raises(ValueError, match="no snapshot"):
        Seen().note(1, 0.1, 3, b'42["other",{}]')
