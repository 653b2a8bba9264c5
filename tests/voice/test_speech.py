"""What people hear: whole sentences, in both languages, equally loud, the same when repeated."""

import io
import math
import wave
from array import array
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests.voice.running import CALL, Voice

FLOOR = 200
ENGLISH = "Number A, zero four two, please go to counter three"


def heard(answer: tuple[int, bytes]) -> "array[int]":
    status, body = answer
    assert status == 200, body
    with wave.open(io.BytesIO(body)) as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, 22_050)
        return array("h", sound.readframes(sound.getnframes()))


def lasts(answer: tuple[int, bytes]) -> float:
    return len(heard(answer)) / 22_050


def loudness(samples: "array[int]") -> float:
    sounding = [level for level in samples if abs(level) > FLOOR]
    return 20 * math.log10(math.sqrt(sum(level * level for level in sounding) / len(sounding)) / 32_768)


def test_a_call_is_spoken_in_a_few_seconds_of_sound(voice: Voice) -> None:
    assert 2 < lasts(voice.say(CALL)) < 8


def test_a_longer_sentence_lasts_longer(voice: Voice) -> None:
    shorter = lasts(voice.say("Xin mời công dân có số A, một, đến quầy số ba"))
    longer = lasts(voice.say("Xin mời công dân có số A, một hai ba bốn, đến quầy số hai mươi lăm"))
    assert longer > shorter * 1.2


def test_a_call_in_two_languages_is_one_sound_with_a_short_pause_between(voice: Voice) -> None:
    both = lasts(voice.say_parts({"language": "vi", "text": CALL}, {"language": "en", "text": ENGLISH}))
    apart = lasts(voice.say(CALL)) + lasts(voice.say(ENGLISH, language="en"))
    assert 0.2 < both - apart < 0.6


def test_nobody_waits_for_silence_before_or_after_a_call(voice: Voice) -> None:
    samples = heard(voice.say(CALL))
    sounding = [at for at, level in enumerate(samples) if abs(level) > FLOOR]
    assert sounding[0] <= 2_205
    assert len(samples) - sounding[-1] <= 2_205


def test_english_is_as_loud_as_vietnamese_and_neither_is_cut_off_at_the_top(voice: Voice) -> None:
    vietnamese, english = heard(voice.say(CALL)), heard(voice.say(ENGLISH, language="en"))
    assert abs(loudness(vietnamese) - loudness(english)) < 1.5
    assert max(map(abs, vietnamese + english)) < 32_000


def test_the_same_call_again_is_the_same_sound_and_asks_no_engine(voice: Voice) -> None:
    first, made = voice.say(CALL), voice.health()["synthesised"]
    assert voice.say(CALL) == first
    assert voice.health()["synthesised"] == made


def test_spaces_and_composed_letters_make_no_other_sentence(voice: Voice) -> None:
    assert voice.say("  Mời   ông bà ") == voice.say("Mời ông bà")


def test_two_screens_asking_for_one_call_at_once_have_it_made_once(voice: Voice) -> None:
    made = voice.health()["synthesised"]
    with ThreadPoolExecutor(8) as screens:
        answers = list(screens.map(lambda _: voice.say("Xin mời công dân có số bê, một hai ba"), range(8)))
    assert lasts(answers[0]) > 1
    assert len(set(answers)) == 1
    assert voice.health()["synthesised"] == made + 1


def test_two_calls_at_once_are_both_spoken(voice: Voice) -> None:
    with ThreadPoolExecutor(2) as screens:
        one, two = screens.map(voice.say, ("Mời số ca, một hai ba", "Mời số e-lờ, một hai ba bốn năm sáu"))
    assert lasts(one) < lasts(two)


def test_what_was_spoken_is_kept_when_the_voice_starts_again(start: Callable[..., Voice]) -> None:
    before = start()
    before.await_state("ready")
    spoken = before.say(CALL)
    assert before.end() == 0
    after = start(folder=before.socket.parent)
    after.await_state("ready")
    assert after.say(CALL) == spoken
    assert after.health()["synthesised"] == 0


def test_a_kept_sentence_cut_off_by_a_power_failure_is_spoken_anew(start: Callable[..., Voice]) -> None:
    voice = start()
    voice.await_state("ready")
    whole = lasts(voice.say(CALL))
    (kept,) = voice.cache.glob("??/*.wav")
    kept.write_bytes(kept.read_bytes()[:20_000])
    assert abs(lasts(voice.say(CALL)) - whole) < 0.1
    assert voice.health()["synthesised"] == 2


def test_a_centre_may_choose_the_southern_voice_and_another_speed(voice: Voice, start: Callable[..., Any]) -> None:
    southern = start("--vi", "aav/vi-VN-x-south", "--rate", "110")
    southern.await_state("ready")
    assert lasts(southern.say(CALL)) > lasts(voice.say(CALL)) * 1.2


def test_a_disk_that_takes_nothing_silences_nobody(start: Callable[..., Voice]) -> None:
    voice = start()
    voice.await_state("ready")
    for shard in range(256):
        (voice.cache / f"{shard:02x}").write_bytes(b"")  # a file where the folder ought to be
    assert lasts(voice.say(CALL)) > 2
    assert lasts(voice.say(CALL)) > 2
