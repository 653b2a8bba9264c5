"""Websockets that are no screens: closed, without a line in the log for each, and the hall goes on."""

import pytest

from tests.badinput.scene import DISPLAY
from tests.badinput.strangers import BINARY, CLOSE, PING, TEXT, all_closed, frame, hall_goes_on, said, websocket
from tests.support.screens import Screen
from tests.support.workers import Workers

NOT_SOCKET_IO = {
    "nothing": b"",
    "binary garbage": frame(BINARY, bytes(range(256)) * 16),
    "a text": said("hello"),
    "an empty text": said(""),
    "engine.io's packets of the wrong side": said("0{}")
    + said("2probe")
    + said("5")
    + said("6")
    + said("7")
    + said("9"),
    "a message of nothing": said("4"),
    "a packet of no type": said("4x") + said("49"),
    "an event of nobody": said('42["nobody knows",1]'),
    "an event that is not JSON": said("42["),
    "an event nested too deeply": said("42" + "[" * 15000),
    "an event with a number as its name": said("42[1]") + said("42{}") + said("42null"),
    "a packet that promises binary parts": said('451-["x",{"_placeholder":true,"num":0}]'),
    "a packet that promises a million of them": said('4599999999-["x"]'),
    "a sign-in elsewhere": said("40/nowhere,"),
    "a sign-in with an array": said("40[]"),
    "a sign-in with nonsense": said('40{"token":{"a":[1]},"for":{"b":2},"counter":[],"ticket":{},"centre":1}'),
    "a sign-in with a NUL": said('40{"token":"\\u0000","for":"display","ticket":"\\u0000"}'),
    "a sign-in with half a sign": said('40{"token":"\\ud800","for":"\\ud800","ticket":"\\ud800"}'),
    "an answer to nothing": said("431[]") + said("43"),
    "a farewell before the greeting": said("41") + said("41/nowhere,"),
    "a frame without its mask": frame(TEXT, b"40", masked=False),
    "a frame of no kind": frame(5, b"x"),
    "a frame with reserved bits": frame(TEXT, b"x", reserved=7),
    "a text of broken UTF-8": frame(TEXT, b"\xff\xfe\xfd"),
    "a part of nothing": frame(0, b"x"),
    "a message without an end": frame(TEXT, b"4" * 4000, whole=False) + frame(0, b"4" * 4000, whole=False) * 30,
    "a ping in parts": frame(PING, b"x", whole=False),
    "a ping too long": frame(PING, b"x" * 200),
    "a close of no reason": frame(CLOSE, b"\x00"),
    "a close of a reason that is none": frame(CLOSE, b"\x00\x01"),
    "a frame longer than memory": b"\x82\xff" + b"\x7f" + b"\xff" * 7 + bytes(4),
}


def test_what_is_not_socket_io_is_closed(server: Workers) -> None:
    """All at once: a whole street of them."""
    with hall_goes_on(server):
        all_closed([websocket(server, frames) for frames in NOT_SOCKET_IO.values()], 60)


FLOODS = {
    "pings": frame(PING, b"x" * 100) * 500,
    "parts of a message": frame(0, b"x" * 60_000, whole=False),
    "events nobody knows": said('42["nobody knows",1]') * 500,
    "texts": said("4" + "x" * 1000) * 50,
    "huge frames": frame(BINARY, b"x" * 1_000_000),
}


@pytest.mark.parametrize("name", FLOODS)
def test_a_flood_is_not_listened_to(server: Workers, name: str) -> None:
    with hall_goes_on(server):
        assert websocket(server, frame(TEXT, b"4", whole=False)).flood(FLOODS[name], 20), "it was listened to"


def test_a_screen_that_says_what_nobody_knows_is_still_a_screen(server: Workers) -> None:
    with Screen(server.url, token=server.token(DISPLAY), **{"for": "display"}) as screen:
        screen.next()
        screen.say("nobody knows", "x" * 1000)
        with hall_goes_on(server):
            assert screen.until(lambda snapshot: bool(snapshot["calls"]), 30)


def test_a_screen_that_never_stops_talking_is_closed(server: Workers) -> None:
    display = f'40{{"token":"{server.token(DISPLAY)}","for":"display"}}'
    with hall_goes_on(server):
        assert websocket(server, said(display)).flood(said('42["nobody knows"]') * 500, 20), "it was listened to"
