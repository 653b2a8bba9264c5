"""The report of waits of a whole year: of one centre on either engine, and of each centre of a city.

The report's time stands beside that of the plain SQL it needs, asked in turns on the same database; the numbers of both
have to be the same.
"""

import json
import os
import re
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from threading import Event, Thread
from typing import Any

import psycopg
from sqlalchemy import select

from app.services import reports as service
from app.store.models import Counter, Field, Membership
from app.store.reports import By, Range
from bench import cities, loading, plain_report
from bench.results import Results, steps
from bench.year import FIRST, LAST, TURNS, Place, turns
from tests.support import databases
from tests.support.databases import Postgres
from tests.support.server import ROOT
from tests.support.workers import Workers, serving

SLUG, SUPERVISOR = "phuong-mau", "dieuphoi"
YEAR = Range(FIRST, LAST)
CENTRES = 168
# Of what we say a city's PostgreSQL is to be told, that which decides how a report is counted.
_SETTINGS = re.compile(r"^(work_mem|jit|random_page_cost|effective_io_concurrency|effective_cache_size) = (\S+)", re.M)


@dataclass(frozen=True)
class Length:
    """How many turns a centre has, how many centres the city, and how often is asked."""

    turns: int
    centres: int
    rounds: int


FULL, SHORT = Length(TURNS, CENTRES, 9), Length(20_000, 4, 9)


def reports(results: Results, folder: Path, short: bool) -> None:
    """Measure the year of one centre."""
    length = SHORT if short else FULL
    with _postgresql() as server, serving(folder / "var", server.url("hall")) as hall:
        with psycopg.connect(server.url("hall")) as connection:
            loading.into_postgresql(connection, turns(_place(hall), length.turns))
        _beside_plain(results, server.url("hall"), hall, length.rounds)
        _through_http(results, "report.centre_year", hall, length.rounds)
    file = folder / "sqlite" / "luot.db"
    with serving(file.parent, f"sqlite:///{file}") as hall:
        with sqlite3.connect(file, timeout=60) as into:
            loading.into_sqlite(into, turns(_place(hall), length.turns))
        into.close()
        _through_http(results, "report.centre_year.sqlite", hall, length.rounds)


def city(results: Results, folder: Path, short: bool) -> None:
    """Measure the year of each centre of a city in one PostgreSQL, and of one when nothing of it is in memory."""
    length = SHORT if short else FULL
    with _postgresql(durable=False) as server, serving(folder / "var", server.url("hall")) as hall:
        with psycopg.connect(server.url("hall")) as connection:
            begun = time.perf_counter()
            cities.found(connection, length.centres, SUPERVISOR)
            cities.fill(connection, turns(_place(hall), length.turns), length.centres)
            results.put("city.load_seconds", time.perf_counter() - begun)
            ((size,),) = connection.execute("SELECT pg_total_relation_size('turns')").fetchall()
        results.put("city.turns", length.turns * length.centres)
        results.put("city.gib", size / 2**30)
        _of_a_city(results, server, hall, length)


def _of_a_city(results: Results, server: Postgres, hall: Workers, length: Length) -> None:
    token, slugs = hall.token(SUPERVISOR), [SLUG, *(f"{SLUG}-{n}" for n in range(1, length.centres))]
    _forget(server)
    results.put("report.city_year.cold_seconds", _ask(hall, token, slugs[1]))
    warm = [_ask(hall, token, slugs[1]) for _ in range(length.rounds)]
    results.put("report.city_year.seconds", statistics.median(warm))
    results.put(
        "report.city_year.all_seconds", sum(_ask(hall, token, slugs[n]) for n in steps("centres", range(len(slugs))))
    )


@contextmanager
def _postgresql(*, durable: bool = True) -> Iterator[Postgres]:
    """Run a server whose database is asked as a city's is; of its memory it has the little that it has by itself."""
    with databases.postgres(durable=durable) as server:
        server.admin("CREATE DATABASE hall")
        for setting in _SETTINGS.findall((ROOT / "deploy/city/postgresql/luot.conf").read_text(encoding="utf-8")):
            server.admin("ALTER DATABASE hall SET {} = '{}'".format(*setting))
        yield server


