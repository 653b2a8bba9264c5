"""GET /calls/{id}/speech.wav."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.errors import VoiceAbsent
from tests.support.api import Api, refusal
from tests.web.scenes import DISPLAY, called
from tests.web.voice import WAV, StandIn, give_voice, standing_in


@pytest.fixture
def path(api: Api) -> str:
    """A001 is called; the path of its sound."""
    called(api)
    (call,) = api.hall.snapshot("display")["to_speak"]
    return f"/api/v1/calls/{call}/speech.wav"


@pytest.fixture
def voice(api: Api, tmp_path: Path) -> Iterator[StandIn]:
    with standing_in(tmp_path) as stand_in:
        give_voice(api, tmp_path / "voice.sock")
        yield stand_in


def test_a_call_is_sound_in_the_words_the_hall_speaks(api: Api, voice: StandIn, path: str) -> None:
    answer = api[DISPLAY].get(path)
    assert (answer.status_code, answer.content_type, answer.data) == (200, "audio/wav", WAV)
    ((asked, body),) = voice.heard
    assert asked == "/speech"
    (part,) = body["parts"]
    assert part["language"] == "vi"
    assert "không không một" in part["text"]
    assert part["text"].endswith("quầy số một")


def test_somebody_who_chose_english_is_called_in_both_languages(api: Api, voice: StandIn) -> None:
    api.hall.open(1)
    api.hall.take("A", language="en")
    api.hall.called(1)
    (call,) = api.hall.snapshot("display")["to_speak"]
    api[DISPLAY].get(f"/api/v1/calls/{call}/speech.wav")
    assert [part["language"] for part in voice.heard[0][1]["parts"]] == ["vi", "en"]


def test_a_hall_without_a_voice_says_so(api: Api, path: str) -> None:
    answer = api[DISPLAY].get(path)
    assert refusal(answer) == (503, "voice_absent")
    assert answer.json["error"]["message"] == VoiceAbsent.vi


def test_a_voice_that_died_is_absent(api: Api, path: str, tmp_path: Path) -> None:
    give_voice(api, tmp_path / "nobody.sock")
    assert refusal(api[DISPLAY].get(path)) == (503, "voice_absent")


@pytest.mark.parametrize("status", [422, 503])
def test_a_voice_that_cannot_say_it_is_absent(api: Api, voice: StandIn, path: str, status: int) -> None:
    voice.answer = (status, b'{"error": {}}')
    assert refusal(api[DISPLAY].get(path)) == (503, "voice_absent")


def test_hearing_a_call_is_not_having_spoken_it(api: Api, voice: StandIn, path: str) -> None:
    """A display that did not get to say `spoken` asks again."""
    before = api.hall.snapshot("display")["to_speak"]
    api[DISPLAY].get(path)
    assert api.hall.snapshot("display")["to_speak"] == before


def test_only_a_display_has_a_loudspeaker(api: Api, path: str) -> None:
    for who in ("quay1", "Máy lấy số 1", "dieuphoi"):
        assert refusal(api[who].get(path)) == (403, "not_allowed")
    assert refusal(api.stranger.get(path)) == (401, "not_signed_in")


@pytest.mark.parametrize("call", ["999", "first"])
def test_an_unknown_call_is_refused(api: Api, call: str) -> None:
    assert refusal(api[DISPLAY].get(f"/api/v1/calls/{call}/speech.wav")) == (404, "not_found")


def test_the_health_of_the_server_tells_of_its_voice_as_last_seen(api: Api, voice: StandIn) -> None:
    """Somebody else looks after the voice now and then; whoever asks for the health must not wait for a hung one."""
    assert api.stranger.get("/healthz").json["voice"] == "absent"
    api.app.extensions["luot"].voice.look()
    assert api.stranger.get("/healthz").json["voice"] == "ready"
