"""Sound as the hall needs it: checked, without silence at its ends, equally loud in both languages, joined.

All of it is 16-bit mono PCM at the engine's rate. Nothing here knows who made the sound or where it is kept.
"""

import io
import math
import wave
from array import array
from collections.abc import Sequence

RATE = 22_050
SILENCE_BETWEEN = 0.4  # seconds between two parts
MARGIN = 0.06  # seconds kept around the words, so that no first or last consonant is bitten off
FLOOR = 200  # below this a sample counts as silence (about -44 dB of full scale)
LOUDNESS = 6_500  # RMS of the sounding stretches (-14 dB), to carry over a full hall
FEWEST_PEAK = 1_000
KNEE, CEILING = 18_000, 31_000
LARGEST_GAIN = 4.0


class NotSpeech(ValueError):
    """What came from the engine is no sound, or cannot be the sentence that was asked for."""


def finish(wav: bytes, text: str) -> bytes:
    """Check what the engine made of `text`, trim and level it. Raises NotSpeech."""
    samples = _samples(wav)
    _require_plausible(samples, text)
    return _encode(_levelled(_trimmed(samples)))


def join(wavs: Sequence[bytes]) -> bytes:
    """Put finished sounds one after the other, a short silence between them, as one WAV."""
    if len(wavs) == 1:
        return wavs[0]
    pause = array("h", bytes(2 * int(RATE * SILENCE_BETWEEN)))
    joined = _samples(wavs[0])
    for each in wavs[1:]:
        joined += pause + _samples(each)
    return _encode(joined)


def whole(wav: bytes) -> bool:
    """Tell whether a WAV is as long as it says, which one cut off by a power failure is not."""
    return len(wav) > 44 and wav[:4] == b"RIFF" and int.from_bytes(wav[4:8], "little") + 8 == len(wav)


def seconds(wav: bytes) -> float:
    """Return how long a sound lasts. Raises NotSpeech if it is none."""
    return len(_samples(wav)) / RATE


def _samples(wav: bytes) -> "array[int]":
    try:
        with wave.open(io.BytesIO(wav)) as sound:
            form = (sound.getnchannels(), sound.getsampwidth(), sound.getframerate())
            frames = sound.readframes(sound.getnframes())
    except (wave.Error, EOFError) as error:
        raise NotSpeech(f"not a WAV: {error}") from error
    if form != (1, 2, RATE):
        raise NotSpeech(f"expected 16-bit mono at {RATE} Hz, got {form}")
    return array("h", frames)


def _require_plausible(samples: "array[int]", text: str) -> None:
    """An engine that stumbles gives nothing, silence, or a fraction of the sentence."""
    lasts, letters = len(samples) / RATE, sum(map(str.isalpha, text))
    if not 0.1 + 0.015 * letters <= lasts <= 3 + 0.8 * letters:
        raise NotSpeech(f"{lasts:.2f} s cannot be {letters} letters")
    if max(max(samples), -min(samples)) < FEWEST_PEAK:
        raise NotSpeech("only silence")


def _trimmed(samples: "array[int]") -> "array[int]":
    margin = int(RATE * MARGIN)
    first = next(at for at, level in enumerate(samples) if abs(level) > FLOOR)
    last = next(at for at in range(len(samples) - 1, -1, -1) if abs(samples[at]) > FLOOR)
    return samples[max(0, first - margin) : last + margin]


def _levelled(samples: "array[int]") -> "array[int]":
    """Bring speech to one loudness. espeak's peaks stand 17 dB above it: bending them makes the room."""
    gain, bent = _gain(samples), _BENT
    return array("h", [bent[int(level * gain)] for level in samples])


def _gain(samples: "array[int]") -> float:
    sounding = [level * level for level in samples[::8] if abs(level) > FLOOR] or [FEWEST_PEAK**2]
    return min(LARGEST_GAIN, LOUDNESS / math.sqrt(sum(sounding) / len(sounding)))


def _bent(level: int) -> int:
    if abs(level) <= KNEE:
        return level
    room = CEILING - KNEE
    return int(math.copysign(KNEE + room * math.tanh((abs(level) - KNEE) / room), level))


# One look-up for each sample instead of a tanh: indices run from 0 up, and from -1 down as Python counts from
# the end.
_REACH = int(32_768 * LARGEST_GAIN) + 1
_BENT = array("h", [_bent(level) for level in (*range(_REACH), *range(-_REACH, 0))])


def _encode(samples: "array[int]") -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(samples.tobytes())
    return out.getvalue()
