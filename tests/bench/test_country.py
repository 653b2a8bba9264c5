"""The load of a country, with a dozen centres: whoever comes is called, served and gone, and every screen is told."""

import json
from pathlib import Path

import pytest

from bench import country, halls, nation
from bench.country import Length, crowd
from bench.results import Results
from tests.support import databases
from tests.support.databases import Postgres
from tests.support.hall import Hall
from tests.support.screens import redis_server
from tests.support.server import ROOT
from tests.support.workers import serving

CENTRES = 12


@pytest.mark.timeout(300)
def test_everybody_who_comes_is_served_in_their_own_centre(tmp_path: Path, postgres_server: Postgres) -> None:
    postgres_server.admin("CREATE DATABASE country")
    url = postgres_server.url("country")
    with redis_server() as redis, serving(tmp_path / "var", url, workers=2, sockets=1_000, REDIS_URL=redis) as server:
        places = country._places(url, tmp_path, CENTRES)
        with crowd(server.port, places) as ask:
            told = ask(4.0, 20.0)
        slugs = {place["slug"] for place in json.loads(places.read_text())}
        assert len(slugs) == CENTRES
        assert told["refused"] == {}
        assert told["lost"] == 0
        assert told["answered"] >= 0.9 * told["asked"] > 0
        assert {"issue", "next", "start", "finish"} <= told["took"].keys()
        # Each change is told to a display and a kiosk.
        assert told["frames"] >= told["answered"]
        for slug in sorted(slugs)[:3]:
            hall = Hall(url, slug)
            assert hall.differences() == []
            hall.close()
        assert server.faults() == []
    postgres_server.admin("DROP DATABASE country WITH (FORCE)")


def test_a_centre_that_was_written_as_a_copy_is_a_hall_of_its_own(postgres_server: Postgres) -> None:
    postgres_server.admin("CREATE DATABASE copies")
    url = postgres_server.url("copies")
    databases.prepare(url, ROOT / "app" / "data" / "phuong-mau.toml")
    with halls.opened(url) as database:
        first, second = nation.multiply(database, halls.add(database, 0, 2), 2)
    assert {first.kiosk, first.display} & {second.kiosk, second.display} == set()
    one, other = Hall(url, first.slug), Hall(url, second.slug)
    with one.look() as here, other.look() as there:
        assert (here.name, here.revision) == (there.name, there.revision)
        assert here.centre_id != there.centre_id
    one.close()
    other.close()
    postgres_server.admin("DROP DATABASE copies WITH (FORCE)")


def test_the_share_that_holds_is_the_last_before_the_load_is_lost() -> None:
    """With a hall that answers in time up to a seventh of the load."""
    asked: list[tuple[float, float]] = []

    def ask(rate: float, seconds: float) -> dict[str, object]:
        asked.append((rate, seconds))
        took = {"next": [10.0 if rate <= country.PEAK / 7 else 900.0] * 100}
        return {
            "took": took,
            "refused": {},
            "lost": 0,
            "again": 0,
            "asked": 100,
            "answered": 100,
            "frames": 1,
            "seconds": 1,
        }

    results = Results()
    country._measure(results, Length(1, 10.0, 100.0, 1.0), ask)
    assert results.figures["country.share"] == 0.1
    assert [round(rate / country.PEAK, 2) for rate, _ in asked] == [0.05, 0.1, 0.15, 0.1]
