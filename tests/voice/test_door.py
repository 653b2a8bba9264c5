"""What the voice takes in: few, short, plain words; all else is refused by name and changes nothing."""

import json
import socket
from typing import Any

import pytest

from tests.voice.running import CALL, Connection, Voice, error_of


def part(text: Any = "Mời ông bà", language: Any = "vi") -> dict[str, Any]:
    return {"language": language, "text": text}


@pytest.mark.parametrize(
    "asked",
    [
        b"",
        b"not json",
        b"\xff\xfe",
        b"[" * 5_000,
        [part()],
        {"parts": "Mời ông bà"},
        {"parts": []},
        {"parts": [part()] * 5},
        {"parts": [part()], "voice": "other"},
        {"parts": ["Mời ông bà"]},
        {"parts": [{"text": "Mời ông bà"}]},
        {"parts": [part(language="fr")]},
        {"parts": [part(language=["vi"])]},
        {"parts": [part(text=42)]},
        {"parts": [part(text="")]},
        {"parts": [part(text=" , ")]},
        {"parts": [part(text="a" * 301)]},
        {"parts": [part(text="Mời số A042")]},
        {"parts": [part(text="Mời số ٤٢")]},
        {"parts": [part(text="Mời\x01450S ông bà")]},
        {"parts": [part(text="<speak>Mời</speak>")]},
        {"parts": [part(text="[[h@'loU]]")]},
        {"parts": [part(), part(text="Số 5")]},
    ],
)
def test_what_is_not_plain_words_is_refused(voice: Voice, asked: Any) -> None:
    made = voice.health()["synthesised"]
    status, body = voice.request("POST", "/speech", asked if isinstance(asked, bytes) else json.dumps(asked).encode())
    assert (status, error_of(body)) == (422, "bad_input")
    assert voice.health()["synthesised"] == made


def test_a_refusal_says_which_part_and_which_signs(voice: Voice) -> None:
    _, body = voice.say_parts(part(), part(text="Số 5 & 6"))
    assert json.loads(body)["error"]["data"] == {"part": 1, "signs": ["&", "5", "6"]}


def test_a_body_larger_than_any_speech_is_refused(voice: Voice) -> None:
    status, body = voice.request("POST", "/speech", b" " * 60_000)
    assert (status, error_of(body)) == (413, "too_large")
    answer = raw(voice, b"POST /speech HTTP/1.1\r\nContent-Length: 00000000099999999\r\n\r\n")
    assert b" 413 " in answer.partition(b"\r\n")[0]


def test_four_parts_of_three_hundred_letters_fit_through_the_door(voice: Voice) -> None:
    text = ("ư " * 150).strip() + "ư"
    assert voice.say_parts(*[part(text=text)] * 4)[0] == 200


@pytest.mark.parametrize(
    ("method", "path", "refused"),
    [
        ("GET", "/speech", (405, "method_not_allowed")),
        ("POST", "/health", (405, "method_not_allowed")),
        ("GET", "/", (404, "not_found")),
        ("DELETE", "/speech", (501, "bad_request")),
    ],
)
def test_other_addresses_and_methods_are_refused_by_name(
    voice: Voice, method: str, path: str, refused: tuple[int, str]
) -> None:
    status, body = voice.request(method, path)
    assert (status, error_of(body)) == refused


def test_a_caller_who_does_not_say_how_much_comes_is_refused(voice: Voice) -> None:
    answer = raw(voice, b"POST /speech HTTP/1.1\r\nHost: voice\r\n\r\n")
    assert b" 411 " in answer.partition(b"\r\n")[0]
    answer = raw(voice, b"POST /speech HTTP/1.1\r\nHost: voice\r\nContent-Length: -5\r\n\r\n")
    assert b" 411 " in answer.partition(b"\r\n")[0]


def test_a_caller_who_hangs_up_halfway_disturbs_nobody(voice: Voice) -> None:
    raw(voice, b"POST /speech HTTP/1.1\r\nHost: voice\r\nContent-Length: 100\r\n\r\n{")
    raw(voice, b"no http at all\r\n\r\n")
    assert voice.say(CALL)[0] == 200


def test_one_connection_serves_many_calls_and_survives_a_refusal(voice: Voice) -> None:
    connection = Connection(voice.socket)
    statuses = []
    for text in ("Mời ông bà", "Số 5", "Mời ông bà"):
        connection.request("POST", "/speech", json.dumps({"parts": [part(text=text)]}).encode())
        answer = connection.getresponse()
        answer.read()
        statuses.append(answer.status)
    connection.close()
    assert statuses == [200, 422, 200]


def raw(voice: Voice, request: bytes) -> bytes:
    with socket.socket(socket.AF_UNIX) as caller:
        caller.settimeout(5)
        caller.connect(str(voice.socket))
        caller.sendall(request)
        caller.shutdown(socket.SHUT_WR)
        answer = b""
        while chunk := caller.recv(65_536):
            answer += chunk
        return answer
