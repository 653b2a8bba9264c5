"""One part of a scene: who asks for what, made ready in a hall and then done on whatever connection it is given."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, is_dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from app.services import days, snapshots
from app.services.calling import Called
from app.services.perform import Request, perform
from app.services.snapshots import Audience, Scope
from app.services.snapshots.make import World
from app.store.database import Database
from app.store.models import Call, PrintJob
from app.store.tickets import TicketRow
from app.store.work import Work
from tests.support.hall import ADDRESS, Hall

Go = Callable[[Database], Any]
UseCase = Callable[..., Any]
# Nothing in a scene depends on real time; it only must be the same in every order.
REAL_NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
WORLD = World(speed=1.0, muted=False, voice="ready", real_now=REAL_NOW)


@dataclass(frozen=True)
class Found:
    """An id that is found in a hall before anything is stepped, and what it is called."""

    name: str
    find: Callable[[Hall], int]


@dataclass(frozen=True)
class Part:
    """Who asks for what; `ready` finds what it is about before anything is stepped."""

    who: str
    what: str
    ready: Callable[[Hall], Go]


def press(by: str, use_case: UseCase, *about: Any, key: str = "a press", **said: Any) -> Part:
    """Somebody's request under a key, about what is told or found."""
    what = " ".join([use_case.__name__, *(a.name for a in about if isinstance(a, Found))])

    def ready(hall: Hall) -> Go:
        arguments = [a.find(hall) if isinstance(a, Found) else a for a in about]
        request = Request(hall.actor(by), key, what)

        def act(work: Work) -> dict[str, Any]:
            return {"said": told(use_case(work, *arguments, **said))}

        return lambda database: perform(database, hall.centre_id, request, act)

    return Part(by, what, ready)


def look(audience: str, found: Found | None = None) -> Part:
    """A screen's snapshot, read as the broadcast reads it."""

    def ready(hall: Hall) -> Go:
        scope = Scope(Audience(audience), found.find(hall) if found else None)

        def read(database: Database) -> dict[str, Any]:
            with database.look(hall.centre_id) as now:
                return snapshots.make(now, scope, WORLD)

        return read

    return Part(f"a {audience} page", "looks", ready)


def keep_days() -> Part:
    """A worker that looks whether the day is to be ended."""

    def ready(hall: Hall) -> Go:
        return lambda database: days.keep_days(database, hall.centre_id, address=ADDRESS)

    return Part("a worker", "keeps the days", ready)


def told(result: Any) -> Any:
    """Return what a use case gave back as an answer that names numbers, not ids."""
    match result:
        case Called():
            return {**told(result.ticket), "reason": result.reason}
        case TicketRow():
            return {"number": result.shown, "state": result.state.value, "counter": result.counter_id}
        case dict() if "slip" in result:
            return {"number": result["number"], "attempt": result["attempt"]}
        case _ if is_dataclass(result) and not isinstance(result, type):
            return {name: str(value) for name, value in asdict(result).items()}
        case _:
            return result


def ticket(number: str) -> Found:
    return Found(number, lambda hall: hall.ticket(number).id)


def counter(number: int) -> Found:
    return Found(f"at {number}", lambda hall: hall.counter_ids[number])


def device(name: str) -> Found:
    return Found(name, lambda hall: int(hall.actor(name).device_id or 0))


def first_call() -> Found:
    return Found("the first call", lambda hall: _first(hall, select(Call.id).order_by(Call.id)))


def claimed_job() -> Found:
    """The slip a printer has taken."""
    query = select(PrintJob.id).where(PrintJob.state == "claimed").order_by(PrintJob.id)
    return Found("the slip taken", lambda hall: _first(hall, query))


def _first(hall: Hall, query: Any) -> int:
    with hall.look() as now:
        return int(now.connection.execute(query.limit(1)).scalar_one())
