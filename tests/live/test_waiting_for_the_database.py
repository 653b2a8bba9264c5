"""A worker that waits for PostgreSQL answers everybody else meanwhile."""

import json
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psycopg

from tests.support.databases import Postgres
from tests.support.workers import CENTRE, Workers, serving

SECONDS = 5


def test_who_waits_for_another_program_keeps_nobody_waiting(postgres_server: Postgres, tmp_path: Path) -> None:
    postgres_server.admin("CREATE DATABASE waited_for")
    url = postgres_server.url("waited_for")
    with serving(tmp_path, url) as server, psycopg.connect(url) as other, ThreadPoolExecutor() as pool:
        kiosk = server.token("Máy lấy số 1")
        server.hall.open(3)
        other.execute("SELECT FROM centres FOR UPDATE")
        taken = pool.submit(ask, server, f"{CENTRE}/tickets", kiosk, {"field": "H"})
        assert [ask(server, "/healthz")["status"] for _ in range(20)] == ["ok"] * 20
        assert not taken.done()
        other.commit()
        assert taken.result(SECONDS)["number"] == "H001"
    postgres_server.admin("DROP DATABASE waited_for WITH (FORCE)")


def ask(server: Workers, path: str, token: str = "", body: Any = None) -> Any:
    request = urllib.request.Request(server.url + path, headers={"Authorization": f"Bearer {token}"} if token else {})
    if body is not None:
        request.data = json.dumps(body).encode()
        request.add_header("Content-Type", "application/json")
    with urllib.request.urlopen(request, timeout=SECONDS) as answer:
        return json.load(answer)