def _place(hall: Workers) -> Place:
    """Return what the turns of a hall refer to."""
    with hall.hall.look() as look:
        here = look.centre_id
        fields = select(Field.id, Field.wait_target_minutes).where(Field.centre_id == here).order_by(Field.position)
        counters = select(Counter.id).where(Counter.centre_id == here).order_by(Counter.number)
        clerks = select(Membership.staff_id).where(Membership.centre_id == here, Membership.role == "clerk")
        targets = {id: minutes * 60_000 for id, minutes in look.all(fields)}
        ids = [[id for (id,) in look.all(query)] for query in (counters, clerks.order_by(Membership.staff_id))]
    return Place(here, targets, *ids)


def _beside_plain(results: Results, url: str, hall: Workers, rounds: int) -> None:
    """Measure what the service takes beside the plain SQL. Raises AssertionError when their numbers differ."""
    asked = (hall.hall.centre_id, YEAR.first, YEAR.last)
    took: dict[str, list[float]] = {"service": [], "plain": []}
    with psycopg.connect(url, autocommit=True) as connection:
        # The first of each is not counted: statements are made, connections opened, pages read.
        for again in range(1 + rounds):
            fetched, plain = _timed(lambda: plain_report.fetch(connection, *asked))
            report, made = _timed(lambda: _made(hall))
            assert plain_report.numbers(fetched) == plain_report.of_report(report), "other numbers than the report's"
            if again:
                took["plain"].append(plain)
                took["service"].append(made)
    for name, seconds in took.items():
        results.put(f"report.centre_year.{name}_seconds", statistics.median(seconds))
    ratios = [made / plain for made, plain in zip(took["service"], took["plain"], strict=True)]
    results.put("report.centre_year.ratio", statistics.median(ratios))


def _made(hall: Workers) -> dict[str, Any]:
    with hall.hall.database.look(hall.hall.centre_id) as look:
        return service.waits(look, YEAR, By.FIELD)


def _through_http(results: Results, name: str, hall: Workers, rounds: int) -> None:
    token = hall.token(SUPERVISOR)
    _ask(hall, token, SLUG)
    results.put(f"{name}.seconds", statistics.median(_ask(hall, token, SLUG) for _ in range(rounds)))
    longest = []
    for _ in range(rounds):
        with _asking_besides(hall) as waited:
            _ask(hall, token, SLUG)
        longest.append(max(waited) * 1000)
    results.put(f"{name}.pause_ms", statistics.median(longest))


def _ask(hall: Workers, token: str, slug: str) -> float:
    """Return how many seconds the year's report of a centre takes. Raises RuntimeError when it is refused."""
    path = f"/api/v1/centres/{slug}/reports/waits?from={YEAR.first}&to={YEAR.last}&by=field"
    body, took = _timed(lambda: _get(hall, path, {"Authorization": f"Bearer {token}"}))
    assert json.loads(body)["total"]["turns"], "a report of nobody"
    return took


def _get(hall: Workers, path: str, headers: dict[str, str]) -> bytes:
    connection = HTTPConnection("127.0.0.1", hall.port, timeout=300)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        body = answer.read()
    finally:
        connection.close()
    if answer.status != 200:
        raise RuntimeError(f"{answer.status}: {body!r}")
    return body


@contextmanager
def _asking_besides(hall: Workers) -> Iterator[list[float]]:
    """Have somebody ask all the time how the hall is; gives how many seconds each of their answers took."""
    over, waited = Event(), []

    def ask() -> None:
        while not over.is_set():
            waited.append(_timed(lambda: _get(hall, "/healthz", {}))[1])

    asking = Thread(target=ask)
    asking.start()
    try:
        yield waited
    finally:
        over.set()
        asking.join()


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    begun = time.perf_counter()
    done = work()
    return done, time.perf_counter() - begun


def _forget(server: Postgres) -> None:
    """Have the system keep no page of the database's files; PostgreSQL itself keeps a small part of them."""
    server.admin("CHECKPOINT")
    for path in (server.folder / "data" / "base").rglob("*"):
        if path.is_file():
            file = os.open(path, os.O_RDONLY)
            os.fsync(file)
            os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(file)
