"""A thousand connections, opened and left: all are closed, nothing of them is kept, and the hall never notices."""

import json
import socket
from contextlib import closing

import pytest

from tests.badinput.scene import DISPLAY
from tests.badinput.strangers import Stranger, all_closed, hall_goes_on, said, websocket
from tests.support.waiting import until
from tests.support.workers import Workers, descriptors, resident_kb

EACH = 200
# A kilobyte for each connection that was ever opened would show; the pages that Python keeps for the next do not.
KB = 8_000


def opened(server: Workers) -> list[Stranger]:
    """Open a thousand: silent from the start, silent after a half request, half closed, and websockets that have said
    nothing, or who they are and were refused.
    """
    refused = said("40" + json.dumps({"token": "guess", "for": "display"}))
    strangers = [Stranger(server) for _ in range(EACH)]
    strangers += [Stranger(server, b"GET /healthz HTTP/1.1\r\nHost") for _ in range(EACH)]
    half_closed = [Stranger(server, b"GET /") for _ in range(EACH)]
    for stranger in half_closed:
        stranger.socket.shutdown(socket.SHUT_WR)
    strangers += half_closed
    strangers += [websocket(server) for _ in range(EACH)]
    strangers += [websocket(server, refused) for _ in range(EACH)]
    return strangers


@pytest.mark.timeout(600)
def test_a_thousand_that_are_left_open_are_closed_and_nothing_of_them_is_kept(server: Workers) -> None:
    (pid,) = server.pids()
    all_closed(opened(server), 120)
    until(lambda: _at_rest(server), "they are gone")
    files, memory = descriptors(pid), resident_kb(pid)
    with hall_goes_on(server):
        all_closed(opened(server), 120)
    until(lambda: descriptors(pid) <= files + 4, "its files are as many as before")
    assert resident_kb(pid) < memory + KB


@pytest.mark.timeout(600)
def test_screens_that_vanish_without_a_word_are_let_go(server: Workers) -> None:
    """They signed in and were seen; then nobody answers any more, but nothing says that they have gone."""
    (pid,) = server.pids()
    until(lambda: _at_rest(server), "nobody is connected")
    files = descriptors(pid)
    display = said("40" + json.dumps({"token": server.token(DISPLAY), "for": "display"}))
    with hall_goes_on(server):
        screens = [websocket(server, display) for _ in range(100)]
        assert all(b'"snapshot"' in screen.hear() for screen in screens)
    until(lambda: descriptors(pid) <= files + 4, "its files are as many as before")
    with closing(websocket(server, display)) as again:
        assert again.socket.recv(1), "the next screen is let in"


def _at_rest(server: Workers) -> bool:
    """Tell whether nobody is connected but whoever the database's own files are."""
    (pid,) = server.pids()
    return descriptors(pid) < EACH
