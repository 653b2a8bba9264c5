"""Letters over a loudspeaker: each is Vietnamese and unlike any other, in the North, Centre and South."""

import subprocess
from collections.abc import Sequence

import pytest

from app.domain.phrases import DIGITS_VI, LETTERS_VI, cardinal_vi

VOICES = ("vi", "vi-vn-x-central", "vi-vn-x-south")


def pronounced(voice: str, words: Sequence[str]) -> list[str]:
    """Return how the engine says each of `words`, in phonetic letters."""
    command = ["espeak-ng", "-v", voice, "-q", "--ipa"]
    said = subprocess.run(command, input=".\n".join(words), capture_output=True, check=True, text=True)
    lines = [line.strip() for line in said.stdout.splitlines() if line.strip()]
    assert len(lines) == len(words)
    return lines


@pytest.mark.parametrize("voice", VOICES)
def test_no_two_letters_or_digits_sound_alike(voice: str) -> None:
    names = [*LETTERS_VI.values(), *DIGITS_VI]
    assert len(set(pronounced(voice, names))) == len(names)


@pytest.mark.parametrize("voice", VOICES)
def test_no_word_is_said_in_another_language(voice: str) -> None:
    """The engine would mark it: "(en)…(vi)"."""
    names = [*LETTERS_VI.values(), *DIGITS_VI, *map(cardinal_vi, range(1, 121))]
    assert not [sound for sound in pronounced(voice, names) if "(" in sound]


@pytest.mark.parametrize("voice", VOICES)
def test_no_two_counters_sound_alike(voice: str) -> None:
    assert len(set(pronounced(voice, [cardinal_vi(number) for number in range(1, 121)]))) == 120


def test_each_letter_name_is_heard_syllable_by_syllable() -> None:
    """A syllable without a stress has no vowel: a consonant the engine swallowed, as it does with "gi"."""
    names = list(LETTERS_VI.values())
    syllables = [len(name.replace("-", " ").split()) for name in names]
    assert [sound.count("ˈ") + sound.count("ˌ") for sound in pronounced("vi", names)] == syllables
