"""Everybody rests: is the hall what people were told? Notes are laid beside the log, and presses are repeated.

The log is read past the services, in plain SQL. Everything found is written into the ledger as a wrong.
"""

import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from app.services import verifying
from app.store import people
from tests.faults.halls import SLUG, FaultyHall
from tests.faults.ledger import PRESSED, Press
from tests.faults.people import CENTRE
from tests.faults.screens import Screen

AGREE_SECONDS = 10.0
# How many answers of earlier rounds are asked for again in each; in the end all are.
OLDER = 40

_TICKETS = text("SELECT id, day, prefix, number FROM tickets")
_STEPS = text("SELECT id, ticket_id, action, from_state, to_state, counter_id, actor FROM ticket_events ORDER BY id")
_SPOKEN = text("SELECT id FROM calls WHERE spoken_at IS NOT NULL")


@dataclass
class Found:
    """What the newest audit counts; `repeated` in all of them together."""

    acknowledged: int = 0
    repeated: int = 0
    lost: int = 0
    duplicate_numbers: int = 0
    double_calls: int = 0


class Auditor:
    """Looks at one hall, again and again."""

    def __init__(self, hall: FaultyHall) -> None:
        self._hall = hall
        self._watcher = hall.watcher
        self._die = hall.die("auditor")
        self._repeated = 0
        self.found = Found()

    def look(self, *, everything: bool = False) -> None:
        """Audit the hall at rest; `everything` repeats each press that was ever answered."""
        self._repeat(everything=everything)
        with self._hall.database.read() as connection:
            self._numbers(connection)
            self._steps(connection)
            self._spoken(connection)
        self.verify()
        self._screens()
        self.found.acknowledged = len(self._hall.ledger.presses)
        heard = self._hall.loudspeaker.heard
        self._tell([f"call {call} was read out {times} times" for call, times in heard.items() if times > 1])

    def verify(self) -> None:
        """What is derived is as the events say: `flask --app app verify`, from inside."""
        with self._hall.database.read() as connection:
            centre = people.centre_named(connection, SLUG)
        with self._hall.database.look(centre) as looked:
            self._tell(list(map(str, verifying.verify(looked).differences)))

    def revision(self) -> int:
        """Return the revision the hall is at."""
        return int(self._watcher.get(f"{CENTRE}/snapshot?for=supervisor")["revision"])

    def _repeat(self, *, everything: bool) -> None:
        """A press that was answered is answered the same for ever."""
        presses = self._hall.ledger.presses
        old, new = presses[: self._repeated], presses[self._repeated :]
        again = presses if everything else [*self._die.sample(old, min(OLDER, len(old))), *new]
        self._tell([wrong for press in list(again) if (wrong := self._differs(press))])
        self.found.repeated += len(again)
        self._repeated = len(presses)

    def _differs(self, press: Press) -> str | None:
        _, answer = self._watcher.repeat(press)
        return None if answer == press.answer else f"{press.path}, repeated: {press.answer} became {answer}"

    def _numbers(self, connection: Connection) -> None:
        """Each number was given once, none was left out, and none was lost that somebody holds."""
        rows = connection.execute(_TICKETS).all()
        stored = {str(row.id): f"{row.prefix}{row.number:03d}" for row in rows}
        lost = [f"{number} is lost" for id, number in self._hall.ledger.numbers().items() if stored.get(id) != number]
        series: dict[tuple[Any, str], Counter[int]] = defaultdict(Counter)
        for row in rows:
            series[row.day, row.prefix][row.number] += 1
        twice = [f"{of} {n} was given twice" for of, given in series.items() for n in given if given[n] > 1]
        gaps = [f"{of} has gaps" for of, given in series.items() if set(given) != set(range(1, max(given) + 1))]
        self.found.lost = len(lost)
        self.found.duplicate_numbers = len(twice)
        self._tell([*lost, *twice, *gaps])

    def _steps(self, connection: Connection) -> None:
        """Everybody's notes and the log have the same steps, each as often; nobody stands at two counters."""
        rows = connection.execute(_STEPS).all()
        logged = Counter((row.actor, str(row.ticket_id), row.action) for row in rows if row.action in PRESSED)
        told = self._hall.ledger.steps()
        lost, unasked, doubled = told - logged, logged - told, _two_at_once(rows)
        self.found.lost += lost.total()
        self.found.double_calls = len(doubled) + sum(action == "call" for _, _, action in unasked.elements())
        self._tell([f"{step} is lost" for step in lost])
        self._tell([f"{step} was made more often than it was pressed" for step in unasked])
        self._tell(doubled)

    def _spoken(self, connection: Connection) -> None:
        """What was read out stays so."""
        stored = {str(row.id) for row in connection.execute(_SPOKEN)}
        self._tell([f"call {call} is to be read again" for call in self._hall.ledger.spoken() if call not in stored])

    def _screens(self) -> None:
        """Every screen shows what the hall says to whoever asks."""
        waiting, end = list(self._hall.screens), time.monotonic() + AGREE_SECONDS
        while waiting and time.monotonic() < end:
            waiting = [screen for screen in waiting if not self._agrees(screen)]
            time.sleep(0.05 if waiting else 0)
        self._tell([f"the screen {screen.name} shows something else than the hall says" for screen in waiting])

    def _agrees(self, screen: Screen) -> bool:
        shown, audience = screen.newest, screen.auth["for"]
        query = "".join(f"&{name}={value}" for name, value in screen.auth.items() if name == "counter")
        said = self._watcher.get(f"{CENTRE}/snapshot?for={audience}{query}")
        if shown is None:
            return False
        return bool(_LASTING[audience](shown) == _LASTING[audience](said) and shown["revision"] == said["revision"])

    def _tell(self, wrongs: list[str]) -> None:
        for wrong in wrongs:
            self._hall.ledger.wrong(wrong)


def _two_at_once(rows: Any) -> list[str]:
    """Walk through the log: a counter calls nobody while somebody is there, and nobody is called who is at one."""
    at: dict[str, int] = {}
    wrongs = []
    for row in rows:
        ticket = str(row.ticket_id)
        if row.action == "call":
            busy = [other for other, counter in at.items() if counter == row.counter_id]
            if ticket in at or busy:
                wrongs.append(f"call {row.id} of ticket {ticket} while {busy or 'it was at a counter'}")
        if row.to_state in ("called", "serving"):
            at[ticket] = row.counter_id
        else:
            at.pop(ticket, None)
    return wrongs


# What a screen shows that does not change with the time alone.
_LASTING: dict[str, Callable[[dict[str, Any]], Any]] = {
    "display": lambda shown: (shown["calls"], shown["to_speak"], [row["waiting"] for row in shown["fields"]]),
    "counter": lambda shown: (shown["ticket"] and shown["ticket"]["id"], shown["queue"]["total"], shown["held"]),
    "kiosk": lambda shown: [(row["waiting"], row["open"]) for row in shown["fields"]],
    "supervisor": lambda shown: ([row["ticket"] for row in shown["counters"]], shown["tickets_open"]),
    "reception": lambda shown: (shown["waiting"], shown["no_shows"], shown["moved"]),
}
