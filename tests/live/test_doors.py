"""Who is shown out again: whoever no longer may see the hall, and whoever no longer answers."""

import json
import sqlite3
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing

import pytest
import socketio
import websocket

from app.services.access import digest
from app.web.identity import COOKIE
from tests.support.screens import Screen, display_token
from tests.support.server import ROOT, Server, running

# A revoked token is looked for every two seconds, a silent socket after its ping's five; the rest is a busy machine.
SOON = 15
# The first test waits for the hall to start as well.
pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The sample hall, with no more than five sockets to an address."""
    folder = tmp_path_factory.mktemp("doors")
    config = (ROOT / "config.toml").read_text(encoding="utf-8")
    assert "sockets_per_address = 200" in config
    config = config.replace("sockets_per_address = 200", "sockets_per_address = 5")
    (folder / "config.toml").write_text(config.replace('file = "app/', f'file = "{ROOT}/app/'), encoding="utf-8")
    with running(folder / "var", LUOT_CONFIG=str(folder / "config.toml")) as found:
        yield found


def revoke(server: Server, token: str) -> None:
    with closing(sqlite3.connect(server.var / "luot.db", timeout=20)) as database, database:
        assert database.execute("DELETE FROM tokens WHERE digest = ?", [digest(token)]).rowcount == 1


def raw(server: Server) -> websocket.WebSocket:
    """Open a transport by hand: it greets, and answers nothing by itself."""
    line = websocket.create_connection(f"{server.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket")
    assert line.recv().startswith("0")
    return line


def seconds_until_closed(line: websocket.WebSocket, most: float) -> float:
    """Read on, answering no ping, until the server closes; return how long that took."""
    begun = time.monotonic()
    line.settimeout(most)
    while _open(line):
        assert time.monotonic() - begun < most
    return time.monotonic() - begun


def _open(line: websocket.WebSocket) -> bool:
    try:
        return bool(line.recv())
    except (websocket.WebSocketConnectionClosedException, ConnectionError):
        return False


def test_a_screen_whose_token_was_revoked_is_shown_out_and_not_let_in_again(server: Server) -> None:
    token, other = display_token(server), display_token(server)
    shows = {"for": "display"}
    with Screen(server.url, token=token, **shows) as screen, Screen(server.url, token=other, **shows) as stays:
        screen.next()
        revoke(server, token)
        assert screen.shown_out.wait(SOON)
        assert not stays.shown_out.is_set(), "nobody else is"
    refused = pytest.raises(socketio.exceptions.ConnectionError)
    with refused, Screen(server.url, token=token, **{"for": "display"}):
        pytest.fail("a revoked token was let in")


def test_whoever_signs_out_sees_no_more_of_the_hall(server: Server) -> None:
    token = server.staff_token("dieuphoi")
    with Screen(server.url, token=token, **{"for": "supervisor"}) as page:
        page.next()
        headers = {"Cookie": f"{COOKIE}={token}", "Sec-Fetch-Site": "same-origin"}
        urllib.request.urlopen(urllib.request.Request(f"{server.url}/logout", b"", headers), timeout=15).close()
        assert page.shown_out.wait(SOON)


def test_whoever_was_switched_off_sees_no_more_of_the_hall(server: Server) -> None:
    token = server.staff_token("lanhdao")
    with Screen(server.url, token=token, **{"for": "supervisor"}) as page:
        page.next()
        with closing(sqlite3.connect(server.var / "luot.db", timeout=20)) as database, database:
            database.execute("UPDATE staff SET active = 0 WHERE username = 'lanhdao'")
        assert page.shown_out.wait(SOON)


def test_a_phone_that_holds_a_tickets_link_stays(server: Server) -> None:
    kiosk = server.command("device", "add", "--kind", "kiosk", "--centre", "phuong-mau", "--name", "Máy thử")
    link = server.ask(kiosk, "/api/v1/centres/phuong-mau/tickets", {"field": "H"})["url"].rsplit("/", 1)[1]
    with Screen(server.url, token=link, ticket=link, **{"for": "ticket"}) as phone:
        phone.next()
        assert not phone.shown_out.wait(6), "its token is in no table of tokens, and holds"


def test_a_screen_that_answers_no_ping_is_closed(server: Server) -> None:
    token = display_token(server)
    line = raw(server)
    line.send("40" + json.dumps({"token": token, "for": "display"}))
    assert line.recv().startswith("40")
    assert line.recv().startswith('42["snapshot"')
    assert seconds_until_closed(line, 30) < 30


def test_a_transport_that_says_no_name_is_closed(server: Server) -> None:
    assert seconds_until_closed(raw(server), 20) < 20


def test_a_transport_whose_name_was_refused_is_closed_too(server: Server) -> None:
    line = raw(server)
    line.send("40" + json.dumps({"token": "guess", "for": "display"}))
    assert line.recv().startswith("44"), "refused"
    assert seconds_until_closed(line, 20) < 20


def test_one_address_has_so_many_sockets_and_no_more_until_one_goes(server: Server) -> None:
    asks = {"token": display_token(server), "for": "display"}
    screens = [Screen(server.url, **asks) for _ in range(5)]
    for screen in screens:
        screen.__enter__()
    try:
        refused = pytest.raises(socketio.exceptions.ConnectionError)
        with refused, Screen(server.url, **asks):
            pytest.fail("a sixth socket was let in")
        screens.pop().__exit__(None, None, None)
        end = time.monotonic() + SOON
        while not _gets_in(server, asks):
            assert time.monotonic() < end, "the place of who has gone is not given out again"
    finally:
        for screen in screens:
            screen.__exit__(None, None, None)


def _gets_in(server: Server, asks: dict[str, str]) -> bool:
    try:
        with Screen(server.url, **asks) as screen:
            return bool(screen.next())
    except socketio.exceptions.ConnectionError:
        return False
