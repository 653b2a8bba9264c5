"""Calls on their way to the loudspeaker."""

import pytest

from app.domain.errors import NotFound
from app.services import speaking
from tests.services.acts import recall, rule, speak
from tests.support.hall import Hall


def parts(hall: Hall, call: str) -> list[dict[str, str]]:
    with hall.look() as look:
        return speaking.parts(look, int(call))


def to_speak(hall: Hall) -> list[str]:
    calls: list[str] = hall.snapshot("display")["to_speak"]
    return calls


def test_a_call_is_told_in_words_for_a_voice(hall: Hall) -> None:
    hall.open(3)
    hall.queue("B001")
    hall.called(3)
    (call,) = to_speak(hall)
    assert parts(hall, call) == [
        {"language": "vi", "text": "Xin mời công dân có số bê, không không một, đến quầy số ba"}
    ]


def test_who_took_an_english_slip_is_called_in_english_too_and_a_bilingual_hall_says_it_once(hall: Hall) -> None:
    hall.open(1)
    hall.take("A", language="en")
    hall.called(1)
    (call,) = to_speak(hall)
    assert [part["language"] for part in parts(hall, call)] == ["vi", "en"]
    rule(hall, voice_languages=("vi", "en"))
    assert [part["language"] for part in parts(hall, call)] == ["vi", "en"]


def test_calls_are_spoken_oldest_first_and_once(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("A001", "A002")
    hall.called(1)
    hall.called(2)
    first, second = to_speak(hall)
    assert int(first) < int(second)
    hall.act("Màn hình sảnh 1", speaking.mark_spoken, int(first))
    assert to_speak(hall) == [second]


def test_saying_twice_that_a_call_was_spoken_changes_nothing(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.called(1)
    (call,) = speak(hall)
    hall.wait(seconds=30)
    told = hall.act("Màn hình sảnh 1", speaking.mark_spoken, int(call))
    assert told == {"id": call, "spoken_at": "2026-11-23T02:00:01.000Z"}


def test_who_has_come_is_no_longer_called_aloud(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.called(1)
    hall.start("A001")
    assert to_speak(hall) == []


def test_only_the_newest_call_of_a_ticket_is_spoken(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.called(1)
    (old,) = to_speak(hall)
    recall(hall, "A001", by="quay1")
    assert to_speak(hall) != [old]
    assert len(to_speak(hall)) == 1


def test_the_story_tells_that_the_loudspeaker_called(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.called(1)
    hall.wait(seconds=4)
    speak(hall)
    last = hall.story("A001")["story"][-1]
    assert (last["action"], last["text"], last["at"]) == (
        "spoken",
        "Loa đọc mời đến Quầy số 1.",
        "2026-11-23T02:00:05.000Z",
    )


def test_an_unknown_call_is_refused(hall: Hall) -> None:
    with pytest.raises(NotFound):
        parts(hall, "999")
    with pytest.raises(NotFound):
        hall.act("Màn hình sảnh 1", speaking.mark_spoken, 999)
