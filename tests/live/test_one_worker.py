"""A hall of one worker: who connects, what they see, how soon."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import socketio
import websocket

from tests.support.screens import Screen, display_token
from tests.support.server import ROOT, Server, running


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("live") / "var") as found:
        yield found


@pytest.fixture(scope="module")
def display(server: Server) -> str:
    return display_token(server)


@pytest.fixture(scope="module")
def kiosk(server: Server) -> str:
    return server.command("device", "add", "--kind", "kiosk", "--centre", "phuong-mau", "--name", "Máy thử")


@pytest.fixture(scope="module")
def clerk(server: Server) -> str:
    return server.staff_token("quay3")


def take(server: Server, kiosk: str) -> str:
    return str(server.ask(kiosk, "/api/v1/centres/phuong-mau/tickets", {"field": "H"})["number"])


def counter_3(server: Server, clerk: str) -> str:
    counters = server.ask(clerk, "/api/v1/centres/phuong-mau")["counters"]
    return str(next(counter["id"] for counter in counters if counter["number"] == 3))


def test_a_display_sees_the_hall_as_soon_as_it_connects(server: Server, display: str) -> None:
    with Screen(server.url, token=display, **{"for": "display"}) as screen:
        snapshot = screen.next()
    assert snapshot["audience"] == "display"
    assert snapshot["centre"]["sample"] is True
    assert len(snapshot["fields"]) == 12


def test_a_call_is_on_the_display_and_at_the_counter_within_a_second(
    server: Server, display: str, kiosk: str, clerk: str
) -> None:
    number, counter = take(server, kiosk), counter_3(server, clerk)
    with (
        Screen(server.url, token=display, **{"for": "display"}) as hall,
        Screen(server.url, token=clerk, counter=counter, **{"for": "counter"}) as desk,
    ):
        hall.next()
        desk.next()
        called = server.ask(clerk, f"/api/v1/counters/{counter}/next", {})["ticket"]
        assert called["number"] == number
        shown = hall.until(lambda s: bool(s["calls"]) and s["calls"][0]["number"] == number, 1)
        held = desk.until(lambda s: s["ticket"] is not None, 1)
    assert shown["to_speak"][-1] == shown["calls"][0]["id"]
    assert held["ticket"]["call"]["spoken_at"] is None
    server.ask(clerk, f"/api/v1/tickets/{called['id']}/start", {})
    server.ask(clerk, f"/api/v1/tickets/{called['id']}/finish", {})


def test_a_supervisor_sees_a_new_number_within_two_seconds(server: Server, kiosk: str) -> None:
    with Screen(server.url, token=server.staff_token("dieuphoi"), **{"for": "supervisor"}) as page:
        waiting = page.next()["headline"]["waiting"]
        take(server, kiosk)
        page.until(lambda s: s["headline"]["waiting"] == waiting + 1, 2)


def test_a_change_made_by_the_command_line_reaches_the_screens_within_two_seconds(server: Server, display: str) -> None:
    with Screen(server.url, token=display, **{"for": "display"}) as screen:
        assert screen.next()["hall"]["state"] == "open"
        server.command("day", "end", "--centre", "phuong-mau")
        ended = screen.until(lambda s: s["hall"]["reason"] == "day_ended", 2)
    assert {field["waiting"] for field in ended["fields"]} == {0}


def test_a_stranger_is_refused_and_told_to_give_up(server: Server) -> None:
    with pytest.raises(socketio.exceptions.ConnectionError), Screen(server.url, token="guess", **{"for": "display"}):
        pytest.fail("a stranger was let in")


def test_a_display_cannot_see_what_the_supervisor_sees(server: Server, display: str) -> None:
    refused = pytest.raises(socketio.exceptions.ConnectionError)
    with refused, Screen(server.url, token=display, **{"for": "supervisor"}):
        pytest.fail("a display was shown the supervisor's page")


def test_a_socket_that_says_nothing_is_closed_within_seconds(server: Server) -> None:
    silent = websocket.create_connection(f"{server.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket")
    begun = time.monotonic()
    silent.settimeout(10)
    while silent.recv():
        # The server greets first, and may ping once, before it closes the door.
        assert time.monotonic() - begun < 9
    assert time.monotonic() - begun < 9


def test_behind_a_proxy_sockets_are_counted_for_whoever_the_proxy_speaks_for(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    text = (ROOT / "config.toml").read_text(encoding="utf-8")
    for before, after in (
        ("sockets_per_address = 200", "sockets_per_address = 1"),
        ("trusted_proxies = []", 'trusted_proxies = ["127.0.0.1"]'),
        ('file = "app/', f'file = "{ROOT}/app/'),
    ):
        assert before in text
        text = text.replace(before, after)
    config.write_text(text, encoding="utf-8")
    with running(tmp_path / "var", LUOT_CONFIG=str(config)) as server:
        asks = {"token": display_token(server), "for": "display"}
        one, other = {"X-Forwarded-For": "113.161.1.2"}, {"X-Forwarded-For": "113.161.1.3"}
        with Screen(server.url, headers=one, **asks) as first, Screen(server.url, headers=other, **asks) as second:
            assert first.next()["audience"] == second.next()["audience"] == "display"
            refused = pytest.raises(socketio.exceptions.ConnectionError)
            with refused, Screen(server.url, headers=one, **asks):
                pytest.fail("one address was let in twice")


def test_polling_is_not_served(server: Server) -> None:
    with pytest.raises(OSError, match="400"):
        server.ask(None, "/socket.io/?EIO=4&transport=polling")
