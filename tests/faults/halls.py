"""The two forms in which a hall runs, each with everything ./run looks after, its people and its screens."""

import os
import random
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from sqlalchemy import select

from app import shared_clock
from app.clock import Clock, real_now
from app.services import access
from app.store import people as known_people
from app.store.database import Database
from app.store.models import Counter, Device
from tests.faults import ground
from tests.faults.caller import Caller
from tests.faults.ground import Kept
from tests.faults.ledger import Ledger
from tests.faults.people import Clerk, Hours, Kiosk, Loudspeaker, Person, Reception
from tests.faults.screens import Screen
from tests.support.server import ROOT, Server, running

# Counters whose fields the kiosks give numbers for.
COUNTERS = (3, 4, 5, 8, 9, 11, 12, 15)
WATCHED = (3, 8, 12)
OPENING = "2026-11-23T07:31:00+07:00"
SLUG = "phuong-mau"
# Root may write where nobody may; a hall that root runs for these tests obeys the permissions of files as others do.
_OBEDIENT = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--") if os.getuid() == 0 else ()


class Form(StrEnum):
    """`SQLITE`: one worker. `POSTGRESQL`: two workers, and Redis between them."""

    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"


@dataclass
class FaultyHall:
    """A running hall and the people in it."""

    form: Form
    server: Server
    database: Database
    seed: str
    kept: dict[str, Kept] = field(default_factory=dict)
    ledger: Ledger = field(default_factory=Ledger)
    hours: Hours = field(default_factory=Hours)
    screens: list[Screen] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)

    @property
    def loudspeaker(self) -> Loudspeaker:
        return next(person for person in self.people if isinstance(person, Loudspeaker))

    @cached_property
    def watcher(self) -> Caller:
        """Somebody who may look at everything and does nothing."""
        return self.caller("dieuphoi", "watching")

    def workers(self) -> list[int]:
        """Return the ids of the web server's workers."""
        return self.server.pids_of("-m gunicorn ")[1:]

    def die(self, name: str) -> random.Random:
        """Return the die of one person or screen; the same for the same seed."""
        return random.Random(f"{self.seed}/{self.form}/{name}")

    def caller(self, name: str, part: str = "") -> Caller:
        """Return a line of somebody's own, with a token of its own."""
        actor, token = self._sign_in(name)
        return Caller(self.server.url, actor, token, self.die(name + part), self.ledger)

    def screen(self, name: str, audience: str, number: int = 0, **auth: str) -> Screen:
        """Switch on a screen."""
        _, token = self._sign_in(name)
        rng = self.die(f"{audience} {number} {auth}")
        screen = Screen(self.server.url, rng, token=token, **{"for": audience}, **auth)
        self.screens.append(screen)
        screen.open()
        return screen

    def _sign_in(self, name: str) -> tuple[str, str]:
        with self.database.write() as connection:
            staff = known_people.staff_named(connection, name)
            if staff is not None:
                return f"staff:{staff.id}", access.start_session(connection, staff.id, real_now()).token
            device = connection.execute(select(Device.id).where(Device.name == name)).scalar_one()
            return f"device:{device}", access.device_token(connection, device, real_now(), alone=False)


@contextmanager
def hall(form: Form, folder: Path, seed: str) -> Iterator[FaultyHall]:
    """Run a hall of this form, people and screens in it, everybody at rest."""
    with ExitStack() as stack:
        kept, told = _ground(form, stack)
        var = folder / form / "var"
        settings = _settings(folder / form, workers=1 if form is Form.SQLITE else 2)
        server = stack.enter_context(
            running(var, within=_OBEDIENT, LUOT_CONFIG=str(settings), LUOT_CLOCK_FROM=OPENING, **told)
        )
        clock = Clock.from_environment(shared_clock.read(var))
        database = Database(told.get("DATABASE_URL", f"sqlite:///{var / 'luot.db'}"), clock)
        stack.callback(database.engine.dispose)
        found = FaultyHall(form, server, database, seed, kept)
        _fill(found)
        stack.callback(_empty, found, _start(found))
        yield found


def _ground(form: Form, stack: ExitStack) -> tuple[dict[str, Kept], dict[str, str]]:
    if form is Form.SQLITE:
        return {}, {}
    postgres, server = stack.enter_context(ground.postgres())
    redis, url = stack.enter_context(ground.redis_server())
    server.admin("CREATE DATABASE hall")
    return {"postgres": postgres, "redis": redis}, {"DATABASE_URL": server.url("hall"), "REDIS_URL": url}


def _settings(folder: Path, *, workers: int) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    text = (ROOT / "config.toml").read_text(encoding="utf-8").replace("workers = 1", f"workers = {workers}")
    path = folder / "config.toml"
    path.write_text(text.replace('"app/data', f'"{ROOT}/app/data'), encoding="utf-8")
    return path


def _fill(found: FaultyHall) -> None:
    """Open the counters and bring in people and screens."""
    with found.database.read() as connection:
        ids = {row.number: str(row.id) for row in connection.execute(select(Counter.number, Counter.id))}
    for number in COUNTERS:
        clerk = Clerk(found.caller(f"quay{number}"), ids[number])
        clerk.caller.press(f"/api/v1/counters/{ids[number]}/open")
        found.people.append(clerk)
    for number in WATCHED:
        found.screen(f"quay{number}", "counter", counter=ids[number])
    display, _ = (found.screen("Màn hình sảnh 1", "display", number) for number in (1, 2))
    found.people.append(Loudspeaker(found.caller("Màn hình sảnh 1"), display))
    for number in (1, 2):
        screen = found.screen(f"Máy lấy số {number}", "kiosk", number)
        found.people += [Kiosk(found.caller(f"Máy lấy số {number}", part), screen) for part in ("", "again")[:number]]
    found.people.append(Reception(found.caller("huongdan"), found.screen("huongdan", "reception")))
    found.screen("dieuphoi", "supervisor")


def _start(found: FaultyHall) -> list[threading.Thread]:
    threads = [threading.Thread(target=person.live, args=(found.hours,), daemon=True) for person in found.people]
    for thread in threads:
        thread.start()
    return threads


def _empty(found: FaultyHall, threads: list[threading.Thread]) -> None:
    found.hours.end()
    for screen in found.screens:
        screen.close()
    for thread in threads:
        thread.join(30)
