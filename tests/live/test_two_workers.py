"""A hall of two workers on PostgreSQL and Redis: it does not matter which of them a screen is at."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.support import databases
from tests.support.screens import Screen, display_token, redis_server
from tests.support.server import ROOT, Server, running
from tests.support.waiting import until

SCREENS = 6


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("two")
    settings = (ROOT / "config.toml").read_text(encoding="utf-8").replace("workers = 1", "workers = 2")
    settings = settings.replace('"app/data', f'"{ROOT}/app/data')
    (folder / "config.toml").write_text(settings, encoding="utf-8")
    with databases.postgres() as postgres, redis_server() as redis:
        postgres.admin("CREATE DATABASE hall")
        told = {"DATABASE_URL": postgres.url("hall"), "REDIS_URL": redis}
        with running(folder / "var", LUOT_CONFIG=str(folder / "config.toml"), **told) as found:
            yield found


def test_screens_at_both_workers_see_every_change(server: Server) -> None:
    token = display_token(server)
    kiosk = server.command("device", "add", "--kind", "kiosk", "--centre", "phuong-mau", "--name", "Máy thử")
    screens = [Screen(server.url, token=token, **{"for": "display"}) for _ in range(SCREENS)]
    for screen in screens:
        screen.__enter__()
    try:
        for number in range(1, 6):
            server.ask(kiosk, "/api/v1/centres/phuong-mau/tickets", {"field": "H"})
            for screen in screens:
                screen.until(lambda s, n=number: _waiting(s) == n, 3)
    finally:
        for screen in screens:
            screen.__exit__(None, None, None)


def test_a_kiosk_that_falls_silent_is_shown_at_both_workers_and_so_is_its_return(server: Server) -> None:
    """It beats at one worker, whichever that is; nothing else happens in the hall."""
    kiosk = server.command("device", "add", "--kind", "kiosk", "--centre", "phuong-mau", "--name", "Máy im lặng")
    token = server.staff_token("dieuphoi")
    with ExitStack() as stack:
        screens = [
            stack.enter_context(Screen(server.url, token=token, **{"for": "supervisor"})) for _ in range(SCREENS)
        ]
        for state in ("ok", "lost", "ok"):
            if state == "ok":
                server.ask(kiosk, "/api/v1/devices/heartbeat", {})
            for screen in screens:
                screen.until(lambda s, wanted=state: _state(s, "Máy im lặng") == wanted, 40)


def test_prometheus_is_told_of_both_whichever_it_asks(server: Server) -> None:
    kiosk = server.command("device", "add", "--kind", "kiosk", "--centre", "phuong-mau", "--name", "Máy đếm")
    before = _figure(_metrics(server), 'luot_changes_total{kind="centres.issue",outcome="done"}')
    for _ in range(6):
        server.ask(kiosk, "/api/v1/centres/phuong-mau/tickets", {"field": "H"})
    token = display_token(server)
    with ExitStack() as stack:
        for _ in range(SCREENS):
            stack.enter_context(Screen(server.url, token=token, **{"for": "display"}))
        for _ in range(8):
            told = _metrics(server)
            assert _figure(told, 'luot_changes_total{kind="centres.issue",outcome="done"}') == before + 6
            assert _figure(told, 'luot_sockets{audience="display"}') == SCREENS
    until(lambda: _figure(_metrics(server), 'luot_sockets{audience="display"}') == 0, "none is connected any more")


def test_both_workers_serve(server: Server) -> None:
    log = Path(server.var / "run.log").read_text()
    assert log.count("Booting worker") == 2


def _metrics(server: Server) -> str:
    answer = requests.get(f"{server.url}/metrics", timeout=10)
    assert answer.status_code == 200
    return answer.text


def _figure(text: str, name: str) -> float:
    return next((float(line.split()[-1]) for line in text.splitlines() if line.startswith(f"{name} ")), 0.0)


def _state(snapshot: dict[str, Any], name: str) -> str | None:
    return next((row["state"] for row in snapshot["devices"] if row["name"] == name), None)


def _waiting(snapshot: dict[str, object]) -> int:
    fields = snapshot["fields"]
    assert isinstance(fields, list)
    return int(next(field["waiting"] for field in fields if field["prefix"] == "H"))
