"""What a worker weighs, what each further screen adds, how long a start takes, and what a page weighs on the wire."""

import statistics
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from app.clock import real_now
from app.domain.roles import Actor
from app.services import access
from app.store.database import Database
from bench import changes, halls
from bench.calls import opened
from bench.halls import Standing
from bench.latency import chromium, open_page
from bench.results import Results, steps
from bench.room import Auth
from tests.support.server import Server, running
from tests.support.workers import Workers, resident_kb, serving

COUNTERS, SCREENS, FURTHER = 12, 60, 500
STARTS, PRESS_SECONDS = 3, 6.0
# What each page is called in figures, and in the hub.
PAGES = ("kiosk", "display", "counter", "phone", "reception", "supervisor", "admin")


def memory(results: Results, folder: Path, short: bool) -> None:
    """Measure one worker on SQLite; and, unless it is to be short, more starts and the pages of all ./run runs."""
    starts = [_worker(results, folder / "worker", short)]
    starts += [_start(folder / f"start-{number}") for number in steps("starts", range(0 if short else STARTS - 1))]
    results.put("worker.start_seconds", statistics.median(starts))
    if not short:
        with running(folder / "pages") as server, chromium() as browser:
            _pages(results, server, browser)


def _worker(results: Results, folder: Path, short: bool) -> float:
    """Measure what a worker holds once everybody is at work, and what more screens add to it; return the seconds of
    its start.
    """
    further = FURTHER // 5 if short else FURTHER
    with serving(folder, sockets=SCREENS + further + 10) as server, ExitStack() as stack:
        database = stack.enter_context(halls.opened(server.environment["DATABASE_URL"]))
        centre = halls.add(database, 0, COUNTERS)
        halls.fill(database, centre, 4_000)
        stack.enter_context(opened(server.port, _screens(database, centre)))
        changes.drive(server.port, _people(centre), PRESS_SECONDS / 4 if short else PRESS_SECONDS)
        before = _kib(server)
        results.put("worker.rss_mib", before / 1024)
        stack.enter_context(opened(server.port, [_display(centre)] * further))
        results.put("screen.kib", (_kib(server) - before) / further)
    return server.start_seconds


def _start(folder: Path) -> float:
    """Return the seconds of a start on a database that is there already."""
    with serving(folder) as server:
        return server.start_seconds


def _kib(server: Workers) -> int:
    (pid,) = server.pids()
    return resident_kb(pid)


def _screens(database: Database, centre: Standing) -> list[Auth]:
    """Return how the screens of one hall sign in: each counter's page, a kiosk, a supervisor, and displays."""
    counters = zip(centre.counters, centre.clerks, strict=True)
    desks: list[Auth] = [{"for": "counter", "counter": str(id), "token": token} for id, token in counters]
    others: list[Auth] = [
        {"for": "kiosk", "token": centre.kiosk},
        {"for": "supervisor", "token": _session(database, centre.supervisor)},
    ]
    return desks + others + [_display(centre)] * (SCREENS - len(desks) - len(others))


def _display(centre: Standing) -> Auth:
    return {"for": "display", "token": centre.display}


def _session(database: Database, actor: Actor) -> str:
    assert actor.staff_id is not None
    with database.write() as connection:
        return access.start_session(connection, actor.staff_id, real_now()).token


def _people(centre: Standing) -> list[dict[str, Any]]:
    """Return who is at work: a clerk at each counter, and a kiosk."""
    at_counters = zip(centre.counters, centre.clerks, strict=True)
    clerks = [{"work": "clerk", "token": token, "counter": counter} for counter, token in at_counters]
    kiosk = {"work": "kiosk", "token": centre.kiosk, "centre": centre.slug, "fields": centre.fields}
    return [*clerks, kiosk]


def _pages(results: Results, server: Server, browser: Browser) -> None:
    kiosk = server.command("device", "add", "--kind", "kiosk", "--centre", "phuong-mau", "--name", "Máy đo")
    # A phone shows the last slip there was.
    server.ask(kiosk, "/api/v1/centres/phuong-mau/tickets", {"field": "H"})
    for name in PAGES:
        results.put(f"page.{name}.kib", _page_bytes(browser, server, name) / 1024)


def _page_bytes(browser: Browser, server: Server, name: str) -> int:
    """Return how many bytes a first visit to a page takes from the wire, headers and all, the websocket's aside."""
    sizes: list[int] = []

    def watch(page: Page) -> None:
        session = page.context.new_cdp_session(page)
        session.on("Network.loadingFinished", lambda told: sizes.append(told["encodedDataLength"]))
        session.send("Network.enable")

    page = open_page(browser, server, name, watch=watch)
    page.context.close()
    return sum(sizes)
