"""Bytes that are no request, too much of one, or never the whole of one: refused or closed, and the hall goes on."""

import json
import time

import pytest

from app import worker
from tests.badinput.shape import misshapen
from tests.badinput.strangers import Stranger, all_closed, hall_goes_on
from tests.support.workers import CENTRE, Workers

HEAD = f"POST {CENTRE}/tickets HTTP/1.1\r\nHost: hall\r\nContent-Type: application/json\r\n".encode()
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
CHUNK = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
FLOODS = {
    "chunks without end": (CHUNKED, CHUNK),
    "a body of a hundred gigabytes": (HEAD + b"Content-Length: 100000000000\r\n\r\n", b"x" * 0x10000),
    "a sign-in without end": (CHUNKED.replace(b"centres/phuong-mau/tickets", b"sessions"), CHUNK),
    "headers without end": (b"GET / HTTP/1.1\r\n", b"X-More: and more\r\n" * 1000),
    "a path without end": (b"GET /", b"a" * 0x10000),
}
# Longer than a server that reads on would be let, shorter than gunicorn's own patience with a worker that stands still.
FLOOD_SECONDS = 20.0


@pytest.mark.parametrize("name", FLOODS)
def test_what_never_ends_is_not_read_on(server: Workers, name: str) -> None:
    first, more = FLOODS[name]
    with hall_goes_on(server):
        assert Stranger(server, first).flood(more, FLOOD_SECONDS), "it was read to the end"


REQUEST = f"GET {CENTRE} HTTP/1.1\r\nHost: hall\r\n".encode()
GARBAGE = {
    "a TLS greeting": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 80 + b"\r\n\r\n",
    "zeros": b"\x00" * 100 + b"\r\n\r\n",
    "a line": b"hello\r\n\r\n",
    "another version": b"GET / HTTP/9.9\r\n\r\n",
    "a method that is none": b"G@T / HTTP/1.1\r\n\r\n",
    "a path that is no ASCII": b"GET /\xff\xfe HTTP/1.1\r\nHost: hall\r\nConnection: close\r\n\r\n",
    "a path of broken UTF-8": b"GET /api/v1/centres/%ff%fe HTTP/1.1\r\nHost: hall\r\nConnection: close\r\n\r\n",
    "a query of broken UTF-8": REQUEST.replace(b" HTTP", b"/snapshot?for=%ff%c0%80 HTTP")
    + b"Connection: close\r\n\r\n",
    "a header without a colon": REQUEST + b"nothing\r\n\r\n",
    "a header with a NUL": REQUEST + b"X-A: a\x00b\r\n\r\n",
    "a folded header": REQUEST + b"X-A: a\r\n b\r\n\r\n",
    "a space before the colon": REQUEST + b"Content-Length : 5\r\n\r\n",
    "two lengths": HEAD + b"Content-Length: 2\r\nContent-Length: 9\r\n\r\n{}",
    "a negative length": HEAD + b"Content-Length: -1\r\n\r\n{}",
    "a length in words": HEAD + b"Content-Length: two\r\n\r\n{}",
    "a length with a sign": HEAD + b"Content-Length: +2\r\n\r\n{}",
    "a length and chunks": HEAD + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "chunks twice": HEAD + b"Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
    "another coding": HEAD + b"Transfer-Encoding: gzip\r\n\r\n",
    "a chunk of no size": CHUNKED + b"zz\r\n{}\r\n0\r\n\r\n",
    "a chunk without its end": CHUNKED + b"2\r\n{}xx0\r\n\r\n",
    "a body of broken UTF-8": HEAD + b'Content-Length: 4\r\nConnection: close\r\n\r\n"\xff\xfe"',
    "a body of deep nesting": HEAD + b"Content-Length: 60000\r\nConnection: close\r\n\r\n" + b"[" * 60000,
    "a body too long": HEAD + b"Content-Length: 70000\r\nConnection: close\r\n\r\n" + b" " * 70000,
}


@pytest.mark.parametrize("name", GARBAGE)
@pytest.mark.parametrize("signed_in", [False, True], ids=["a stranger", "a kiosk"])
def test_garbage_is_refused_in_the_one_shape_and_nothing_after_it_is_heard(
    server: Workers, name: str, signed_in: bool
) -> None:
    token = server.token("Máy lấy số 1")
    garbage = GARBAGE[name]
    if signed_in:
        garbage = garbage.replace(b"Host: hall\r\n", f"Host: hall\r\nAuthorization: Bearer {token}\r\n".encode())
    # What is smuggled in behind it would be answered 200 with the contract's document.
    smuggled = b"GET /api/v1/openapi.json HTTP/1.1\r\nHost: hall\r\nConnection: close\r\n\r\n"
    with hall_goes_on(server):
        heard = Stranger(server, garbage + smuggled).hear()
    head, _, body = heard.partition(b"\r\n\r\n")
    status, *headers = head.decode("latin-1").split("\r\n")
    kind = next((line.partition(": ")[2] for line in headers if line.lower().startswith("content-type:")), "")
    assert b'"openapi"' not in heard
    assert misshapen(int(status.split()[1]), kind, json.loads(body)) is None, heard


def test_whoever_does_not_go_on_is_closed(server: Workers) -> None:
    half = HEAD + b"Content-Length: 30\r\n\r\n{"
    silent = [Stranger(server, first) for first in (b"", b"GET", REQUEST, half, CHUNKED, CHUNKED + b"5\r\n{")]
    half_closed = [Stranger(server, first) for first in (b"", REQUEST, half)]
    for stranger in half_closed:
        stranger.socket.shutdown(1)
    dripping = Stranger(server, half)
    with hall_goes_on(server):
        end = time.monotonic() + worker.BODY_SECONDS + 60
        while not dripping.is_closed():
            assert time.monotonic() < end, "a drop a second keeps a connection open"
            dripping.socket.setblocking(True)
            dripping.send(b" ")
            time.sleep(1)
        all_closed([*silent, *half_closed], 60)
