"""GET /healthz."""

from pathlib import Path

import pytest

from app.store.database import Database
from tests.support.api import Api, make_api, refusal
from tests.support.databases import free_port
from tests.support.hall import Hall


def test_a_server_that_works_says_so_to_anybody(api: Api) -> None:
    answer = api.stranger.get("/healthz")
    assert answer.status_code == 200
    assert answer.json["status"] == "ok"
    assert (answer.json["database"], answer.json["voice"], answer.json["redis"]) == ("sqlite", "absent", "not used")


@pytest.mark.parametrize("remains", [None, b""])
def test_a_database_file_that_is_gone_or_empty_is_told(api: Api, one_file: Path, remains: bytes | None) -> None:
    """SQLite answers happily from a deleted file, and makes an empty one where there was none."""
    assert api.stranger.get("/healthz").status_code == 200
    for file in one_file.parent.iterdir():
        file.unlink()
    api.hall.database.engine.dispose()
    if remains is not None:
        one_file.write_bytes(remains)
    answer = api.stranger.get("/healthz")
    assert (answer.status_code, answer.json["status"]) == (503, "database_gone")
    assert answer.json["reason"]
    assert one_file.exists() is (remains is not None), "asking must not make a file"


def test_a_database_server_that_is_away_is_told_and_every_request_says_so(api: Api, tmp_path: Path) -> None:
    away = make_api(_Away(api.hall), str(tmp_path))  # type: ignore[arg-type]
    answer = away.stranger.get("/healthz")
    assert (answer.status_code, answer.json["status"]) == (503, "database_gone")
    headers = {"Authorization": "Bearer whatever"}
    assert refusal(away.stranger.get("/api/v1/centres/thu", headers=headers)) == (503, "database_gone")


class _Away:
    """A hall whose PostgreSQL does not answer."""

    def __init__(self, hall: Hall) -> None:
        self.clock = hall.clock
        self.database = Database(f"postgresql://luot@127.0.0.1:{free_port()}/luot", hall.clock)
