"""What may go wrong with a speech engine, and what the hall notices of it: at most a refusal in time."""

import json
import os
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.support.waiting import until
from tests.voice.running import CALL, Voice, children, error_of, running

DEADLINE = 2.5


@pytest.fixture
def quick(start: Callable[..., Voice]) -> Voice:
    """A voice that answers or refuses within 2.5 s."""
    voice = start("--deadline", str(DEADLINE))
    voice.await_state("ready")
    return voice


def test_an_engine_that_hangs_once_is_replaced_and_the_call_still_heard_in_time(quick: Voice) -> None:
    hung = quick.child()
    os.kill(hung, signal.SIGSTOP)
    began = time.monotonic()
    status, _ = quick.say(CALL)
    assert status == 200
    assert time.monotonic() - began < DEADLINE
    assert not running(hung)
    assert quick.health()["restarts"] == 1


def test_an_engine_that_hangs_again_and_again_is_refused_in_time_and_the_next_call_heard(
    quick: Voice,
) -> None:
    recovered = threading.Event()
    stopped: set[int] = set()

    def stop_each() -> None:
        while not recovered.wait(0.005):
            for child in set(children(quick.process.pid)) - stopped:
                os.kill(child, signal.SIGSTOP)
                stopped.add(child)

    stopper = threading.Thread(target=stop_each)
    stopper.start()
    until(lambda: stopped, "an engine is stopped")
    began = time.monotonic()
    status, body = quick.say(CALL)
    took = time.monotonic() - began
    recovered.set()
    stopper.join()
    assert (status, error_of(body)) == (503, "voice_late")
    assert took < DEADLINE + 0.8
    for child in filter(running, stopped):
        os.kill(child, signal.SIGCONT)
    quick.await_state("ready")
    assert quick.say(CALL)[0] == 200


def test_an_engine_that_dies_is_started_again_before_anybody_asks(quick: Voice) -> None:
    dead = quick.child()
    os.kill(dead, signal.SIGKILL)
    until(lambda: quick.health()["restarts"] == 1, "the engine is started again")
    quick.await_state("ready")
    assert quick.child() != dead


def test_a_call_made_as_the_engine_dies_is_heard(quick: Voice) -> None:
    os.kill(quick.child(), signal.SIGKILL)
    assert quick.say(CALL)[0] == 200


def test_the_51st_who_would_wait_for_a_hung_engine_is_refused_at_once(quick: Voice) -> None:
    os.kill(quick.child(), signal.SIGSTOP)
    numbers = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
    sentences = [f"Mời số {one} {two}" for one in numbers for two in numbers][:60]

    def refused(sentence: str) -> bool:
        status, body = quick.say(sentence)
        assert status == 200 or error_of(body) in ("voice_busy", "voice_late")
        return status == 503 and json.loads(body)["error"]["data"] == {"waiting": 50}

    with ThreadPoolExecutor(60) as screens:
        at_once = sum(screens.map(refused, sentences))
    assert 9 <= at_once <= 10  # 50 wait, one has the engine


def test_without_espeak_the_voice_says_so_stays_up_and_notices_when_it_comes(
    start: Callable[..., Voice], tmp_path: Path
) -> None:
    unusable = [tmp_path / name for name in ("libespeak-ng.so.1", "libespeak.so.1")]
    for library in unusable:
        library.write_bytes(b"no library")
    voice = start("--look-again", "0.3", environment={"LD_LIBRARY_PATH": str(tmp_path)})
    health = voice.await_state("absent")
    assert "eSpeak" in health["detail"]
    status, body = voice.say(CALL)
    assert (status, error_of(body)) == (503, "voice_absent")
    for library in unusable:
        library.unlink()
    voice.await_state("ready")
    assert voice.say(CALL)[0] == 200


def test_a_voice_that_is_not_installed_is_absent_and_never_replaced_by_another(
    start: Callable[..., Voice],
) -> None:
    voice = start("--vi", "aav/nowhere")
    assert "aav/nowhere" in voice.await_state("absent")["detail"]
    assert error_of(voice.say(CALL)[1]) == "voice_absent"


def test_what_the_engine_cannot_speak_is_refused_and_the_next_call_heard(quick: Voice) -> None:
    """Tatweels pass for letters, but espeak names each of them: half a minute for twenty."""
    status, body = quick.say("ـ" * 20)
    assert (status, error_of(body)) == (503, "voice_failed")
    assert quick.say(CALL)[0] == 200
    assert quick.health()["restarts"] == 2


def test_a_busy_morning_of_calls_one_after_the_other_never_comes_out_empty(quick: Voice) -> None:
    numbers = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
    for one in numbers[:6]:
        for two in numbers:
            assert quick.say(f"Số {one} {two}")[0] == 200
    assert quick.health()["restarts"] == 0


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_the_voice_ends_cleanly_with_its_engine_and_its_socket(
    start: Callable[..., Voice], how: signal.Signals
) -> None:
    voice = start()
    voice.await_state("ready")
    child = voice.child()
    assert voice.end(how) == 0
    assert not running(child)
    assert not voice.socket.exists()


def test_the_voice_ends_even_while_its_engine_hangs(quick: Voice) -> None:
    child = quick.child()
    os.kill(child, signal.SIGSTOP)
    assert quick.end() == 0
    assert not running(child)


def test_after_a_crash_no_engine_is_left_and_the_next_voice_takes_the_socket_over(
    start: Callable[..., Voice],
) -> None:
    crashed = start()
    crashed.await_state("ready")
    child = crashed.child()
    crashed.end(signal.SIGKILL)
    until(lambda: not running(child), "no engine is left")
    assert crashed.socket.exists()
    heir = start(folder=crashed.socket.parent)
    heir.await_state("ready")
    assert heir.say(CALL)[0] == 200


def test_a_second_voice_on_the_same_socket_refuses_and_the_first_speaks_on(
    voice: Voice, start: Callable[..., Voice]
) -> None:
    second = start(folder=voice.socket.parent)
    _, said = second.process.communicate(timeout=10)
    assert second.process.returncode == 1
    assert "already serves" in said.decode()
    assert voice.say(CALL)[0] == 200


def test_a_file_that_is_no_socket_is_left_alone(new_folder: Callable[[], Path], start: Callable[..., Voice]) -> None:
    folder = new_folder()
    (folder / "voice.sock").write_text("somebody's notes")
    refused = start(folder=folder)
    assert refused.process.wait(10) == 1
    assert (folder / "voice.sock").read_text() == "somebody's notes"


def test_only_its_owner_may_talk_to_the_voice(voice: Voice) -> None:
    assert voice.socket.stat().st_mode & 0o777 == 0o600
