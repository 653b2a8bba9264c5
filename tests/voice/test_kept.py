"""Sentences kept on disk: never more than allowed, the longest unused goes first, only speech is kept."""

import io
import os
import wave
from pathlib import Path

import pytest

from display.voice import sound
from display.voice.cache import Cache, content_key


def tone(seconds: float, *, level: int = 8_000, rate: int = sound.RATE) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        wave_of = [level if at // 50 % 2 else -level for at in range(int(rate * seconds))]
        file.writeframes(b"".join(sample.to_bytes(2, "little", signed=True) for sample in wave_of))
    return out.getvalue()


WAV = tone(0.1)
KEYS = [content_key("sentence", number) for number in range(5)]


def kept(cache: Cache) -> list[bool]:
    return [cache.get(key) is not None for key in KEYS]


def test_past_the_most_files_the_sentence_unused_for_longest_goes(tmp_path: Path) -> None:
    cache = Cache(tmp_path, most_files=3)
    for key in KEYS[:3]:
        cache.put(key, WAV)
    assert cache.get(KEYS[0]) == WAV
    cache.put(KEYS[3], WAV)
    assert kept(cache) == [True, False, True, True, False]
    assert len(list(tmp_path.rglob("*.wav"))) == 3


def test_past_the_most_bytes_sentences_go_until_the_rest_fits(tmp_path: Path) -> None:
    cache = Cache(tmp_path, most_bytes=len(WAV) * 2)
    for key in KEYS:
        cache.put(key, WAV)
    assert kept(cache) == [False, False, False, True, True]


def test_a_sentence_kept_twice_counts_once(tmp_path: Path) -> None:
    cache = Cache(tmp_path, most_bytes=len(WAV) * 2)
    for key in (KEYS[0], KEYS[1], KEYS[1], KEYS[1]):
        cache.put(key, WAV)
    assert kept(cache) == [True, True, False, False, False]


def test_the_order_of_use_outlives_a_restart_and_leftovers_do_not(tmp_path: Path) -> None:
    before = Cache(tmp_path)
    for age, key in enumerate(KEYS[:3]):
        before.put(key, WAV)
        os.utime(tmp_path / key[:2] / f"{key}.wav", (1_000 - age, 1_000 - age))
    leftover = tmp_path / KEYS[0][:2] / "half.part"
    leftover.write_bytes(WAV[:50])
    after = Cache(tmp_path, most_files=3)
    after.put(KEYS[3], WAV)
    assert kept(after) == [True, True, False, True, False]
    assert not leftover.exists()


def test_a_folder_emptied_by_somebody_else_is_no_fault(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put(KEYS[0], WAV)
    for file in tmp_path.rglob("*.wav"):
        file.unlink()
    assert cache.get(KEYS[0]) is None
    cache.put(KEYS[0], WAV)
    assert cache.get(KEYS[0]) == WAV


@pytest.mark.parametrize(
    "made",
    [
        b"",
        b"no sound",
        tone(0),
        tone(0.05),
        tone(0.3),
        tone(60),
        tone(1, level=0),
        tone(1, level=100),
        tone(1, rate=8_000),
        tone(1)[:40],
    ],
)
def test_what_cannot_be_the_sentence_is_no_speech(made: bytes) -> None:
    with pytest.raises(sound.NotSpeech):
        sound.finish(made, "Xin mời công dân đến quầy")


def test_silence_around_the_words_goes_and_what_is_left_is_loud_enough() -> None:
    quiet, words = tone(0.5, level=0), tone(1, level=3_000)
    finished = sound.finish(sound.join([quiet, words, quiet]), "Mời ông bà")
    assert 1 <= sound.seconds(finished) < 1.2
    assert sound.whole(finished)
